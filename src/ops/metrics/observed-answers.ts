import type { Answers } from '../../answers/answers.ts';
import type { Observe } from './observation.ts';

/** The same answers, counted by what came of each part of a question. */
export function observedAnswers(answers: Answers, observe: Observe): Answers {
  return {
    ...answers,
    async ask(asked) {
      const answered = await answers.ask(asked);
      const wording = answered.prose ? 'model' : 'statements';
      for (const { outcome } of answered.parts) observe({ kind: 'answer', outcome: outcome.kind, wording });
      return answered;
    },
  };
}
