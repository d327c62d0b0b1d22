import { expect, test } from 'vitest';
import { byId } from '../../src/entries/by-id.ts';
import { changesBetween } from '../../src/entries/diff/diff.ts';
import { sampleEntry } from './sample-entry.ts';

test('an id that every object has as a property stands for nothing unless an author wrote it', () => {
  expect(byId({}, 'constructor')).toBeUndefined();
  expect(byId({ constructor: 1 }, 'constructor')).toBe(1);
});

test('an actor called “constructor” is new in a briefing that did not have it', () => {
  const before = sampleEntry();
  const [actor] = Object.values(before.actors);
  if (!actor) throw new Error('the sample has no actor');
  const after = { ...before, actors: { ...before.actors, constructor: { ...actor, name: 'The builder' } } };
  expect(changesBetween(before, after)).toContainEqual(expect.objectContaining({ kind: 'actor-added' }));
  expect(changesBetween(after, before)).toContainEqual(expect.objectContaining({ kind: 'actor-removed' }));
});
