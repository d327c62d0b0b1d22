import type { NamedActor } from '../../entries/diff/change.ts';
import { CREDIBILITY } from '../../entries/scales.ts';
import { text } from '../../reply.ts';
import { drawPlain } from './draw-prose.ts';
import { quoted } from './phrases.ts';
import { partialRewording, rewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';

const NOTE_FIELD_LABELS = {
  doubt: 'the doubt',
  interest: 'who gains',
  would_settle: 'what would settle it',
} as const;

export const skepticismSentences = {
  'doubt-added': ({ note, holders }, prose) => [
    text('Skepticism, new doubt about '),
    ...quoted(clause(note.claim), prose),
    text(` (${credibility(note.credibility)}), held by ${names(holders)}: `),
    ...prose(note.doubt),
  ],
  'doubt-removed': ({ note }) => [
    text('Skepticism no longer has the doubt about '),
    ...quoted(clause(note.claim), drawPlain),
    text('.'),
  ],
  'claim-reworded': (change, prose) => rewording([text('Skepticism, the claim')], change, prose),
  'doubt-reworded': ({ claim, field, before, after }, prose) =>
    partialRewording(
      [text('Skepticism about '), ...quoted(clause(claim), prose), text(`, ${NOTE_FIELD_LABELS[field]}`)],
      before,
      after,
      prose,
    ),
  'doubt-holders': ({ claim, added, removed }, prose) => [
    text('Skepticism about '),
    ...quoted(clause(claim), prose),
    text(`: ${holdersMove(added, removed)}.`),
  ],
  credibility: ({ claim, before, after }, prose) => [
    text('Skepticism: '),
    ...quoted(clause(claim), prose),
    text(` went from ${credibility(before)} to ${credibility(after)}.`),
  ],
} satisfies Partial<Sentences>;

/** A sentence to stand inside another: without its full stop, which comes before the citations. */
function clause(sentence: string): string {
  return sentence.replace(/\.(?=(?:\s?\[\^[^\]]+\])*\s*$)/u, '');
}

function names(actors: readonly NamedActor[]): string {
  return actors.map(({ id, name }) => (id === 'desk' ? 'the desk' : name)).join(', ');
}

function holdersMove(added: readonly NamedActor[], removed: readonly NamedActor[]): string {
  return [
    ...(added.length === 0 ? [] : [`now also held by ${names(added)}`]),
    ...(removed.length === 0 ? [] : [`no longer held by ${names(removed)}`]),
  ].join('; ');
}

function credibility(grade: keyof typeof CREDIBILITY): string {
  return `credibility ${grade}, ${CREDIBILITY[grade]}`;
}
