import { EditDistances } from './edit-distances.ts';
import type { NamePosting } from './name-posting.ts';

/** A word that occurs in names, and where. */
export interface NameTerm {
  readonly text: string;
  /** Rising. A term without any is forgotten. */
  readonly postings: NamePosting[];
}

/**
 * The words of all names, in order, so that those near a mistyped one are found without looking at each: words that
 * begin alike share the rows of their edit distances, and a beginning that is too far off settles all words that have it.
 */
export class NameTerms {
  readonly #byText = new Map<string, NameTerm>();
  /** By UTF-16 code units; out of date while `#stale`. */
  #sorted: readonly NameTerm[] = [];
  /** How many characters a term has in common with the one before it. */
  #shared = new Uint16Array(0);
  #stale = false;

  get(text: string): NameTerm | undefined {
    return this.#byText.get(text);
  }

  getOrAdd(text: string): NameTerm {
    const known = this.#byText.get(text);
    if (known) return known;
    const added = { text, postings: [] };
    this.#byText.set(text, added);
    this.#stale = true;
    return added;
  }

  dropIfEmpty({ text, postings }: NameTerm): void {
    if (postings.length > 0) return;
    this.#byText.delete(text);
    this.#stale = true;
  }

  /** Sorts what was added. Looking for terms does so too, if need be. */
  sort(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const sorted = [...this.#byText.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
    this.#shared = Uint16Array.from(sorted, ({ text }, index) => sharedStart(sorted[index - 1]?.text, text));
    this.#sorted = sorted;
  }

  /** The terms that begin with `start`, itself included. */
  withStart(start: string): readonly NameTerm[] {
    this.sort();
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.text ?? '') < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (this.#sorted[end]?.text.startsWith(start)) end += 1;
    return this.#sorted.slice(low, end);
  }

  /**
   * The terms that become `word` by at most `most` characters added, left out or replaced (the Levenshtein
   * distance, by UTF-16 code units), each with how many.
   */
  within(word: string, most: number): readonly { readonly term: NameTerm; readonly edits: number }[] {
    this.sort();
    const distances = new EditDistances(word, most);
    const found: { term: NameTerm; edits: number }[] = [];
    /** Length of the beginning that is too far off already, whatever follows it. */
    let hopeless = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.#shared.length; index += 1) {
      const shared = this.#shared[index] ?? 0;
      if (shared >= hopeless) continue;
      const term = this.#sorted[index];
      if (!term) break;
      hopeless = distances.follow(term.text, shared);
      if (distances.last <= most) found.push({ term, edits: distances.last });
    }
    return found;
  }
}

function sharedStart(a: string | undefined, b: string): number {
  let at = 0;
  if (a !== undefined) while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return Math.min(at, 0xffff);
}
