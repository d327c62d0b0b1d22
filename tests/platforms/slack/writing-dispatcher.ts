import type { Answer, Request } from '../../../src/dispatch/dispatcher.ts';
import { type Reply, text } from '../../../src/reply.ts';
import { EchoDispatcher } from './set-up.ts';

/** What takes the place of an answer that nobody finishes. */
export const PLAIN = 'The statement itself.';

export function says(words: string): Reply {
  return { tone: 'plain', blocks: [{ kind: 'text', spans: [text(words)] }] };
}

/** Answers as `EchoDispatcher` does, once what it is told to do meanwhile is done. */
export class WritingDispatcher extends EchoDispatcher {
  meanwhile: (begin: (words: string) => void) => Promise<void> = async () => {};

  override async answer(request: Request): Promise<Answer> {
    const visibility = request.audience === 'channel' ? 'channel' : this.visibility;
    await this.meanwhile((words) =>
      request.onBeginning?.({ reply: says(words), plain: says(PLAIN), visibility }),
    );
    return await super.answer(request);
  }

  /** Shows this beginning, and writes on when the test says so. */
  writes(words: string): { goOn(): void } {
    const released = Promise.withResolvers<void>();
    this.meanwhile = async (begin) => {
      begin(words);
      await released.promise;
    };
    return { goOn: () => released.resolve() };
  }
}
