import type { Statement } from '../entries/statement.ts';

/** Makes an entry's statements, the same ones each time. */
export type MakeStatements = () => readonly Statement[];

/** Entries whose statements are kept at hand: those that conversations are about. */
const KEPT = 64;

/**
 * Statements take several times the memory of the entry they come from, and are made in well under a
 * millisecond: so only those of the entries used last are kept, and the others made again when asked for.
 */
export class RecentStatements {
  readonly #kept = new Map<MakeStatements, readonly Statement[]>();

  get(make: MakeStatements): readonly Statement[] {
    const statements = this.#kept.get(make) ?? make();
    // A map keeps the order of insertion: what is set again is the newest.
    this.#kept.delete(make);
    this.#kept.set(make, statements);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? make);
    return statements;
  }

  forget(make: MakeStatements): void {
    this.#kept.delete(make);
  }
}
