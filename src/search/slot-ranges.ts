/** Ranges are handed out in multiples of this, so that an entry that grew by a sentence fits where it was. */
const GRANULE = 8;

/** Hands out ranges of statement numbers and takes them back: an entry's statements lie side by side. */
export class SlotRanges {
  readonly #limit: number;
  /** Sorted by `first`, never touching. */
  #free: { first: number; capacity: number }[] = [];
  #end = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** All numbers in use are below this. */
  get end(): number {
    return this.#end;
  }

  /** The first free range that is long enough. Throws a `RangeError` when the numbers are used up. */
  take(count: number): { readonly first: number; readonly capacity: number } {
    const capacity = Math.ceil(count / GRANULE) * GRANULE;
    const fitting = this.#free.find((range) => range.capacity >= capacity);
    if (fitting) {
      const first = fitting.first;
      fitting.first += capacity;
      fitting.capacity -= capacity;
      if (fitting.capacity === 0) this.#free = this.#free.filter((range) => range !== fitting);
      return { first, capacity };
    }
    if (this.#end + capacity > this.#limit)
      throw new RangeError(
        `the search index holds at most ${this.#limit} statements; ${count} more do not fit`,
      );
    const first = this.#end;
    this.#end += capacity;
    return { first, capacity };
  }

  free(first: number, capacity: number): void {
    const joined: { first: number; capacity: number }[] = [];
    for (const range of [...this.#free, { first, capacity }].sort((a, b) => a.first - b.first)) {
      const last = joined.at(-1);
      if (last && last.first + last.capacity === range.first) last.capacity += range.capacity;
      else joined.push({ ...range });
    }
    const last = joined.at(-1);
    if (last && last.first + last.capacity === this.#end) {
      this.#end = last.first;
      joined.pop();
    }
    this.#free = joined;
  }
}
