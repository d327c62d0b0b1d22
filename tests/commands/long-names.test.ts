import { describe, expect, test } from 'vitest';
import { ask } from '../../commands/ask.ts';
import { changes } from '../../commands/changes.ts';
import { readTopics } from '../../src/digests/subscriptions/topic-words.ts';
import { longestTopic } from '../../src/dispatch/parse-words.ts';
import type { Vocabulary } from '../../src/dispatch/vocabulary.ts';

const TITLE = 'The talks about talks of the two who do not talk about anything else';
const vocabulary: Vocabulary = {
  topic: (words) => (words === TITLE ? 'talks' : words === 'The talks' ? 'the-talks' : undefined),
  isName: (words) => vocabulary.topic(words) !== undefined,
  suggest: () => [],
};
/** As a line without quotation marks is read. */
const reading = (line: string) => {
  const words = line.split(' ');
  return [words, vocabulary, (word: number) => words.slice(word).join(' ')] as const;
};
const names = {
  resolve: vocabulary.topic,
  tags: () => new Map(),
  find: () => {
    throw new Error('nothing is looked up by near names here');
  },
};

describe('a title of fourteen words names its briefing wherever it is said', () => {
  test('before a section or a question', () => {
    expect(longestTopic(`${TITLE} who hosts?`.split(' '), vocabulary)).toBe(14);
  });

  test('in a question', () => {
    expect(ask.readWords?.(...reading(`${TITLE} who hosts?`))).toEqual({
      topic: 'talks',
      question: 'who hosts?',
    });
    expect(ask.readWords?.(...reading('The talks'))).toEqual({ question: 'The talks' });
  });

  test('in changes', () => {
    expect(changes.readWords?.(...reading(`${TITLE} last week`))).toEqual({
      topic: TITLE,
      since: 'last week',
    });
  });

  test('in a subscription', () => {
    expect(readTopics(`The talks and ${TITLE}`, names)).toEqual({
      kind: 'some',
      entries: ['the-talks', 'talks'],
      tags: [],
    });
  });
});
