import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECTIONS } from '../../src/entries/entry.ts';
import { sectionReply } from '../../src/views/section.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { actionsOf, blocksOf, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

const section = async (words: string) => (await core.ask(words)).reply;

test('actors: everyone with all that is said of them, after a map of the relations', async () => {
  const reply = await section('iran-talks actors');
  expect(blocksOf(reply, 'heading').map(({ text }) => text)).toEqual([
    'Actors: US–Iran talks move to Oman',
    'United States',
    'Iran',
    'Oman',
    'Middle Eastern governments',
    'Unnamed US officials',
    'Chinese state media',
  ]);
  const [map] = blocksOf(reply, 'actor-map');
  expect(map?.relations).toHaveLength(9);
  expect(map?.alternative).toHaveLength(9);
  expect(map?.alternative.join()).not.toContain('[^');
  expect(blocksOf(reply, 'fields')[0]?.fields.map(({ label }) => label)).toEqual([
    'Role',
    'Position',
    'Wants',
    'Leverage',
  ]);
  expect(textOf(reply)).toContain(
    'Took the position: 4 Feb 2026: Middle Eastern governments privately pressed',
  );
});

test('skepticism: every claim with doubt, doubter, interest, what would settle it and its grade', async () => {
  const reply = await section('skepticism iran-talks');
  expect(blocksOf(reply, 'quote')).toHaveLength(6);
  for (const label of [
    'Doubted by unnamed US officials. ',
    'Doubted by the desk. ',
    'Interest: ',
    'Would settle it: ',
    'Credibility: 6, truth cannot be judged.',
  ]) {
    expect(textOf(reply)).toContain(label);
  }
});

test('sources: the address of one without a title is given as it is', () => {
  const url = 'https://wire.example/42';
  const entry = sampleEntry('border-talks', {
    sources: {
      wire: { publisher: 'A wire', url, reliability: 'C', origin: 'An official' },
      herald: { publisher: 'Herald', title: 'Border', url, reliability: 'B', origin: 'A reporter' },
    },
  });
  const drawn = blocksOf(sectionReply(entry, 'sources', Temporal.PlainDate.from('2026-02-05')), 'fields');
  const [first, second] = drawn.map(({ fields }) => fields[0]);
  expect(first).toEqual({ label: 'Address', value: [{ kind: 'link', text: url, url }] });
  expect(second).toEqual({ label: 'Title', value: [{ kind: 'link', text: 'Border', url }] });
});

test('outlook: every scenario with its signposts; the confidence and its basis apart', async () => {
  const reply = await section('iran-talks outlook');
  expect(blocksOf(reply, 'heading').map(({ text }) => text)).toEqual([
    'Outlook to 31 March 2026: US–Iran talks move to Oman',
    'Confidence: low',
  ]);
  expect(textOf(reply)).toContain('• Signpost: Washington renews its ultimatum');
  expect(textOf(reply)).toContain('Likelihood terms follow ICD 203.');
  expect(textOf(await section('gulf-leverage outlook'))).toContain('No further test: not assessed');
});

test('timeline: what happened and what is due, in the order of days', async () => {
  expect(
    blocksOf(await section('iran-talks timeline'), 'timeline')[0]?.events.map(({ day, state }) => [
      day,
      state,
    ]),
  ).toEqual([
    ['2026-02-04', 'past'],
    ['2026-02-06', 'expected'],
  ]);
});

test('sources: each with its grade in words and its origin, and how many origins there are', async () => {
  const reply = await section('iran-talks sources');
  expect(textOf(reply)).toContain('5 sources from 2 origins.');
  expect(textOf(reply)).toContain('Reliability: F, reliability cannot be judged');
  expect(blocksOf(reply, 'sources')).toEqual([]);
});

test.each(SECTIONS)('the button of the section shown is pressed: %s', async (name) => {
  const pressed = actionsOf(await section(`${name} iran-talks`)).flatMap((action) =>
    action.kind === 'run' && action.current ? [action.words] : [],
  );
  expect(pressed).toEqual([`${name} iran-talks`]);
});

test.each(SECTIONS)('a section with nothing in it says so, and has no button: %s', (name) => {
  const bare = {
    ...sampleEntry('bare', { actors: {}, skepticism: [], timeline: [], sources: {}, relations: [] }),
    outlook: undefined,
  };
  const reply = sectionReply(bare, name, Temporal.PlainDate.from('2026-02-06'));
  expect(textOf(reply)).toContain(`The briefing has nothing under ${name}.`);
  expect(actionsOf(reply).map(({ label }) => label)).toEqual(['Summary', 'Ask a question']);
});
