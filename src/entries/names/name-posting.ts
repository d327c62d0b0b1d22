/** Numbers of items take 21 bits, so that a posting is a small integer to V8, which costs no object. */
export const MOST_ITEMS = 2 ** 21;

/** Occurrences take 8 bits, fields 2. */
const MOST_OCCURRENCES = 255;

/** Which item has a word, in which field (0 to 3) and how often, in one number that sorts by item and field. */
export type NamePosting = number;

export function namePosting(item: number, field: number, occurrences: number): NamePosting {
  return (item << 10) | (field << 8) | Math.min(occurrences, MOST_OCCURRENCES);
}

export function itemOf(posting: NamePosting): number {
  return posting >>> 10;
}

export function fieldOf(posting: NamePosting): number {
  return (posting >>> 8) & 3;
}

export function occurrencesOf(posting: NamePosting): number {
  return posting & MOST_OCCURRENCES;
}

/** The index of the first of these rising postings that belongs to `item` or a later one. */
export function firstOf(item: number, postings: readonly NamePosting[]): number {
  let low = 0;
  let high = postings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemOf(postings[middle] ?? 0) < item) low = middle + 1;
    else high = middle;
  }
  return low;
}
