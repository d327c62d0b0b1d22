import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isEntryFile } from '../../src/entries/files/file-name.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { entryJsonSchemaText } from '../../src/entries/json-schema.ts';
import { formatProblem } from '../../src/entries/problem.ts';
import { plainProse } from '../../src/entries/prose.ts';
import { SHIPPED_BRIEFINGS } from '../shipped-core.ts';

const files = readdirSync(SHIPPED_BRIEFINGS).filter(isEntryFile);
const WRITTEN = Temporal.PlainDate.from('2026-02-05');

function parse(name: string) {
  const { entry, problems } = parseEntryFile(name, readFileSync(join(SHIPPED_BRIEFINGS, name)), WRITTEN);
  return { entry, problems: problems.map(formatProblem) };
}

test('the two briefings are there', () => {
  expect(files.toSorted()).toEqual(['gulf-leverage.yaml', 'iran-talks.yaml']);
});

test.each(files)('%s has neither errors nor warnings on the day it was written', (name) => {
  expect(parse(name).problems).toEqual([]);
});

test.each(files)('%s says in its basis that the likelihoods are the desk’s own', (name) => {
  expect(parse(name).entry?.outlook?.basis).toMatch(/desk’?'?s own judgement/);
});

test.each(files)(
  '%s gives no claim the grade of a confirmed one, for all it has is one chain of sources',
  (name) => {
    for (const { credibility } of parse(name).entry?.skepticism ?? []) expect(credibility).toBeGreaterThan(1);
  },
);

describe('iran-talks has', () => {
  const { entry } = parse('iran-talks.yaml');
  const told = plainProse(JSON.stringify(entry));

  test.each([
    'Oman',
    'Muscat',
    'Istanbul',
    'Tehran',
    'Washington',
    'White House',
    'Trump administration',
    'Gulf capitals',
    'Arab governments',
    'Chinese state media',
    'Western powers',
    'nuclear programme',
    'ultimatum',
    'at least nine countries',
    'highest levels',
    'non-military path',
    'confidence-building',
    'crisis management',
    'neutral ground',
    'military contingency plans',
    'lasting de-escalation',
    'perfunctory',
  ])('%s', (words) => {
    expect(told.toLowerCase()).toContain(words.toLowerCase());
  });

  test.each([
    ['asked us to continue the meeting, to hear what Iran had to say', 'us-official'],
    ['very skeptical', 'us-official'],
    ['out of respect', 'american-source'],
  ])('the words “%s” in quotation marks, with who said them', (quotation, source) => {
    const sentences = (entry?.summary ?? []).flatMap((paragraph) => paragraph.split(/(?<=\])\s/));
    const quoting = sentences.filter((sentence) =>
      sentence.replaceAll(/\s+/g, ' ').includes(`"${quotation}`),
    );
    expect(quoting).toHaveLength(1);
    expect(quoting[0]).toContain(`[^${source}]`);
  });

  test('the two days, the second as one still to come', () => {
    expect(entry?.timeline.map(({ date, expected }) => [date, expected])).toEqual([
      ['2026-02-04', false],
      ['2026-02-06', true],
    ]);
  });

  test('a doubt about the chain from an unnamed official by an outlet to Chinese state media, as one origin', () => {
    const doubts = entry?.skepticism.map(({ doubt }) => plainProse(doubt)).join(' ');
    expect(doubts).toContain(
      'single chain: an unnamed US official, quoted by an unnamed outlet, in a Chinese state media report',
    );
    expect(doubts).toContain('one origin');
    expect(entry?.sources['us-official']?.origin).toBe(entry?.sources['chinese-report']?.origin);
  });

  test('actors in common with gulf-leverage', () => {
    const other = parse('gulf-leverage.yaml').entry;
    const shared = Object.keys(entry?.actors ?? {}).filter((id) => other?.actors[id]);
    expect(shared).toEqual(expect.arrayContaining(['united-states', 'gulf-states', 'oman', 'iran']));
    for (const id of shared) expect(other?.actors[id]?.name).toBe(entry?.actors[id]?.name);
  });
});

test('the JSON Schema that editors use is current: if not, run “npm run schema”', () => {
  expect(readFileSync(join(SHIPPED_BRIEFINGS, 'briefing.schema.json'), 'utf8')).toBe(entryJsonSchemaText());
});
