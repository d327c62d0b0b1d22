/** What goes wrong with one call, in place of a proper answer or after it was carried out. */
export type Fault =
  | { readonly kind: 'limited'; readonly seconds: number }
  /** `ok: false` with this code. */
  | { readonly kind: 'declined'; readonly code: string; readonly needed?: string }
  /** A status of 500; `done` tells whether the call was carried out before. */
  | { readonly kind: 'broken'; readonly done: boolean }
  /** The connection is cut without an answer. */
  | { readonly kind: 'reset'; readonly done: boolean }
  /** A proper answer, that much later; `carriedOut` tells on which side of the wait. */
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly carriedOut: 'before' | 'after' };

/** Faults waiting for the next calls of a method. */
export class Faults {
  readonly #waiting = new Map<string, Fault[]>();

  next(method: string, ...faults: Fault[]): void {
    this.#waiting.set(method, [...(this.#waiting.get(method) ?? []), ...faults]);
  }

  take(method: string): Fault | undefined {
    return this.#waiting.get(method)?.shift();
  }
}
