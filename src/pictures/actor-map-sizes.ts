/** Sizes of the actor map in pixels at scale 1, chosen by eye on a phone and a wide screen. */
export const MAP_SIZES = {
  nameSize: 14,
  labelSize: 12,
  lineWidths: { name: { least: 100, most: 132 }, label: { least: 64, most: 96 } },
  boxPaddingX: 14,
  boxPaddingY: 10,
  boxRadius: 10,
  labelPaddingX: 5,
  labelPaddingY: 2,
  bendRadius: 14,
  headLength: 9,
  headWidth: 8,
  /** In pictures narrower than this the distances shrink with the width. */
  roomyFrom: 600,
  betweenBoxes: 28,
  betweenLines: 18,
  betweenRanks: 26,
  margin: 8,
} as const;

export function lineHeight(fontSize: number): number {
  return Math.round(fontSize * 1.3);
}
