import { NameMatches } from './name-matches.ts';
import { fieldOf, firstOf, itemOf, MOST_ITEMS, namePosting, occurrencesOf } from './name-posting.ts';
import { type NameTerm, NameTerms } from './name-terms.ts';
import { normalizeName } from './normalized-name.ts';

/** A name that people can type, and what it stands for. */
export interface NamedItem {
  /** Unique: what the name stands for, for instance an entry's id. */
  readonly id: string;
  /** Ids and titles. */
  readonly names: readonly string[];
  /** Other names: aliases. */
  readonly aliases: readonly string[];
  /** Names that lead here without naming it: an entry's actors and tags. */
  readonly related: readonly string[];
}

const FIELDS = ['names', 'aliases', 'related'] as const;
/** By field: ids and titles before aliases before actors and tags. */
const BOOSTS = [4, 3, 1] as const;
/** BM25+ (Lv and Zhai, “Lower-bounding term frequency normalization”, 2011), with MiniSearch's values. */
const BM25_PLUS = { k: 1.2, b: 0.7, d: 0.5 } as const;

interface Placed {
  readonly id: string;
  readonly number: number;
  /** Each once. An array, since ten thousand sets would be 6 MB. */
  readonly terms: readonly NameTerm[];
}

/** A term that a typed word may stand for, and how well. */
export interface Candidate {
  readonly term: NameTerm;
  readonly weight: number;
}

/** Words of names, each with the items it names: what stands where, and which of them a typed line may mean. */
export class PlacedNames {
  readonly terms = new NameTerms();
  readonly #byId = new Map<string, Placed>();
  readonly #byNumber: (Placed | undefined)[] = [];
  readonly #free: number[] = [];
  /** How many different words a field of an item has. */
  #lengths = new Uint16Array(64 * FIELDS.length);
  readonly #totalLengths = new Float64Array(FIELDS.length);
  readonly #matches = new NameMatches();

  put(item: NamedItem): void {
    this.remove(item.id);
    const number = this.#free.pop() ?? this.#byNumber.length;
    if (number >= MOST_ITEMS) throw new RangeError(`an index of names holds at most ${MOST_ITEMS} items`);
    this.#reserve(number + 1);
    const terms = new Set<NameTerm>();
    FIELDS.forEach((name, field) => {
      const counts = countedWords(item[name]);
      this.#lengths[number * FIELDS.length + field] = counts.size;
      this.#totalLengths[field] = (this.#totalLengths[field] ?? 0) + counts.size;
      for (const [word, count] of counts) {
        if (word === '') continue;
        const { postings } = addTo(terms, this.terms.getOrAdd(word));
        // After those of its other fields: of the next item on.
        postings.splice(firstOf(number + 1, postings), 0, namePosting(number, field, count));
      }
    });
    const placed = { id: item.id, number, terms: [...terms] };
    this.#byNumber[number] = placed;
    this.#byId.set(item.id, placed);
  }

  remove(id: string): void {
    const placed = this.#byId.get(id);
    if (!placed) return;
    for (const term of placed.terms) {
      const first = firstOf(placed.number, term.postings);
      term.postings.splice(first, firstOf(placed.number + 1, term.postings) - first);
      this.terms.dropIfEmpty(term);
    }
    for (let field = 0; field < FIELDS.length; field += 1)
      this.#totalLengths[field] = (this.#totalLengths[field] ?? 0) - this.#length(placed.number, field);
    this.#byNumber[placed.number] = undefined;
    this.#free.push(placed.number);
    this.#byId.delete(id);
  }

  /**
   * Ids, best first. Items that have all of the words go before, and if there are any instead of, those that have some.
   * @param candidatesOf what a word may stand for
   */
  search(
    words: readonly string[],
    candidatesOf: (word: string) => readonly Candidate[],
    limit: number,
  ): readonly string[] {
    this.#matches.begin(this.#byNumber.length);
    const counts = countedWords(words);
    let place = 0;
    for (const [word, times] of counts) {
      for (const { term, weight } of candidatesOf(word)) this.#add(term, place, weight * times);
      place += 1;
    }
    for (const least of [counts.size, 1]) {
      const best = this.#matches.best(limit, least, (a, b) => this.#idOf(a) < this.#idOf(b));
      if (best.length > 0) return best.map((number) => this.#idOf(number));
    }
    return [];
  }

  #add({ postings }: NameTerm, word: number, weight: number): void {
    const values = BOOSTS.map((boost, field) => {
      const having = postings.reduce((count, each) => (fieldOf(each) === field ? count + 1 : count), 0);
      return weight * boost * Math.log(1 + (this.#byId.size - having + 0.5) / (having + 0.5));
    });
    const { k, b, d } = BM25_PLUS;
    const average = Array.from(this.#totalLengths, (total) => total / this.#byId.size);
    for (const each of postings) {
      const field = fieldOf(each);
      const number = itemOf(each);
      const occurrences = occurrencesOf(each);
      const norm = k * (1 - b + (b * this.#length(number, field)) / (average[field] ?? 1));
      const earned = d + (occurrences * (k + 1)) / (occurrences + norm);
      this.#matches.add(number, word, (values[field] ?? 0) * earned);
    }
  }

  #length(number: number, field: number): number {
    return this.#lengths[number * FIELDS.length + field] ?? 0;
  }

  #idOf(number: number): string {
    return this.#byNumber[number]?.id ?? '';
  }

  #reserve(items: number): void {
    if (items * FIELDS.length <= this.#lengths.length) return;
    const grown = new Uint16Array(Math.ceil(items * 1.5) * FIELDS.length);
    grown.set(this.#lengths);
    this.#lengths = grown;
  }
}

/** The words of names, each with how often it occurs; an empty field counts as one empty word. */
function countedWords(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of normalizeName(names.join(' ')).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function addTo<T>(set: Set<T>, member: T): T {
  set.add(member);
  return member;
}
