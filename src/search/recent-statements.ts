import { LRUCache } from 'lru-cache';
import type { Statement } from '../entries/statements/statement.ts';
import type { StatementMaker } from '../entries/statements/statements-of.ts';

/** Entries whose statements are kept at hand: those that conversations are about. */
const KEPT = 64;

/**
 * Statements take several times the memory of the entry they come from, and are made in well under a
 * millisecond: so only those of the entries used last are kept, and the others made again when asked for.
 */
export class RecentStatements {
  readonly #kept = new LRUCache<StatementMaker, readonly Statement[]>({ max: KEPT });

  get(maker: StatementMaker): readonly Statement[] {
    const statements = this.#kept.get(maker) ?? maker.all();
    this.#kept.set(maker, statements);
    return statements;
  }

  /** One of them; the others are not made for its sake, nor kept. */
  one(maker: StatementMaker, order: number): Statement | undefined {
    const kept = this.#kept.peek(maker);
    return kept ? kept[order] : maker.at(order);
  }

  forget(maker: StatementMaker): void {
    this.#kept.delete(maker);
  }
}
