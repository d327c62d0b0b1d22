/** "Who didn't sign?" is told by nothing that only says who did. */
export function lacksNegation(question: string, text: string): boolean {
  return WHO_NOT.test(question) && !NEGATIVE.test(text);
}

const WHO_NOT =
  /^\W*(?:and |but |so )?(?:who|which \p{L}{2,20}) (?:(?:did|does|do|has|have|had|is|was|were|are)(?:n['’]?t| not)|never)\b/iu;
const NEGATIVE =
  /\b(?:not|no|none|nobody|never|neither|without|refus\w*|declin\w*|reject\w*|abstain\w*|absent|oppos\w*|boycott\w*|miss(?:ed|ing)?)\b/i;
