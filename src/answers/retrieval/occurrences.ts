/**
 * In which statements of one entry its words, or groups of letters, occur: what is asked for is looked up once, instead
 * of in every statement. All lists stand in one array, since most are of one statement or two.
 */
export class Occurrences {
  /** What occurs, in the order in which it is met. */
  readonly items: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** All lists: of each item the positions of the statements that have it, rising. */
  readonly positions: Uint32Array;
  /** Where the list of each item begins, by its place in `items`; the next one begins where it ends. */
  readonly starts: Uint32Array;

  /** @param statements what each statement has */
  constructor(statements: readonly (readonly string[])[]) {
    const numbers = new Map<string, number>();
    /** By number: how many statements have it, and the last one of them. */
    const counts: number[] = [];
    const last: number[] = [];
    const numbered = statements.map((items, position) => {
      const met: number[] = [];
      for (const item of items) {
        const known = numbers.get(item);
        const number = known ?? counts.push(0) - 1;
        if (known === undefined) numbers.set(item, number);
        if (last[number] === position) continue;
        last[number] = position;
        counts[number] = (counts[number] ?? 0) + 1;
        met.push(number);
      }
      return met;
    });
    this.starts = new Uint32Array(counts.length + 1);
    for (let number = 0; number < counts.length; number++)
      this.starts[number + 1] = (this.starts[number] ?? 0) + (counts[number] ?? 0);
    this.positions = new Uint32Array(this.starts.at(-1) ?? 0);
    const next = this.starts.slice();
    numbered.forEach((met, position) => {
      for (const number of met) {
        const at = next[number] ?? 0;
        this.positions[at] = position;
        next[number] = at + 1;
      }
    });
    this.items = [...numbers.keys()];
    this.#numbers = numbers;
  }

  has(item: string): boolean {
    return this.#numbers.has(item);
  }

  /** Its place in `items`. */
  numberOf(item: string): number | undefined {
    return this.#numbers.get(item);
  }

  /** How many statements have it. */
  countOf(item: string): number {
    const number = this.#numbers.get(item);
    return number === undefined ? 0 : (this.starts[number + 1] ?? 0) - (this.starts[number] ?? 0);
  }

  /** Visits the statements that have it, in order. */
  each(item: string, visit: (position: number) => void): void {
    const number = this.#numbers.get(item);
    if (number === undefined) return;
    const end = this.starts[number + 1] ?? 0;
    for (let index = this.starts[number] ?? 0; index < end; index++) visit(this.positions[index] ?? 0);
  }
}
