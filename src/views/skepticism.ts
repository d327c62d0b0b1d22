import { counted } from '../counted.ts';
import type { Entry, SkepticismNote } from '../entries/entry.ts';
import { CREDIBILITY } from '../entries/scales.ts';
import { type Block, type Spans, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';
import { excerpt } from './excerpt.ts';
import { holdersOf } from './holders.ts';

/** Characters of each doubt in the first answer. */
const DOUBT_EXCERPT = 160;

/** The first `most` doubts in the file's order; the others are counted. */
export function skepticismInBrief(entry: Entry, most: number, citations: Citations): readonly Block[] {
  const more = entry.skepticism.length - most;
  return [
    ...entry.skepticism.slice(0, most).map(
      (note): Block => ({
        kind: 'quote',
        spans: citations.prose(entry, note.claim),
        notes: [doubtInBrief(entry, note, capitalised(holdersOf(entry, note)), citations)],
      }),
    ),
    ...(more > 0 ? [{ kind: 'note', spans: [text(counted(more, 'more doubt'))] } as const] : []),
  ];
}

/**
 * Who doubts a claim, the beginning of why, and how credible the claim is.
 * @param opening says who doubts it
 */
export function doubtInBrief(
  entry: Entry,
  note: SkepticismNote,
  opening: string,
  citations: Citations,
): Spans {
  return [
    strong(`${opening}: `),
    ...citations.prose(entry, excerpt(note.doubt, DOUBT_EXCERPT)),
    text(` Credibility ${note.credibility}, ${CREDIBILITY[note.credibility]}.`),
  ];
}

/** Every claim in doubt: who doubts it and why, what would settle it, how credible it is. */
export function skepticismInFull(entry: Entry, citations: Citations): readonly Block[] {
  return [
    ...entry.skepticism.map(
      (note): Block => ({
        kind: 'quote',
        spans: citations.prose(entry, note.claim),
        notes: [
          [strong(`Doubted by ${holdersOf(entry, note)}. `), ...citations.prose(entry, note.doubt)],
          ...labelled('Interest', note.interest, entry, citations),
          ...labelled('Would settle it', note.would_settle, entry, citations),
          [strong('Credibility: '), text(`${note.credibility}, ${CREDIBILITY[note.credibility]}.`)],
        ],
      }),
    ),
    {
      kind: 'note',
      spans: [
        text(
          'Credibility is the Admiralty grade of the claim, from 1 (confirmed) to 5 (improbable); 6 means that it cannot be judged.',
        ),
      ],
    },
  ];
}

function capitalised(name: string): string {
  const [first = '', ...others] = name;
  return first.toLocaleUpperCase('en') + others.join('');
}

function labelled(
  label: string,
  prose: string | undefined,
  entry: Entry,
  citations: Citations,
): readonly Spans[] {
  return prose ? [[strong(`${label}: `), ...citations.prose(entry, prose)]] : [];
}
