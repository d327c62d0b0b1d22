import { findZone, isAmbiguousZone } from '../time-zones/time-zone.ts';
import { daysNamed, timeNamed } from './schedule-words.ts';

/** What the words after `subscribe` say, each part still as text; parts not said are absent. */
export interface SubscribeOptions {
  readonly topics?: string;
  readonly days?: string;
  readonly at?: string;
  readonly zone?: string;
  /** Whether a digest is sent when nothing changed. */
  readonly empty?: 'send-empty' | 'skip-empty';
}

/** Longest city or zone in words: "Dumont d Urville", "Ho Chi Minh". */
const ZONE_WORDS = 4;

/**
 * Reads the words after `subscribe`. They may come in any order: days, a time ("at 8", "08:00", "5pm"), a zone or
 * city ("Europe/London", "in new york"), "skip-empty"; whatever is left names briefings and tags.
 * @param isTopic whether words name a briefing or tag: a briefing called "london" is then not taken for the city
 */
export function readSubscribeWords(
  words: readonly string[],
  isTopic: (words: string) => boolean,
): SubscribeOptions {
  const topics: string[] = [];
  const days: string[] = [];
  let rest: Omit<SubscribeOptions, 'topics' | 'days'> = {};
  for (let index = 0; index < words.length; ) {
    const word = words[index] ?? '';
    const lower = word.toLowerCase();
    const next = words[index + 1] ?? '';
    if (/^(?:skip|send)-?empty$/.test(lower)) {
      rest = { ...rest, empty: lower.startsWith('skip') ? 'skip-empty' : 'send-empty' };
      index += 1;
    } else if (lower === 'at' && meansTime(next)) {
      const joined = /^[ap]m$/i.test(words[index + 2] ?? '');
      rest = { ...rest, at: joined ? `${next}${words[index + 2]}` : next };
      index += joined ? 3 : 2;
    } else if (
      /\d[:.]\d|\d[ap]m$|^(noon|midnight)$/i.test(lower) &&
      (timeNamed(lower) || /^[nm]/.test(lower))
    ) {
      rest = { ...rest, at: word };
      index += 1;
    } else if (isDayWord(lower) && !isTopic(word)) {
      days.push(word);
      index += 1;
    } else {
      const zone = zoneAt(words, index, isTopic);
      if (zone > 0) {
        const from = lower === 'in' ? index + 1 : index;
        rest = { ...rest, zone: words.slice(from, index + zone).join(' ') };
        index += zone;
      } else {
        topics.push(word);
        index += 1;
      }
    }
  }
  return {
    ...(topics.length === 0 ? {} : { topics: topics.join(' ') }),
    ...(days.length === 0 ? {} : { days: days.join(' ') }),
    ...rest,
  };
}

/** Whether a time is meant: "25:00" is none, but whoever hears so can mend it. */
function meansTime(word: string): boolean {
  return /^\d{1,4}(?:[:.h]\d*)?(?:[ap]\.?m)?$/i.test(word) || /^(noon|midnight)$/i.test(word);
}

function isDayWord(word: string): boolean {
  return /^(weekly|every|on|day)$/.test(word) || daysNamed(word) !== undefined;
}

/** How many words from `index` on name a zone, a leading "in" included; 0 for none. */
function zoneAt(words: readonly string[], index: number, isTopic: (words: string) => boolean): number {
  const start = words[index]?.toLowerCase() === 'in' ? index + 1 : index;
  for (let length = Math.min(ZONE_WORDS, words.length - start); length > 0; length -= 1) {
    const said = words.slice(start, start + length).join(' ');
    const names = findZone(said) !== undefined || isAmbiguousZone(said);
    if (names && (start > index || said.includes('/') || !isTopic(said))) return start - index + length;
  }
  return 0;
}
