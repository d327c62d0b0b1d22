import type { Statement } from '../entries/statements/statement.ts';
import type { StatementMaker } from '../entries/statements/statements-of.ts';
import { bestOf, type Scored } from './best-hits.ts';
import { BM25, inverseFrequency } from './bm25.ts';
import {
  MAXIMUM_STATEMENTS,
  occurrencesOf,
  type Posting,
  type Postings,
  posting,
  statementOf,
} from './postings.ts';
import { readQuery } from './query.ts';
import { RecentStatements } from './recent-statements.ts';
import {
  addLookedUp,
  addToAll,
  addToTouched,
  keepReaching,
  MAXIMUM_LENGTH,
  type Saturations,
  saturationsFor,
} from './scoring.ts';
import { SlotRanges } from './slot-ranges.ts';
import type { StatementHit, StatementSearch } from './statement-search.ts';
import { termsOf } from './terms.ts';
import { TermPostings } from './vocabulary.ts';

/**
 * Full-text search that is kept up to date entry by entry. Our own and not MiniSearch, for what it lacks: scores
 * within one entry, an entry's statements taken out in one move, and postings of four bytes.
 */
export interface StatementIndex extends Pick<StatementSearch, 'search'> {
  /**
   * Adds an entry's statements, or replaces those it had. Costs a few milliseconds at 600,000 statements.
   * Given a maker, the index asks it again later instead of keeping them.
   */
  put(entryId: string, statements: readonly Statement[] | StatementMaker): void;
  remove(entryId: string): void;
  /** The statements of one entry in order; none for an unknown entry. */
  statements(entryId: string): readonly Statement[];
  /** Statements held. */
  readonly size: number;
}

export function createStatementIndex(): StatementIndex {
  return new Bm25StatementIndex();
}

/** Whether a list may be skipped is only worth finding out when it has more postings than this. */
const LONG_LIST = 2_000;

/** So many of the candidates, those with the rarest terms, are looked at for the score to beat. */
const SAMPLE = 5_000;

/** Finding one statement in a long list by bisection is taken to cost as much as passing over this many: an estimate. */
const LOOK_UP_COST = 30;

interface Placed {
  readonly first: number;
  readonly capacity: number;
  readonly count: number;
  /** Makes what was indexed once more when it is taken out: a list of an entry's terms would be as large as the entry. */
  readonly maker: StatementMaker;
  /** Terms of all its statements together. */
  readonly length: number;
}

interface List {
  readonly postings: Postings;
  /** What a full match is worth. */
  readonly value: number;
  /** The most it can add to a statement. */
  readonly most: number;
}

class Bm25StatementIndex implements StatementIndex {
  readonly #terms = new TermPostings();
  readonly #entries = new Map<string, Placed>();
  readonly #recent = new RecentStatements();
  readonly #slots = new SlotRanges(MAXIMUM_STATEMENTS);
  /** The three below go by statement number. */
  readonly #owners: (Placed | undefined)[] = new Array(1024).fill(undefined);
  #lengths = new Uint8Array(1024);
  #scores = new Float32Array(1024);
  /** Room for the statements that a search touches: a new array a search would be most of its work. */
  #touched = new Uint32Array(1024);
  #saturations: Saturations | undefined;
  #size = 0;
  #totalLength = 0;

  get size(): number {
    return this.#size;
  }

  statements(entryId: string): readonly Statement[] {
    const placed = this.#entries.get(entryId);
    return placed ? this.#recent.get(placed.maker) : [];
  }

  put(entryId: string, given: readonly Statement[] | StatementMaker): void {
    this.remove(entryId);
    const maker = makerOf(given);
    const statements = maker.all();
    if (statements.length === 0) return;
    const { first, capacity } = this.#slots.take(statements.length);
    this.#reserve(first + capacity);
    const runs = new Map<string, Posting[]>();
    let total = 0;
    statements.forEach((statement, index) => {
      const terms = indexedTerms(statement);
      const length = Math.min(terms.length, MAXIMUM_LENGTH);
      this.#lengths[first + index] = length;
      total += length;
      for (const term of terms) {
        const run = runs.get(term);
        if (run) addOccurrence(run, first + index);
        else runs.set(term, [posting(first + index, 1)]);
      }
    });
    for (const [term, run] of runs) this.#terms.getOrAdd(term).insert(run);
    const placed = {
      first,
      capacity,
      count: statements.length,
      maker,
      length: total,
    };
    this.#owners.fill(placed, first, first + statements.length);
    this.#entries.set(entryId, placed);
    this.#size += statements.length;
    this.#totalLength += total;
  }

  remove(entryId: string): void {
    const placed = this.#entries.get(entryId);
    if (!placed) return;
    const end = placed.first + placed.count;
    for (const term of new Set(placed.maker.all().flatMap(indexedTerms))) {
      const list = this.#terms.get(term);
      if (!list) continue;
      list.remove(placed.first, end);
      this.#terms.dropIfEmpty(list);
    }
    this.#owners.fill(undefined, placed.first, end);
    this.#slots.free(placed.first, placed.capacity);
    this.#entries.delete(entryId);
    this.#recent.forget(placed.maker);
    this.#size -= placed.count;
    this.#totalLength -= placed.length;
  }

  search(
    query: string,
    { limit, entryId }: { readonly limit: number; readonly entryId?: string },
  ): readonly StatementHit[] {
    const within = entryId === undefined ? undefined : this.#entries.get(entryId);
    if (limit < 1 || this.#size === 0 || (entryId !== undefined && !within)) return [];
    const from = within?.first ?? 0;
    const to = within ? within.first + within.count : this.#slots.end;
    return this.#best(this.#lists(query), from, to, limit).map(({ number, score }) => {
      const owner = this.#owners[number];
      const statement = owner && this.#recent.one(owner.maker, number - owner.first);
      if (!statement)
        throw new Error(`the index has a posting of statement ${number}, which it does not hold`);
      return { statement, score };
    });
  }

  /** What to score, the list that can add most first. */
  #lists(query: string): readonly List[] {
    return readQuery(query, this.#terms)
      .flatMap(({ term, weight }): List[] => {
        const postings = this.#terms.get(term);
        if (!postings) return [];
        const value = weight * inverseFrequency(postings.length, this.#size);
        return [{ postings, value, most: value * (BM25.k1 + 1) }];
      })
      .sort((a, b) => b.most - a.most);
  }

  /**
   * Term at a time, with the MaxScore cut (Turtle and Flood, 1995): once the lists left cannot lift a new
   * statement among the best, they are only looked up for those that still could get there.
   */
  #best(lists: readonly List[], from: number, to: number, limit: number): readonly Scored[] {
    const scores = this.#scores.fill(0, from, to);
    const touched = this.#touched;
    const saturations = this.#saturationsNow();
    const lengths = this.#lengths;
    let rest = lists.reduce((sum, { most }) => sum + most, 0);
    let count = 0;
    for (const { postings, value, most } of lists) {
      const long = postings.length > LONG_LIST && count >= limit;
      // The best of some are no better than the best of all: a safe threshold, found fast.
      const threshold = long
        ? (bestOf(touched.subarray(0, Math.min(count, SAMPLE)), scores, limit).at(-1)?.score ?? 0)
        : 0;
      const closed = threshold > rest;
      if (closed) count = keepReaching(touched, count, scores, rest, threshold);
      const term = { value, saturations, lengths };
      if (!closed) count = addToAll(postings.between(from, to), term, scores, touched, count);
      else if (count * LOOK_UP_COST < postings.length)
        addLookedUp(postings, term, scores, touched.subarray(0, count));
      else addToTouched(postings.between(from, to), term, scores);
      rest -= most;
    }
    return bestOf(touched.subarray(0, count), scores, limit);
  }

  /** The same for all searches between two changes. */
  #saturationsNow(): Saturations {
    const average = this.#totalLength / this.#size;
    if (this.#saturations?.average !== average) this.#saturations = saturationsFor(average);
    return this.#saturations;
  }

  #reserve(capacity: number): void {
    if (capacity <= this.#lengths.length) return;
    const lengths = new Uint8Array(Math.max(capacity, this.#lengths.length * 2));
    lengths.set(this.#lengths);
    this.#lengths = lengths;
    this.#scores = new Float32Array(lengths.length);
    this.#touched = new Uint32Array(lengths.length);
    while (this.#owners.length < lengths.length) this.#owners.push(undefined);
  }
}

/** The heading is part of what a statement says: "Oman" over "wants neutral ground". */
export function indexedTerms(statement: Statement): readonly string[] {
  const terms = termsOf(statement.text);
  return statement.heading === undefined ? terms : [...terms, ...termsOf(statement.heading)];
}

/** Outside of `put`: a function made in there would hold all that it computes for as long as the entry lives. */
function makerOf(given: readonly Statement[] | StatementMaker): StatementMaker {
  return 'all' in given ? given : { all: () => given, at: (order) => given[order] };
}

function addOccurrence(run: Posting[], statement: number): void {
  const last = run.at(-1);
  if (last !== undefined && statementOf(last) === statement)
    run[run.length - 1] = posting(statement, occurrencesOf(last) + 1);
  else run.push(posting(statement, 1));
}
