import type { Statement } from '../entries/statements/statement.ts';

/** A statement found, with the score it was ranked by (0 and up; only the order within one search means anything). */
export interface StatementHit {
  readonly statement: Statement;
  readonly score: number;
}

/** Full-text search over statements. */
export interface StatementSearch {
  /** Resolves when every statement that is served can be found: shortly after the start, or after a change. */
  ready(): Promise<void>;
  /** Best first. `entryId` narrows to one entry. */
  search(
    query: string,
    options: { readonly limit: number; readonly entryId?: string },
  ): readonly StatementHit[];
}
