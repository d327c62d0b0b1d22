import fc from 'fast-check';
import { type ActorMap, text } from '../../src/reply.ts';
import { arbitraryName } from '../reply-arbitrary.ts';

/** Maps of every size that a briefing has, with relations between any two, doubled and both ways too. */
export const arbitraryActorMap: fc.Arbitrary<ActorMap> = fc.integer({ min: 1, max: 20 }).chain((count) =>
  fc.record({
    kind: fc.constant('actor-map' as const),
    title: arbitraryName,
    actors: fc
      .array(arbitraryName, { minLength: count, maxLength: count })
      .map((names) => names.map((name, index) => ({ id: `actor-${index}`, name }))),
    relations: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: count - 1 }).map((index) => `actor-${index}`),
        to: fc.integer({ min: 0, max: count - 1 }).map((index) => `actor-${index}`),
        label: fc.constantFrom('pressed', 'hosts', 'negotiates with', 'rejected the proposal of'),
      }),
      { maxLength: count * 2 },
    ),
    alternative: fc.constant([]),
  }),
);

export function mapOf(names: readonly string[], relations: readonly [string, string, string][]): ActorMap {
  return {
    kind: 'actor-map',
    title: 'Who does what to whom',
    actors: names.map((name) => ({ id: name, name })),
    relations: relations.map(([from, label, to]) => ({ from, to, label })),
    alternative: relations.map((words) => [text(`${words.join(' ')}.`)]),
  };
}
