import { UserError } from '../../errors.ts';
import { isPlaceZone } from '../../time-zone.ts';
import { ABBREVIATIONS, CITIES } from './cities.ts';
import { createNearCities } from './near-cities.ts';

const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/')),
];

/** Zones or cities offered for words that name none. */
const SUGGESTED = 3;

const BY_LOWER_CASE = new Map(ZONES.map((zone) => [zone.toLowerCase(), zone]));

/** The last part of each id as people say it: "new york". Where two ids share one, the shorter id has it. */
const BY_CITY = new Map(
  ZONES.toSorted((a, b) => b.length - a.length).map((zone) => [
    spoken(zone.slice(zone.lastIndexOf('/') + 1)),
    zone,
  ]),
);

const near = createNearCities(() => new Set([...CITIES.keys(), ...BY_CITY.keys()].map(titled)));

/** Cities, which `parseZone` knows, that mistyped words may mean. */
export function nearCities(words: string): readonly string[] {
  return near(words, SUGGESTED);
}

/** The zone that these words name (an IANA id or a city, whatever the case), if they name one. */
export function findZone(words: string): string | undefined {
  const said = words.trim();
  const id = said.toLowerCase().replaceAll(/\s+/g, '_');
  const known = BY_LOWER_CASE.get(id) ?? CITIES.get(spoken(said)) ?? BY_CITY.get(spoken(said));
  return known ?? (isPlaceZone(said) ? said : undefined);
}

/** Whether these words look like an abbreviation or an offset, which name no place: EST, UTC+3, GMT-05:00, +0330. */
export function isAmbiguousZone(words: string): boolean {
  const said = words.trim().toLowerCase();
  return ABBREVIATIONS.has(said) || /^(?:(?:utc|gmt|etc\/gmt) ?)?[+\-−]\d{1,2}(?::?\d{2})?$/.test(said);
}

/**
 * The zone that a reader's own clock keeps, where a digest can keep it too.
 * @throws UserError `invalid` as `parseZone` does
 */
export function placeZoneOf(ownZone: string): string {
  const utc = new Temporal.ZonedDateTime(0n, 'UTC');
  return utc.equals(utc.withTimeZone(ownZone)) ? 'UTC' : parseZone(ownZone);
}

/**
 * The zone that these words name.
 * @throws UserError `invalid`, which suggests zones, for abbreviations, offsets and what nobody knows
 */
export function parseZone(words: string): string {
  const said = words.trim();
  if (isAmbiguousZone(said)) {
    const places = ABBREVIATIONS.get(said.toLowerCase()) ?? ['Europe/London', 'Asia/Muscat', 'UTC'];
    throw new UserError(
      'invalid',
      `“${said}” does not say where its clocks change: expected a city, or a zone such as ${places[0]}.`,
      `Say ${places.join(' or ')}, or the name of a city.`,
    );
  }
  const zone = findZone(said);
  if (zone !== undefined) return zone;
  const begun = suggestZones(said, SUGGESTED).map(({ value }) => value);
  const meant = begun.length > 0 ? begun : nearCities(said);
  throw new UserError(
    'invalid',
    `“${said}” is not a city or time zone that I know.`,
    meant.length > 0
      ? `Did you mean ${meant.join(' or ')}?`
      : 'Name a large city, or a zone such as Asia/Muscat.',
  );
}

/** Zones whose city or id begins with, then contains, the words; cities without a zone of their own among them. */
export function suggestZones(
  partial: string,
  limit: number,
): readonly { readonly value: string; readonly detail: string }[] {
  const said = spoken(partial);
  const cities = [...CITIES]
    .filter(([city]) => said !== '' && city.startsWith(said))
    .map(([city, zone]) => ({ value: zone, detail: `the time of ${titled(city)}` }));
  const zones = ZONES.map((zone) => ({ zone, city: spoken(zone.slice(zone.lastIndexOf('/') + 1)) }));
  const ranked = [
    ...zones.filter(({ city }) => city.startsWith(said)),
    ...zones.filter(({ zone, city }) => !city.startsWith(said) && spoken(zone).includes(said)),
  ].map(({ zone }) => ({ value: zone, detail: 'time zone' }));
  const seen = new Set<string>();
  return [...cities, ...ranked].filter(({ value }) => !seen.has(value) && seen.add(value)).slice(0, limit);
}

/** Lower case, without accents, dots, underscores and hyphens. */
function spoken(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('.', '')
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function titled(name: string): string {
  return name.replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}
