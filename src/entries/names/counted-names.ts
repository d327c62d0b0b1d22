/**
 * Which items a name stands for, when several entries may give the same item the same name: a name is
 * forgotten only when the last of them is. Counting keeps a change to one entry independent of how many share its actors.
 */
export class CountedNames {
  readonly #idsByName = new Map<string, Map<string, number>>();
  readonly #namesById = new Map<string, Set<string>>();

  /** True when `id` did not have this name before. */
  add(name: string, id: string): boolean {
    const counts = this.#idsByName.get(name) ?? new Map<string, number>();
    const count = counts.get(id) ?? 0;
    this.#idsByName.set(name, counts.set(id, count + 1));
    if (count > 0) return false;
    this.#namesById.set(id, (this.#namesById.get(id) ?? new Set()).add(name));
    return true;
  }

  /** True when `id` does not have this name any more. */
  remove(name: string, id: string): boolean {
    const counts = this.#idsByName.get(name);
    const count = counts?.get(id);
    if (!counts || count === undefined) return false;
    if (count > 1) {
      counts.set(id, count - 1);
      return false;
    }
    counts.delete(id);
    if (counts.size === 0) this.#idsByName.delete(name);
    const names = this.#namesById.get(id);
    names?.delete(name);
    if (names?.size === 0) this.#namesById.delete(id);
    return true;
  }

  idsOf(name: string): readonly string[] {
    return [...(this.#idsByName.get(name)?.keys() ?? [])];
  }

  namesOf(id: string): readonly string[] {
    return [...(this.#namesById.get(id) ?? [])];
  }
}
