import type { Action } from '../reply.ts';

/** Discord's limit of a button label, the shortest of the platforms. */
const LONGEST_LABEL = 80;

/** A button that asks this question, about one briefing where there is one. */
export function questionButton(question: string, topic: string | undefined): Action {
  return {
    kind: 'run',
    label: labelOf(question),
    words: topic === undefined ? `ask ${question}` : `ask ${topic} ${question}`,
    where: 'below',
  };
}

/** Cut between words; what the button asks is the whole question. */
function labelOf(question: string): string {
  if (question.length <= LONGEST_LABEL) return question;
  return `${question.slice(0, LONGEST_LABEL - 2).replace(/\s+\S*$/u, '')} …`;
}
