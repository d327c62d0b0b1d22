import type { CitedSentence } from '../../entries/statements/cited-sentences.ts';

/**
 * Words with which an author speaks of the judgement itself. Only then is "because" in a sentence a reason for
 * the likelihood; elsewhere it explains an event of the story.
 */
const JUDGES =
  /\b(desk|we|judge[sd]?|assess(?:es|ed)?|rank(?:s|ed)?|rate[sd]?|rais(?:es?|ed)|lower(?:s|ed)?|put(?:s)?|likel(?:y|ier|ihood)|unlikely|chance|probab(?:le|ility|ly)|possibility)\b/i;

const BECAUSE = /\bbecause (?!of\b)(.+?)[.!?]?$/i;

/**
 * The reason that one of these sentences gives for a judgement: the clause after its "because", with the sentence's
 * sources; undefined where none of them says so in as many words. Nothing is inferred.
 */
export function statedReason(sentences: readonly CitedSentence[]): CitedSentence | undefined {
  for (const { text, sources } of sentences) {
    const match = BECAUSE.exec(text);
    if (match?.[1] === undefined) continue;
    // A judgement that is only in the reason itself is somebody else's.
    if (JUDGES.test(text.slice(0, match.index))) return { text: match[1], sources };
  }
  return undefined;
}
