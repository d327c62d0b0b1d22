import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

test('finds statements under their briefing, each with place and sources', async () => {
  const { reply } = await core.ask('search nuclear programme');
  expect(textOf(reply)).toMatch(
    /• .*nuclear programme.* \[\d+\].* – .*(scenario|aims|summary|skepticism|signpost)/,
  );
  expect(blocksOf(reply, 'heading')[0]?.text).toBe('Search: nuclear programme');
  expect(blocksOf(reply, 'sources')).toHaveLength(1);
  for (const words of buttonWords(reply)) expect((await core.ask(words)).outcome).toBe('ok');
});

test('shows eight at most', async () => {
  const { reply } = await core.ask('search Washington');
  expect(blocksOf(reply, 'list').flatMap(({ items }) => items)).toHaveLength(8);
});

test('finding nothing says so, and names briefings of similar names', async () => {
  const nothing = await core.ask('search xylophone');
  expect(nothing.outcome).toBe('not_found');
  expect(textOf(nothing.reply)).toContain('No statement contains “xylophone”. Try fewer or other words.');
});
