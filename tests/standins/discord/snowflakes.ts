/** Discord's epoch, the first second of 2015. */
const EPOCH = 1_420_070_400_000n;

/** Ids that carry their time and rise, as Discord's do. */
export class Snowflakes {
  #sequence = 0n;

  /** @param age milliseconds ago at which the id was made */
  next(age = 0): string {
    this.#sequence += 1n;
    return String(((BigInt(Date.now() - age) - EPOCH) << 22n) | (this.#sequence & 0x3f_ffffn));
  }
}

/** Milliseconds since 1970 at which an id was made. */
export function madeAt(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}
