/** The rows of edit distances between one word and a text, of which the next text keeps those of a common beginning. */
export class EditDistances {
  readonly #word: string;
  readonly #most: number;
  /** Row by row, one a character of the text; cells further than `most` from the diagonal are not counted. */
  readonly #rows: Uint16Array;
  #valid = 0;
  /** To the whole text followed last; above `most` when it is too far off. */
  last = 0;

  constructor(word: string, most: number) {
    this.#word = word;
    this.#most = most;
    const width = word.length + 1;
    // A text longer than the word by more than `most` is given up in the row after.
    this.#rows = new Uint16Array(width * (width + most + 1)).fill(most + 1);
    for (let column = 0; column < width; column += 1) this.#rows[column] = column;
  }

  /**
   * @param shared how many characters `text` has in common with the text before it
   * @returns the length of the beginning that is too far off already; infinity when none is
   */
  follow(text: string, shared: number): number {
    this.last = this.#most + 1;
    for (let row = Math.min(shared, this.#valid) + 1; row <= text.length; row += 1) {
      this.#valid = row;
      if (this.#fill(row, text.charCodeAt(row - 1)) > this.#most) return row;
    }
    this.#valid = text.length;
    this.last = this.#rows[text.length * (this.#word.length + 1) + this.#word.length] ?? this.last;
    return Number.POSITIVE_INFINITY;
  }

  /** Returns the least distance in the row: no later row has a smaller one. */
  #fill(row: number, character: number): number {
    const rows = this.#rows;
    const width = this.#word.length + 1;
    const at = row * width;
    const before = at - width;
    const from = Math.max(1, row - this.#most);
    const to = Math.min(width - 1, row + this.#most);
    if (from === 1) rows[at] = row;
    let least = from === 1 ? row : this.#most + 1;
    for (let column = from; column <= to; column += 1) {
      const replaced =
        (rows[before + column - 1] ?? 0) + (this.#word.charCodeAt(column - 1) === character ? 0 : 1);
      const addedOrLeftOut = Math.min(rows[before + column] ?? 0, rows[at + column - 1] ?? 0) + 1;
      const edits = Math.min(replaced, addedOrLeftOut);
      rows[at + column] = edits;
      if (edits < least) least = edits;
    }
    return least;
  }
}
