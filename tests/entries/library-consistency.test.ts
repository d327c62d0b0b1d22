import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Entry } from '../../src/entries/entry.ts';
import { createLibrary, type Library } from '../../src/entries/library.ts';
import { sampleEntry } from './sample-entry.ts';

const NAMES = [
  'Oman',
  'Muscat',
  'Oman talks',
  'Iran',
  'iran-talks',
  'Gulf states',
  'Café',
  '’',
  'one two three',
];
const name = fc.constantFrom(...NAMES);

const actor: fc.Arbitrary<Actor> = fc
  .record({ name, aliases: fc.array(name, { maxLength: 3 }) })
  .map((names) => ({ ...names, kind: 'state', role: 'r', claims: [] }));

const entry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.constantFrom('iran-talks', 'oman', 'gulf', 'a'),
    title: name,
    aliases: fc.array(name, { maxLength: 3 }),
    tags: fc.uniqueArray(fc.constantFrom('iran', 'gulf', 'oman'), { maxLength: 3 }),
    as_of: fc.constantFrom('2026-02-05', '2026-02-06'),
    actors: fc.dictionary(fc.constantFrom('oman', 'iran', 'gulf-states'), actor, { noNullPrototype: true }),
  })
  .map(({ id, ...changed }) => sampleEntry(id, changed));

const step = fc.oneof(
  { weight: 3, arbitrary: entry.map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.constantFrom('iran-talks', 'oman', 'gulf', 'a').map((remove) => ({ remove })) },
);

/** All that a reader can learn from a library, in an order that does not depend on how it came about. */
function answers(library: Library) {
  const asked = [...NAMES, 'iran talks', 'gulf', 'a', 'omna', 'two one', ''];
  const attempt = (ask: () => unknown) => {
    try {
      return ask();
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };
  return {
    all: library.all(),
    tags: [...library.tags()],
    asked: asked.map((words) => ({
      words,
      topic: library.resolve(words),
      actor: attempt(() => {
        const { id, name: called, appearances } = library.findActor(words);
        return {
          id,
          called,
          appearances: appearances.map(({ entry: { id: entryId } }) => entryId).toSorted(),
        };
      }),
      topics: library
        .suggest('topic', words, 99)
        .map(({ value }) => value)
        .toSorted(),
      actors: library
        .suggest('actor', words, 99)
        .map(({ value, detail }) => `${value} ${detail}`)
        .toSorted(),
    })),
  };
}

test('however entries were put, replaced and removed, the library answers as one that only ever knew the last of each', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const edited = createLibrary();
      const last = new Map<string, Entry>();
      for (const each of steps) {
        if ('put' in each) {
          edited.put(each.put);
          last.set(each.put.id, each.put);
        } else {
          edited.remove(each.remove);
          last.delete(each.remove);
        }
      }
      const rebuilt = createLibrary();
      for (const each of last.values()) rebuilt.put(each);
      expect(answers(edited)).toEqual(answers(rebuilt));
    }),
    { numRuns: 150 },
  );
});
