import { counted } from '../../counted.ts';
import { isStale } from '../../entries/entry.ts';
import { type Block, type Spans, strong, text } from '../../reply.ts';
import type { DigestContent } from './digest-content.ts';
import { staleMark } from './stale-mark.ts';
import { lineOf } from './upcoming-part.ts';

/** Characters of the next event's text: the whole is to stay one line or two. */
const EVENT_LENGTH = 100;

/** `No change in 7 briefings since 4 Feb 2026; 2 are stale. Next, 6 Feb 2026: Second session of the talks. (Border talks)` */
export function unchangedLine(content: DigestContent): Block {
  const [next] = content.ahead;
  return {
    kind: 'text',
    spans: [
      strong('No change'),
      ...inWhat(content),
      ...(next ? [text(' Next, '), ...lineOf(next, content.today, EVENT_LENGTH)] : []),
    ],
  };
}

function inWhat({ unchanged, since, today }: DigestContent): Spans {
  const sinceThen: Spans = [text(' since '), { kind: 'day', day: since.toString() }];
  const [only, ...others] = unchanged;
  if (only === undefined) return [...sinceThen, text('.')];
  if (others.length === 0)
    return [text(` in ${only.title}`), ...sinceThen, ...staleMark(only, today), text('.')];
  const stale = unchanged.filter((entry) => isStale(entry, today)).length;
  const staleToo = stale === 0 ? '' : `; ${stale} ${stale === 1 ? 'is' : 'are'} stale`;
  return [text(` in ${counted(unchanged.length, 'briefing')}`), ...sinceThen, text(`${staleToo}.`)];
}
