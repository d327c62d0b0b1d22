/** What stands under an id. Any author may call an actor or a source `constructor`, which every object has. */
export function byId<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
