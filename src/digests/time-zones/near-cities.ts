import { createNameIndex, type NameIndex } from '../../entries/names/name-index.ts';

/** Names of cities that are like misspelt words, the likeliest first. */
export type NearCities = (words: string, limit: number) => readonly string[];

/** Finds mistyped cities. The index is built when it is first asked for: most people never mistype. */
export function createNearCities(cities: () => Iterable<string>): NearCities {
  let index: NameIndex | undefined;

  function build(): NameIndex {
    const built = createNameIndex();
    for (const city of cities()) built.put({ id: city, names: [city], aliases: [], related: [] });
    return built;
  }

  return (words, limit) => {
    index ??= build();
    return index.search(words, limit);
  };
}
