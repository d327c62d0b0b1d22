/** More parts than this are an essay, not a question. */
const MAXIMUM_PARTS = 3;

const QUESTION_WORD = '(?:who|whom|whose|what|when|where|why|how|which)';
const BORDER = new RegExp(
  `\\?\\s+(?=\\p{L})|,?\\s+(?:and|or)\\s+(?=(?:(?:at|by|to|from|for|with|in|on)\\s+)?${QUESTION_WORD}\\b)|;\\s+(?=${QUESTION_WORD}\\b)`,
  'giu',
);

/** "Is A more likely than B?", "Which is likelier, A or B?" */
const LIKELIER =
  /^(?:and |so )?(?:is ([^?,]{2,60}?) (?:more likely|less likely|likelier|more probable) than ([^?,]{2,60})|(?:which|what) is (?:more likely|less likely|likelier|more probable)[,:] ([^?,]{2,60}?),? or ([^?,]{2,60}))\W*$/iu;

/** "Who pressed Washington, and how many?" asks two things; each is answered by itself, the second in view of the first. */
export function partsOf(question: string): readonly string[] {
  const compared = LIKELIER.exec(question.trim())
    ?.slice(1)
    .filter((scenario) => scenario !== undefined);
  // Each has its own likelihood, and one of them may have none.
  if (compared?.length === 2) return compared.map((scenario) => `How likely is ${scenario}`);
  const parts = question
    .split(BORDER)
    .map((part) => part.replace(/[?\s]+$/, '').trim())
    .filter((part) => part !== '');
  if (parts.length <= 1 || parts.length > MAXIMUM_PARTS) return [question.trim()];
  // A first part without a question in it ("Hello and who …") is only an opening.
  const asks = new RegExp(
    `\\b${QUESTION_WORD}\\b|^(?:is|are|was|were|do|does|did|has|have|can|could|will|would)\\b`,
    'i',
  );
  return parts.filter((part, index) => index > 0 || asks.test(part));
}
