import { type Block, type Spans, text } from '../../reply.ts';
import type { DigestContent } from './digest-content.ts';
import { longest, type MessageSize, type Part, shareOf } from './message-budget.ts';

/** Says when a digest that comes late was due. */
export function lateBlocks({ lateFor }: DigestContent): readonly Block[] {
  if (lateFor === undefined) return [];
  return [
    notice('info', [
      text('Late: this was due '),
      { kind: 'time', at: lateFor.epochMilliseconds, style: 'date-time' },
      text('.'),
    ]),
  ];
}

/** What the channel asked for, and nothing can be told of. */
export function untoldPart({ missing, unreadable }: DigestContent): Part {
  const kinds: readonly Untold[] = [
    { names: missing, say: (names) => `Subscribed to, but no longer available: ${names}.` },
    {
      names: unreadable.map(({ title }) => title),
      say: (names) =>
        `Not included, because the file has errors: ${names}. Its changes will follow once that is corrected.`,
    },
  ];
  const present = kinds.filter(({ names }) => names.length > 0);
  return (budget) => present.flatMap((untold) => untoldNotice(untold, shareOf(budget, 1 / present.length)));
}

interface Untold {
  readonly names: readonly string[];
  readonly say: (names: string) => string;
}

function untoldNotice({ names, say }: Untold, budget: MessageSize): readonly Block[] {
  const blocks = (shown: number) => {
    const hidden = names.length - shown;
    const counted = shown === 0 ? String(hidden) : `${hidden} more`;
    const listed = [...names.slice(0, shown), ...(hidden > 0 ? [counted] : [])].join(', ');
    return [notice('warning', [text(say(listed))])];
  };
  return longest(names.length, budget, blocks, (drawn) => drawn);
}

function notice(level: 'info' | 'warning', spans: Spans): Block {
  return { kind: 'notice', level, spans };
}
