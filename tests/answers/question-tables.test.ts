import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/answers/answered.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { answersOver, NOON, shippedEntry, TODAY } from './shipped-answers.ts';

/**
 * Questions that people ask, a line each: what is expected, the question, and a pattern for "id text" of what is cited,
 * with bars between. `@topic` asks about that briefing. A line that begins with `>` goes on with the conversation of
 * the line before it.
 *
 *   leads             the statement shown first matches
 *   shows             one of those shown does
 *   unknown           the same, and the briefing itself says that it is not known
 *   refused           not covered
 *   refused-or-leads  either is honest
 */
interface Row {
  readonly expected: 'leads' | 'shows' | 'unknown' | 'refused' | 'refused-or-leads';
  readonly question: string;
  readonly topic: string | undefined;
  readonly pattern: RegExp | undefined;
}

const LINE = /^(> )?(leads|shows|unknown|refused|refused-or-leads) \| (?:@([a-z-]+) )?([^|]+?)(?: \| (.+))?$/;

function chainsOf(table: string): readonly (readonly Row[])[] {
  const chains: Row[][] = [];
  for (const line of readFileSync(`tests/answers/tables/${table}.txt`, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, goesOn, expected, topic, question = '', pattern] = LINE.exec(line) ?? [];
    if (!isExpectation(expected)) throw new Error(`expected a row, found “${line}” in ${table}.txt`);
    const row = {
      expected,
      question,
      topic,
      pattern: pattern === undefined ? undefined : new RegExp(pattern),
    };
    const last = chains.at(-1);
    if (goesOn !== undefined && last) last.push(row);
    else chains.push([row]);
  }
  return chains;
}

function isExpectation(word: string | undefined): word is Row['expected'] {
  return word !== undefined && LINE.test(`${word} | x`);
}

const shipped = ['iran-talks', 'gulf-leverage'].map(shippedEntry);
const others = readdirSync('tests/answers/briefings').map((file) => {
  const { entry, problems } = parseEntryFile(file, readFileSync(`tests/answers/briefings/${file}`), TODAY);
  if (!entry) throw new Error(`expected ${file} to be valid: ${JSON.stringify(problems)}`);
  return entry;
});

describe.each([
  { table: 'analyst', entries: shipped },
  { table: 'follow-ups', entries: shipped },
  { table: 'newsroom-and-ministry', entries: shipped },
  { table: 'radio-and-risk', entries: shipped },
  { table: 'six-readers', entries: shipped },
  { table: 'traps', entries: shipped },
  { table: 'false-premises', entries: shipped },
  { table: 'senses-and-reasons', entries: shipped },
  { table: 'other-topics-senses-and-reasons', entries: others },
  { table: 'other-topics', entries: others },
  { table: 'other-topics-who-did-what', entries: others },
  { table: 'other-topics-false-premises', entries: others },
  { table: 'other-topics-of-whom', entries: others },
])('questions of $table', ({ table, entries }) => {
  const chains = chainsOf(table).map((chain) => ({
    chain,
    asked: chain.map(({ question }) => question).join(' → '),
  }));
  test.each(chains)('$asked', async ({ chain }) => {
    const answers = answersOver(entries);
    for (const { expected, question, topic, pattern } of chain) {
      const { parts } = await answers.ask({
        question,
        ...(topic === undefined ? {} : { topic }),
        place: { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' },
        now: NOON,
        zone: 'UTC',
      });
      const outcomes = parts.map(({ outcome }) => outcome);
      const kind = outcomes[0]?.kind;
      const shown = outcomes.flatMap(shownIn);
      const seen = `${question} → ${kind}\n${shown.join('\n')}`;
      const refused = kind === 'not-covered';
      if (expected === 'refused') expect(refused, seen).toBe(true);
      else if (expected === 'refused-or-leads' && refused) continue;
      else {
        expect(refused, seen).toBe(false);
        if (expected === 'unknown') expect(kind, seen).toBe('unknown');
        const matched = expected === 'shows' || expected === 'unknown' ? shown.join('\n') : shown[0];
        expect(matched, seen).toMatch(pattern ?? /^$/);
      }
    }
  });
});

function shownIn(outcome: Outcome): readonly string[] {
  const statements =
    outcome.kind === 'not-covered'
      ? []
      : [...outcome.cited, ...(outcome.kind === 'doubted' ? outcome.doubts : [])];
  return statements.map(({ id, text }) => `${id} ${text}`);
}
