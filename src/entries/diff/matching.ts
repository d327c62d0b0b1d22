/** What became of the items of a list: those found again, those gone, those new, each in list order. */
export interface Matching<T> {
  readonly pairs: readonly { readonly before: T; readonly after: T }[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Below this share of common words two texts are told as two different ones: half is "more alike than not". */
const ALIKE = 0.5;

/**
 * Pairs the items of two lists: those that are the same, then the most alike first; each item is used once. Comparing
 * costs the square of what is left, which in two revisions of one text is little.
 * @param likeness 0 (nothing in common) to 1 (the same); pairs below `ALIKE` are not made
 */
export function matchItems<T>(
  before: readonly T[],
  after: readonly T[],
  likeness: (before: T, after: T) => number,
): Matching<T> {
  const usedBefore = new Set<number>();
  const usedAfter = new Map<number, T>();
  const alike = Map.groupBy(before.keys(), (i) => JSON.stringify(before[i]));
  for (const [j, right] of after.entries()) {
    const i = alike.get(JSON.stringify(right))?.shift();
    if (i === undefined) continue;
    usedBefore.add(i);
    usedAfter.set(j, right);
  }
  const candidates = before
    .flatMap((left, i) =>
      usedBefore.has(i)
        ? []
        : after.flatMap((right, j) =>
            usedAfter.has(j) ? [] : [{ i, j, left, score: likeness(left, right) }],
          ),
    )
    .filter(({ score }) => score >= ALIKE)
    // Equal scores keep list order, so that the same two revisions always give the same changes.
    .sort((a, b) => b.score - a.score || a.j - b.j || a.i - b.i);
  for (const { i, j, left } of candidates) {
    if (usedBefore.has(i) || usedAfter.has(j)) continue;
    usedBefore.add(i);
    usedAfter.set(j, left);
  }
  return {
    pairs: after.flatMap((right, j) => {
      const left = usedAfter.get(j);
      return left === undefined ? [] : [{ before: left, after: right }];
    }),
    removed: before.filter((_, i) => !usedBefore.has(i)),
    added: after.filter((_, j) => !usedAfter.has(j)),
  };
}

/** Share of words two plain texts have in common, counted with repetition: the Sørensen–Dice coefficient. */
export function wordLikeness(before: string, after: string): number {
  if (before === after) return 1;
  const left = wordsOf(before);
  const right = wordsOf(after);
  if (left.length + right.length === 0) return 0;
  const remaining = new Map<string, number>();
  for (const word of left) remaining.set(word, (remaining.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = remaining.get(word) ?? 0;
    if (count === 0) continue;
    remaining.set(word, count - 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

function wordsOf(plain: string): readonly string[] {
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
