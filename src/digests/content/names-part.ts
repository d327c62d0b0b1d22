import { counted } from '../../counted.ts';
import { type Block, type Span, type Spans, strong, text } from '../../reply.ts';
import { longest, type Part } from './message-budget.ts';

/** Briefings named in one line; of more, the number is told. */
const NAMED = 12;

/**
 * Briefings in one line, and how many more there are; nothing where there is none.
 * @param names in plain texts and days
 */
export function namesPart(label: string, names: readonly Spans[]): Part {
  if (names.length === 0) return () => [];
  const line = (shown: number): readonly Block[] => {
    const hidden = names.length - shown;
    const others = shown === 0 ? counted(hidden, 'briefing') : `${hidden} more`;
    return [
      {
        kind: 'text',
        spans: [
          strong(`${label}: `),
          ...joined([...names.slice(0, shown), ...(hidden > 0 ? [[text(others)]] : [])]),
          text('.'),
        ],
      },
    ];
  };
  return (budget) => longest(Math.min(names.length, NAMED), budget, line, (blocks) => blocks);
}

/** With commas in between; texts that meet are one, since each piece costs room of its own. */
function joined(items: readonly Spans[]): Spans {
  const pieces: Span[] = [];
  for (const span of items.flatMap((item, index) => (index === 0 ? item : [text(', '), ...item]))) {
    const last = pieces.at(-1);
    if (last?.kind === 'text' && span.kind === 'text')
      pieces[pieces.length - 1] = text(last.text + span.text);
    else pieces.push(span);
  }
  return pieces;
}
