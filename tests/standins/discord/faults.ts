/** One prepared misfortune. `after` happens once Discord has done what was asked. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly after?: boolean;
    }
  | { readonly kind: 'cut'; readonly after?: boolean }
  /** A proper answer, that much later; `carriedOut` tells on which side of the wait. */
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly carriedOut: 'before' | 'after' };

/** Prepared misfortunes, each of which meets one request. */
export class Faults {
  readonly #prepared: { readonly method: string; readonly path: RegExp; readonly fault: Fault }[] = [];

  prepare(method: string, path: RegExp, fault: Fault): void {
    this.#prepared.push({ method, path, fault });
  }

  take(method: string, path: string): Fault | undefined {
    const index = this.#prepared.findIndex((each) => each.method === method && each.path.test(path));
    return index >= 0 ? this.#prepared.splice(index, 1)[0]?.fault : undefined;
  }
}
