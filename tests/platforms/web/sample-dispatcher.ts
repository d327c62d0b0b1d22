import type { Answer, CompletionRequest, Dispatcher, Request } from '../../../src/dispatch/dispatcher.ts';
import { type Reply, text } from '../../../src/reply.ts';

/** A dispatcher with one briefing that remembers what it was asked, and can be made to wait. */
export interface SampleDispatcher extends Dispatcher {
  readonly requests: Request[];
  readonly completions: CompletionRequest[];
  /** Until called, answers are held back. */
  hold(): () => void;
}

export function createSampleDispatcher(): SampleDispatcher {
  const requests: Request[] = [];
  const completions: CompletionRequest[] = [];
  let gate = Promise.resolve();
  return {
    requests,
    completions,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    async answer(request) {
      requests.push(request);
      await gate;
      const words = request.input.kind === 'words' ? request.input.words : request.input.command;
      return answerTo(words, request.audience);
    },
    async complete(request) {
      completions.push(request);
      return [{ value: 'iran-talks', detail: 'US–Iran talks move to Oman', replacement: 'iran-talks ' }];
    },
  };
}

function answerTo(words: string, audience: Request['audience']): Answer {
  const visibility = audience === 'channel' ? 'channel' : 'private';
  if (words.includes('nowhere')) {
    return { reply: notFound(), words, visibility, outcome: 'not_found' };
  }
  return { reply: briefing(words), words, visibility, outcome: 'ok' };
}

function notFound(): Reply {
  return {
    tone: 'error',
    blocks: [{ kind: 'notice', level: 'error', spans: [text('No briefing is called nowhere.')] }],
  };
}

function briefing(words: string): Reply {
  return {
    tone: 'active',
    blocks: [
      { kind: 'heading', level: 1, text: `Reply to ${words}` },
      { kind: 'text', spans: [text('Washington restored the meeting.'), { kind: 'citation', number: 1 }] },
      { kind: 'sources', items: [{ number: 1, spans: [text('An article, F6')] }] },
      {
        kind: 'actions',
        actions: [
          { kind: 'run', label: 'Actors', words: 'actors iran-talks', where: 'in-place' },
          { kind: 'run', label: 'Missing', words: 'show nowhere', where: 'in-place' },
          { kind: 'run', label: 'Changes', words: 'changes iran-talks', where: 'below' },
          { kind: 'ask', label: 'Ask a follow-up', topic: 'iran-talks' },
          { kind: 'share', label: 'Share with channel', words },
        ],
      },
    ],
  };
}
