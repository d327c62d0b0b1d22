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

  /** @param statements what each statement has, every item once */
  constructor(statements: readonly Iterable<string>[]) {
    const numbers = new Map<string, number>();
    const counts: number[] = [];
    const numbered = statements.map((items) =>
      Array.from(items, (item) => {
        const number = numbers.get(item) ?? counts.push(0) - 1;
        numbers.set(item, number);
        counts[number] = (counts[number] ?? 0) + 1;
        return number;
      }),
    );
    const starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, number) => {
      starts[number + 1] = (starts[number] ?? 0) + count;
    });
    const next = starts.slice();
    const positions = new Uint32Array(starts.at(-1) ?? 0);
    numbered.forEach((items, position) => {
      for (const number of items) {
        const at = next[number] ?? 0;
        positions[at] = position;
        next[number] = at + 1;
      }
    });
    this.items = [...numbers.keys()];
    this.#numbers = numbers;
    this.starts = starts;
    this.positions = positions;
  }

  has(item: string): boolean {
    return this.#numbers.has(item);
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
