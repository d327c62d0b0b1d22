import { type Reply, text } from '../reply.ts';

/** Above an answer that is sent to a person alone, since the place where they asked takes none. */
export function cannotWrite(remedy: string): Reply {
  return {
    tone: 'error',
    blocks: [
      {
        kind: 'notice',
        level: 'warning',
        spans: [text(`I could not answer in the place where you asked. ${remedy} Here is the answer:`)],
      },
    ],
  };
}
