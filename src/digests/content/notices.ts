import { type Block, type Spans, text } from '../../reply.ts';
import type { DigestContent } from './digest-content.ts';
import { longest, type Part } from './message-budget.ts';

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

/** Briefings of the channel of which nothing can be told. */
export function unreadablePart({ unreadable }: DigestContent): Part {
  if (unreadable.length === 0) return () => [];
  const blocks = (shown: number): readonly Block[] => {
    const hidden = unreadable.length - shown;
    const counted = shown === 0 ? String(hidden) : `${hidden} more`;
    const titles = unreadable.slice(0, shown).map(({ title }) => title);
    const listed = [...titles, ...(hidden > 0 ? [counted] : [])].join(', ');
    return [
      notice('warning', [
        text(
          `Not included, because the file has errors: ${listed}. Its changes will follow once that is corrected.`,
        ),
      ]),
    ];
  };
  return (budget) => longest(unreadable.length, budget, blocks, (drawn) => drawn);
}

function notice(level: 'info' | 'warning', spans: Spans): Block {
  return { kind: 'notice', level, spans };
}
