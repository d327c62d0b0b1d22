import type { Answer } from '../dispatch/dispatcher.ts';
import { type Block, text } from '../reply.ts';

/** An answer that somebody shares, with their name under it: the channel sees who brought it, as with any message. */
export function sharedBy(answer: Answer, name: string): Answer {
  if (answer.outcome !== 'ok') return answer;
  const { blocks } = answer.reply;
  const note: Block = { kind: 'note', spans: [text(`Shared by ${name}`)] };
  const end = blocks.at(-1)?.kind === 'actions' ? -1 : blocks.length;
  return { ...answer, reply: { ...answer.reply, blocks: blocks.toSpliced(end, 0, note) } };
}
