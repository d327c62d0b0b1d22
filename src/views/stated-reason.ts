/**
 * Words with which an author speaks of the judgement itself. Only then is "because" in a sentence a reason for
 * the likelihood; elsewhere it explains an event of the story.
 */
const JUDGES =
  /\b(desk|we|judge[sd]?|assess(?:es|ed)?|rank(?:s|ed)?|rate[sd]?|rais(?:es?|ed)|lower(?:s|ed)?|put(?:s)?|likel(?:y|ier|ihood)|unlikely|chance|probab(?:le|ility|ly)|possibility)\b/i;

const BECAUSE = /\bbecause (?!of\b)(.+?)[.!?]?$/i;

/**
 * The reason that one of these plain sentences gives for a judgement, as the clause after its "because";
 * undefined where none of them says so in as many words. Nothing is inferred.
 */
export function statedReason(sentences: readonly string[]): string | undefined {
  for (const sentence of sentences) {
    const match = BECAUSE.exec(sentence);
    if (match?.[1] === undefined) continue;
    // A judgement that is only in the reason itself is somebody else's.
    if (JUDGES.test(sentence.slice(0, match.index))) return match[1];
  }
  return undefined;
}
