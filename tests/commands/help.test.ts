import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

const help = async (words: string) => textOf((await core.ask(words)).reply);

test('help lists every command with its usage and summary, but those that only buttons can say', async () => {
  const text = await help('help');
  expect(text).not.toContain('feedback');
  for (const { name, summary } of commands.filter(({ byButton }) => !byButton))
    expect(text).toMatch(
      new RegExp(`• /brief ${name}( [<[].*)?: ${summary.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.`),
    );
});

test.each(commands.map(({ name }) => name))(
  'help %s tells its usage, arguments and examples, which are buttons',
  async (name) => {
    const { reply, outcome } = await core.ask(`help ${name}`);
    expect(outcome).toBe('ok');
    const text = textOf(reply);
    const command = commands.find((candidate) => candidate.name === name);
    expect(text).toContain(`Usage: /brief ${name}`);
    for (const example of command?.examples ?? []) expect(text).toContain(`Example: /brief ${example}`);
    expect(buttonWords(reply)).toEqual(command?.examples.slice(0, 2));
  },
);

test('what may be left out stands in square brackets', async () => {
  expect(await help('help changes')).toContain('Usage: /brief changes [topic] [since]');
  expect(await help('help feedback')).toContain('Usage: /brief feedback <useful|wrong> <answer>');
  expect(await help('help list')).toContain('tag: only briefings with this tag (may be left out)');
});

test('help on what is no command leads to help', async () => {
  const { reply, outcome } = await core.ask('help nonsense');
  expect(outcome).toBe('not_found');
  expect(buttonWords(reply)).toEqual(['help']);
});
