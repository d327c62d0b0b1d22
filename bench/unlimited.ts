import type { Answer, Dispatcher } from '../src/dispatch/dispatcher.ts';

/** One asker asks everything here; a polite “too many questions” is quick, and no answer. */
export const UNLIMITED = { QUESTIONS_PER_PERSON: '0', QUESTIONS_PER_CHANNEL: '0' } as const;

/**
 * The dispatcher, that counts nothing but answers.
 *
 * @throws Error for anything else, so that no figure is that of an error
 */
export function answering(dispatcher: Dispatcher): Dispatcher {
  return {
    complete: (request) => dispatcher.complete(request),
    async answer(request): Promise<Answer> {
      const answer = await dispatcher.answer(request);
      if (answer.outcome !== 'ok')
        throw new Error(`expected an answer to ${JSON.stringify(request.input)}, got ${answer.outcome}`);
      return answer;
    },
  };
}
