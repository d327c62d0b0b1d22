/** `1 briefing`, `2 briefings`: a number with what it counts, whose plural takes an s. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
