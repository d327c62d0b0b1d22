import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

test.each(['actor Oman', 'actor oman', 'actor MUSCAT', 'actor "omani government"'])(
  '%s shows the actor in every briefing',
  async (words) => {
    const { reply } = await core.ask(words);
    const [name, ...briefings] = blocksOf(reply, 'heading').map(({ text }) => text);
    expect(name).toBe('Oman');
    expect(briefings.toSorted()).toEqual(['Regional leverage over Washington', 'US–Iran talks move to Oman']);
    expect(textOf(reply)).toContain('state · in 2 briefings');
    expect(textOf(reply)).toContain('neutral ground');
    expect(buttonWords(reply).toSorted()).toEqual(['show gulf-leverage', 'show iran-talks']);
  },
);

test('each briefing’s citations have numbers of their own', async () => {
  const { reply } = await core.ask('actor oman');
  const numbers = blocksOf(reply, 'sources').flatMap(({ items }) => items.map(({ number }) => number));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThan(3);
});

test.each(['actor saudi arabia', 'actor Arab League', 'actor arabia'])(
  '“%s” is not taken for a group that it may or may not belong to',
  async (words) => {
    const { reply, outcome } = await core.ask(words);
    expect(outcome).toBe('not_found');
    expect(textOf(reply)).not.toContain('Did you mean');
    expect(buttonWords(reply)).toEqual(['list']);
  },
);

test.each(['actor gulf capitols', 'actor middle eastern goverments', 'actor us allise'])(
  '“%s” is a slip of a name of the group',
  async (words) => {
    expect(buttonWords((await core.ask(words)).reply)).toContain('actor Middle Eastern governments');
  },
);

test('an unknown actor leads to near ones, which the buttons then show', async () => {
  const { reply, outcome } = await core.ask('actor chinese stat media');
  expect(outcome).toBe('not_found');
  const [nearest = ''] = buttonWords(reply);
  expect(nearest).toBe('actor Chinese state media');
  expect((await core.ask(nearest)).outcome).toBe('ok');
});
