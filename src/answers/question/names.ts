import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import { normalizeName } from '../../entries/names/normalized-name.ts';
import { statementsOf } from '../../entries/statements/statements-of.ts';
import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { withinSlips } from '../../search/vocabulary.ts';

/** Actors that a text names, in order of mention, and the terms of the text that named them. */
export interface Mentions {
  readonly actors: readonly string[];
  readonly terms: ReadonlySet<string>;
}

interface ActorName {
  readonly tokens: readonly string[];
  readonly actor: string;
}

/** Longest first, so that "US officials" is not read as "US". */
interface EntryNames {
  readonly names: readonly ActorName[];
  /** "the allies" for "US allies", "the administration": the last word of longer names that only one actor has. */
  readonly heads: ReadonlyMap<string, string>;
  /** Stems of what actors do to others, as the relations say: "host" for who hosts. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Words like "mediator" that the briefing has itself: whoever they are, it says. */
  readonly spoken: ReadonlySet<string>;
}

const known = new WeakMap<Entry, EntryNames>();

/** Names shorter than this are not mended: "Iran" is one slip from "Iraq", and that is another country. */
const SHORTEST_MENDED_NAME = 6;

function namesOf(entry: Entry): EntryNames {
  const found = known.get(entry);
  if (found) return found;
  const names = Object.entries(entry.actors).flatMap(([id, { name, aliases, kind }]) =>
    [name, ...aliases, id.replaceAll('-', ' '), ...(kind === 'person' ? name.split(' ').slice(-1) : [])].map(
      (value) => ({
        tokens: normalizeName(value.replaceAll(/(?<=\b\p{L})\./gu, '')).split(' '),
        actor: id,
      }),
    ),
  );
  const owners = new Map<string, Set<string>>();
  for (const { tokens, actor } of names) {
    const head = tokens.at(-1);
    if (head === undefined || (tokens.length === 1 && byId(entry.actors, actor)?.kind !== 'person')) continue;
    owners.set(head, (owners.get(head) ?? new Set()).add(actor));
  }
  const heads = new Map(
    [...owners].flatMap(([head, [actor, ...others]]) =>
      actor && others.length === 0 ? [[head, actor]] : [],
    ),
  );
  const roles = new Map<string, readonly string[]>();
  const spoken = new Set(
    statementsOf(entry).flatMap(({ text }) => tokensOf(text).filter((token) => DOER.test(token))),
  );
  for (const { from, kind } of entry.relations) {
    const stem = stemOf(kind.toLowerCase().split(/[^a-z]+/)[0] ?? '');
    roles.set(stem, [...new Set([...(roles.get(stem) ?? []), from])]);
  }
  const result = { names: names.sort((a, b) => b.tokens.length - a.tokens.length), heads, roles, spoken };
  known.set(entry, result);
  return result;
}

/** Where a text names an actor: tokens from `start` up to, not including, `end`. */
export interface NameSpan {
  readonly actor: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Which of the entry's actors a question names: by name, alias, possessive, adjective ("Iranian"), typing error, or
 * what they do ("the host"). "us" is the country only in capitals or after "the".
 */
export function mentionsIn(question: string, entry: Entry): Mentions {
  const tokens = tokensOf(question);
  const at = new Map<string, number>();
  const terms = new Set<string>();
  for (const { actor, start, end } of nameSpans(question, entry)) {
    for (const token of tokens.slice(start, end)) terms.add(stemOf(token));
    at.set(actor, Math.min(start, at.get(actor) ?? start));
  }
  return { actors: [...at].sort((a, b) => a[1] - b[1]).map(([actor]) => actor), terms };
}

/** The words of a text as they are written, one for each of `tokensOf` in scripts that part words by spaces. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*['’]?/gu) ?? [];
}

/** Every place where a text names one of the entry's actors, the surest first; places are those of `tokensOf`. */
export function nameSpans(text: string, entry: Entry): readonly NameSpan[] {
  const { names, heads, roles, spoken } = namesOf(entry);
  const tokens = tokensOf(text);
  const pronounUs = !/\bU\.?S\b|\bUSA\b|\b[Tt]he us\b/.test(text);
  const taken = new Array<boolean>(tokens.length).fill(false);
  const spans: NameSpan[] = [];
  for (const { tokens: name, actor } of names) {
    for (let start = 0; start + name.length <= tokens.length; start++) {
      if (
        !name.every(
          (part, offset) =>
            !taken[start + offset] &&
            (isNamed(tokens[start + offset] ?? '', part) ||
              (offset > 0 && isSameKind(tokens[start + offset] ?? '', part, name[0] ?? ''))),
        )
      )
        continue;
      if (name.length === 1 && name[0] === 'us' && pronounUs) continue;
      if (name.length === 1 && isOnlyOfThere(tokens, start, name[0] ?? '')) continue;
      taken.fill(true, start, start + name.length);
      spans.push({ actor, start, end: start + name.length });
    }
  }
  for (const [index, token] of tokens.entries()) {
    if (taken[index] || tokens[index - 1] !== 'the') continue;
    const owner = heads.get(token);
    const meant =
      owner === undefined
        ? spoken.has(token) && !NAMED_LIKE_DEEDS.test(token)
          ? []
          : roleOf(token, roles)
        : [owner];
    for (const actor of meant) spans.push({ actor, start: index, end: index + 1 });
  }
  return spans;
}

/** "host" is who hosts and "mediator" who mediates; "the press" or "the negotiations" are nobody. */
const NAMED_LIKE_DEEDS = /^(?:host|guide|sponsor|guarantor|ally|patron|guard)s?$/;
const DOER = /(?:[eo]r|ist|ant)s?$/;

function roleOf(token: string, roles: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (NAMED_LIKE_DEEDS.test(token)) return roles.get(stemOf(token)) ?? [];
  return DOER.test(token) ? (roles.get(stemOf(token.replace(DOER, 'e'))) ?? []) : [];
}

const COLLECTIVE = new Set('states countries governments nations capitals'.split(' '));

/** "Arab countries" are the Arab states; the United Nations are not the United States. */
function isSameKind(token: string, part: string, first: string): boolean {
  return first !== 'united' && COLLECTIVE.has(part) && COLLECTIVE.has(token);
}

/** Endings that make an adjective or a people's name: Iranian, Omani, American, Saudis. */
export const NAME_ENDING = /^(?:s|n|ns|i|is|an|ans|ian|ians|ese|ish|nian|nians|ern)$/;

function isNamed(token: string, part: string): boolean {
  if (token === part) return true;
  if (part.length >= 4 && token.startsWith(part) && NAME_ENDING.test(token.slice(part.length))) return true;
  if (part.length >= 5 && part.endsWith('s') && token === part.slice(0, -1)) return true;
  if (part.length < SHORTEST_MENDED_NAME) return part.length >= 4 && isSwapped(token, part);
  return token[0] === part[0] && withinSlips(token, part, part.length > 8 ? 2 : 1);
}

/** "Iranian newspapers" are not Iran: who lives in a country or works there does not act for it. */
function isOnlyOfThere(tokens: readonly string[], at: number, name: string): boolean {
  return name.length >= 4 && tokens[at] !== name && OF_A_COUNTRY.test(tokens[at + 1] ?? '');
}

const OF_A_COUNTRY =
  /^(?:newspapers?|papers|press|media|journalists?|television|broadcasters?|public|people|citizens?|voters?|protesters?|opposition|dissidents?|exiles?|refugees?|students?|workers?|unions?|farmers?|fishermen|companies|firms|banks?|businesses|investors?|traders?|analysts?|experts?|economists?|academics?|clerics?|courts?|judges?)$/;

/** Two neighbouring letters exchanged: the one slip that is safe in a short name. */
export function isSwapped(token: string, part: string): boolean {
  if (token.length !== part.length) return false;
  let at = 0;
  while (at < part.length && token[at] === part[at]) at += 1;
  return (
    at + 1 < part.length &&
    token[at] === part[at + 1] &&
    token[at + 1] === part[at] &&
    token.slice(at + 2) === part.slice(at + 2)
  );
}

/** Who acts in the name of a country; its allies do not. */
const OFFICIALS =
  /^(?:officials?|sources?|government|administration|leaders?|leadership|diplomats?|negotiators?|ministers?|ministry|envoys?|delegation|army|military)$/;

/** "US officials" has the name of the US in its own: what they do, their country is said to do. */
export function isNamedAfter(actor: string, other: string, entry: Entry): boolean {
  if (actor === other) return true;
  const { names } = namesOf(entry);
  const own = names.flatMap((name) => (name.actor === actor ? [name.tokens] : []));
  return names.some(
    (name) =>
      name.actor === other &&
      name.tokens.length === 1 &&
      own.some(
        (tokens) =>
          tokens.length > 1 &&
          OFFICIALS.test(tokens.at(-1) ?? '') &&
          isNamed(tokens[0] ?? '', name.tokens[0] ?? ''),
      ),
  );
}
