/** What the things found by the words of one search are worth, gathered in arrays that serve search after search. */
export class NameMatches {
  #scores = new Float64Array(64);
  /** How many different words of the search a thing has. */
  #words = new Uint16Array(64);
  /** The last of them. */
  #lastWord = new Uint16Array(64);
  #touched: number[] = [];

  /** Before a search among things numbered below `things`. */
  begin(things: number): void {
    for (const thing of this.#touched) {
      this.#scores[thing] = 0;
      this.#words[thing] = 0;
    }
    this.#touched = [];
    if (things <= this.#scores.length) return;
    const capacity = Math.ceil(things * 1.5);
    this.#scores = new Float64Array(capacity);
    this.#words = new Uint16Array(capacity);
    this.#lastWord = new Uint16Array(capacity);
  }

  /** @param word the number of the word of the search, rising from 0 */
  add(thing: number, word: number, score: number): void {
    const words = this.#words[thing] ?? 0;
    if (words === 0) this.#touched.push(thing);
    if (words === 0 || this.#lastWord[thing] !== word) {
      this.#words[thing] = words + 1;
      this.#lastWord[thing] = word;
    }
    this.#scores[thing] = (this.#scores[thing] ?? 0) + score;
  }

  /**
   * The best `limit` of the things that have at least `words` words of the search, best first. A thing counts as
   * many times as it has different words of the search.
   * @param comesFirst which of two equal ones
   */
  best(limit: number, words: number, comesFirst: (a: number, b: number) => boolean): readonly number[] {
    const best: number[] = [];
    const beats = (a: number, b: number) => {
      const difference = this.#worth(a) - this.#worth(b);
      return difference > 0 || (difference === 0 && comesFirst(a, b));
    };
    for (const thing of this.#touched) {
      if ((this.#words[thing] ?? 0) < words) continue;
      const last = best.at(-1);
      if (last !== undefined && best.length >= limit && !beats(thing, last)) continue;
      let at = best.length;
      while (at > 0 && beats(thing, best[at - 1] ?? thing)) at -= 1;
      best.splice(at, 0, thing);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  #worth(thing: number): number {
    return (this.#scores[thing] ?? 0) * (this.#words[thing] ?? 0);
  }
}
