/** What a record holds under an id. An author may choose any word as id, also `constructor`, which every object inherits. */
export function byId<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
