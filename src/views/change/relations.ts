import { text } from '../../reply.ts';
import { partialRewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';

export const relationSentences = {
  'relation-added': ({ relation }, prose) => [
    text(`New relation: ${relation.from.name} ${relation.verb} ${relation.to.name}`),
    ...(relation.text === undefined ? [text('.')] : [text('. '), ...prose(relation.text)]),
  ],
  'relation-removed': ({ relation }) => [
    text(`Relation no longer listed: ${relation.from.name} ${relation.verb} ${relation.to.name}.`),
  ],
  'relation-reworded': ({ relation, before, after }, prose) =>
    partialRewording(
      [text(`Relation, ${relation.from.name} ${relation.verb} ${relation.to.name}`)],
      before,
      after,
      prose,
    ),
} satisfies Partial<Sentences>;
