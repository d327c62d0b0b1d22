import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { argumentsOf } from '../../src/dispatch/arguments.ts';
import { type CoreForTests, startCore } from '../shipped-core.ts';

/** Commands that need a subscription of the channel to say something. */
const OF_A_SUBSCRIPTION = new Set(['subscriptions', 'digest', 'why', 'pause', 'resume', 'unsubscribe']);

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

describe.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
  test('is one word, with a summary that fits a list and reads on', () => {
    expect(name).toMatch(/^[a-z]{2,32}$/);
    expect(command.summary.length).toBeLessThanOrEqual(100);
    expect(command.summary).toMatch(/^[A-Z].*[^.]$/s);
    for (const { description } of argumentsOf(command)) expect(description.length).toBeLessThanOrEqual(100);
  });

  test('asks for what it needs before what may be left out', () => {
    const required = argumentsOf(command).map((argument) => argument.required);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });

  test.each(command.examples)('answers its example: %s', async (words) => {
    const fresh = await startCore();
    if (OF_A_SUBSCRIPTION.has(name)) await fresh.ask('subscribe iran-talks');
    const answer = await fresh.ask(words);
    expect(answer.outcome).toBe('ok');
    expect(answer.reply.blocks.length).toBeGreaterThan(0);
    await fresh.end();
  });

  test.each(command.examples)('gives words with its answer that mean the same: %s', async (words) => {
    const answer = await core.ask(words);
    expect((await core.ask(answer.words)).words).toBe(answer.words);
  });
});

test('no two commands have one name', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});
