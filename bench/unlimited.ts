import type { Answer, Desk } from '../src/desk/desk.ts';

/** One asker asks everything here; a polite “too many questions” is quick, and no answer. */
export const UNLIMITED = { QUESTIONS_PER_PERSON: '0', QUESTIONS_PER_CHANNEL: '0' } as const;

/**
 * The desk, that counts nothing but answers.
 *
 * @throws Error for anything else, so that no figure is that of an error
 */
export function answering(desk: Desk): Desk {
  return {
    complete: (request) => desk.complete(request),
    async answer(request): Promise<Answer> {
      const answer = await desk.answer(request);
      if (answer.outcome !== 'ok')
        throw new Error(`expected an answer to ${JSON.stringify(request.input)}, got ${answer.outcome}`);
      return answer;
    },
  };
}
