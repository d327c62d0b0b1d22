import type { Library } from '../../entries/library.ts';
import { longestName } from '../../entries/names/longest-name.ts';
import { UserError } from '../../errors.ts';
import { EVERYTHING, type Topics } from '../subscription.ts';
import { nearCities } from '../time-zones/time-zone.ts';

type Names = Pick<Library, 'resolve' | 'tags' | 'find'>;

/**
 * The briefings and tags that words name, separated by commas, "and", or nothing: `iran-talks gulf`,
 * `US–Iran talks, middle-east`. No words, or "all", mean everything. Where a briefing and a tag share a name,
 * the briefing is meant.
 * @throws UserError `not_found` with the nearest names
 */
export function readTopics(words: string, names: Names): Topics {
  const parts = words
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.every((part) => /^(?:all|everything)$/i.test(part))) return EVERYTHING;
  const entries = new Set<string>();
  const tags = new Set<string>();
  for (const part of parts) {
    let left = part.split(/\s+/).filter((word) => !/^and$/i.test(word));
    while (left.length > 0) {
      const begun = longestName(left, (said) => entryOrTag(said, names));
      if (!begun) entries.add(findOrExplain(left, names));
      else if (begun.named.kind === 'entry') entries.add(begun.named.id);
      else tags.add(begun.named.id);
      left = begun ? left.slice(begun.length) : [];
    }
  }
  if (entries.size + tags.size === 0)
    throw new UserError(
      'invalid',
      'Expected the names of briefings or tags, found none.',
      'Name some, or say “all”.',
    );
  return { kind: 'some', entries: [...entries], tags: [...tags] };
}

/** @throws UserError with the nearest names, cities among them: what is read as a briefing may be a mistyped zone */
function findOrExplain(words: readonly string[], names: Names): string {
  try {
    return names.find(words.join(' ')).id;
  } catch (error) {
    const said = words.join(' ').replace(/^in /i, '');
    const cities = error instanceof UserError ? nearCities(said) : [];
    if (!(error instanceof UserError) || cities.length === 0) throw error;
    const hint = `${error.hint} If “${said}” is meant to be a city, did you mean ${cities.join(' or ')}?`;
    throw new UserError(error.code, error.message, hint, error.alternatives);
  }
}

interface Named {
  readonly kind: 'entry' | 'tag';
  readonly id: string;
}

function entryOrTag(said: string, names: Names): Named | undefined {
  const entry = names.resolve(said);
  if (entry !== undefined) return { kind: 'entry', id: entry };
  const tag = said.replaceAll(' ', '-').replace(/^#/, '').toLowerCase();
  return names.tags().has(tag) ? { kind: 'tag', id: tag } : undefined;
}
