import { COMPONENT } from '../limits.ts';

/**
 * What a button does, kept in the button itself: no memory of ours is needed, so buttons work after a
 * restart, in any process, for as long as their message exists.
 */
export type Press =
  | { readonly kind: 'in-place' | 'below' | 'share'; readonly words: string }
  | { readonly kind: 'ask'; readonly topic: string | undefined }
  /** The messages of the answer to `words` from number `from` on, counted from 0. */
  | { readonly kind: 'more'; readonly words: string; readonly from: number };

const KINDS = ['in-place', 'below', 'share', 'ask', 'more'] as const;
const SIGN_OF: Readonly<Record<Press['kind'], string>> = {
  'in-place': 'i',
  below: 'b',
  share: 's',
  ask: 'a',
  more: 'm',
};

/** Marks a footer line that holds the words of a button whose custom id is too short for them. */
const LONG_WORDS_MARK = '↳';

export interface EncodedPress {
  readonly customId: string;
  /** Present when the words did not fit: this line belongs into the footer of the same message. */
  readonly footerLine?: string;
}

/** @param position the button's number in its message; it makes the id unique, as Discord demands */
export function encodePress(press: Press, position: number): EncodedPress {
  const from = press.kind === 'more' ? `.${press.from}` : '';
  const head = `${SIGN_OF[press.kind]}${position}${from}`;
  const words = press.kind === 'ask' ? (press.topic ?? '') : press.words;
  const customId = `${head}:${words}`;
  if (customId.length <= COMPONENT.customId) return { customId };
  return { customId: `${head}^`, footerLine: `${LONG_WORDS_MARK}${position} ${words}` };
}

/** The id of a select whose options' values are encoded presses. */
export function selectId(position: number): string {
  return `select${position}`;
}

/** @param footer of the message the button sits on; undefined when the id is not one of ours */
export function decodePress(customId: string, footer: string): Press | undefined {
  const match = /^([a-z])(\d+)(?:\.(\d+))?(?::(.*)|\^)$/su.exec(customId);
  const kind = KINDS.find((each) => SIGN_OF[each] === match?.[1]);
  if (!match || !kind) return undefined;
  const words = match[4] ?? longWords(footer, Number(match[2]));
  if (words === undefined) return undefined;
  if (kind === 'ask') return { kind, topic: words === '' ? undefined : words };
  if (kind === 'more') return { kind, words, from: Number(match[3] ?? 0) };
  return { kind, words };
}

function longWords(footer: string, position: number): string | undefined {
  const start = `${LONG_WORDS_MARK}${position} `;
  return footer
    .split('\n')
    .find((line) => line.startsWith(start))
    ?.slice(start.length);
}

const MODAL_PREFIX = 'question:';

export function modalId(topic: string | undefined): string {
  const id = `${MODAL_PREFIX}${topic ?? ''}`;
  // No id of a briefing is that long: a button of somebody else's making asks about everything.
  return id.length <= COMPONENT.customId ? id : MODAL_PREFIX;
}

/** The topic a submitted question is about; undefined when the modal is not ours. */
export function decodeModalId(customId: string): { readonly topic: string | undefined } | undefined {
  if (!customId.startsWith(MODAL_PREFIX)) return undefined;
  const topic = customId.slice(MODAL_PREFIX.length);
  return { topic: topic === '' ? undefined : topic };
}
