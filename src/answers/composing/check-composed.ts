import { sentenceRanges } from '../../entries/statements/sentences.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../search/stop-words.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';

export interface ComposedSentence {
  readonly text: string;
  readonly cites: readonly Statement[];
}

export type Checked =
  | { readonly kind: 'accepted'; readonly sentences: readonly ComposedSentence[] }
  /** `reason` is for the log: the kind of fault and the words at fault, never the whole text. */
  | { readonly kind: 'rejected'; readonly reason: string };

const MAXIMUM_SENTENCES = 6;
/** Share of a sentence's telling words that must come from what it cites; the rest is grammar and synonyms. */
const GROUNDED = 0.6;
const CITATION = /\[(\d{1,2})\]/g;
/** Words whose loss or gain turns a statement into another one. */
const TURNING = new Set(
  'not no never none nor neither without deny denies denied refuse refused reject rejected unlikely likely certain'.split(
    ' ',
  ),
);

/**
 * Holds what a model wrote against what it was to rephrase. Every sentence must cite; every name, number, date
 * and quotation in it must stand in what it cites; so must most of its words, and what negates or grades.
 */
export function checkComposed(written: string, statements: readonly Statement[]): Checked {
  const prose = written.trim();
  if (prose === '' || /^none\b/i.test(prose)) return rejected('nothing to say');
  if (/https?:|www\.|[<>]|\]\(|^#|^[-*•]\s/m.test(prose)) return rejected('markup or a link');
  const joined = withCitationsInside(prose);
  const sentences: ComposedSentence[] = [];
  for (const { start, end } of sentenceRanges(joined)) {
    const raw = joined.slice(start, end);
    const cites = [...new Set(Array.from(raw.matchAll(CITATION), (match) => Number(match[1])))];
    const cited = cites.flatMap((number) => statements[number - 1] ?? []);
    if (cites.length === 0) return rejected('a sentence without a citation');
    if (cited.length !== cites.length) return rejected('a citation of something that was not given');
    const text = raw
      .replaceAll(CITATION, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\s+([.,!?])/g, '$1')
      .trim();
    const fault = faultOf(text, cited);
    if (fault !== undefined) return rejected(fault);
    sentences.push({ text, cites: cited });
  }
  if (sentences.length > MAXIMUM_SENTENCES) return rejected('too long');
  return { kind: 'accepted', sentences };
}

/**
 * The part of a text still being written that is whole sentences, ready to be checked. The last one counts only once
 * the first word after it is there: until then a citation could follow, or a stop turn out to be an abbreviation's.
 */
export function finishedPart(written: string): string {
  const joined = withCitationsInside(written.trimStart());
  const unfinished = sentenceRanges(joined).at(-1);
  if (!unfinished || !/^[^\s[\]]+\s/.test(joined.slice(unfinished.start))) return '';
  return joined.slice(0, unfinished.start).trimEnd();
}

/** A citation after the stop belongs to the sentence before it. */
function withCitationsInside(prose: string): string {
  return prose.replaceAll(/([.!?]["”’]?)\s*((?:\[\d{1,2}\]\s*)+)/g, ' $2$1 ');
}

function rejected(reason: string): Checked {
  return { kind: 'rejected', reason };
}

function faultOf(sentence: string, cited: readonly Statement[]): string | undefined {
  const source = cited.map(({ text, heading }) => `${text} ${heading ?? ''}`).join(' ');
  for (const [, quotation = ''] of sentence.matchAll(/["“”«]([^"“”»]+)["“”»]/g)) {
    if (!plain(source).includes(plain(quotation)))
      return `a quotation that is not there: ${quotation.slice(0, 60)}`;
  }
  const tokens = new Set(tokensOf(source));
  const stems = new Set([...tokens].map(stemOf));
  const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu) ?? [];
  for (const [index, word] of words.entries()) {
    const telling = tokensOf(word).filter((token) => !STOP_WORDS.has(token));
    const exact = /\d/.test(word) || NUMBER_WORD.test(word) || (index > 0 && /^\p{Lu}/u.test(word));
    if (exact && !telling.every((token) => tokens.has(token) || stems.has(stemOf(token))))
      return `a name, number or date that is not there: ${word.slice(0, 40)}`;
  }
  for (const token of tokensOf(sentence)) {
    if (TURNING.has(token) && !tokens.has(token) && !stems.has(stemOf(token)))
      return `a turned meaning: ${token}`;
  }
  for (const token of tokens) {
    if (TURNING.has(token) && cited.length === 1 && !tokensOf(sentence).some((own) => TURNING.has(own)))
      return `a lost negation or grade: ${token}`;
  }
  const terms = termsOf(sentence);
  const grounded = terms.filter((term) => stems.has(term)).length;
  return terms.length > 0 && grounded / terms.length < GROUNDED ? 'words that are not there' : undefined;
}

const NUMBER_WORD =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i;

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
