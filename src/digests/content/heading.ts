import type { Entry } from '../../entries/entry.ts';
import { type Block, text } from '../../reply.ts';
import { staleMark } from './stale-mark.ts';

/** @param today marks the briefing where it is stale by then; absent where something below says so */
export function headingOf(entry: Entry, today: Temporal.PlainDate | undefined): Block {
  const { title, status, as_of } = entry;
  const mark = today === undefined ? [] : staleMark(entry, today);
  return {
    kind: 'heading',
    level: 2,
    text: title,
    aside: [text(`${status} · as of `), { kind: 'day', day: as_of }, ...mark],
  };
}
