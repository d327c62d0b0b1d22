import type { Entry } from '../entries/entry.ts';
import { type PositionTaken, positionsTaken } from '../entries/positions.ts';
import { type Block, emphasis, type Spans, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';

/** Positions shown; the others stand in the actors sections. */
const SHOWN = 8;

/** Which positions are asked for. */
export interface Positions {
  readonly entries: readonly Entry[];
  /** Absent: the last position of each actor, whenever it was taken. */
  readonly from?: Temporal.PlainDate;
}

/** Who took which position when, the newest first; where nobody did surely in the time asked about, the last ones known. */
export function positionsBlocks({ entries, from }: Positions, citations: Citations): readonly Block[] {
  const within = from === undefined ? [] : positionsTaken(entries, from);
  const taken = within.length > 0 ? within : positionsTaken(entries, undefined);
  const more = taken.length - SHOWN;
  return [
    { kind: 'heading', level: 2, text: 'Positions taken' },
    ...introduction(from, within.length, taken.length),
    ...(taken.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: taken
              .slice(0, SHOWN)
              .map((position) => positionSpans(position, entries.length > 1, citations)),
          } as const,
        ]),
    ...(more > 0
      ? [
          {
            kind: 'note',
            spans: [text(`${more} more, each with its date, in the actors sections.`)],
          } as const,
        ]
      : []),
  ];
}

function introduction(from: Temporal.PlainDate | undefined, within: number, taken: number): readonly Block[] {
  if (taken === 0) return [{ kind: 'text', spans: [text('No actor has a dated position.')] }];
  if (from === undefined) return [{ kind: 'text', spans: [text('Each actor’s last known position:')] }];
  if (within > 0) return [];
  return [
    {
      kind: 'text',
      spans: [
        // One dated by its month or year alone may have been taken since.
        text('None is certainly dated after '),
        { kind: 'day', day: from.toString() },
        text('. Each actor’s last known position:'),
      ],
    },
  ];
}

function positionSpans(
  { entry, actor, claim }: PositionTaken,
  oneOfSeveral: boolean,
  citations: Citations,
): Spans {
  return [
    strong(actor.name),
    text(', '),
    { kind: 'day', day: claim.date },
    text(': '),
    ...citations.prose(entry, claim.text),
    ...(oneOfSeveral ? [emphasis(` ${entry.id}`)] : []),
  ];
}
