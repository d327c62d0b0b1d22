import type { Entry } from '../../entries/entry.ts';
import { plainProse } from '../../entries/prose.ts';
import { type Block, strong, text } from '../../reply.ts';
import { cutSpans, LINE_LENGTH } from '../../views/change/change-line.ts';
import type { DigestContent } from './digest-content.ts';
import { headingOf } from './heading.ts';
import { longest, NAMES_BUDGET, type Part, weigh, without } from './message-budget.ts';
import { namesPart } from './names-part.ts';
import { nameWith } from './stale-mark.ts';

/** New briefings told with their bottom line. */
const IN_FULL = 3;

/** New briefings by their bottom line, the others by name. */
export function addedPart({ added, today }: DigestContent): Part {
  return (budget) => {
    const othersAfter = (told: number) =>
      namesPart(
        told === 0 ? 'New here' : 'Also new here',
        added.slice(told).map((entry) => nameWith(entry, today)),
      );
    const told = longest(
      Math.min(added.length, IN_FULL),
      budget,
      (count) => ({ count, blocks: added.slice(0, count).flatMap((entry) => inFull(entry, today)) }),
      ({ count, blocks }) => [...blocks, ...othersAfter(count)(NAMES_BUDGET)],
    );
    return [...told.blocks, ...othersAfter(told.count)(without(budget, weigh(told.blocks)))];
  };
}

function inFull(entry: Entry, today: Temporal.PlainDate): readonly Block[] {
  const spans = [strong('New here. '), text(plainProse(entry.bottom_line))];
  return [headingOf(entry, today), { kind: 'text', spans: cutSpans(spans, 2 * LINE_LENGTH) }];
}
