/** What the items found by the words of one search are worth, gathered in arrays that serve search after search. */
export class NameMatches {
  #scores = new Float64Array(64);
  /** How many different words of the search an item has. */
  #words = new Uint16Array(64);
  /** The last of them. */
  #lastWord = new Uint16Array(64);
  #touched: number[] = [];

  /** Before a search among items numbered below `items`. */
  begin(items: number): void {
    for (const item of this.#touched) {
      this.#scores[item] = 0;
      this.#words[item] = 0;
    }
    this.#touched = [];
    if (items <= this.#scores.length) return;
    const capacity = Math.ceil(items * 1.5);
    this.#scores = new Float64Array(capacity);
    this.#words = new Uint16Array(capacity);
    this.#lastWord = new Uint16Array(capacity);
  }

  /** @param word the number of the word of the search, rising from 0 */
  add(item: number, word: number, score: number): void {
    const words = this.#words[item] ?? 0;
    if (words === 0) this.#touched.push(item);
    if (words === 0 || this.#lastWord[item] !== word) {
      this.#words[item] = words + 1;
      this.#lastWord[item] = word;
    }
    this.#scores[item] = (this.#scores[item] ?? 0) + score;
  }

  /**
   * The best `limit` of the items that have at least `words` words of the search, best first. An item counts as
   * many times as it has different words of the search.
   * @param comesFirst which of two equal ones
   */
  best(limit: number, words: number, comesFirst: (a: number, b: number) => boolean): readonly number[] {
    const best: number[] = [];
    const beats = (a: number, b: number) => {
      const difference = this.#worth(a) - this.#worth(b);
      return difference > 0 || (difference === 0 && comesFirst(a, b));
    };
    for (const item of this.#touched) {
      if ((this.#words[item] ?? 0) < words) continue;
      const last = best.at(-1);
      if (last !== undefined && best.length >= limit && !beats(item, last)) continue;
      let at = best.length;
      while (at > 0 && beats(item, best[at - 1] ?? item)) at -= 1;
      best.splice(at, 0, item);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  #worth(item: number): number {
    return (this.#scores[item] ?? 0) * (this.#words[item] ?? 0);
  }
}
