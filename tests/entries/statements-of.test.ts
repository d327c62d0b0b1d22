import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entrySchema } from '../../src/entries/entry.ts';
import { statementMakerOf, statementsOf } from '../../src/entries/statements/statements-of.ts';
import { arbitraryEntryFile } from '../entry-arbitrary.ts';
import { sampleEntry } from './sample-entry.ts';

function statementsIn(path: string, changed: Parameters<typeof sampleEntry>[1]) {
  const entry = sampleEntry('border-talks', changed);
  return statementsOf(entry).filter(({ id }) => id.startsWith(`border-talks/${path}`));
}

describe('statements of an entry', () => {
  test('are numbered in reading order, with ids of their own', () => {
    const statements = statementsOf(sampleEntry());
    expect(statements.map(({ order }) => order)).toEqual(statements.map((_, index) => index));
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    expect(statements[0]).toMatchObject({ id: 'border-talks/bottom_line/0', field: 'bottom_line' });
  });

  test('are plain sentences, each with the sources it cites', () => {
    const [first, second] = statementsIn('summary.0', {
      summary: ['**They** met[^wire] in [March](https://example.org).[^paper] The end.[^wire]'],
    });
    expect(first).toMatchObject({ text: 'They met in March.', sources: ['wire', 'paper'] });
    expect(second).toMatchObject({ text: 'The end.', sources: ['wire'] });
  });

  test('a citation at the end of a field covers it, but not what the desk says in its own name', () => {
    const statements = statementsIn('summary.0', {
      summary: ['They met. The desk doubts it. They will meet again.[^wire]'],
    });
    expect(statements.map(({ sources }) => sources)).toEqual([['wire'], [], ['wire']]);
  });

  test('know whom they are about and under what they stand', () => {
    expect(statementsIn('actors.north.role', {})[0]).toMatchObject({
      field: 'actor.role',
      actors: ['north'],
      heading: 'North',
    });
    expect(statementsIn('relations.0', {})[0]).toMatchObject({
      actors: ['north', 'south'],
      heading: 'North → South: hosts',
    });
    expect(statementsIn('skepticism.0.doubt', {})[0]?.actors).toEqual(['desk']);
  });

  test('a relation without words of its own is told by its ends', () => {
    const [relation] = statementsIn('relations.0', {
      relations: [{ from: 'north', to: 'south', kind: 'hosts' }],
    });
    expect(relation?.text).toBe('North hosts South.');
  });

  test('a likelihood is told as term and range, apart from the confidence', () => {
    const statements = statementsIn('outlook', {
      outlook: {
        horizon: 'to 31 March',
        confidence: 'low',
        basis: 'One report.',
        scenarios: [
          { name: 'Pause', likelihood: 'likely', text: 'They pause.', signposts: [] },
          { name: 'War', text: 'They fight.', signposts: [] },
        ],
      },
    });
    expect(statements.map(({ text }) => text)).toEqual([
      'Confidence in this outlook, to 31 March: low.',
      'One report.',
      'Pause: likely (55–80 %).',
      'They pause.',
      'War: not assessed.',
      'They fight.',
    ]);
  });
});

test('one statement made by itself is the same as among all of its entry', () => {
  fc.assert(
    fc.property(arbitraryEntryFile, (content) => {
      const entry = { id: 'any-entry', ...entrySchema.parse(content) };
      const all = statementsOf(entry);
      const maker = statementMakerOf(entry);
      expect(maker.at(0)).toEqual(all[0]);
      expect(all.map((_, order) => maker.at(order))).toEqual(all);
      expect(maker.at(all.length)).toBeUndefined();
      expect(maker.at(-1)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});
