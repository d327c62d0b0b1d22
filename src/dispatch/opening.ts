import type { Vocabulary } from './vocabulary.ts';

/** What a line that opens a conversation asks to be told of. */
export interface Opening {
  /** Id of the briefing; absent: of none in particular. */
  readonly topic?: string;
}

/** "What is", "what's" and "whats" are one word; "do we know" is no question whether we do. */
const AS_ONE_WORD: readonly (readonly [RegExp, string])[] = [
  [/\bwhat(?:['’]?s| is)\b/g, 'whats'],
  [/\bwhat do we know\b/g, 'know'],
  [/\btl;dr\b/g, 'tldr'],
];

/** Words that ask for a story as a whole. */
const OF_THE_STORY = wordSet(
  'tldr summary summarise summarize overview recap rundown gist briefing brief latest news update updates status going happening catch fill speed date',
);
/** Words that ask to be told of whatever is named. */
const OF_ANYTHING = wordSet('tell about know explain show read open');
/** What else such a line is made of. */
const BESIDES = wordSet(
  'whats what me us our the a an of on for with in at to up bring give get let see want i would like need quick quickly short please pls plz can could you have now today hi hey hello story situation so far all more and',
);
/** These opened a question about something, whatever is said besides: "Is the meeting on?" */
const YES_OR_NO = /^(?:is|are|was|were|will|does|did|has)\b/;
/** Whoever names more than this asks something. */
const LONGEST_NEAR_NAME = 3;
/** More words than the longest name has and whatever carries it along. Each run of them is looked up, so many would take seconds. */
const MOST_WORDS = 40;

/**
 * "Tell me about Iran talks", "what's going on with Iran", "catch me up": a line that asks for a briefing, or for what
 * there is, in other words than a command. Undefined for any other line.
 */
export function openingOf(line: string, vocabulary: Vocabulary): Opening | undefined {
  const words = openingWords(line);
  if (words.length > MOST_WORDS || YES_OR_NO.test(words.join(' '))) return undefined;
  const isOpening = (word: string) => OF_THE_STORY.has(word) || OF_ANYTHING.has(word) || BESIDES.has(word);
  const asks = (others: readonly string[]) =>
    others.every(isOpening) && others.some((word) => OF_THE_STORY.has(word) || OF_ANYTHING.has(word));
  for (let length = words.length - 1; length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const others = [...words.slice(0, start), ...words.slice(start + length)];
      if (!asks(others)) continue;
      const topic = vocabulary.topic(words.slice(start, start + length).join(' '));
      if (topic !== undefined) return { topic };
    }
  }
  const rest = words.filter((word) => !isOpening(word));
  const ofStory = words.some((word) => OF_THE_STORY.has(word));
  if (!ofStory || rest.length > LONGEST_NEAR_NAME) return undefined;
  if (rest.length === 0) return line.trimEnd().endsWith('?') ? undefined : {};
  const topic = onlyTopicWith(rest, vocabulary);
  return topic === undefined ? undefined : { topic };
}

/** Whether words only carry a request along: "give me the", "please". */
export function areOnlyCourtesy(words: readonly string[]): boolean {
  return openingWords(words.join(' ')).every((word) => BESIDES.has(word) || OF_ANYTHING.has(word));
}

function openingWords(line: string): readonly string[] {
  const joined = AS_ONE_WORD.reduce(
    (text, [pattern, word]) => text.replaceAll(pattern, word),
    line.toLowerCase().trim(),
  );
  return joined
    .split(/\s+/)
    .map((word) => word.replace(/^[("“'‘]{1,3}/, '').replace(/[)"”'’?!.,;:…]{1,3}$/, ''))
    .filter((word) => word !== '');
}

/** The one briefing whose id and title have all of these words, where no other has. */
function onlyTopicWith(words: readonly string[], vocabulary: Vocabulary): string | undefined {
  const having = vocabulary.suggest('topic', words.join(' '), 2).filter(({ value, detail }) => {
    const names = new Set(`${value} ${detail}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
    return words.every((word) => names.has(word));
  });
  const [only, ...others] = having;
  return others.length === 0 ? only?.value : undefined;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
