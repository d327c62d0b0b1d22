import { describe, expect, test } from 'vitest';
import { doingsIn } from '../../src/answers/coverage/deeds/doings.ts';
import { deedAsked } from '../../src/answers/question/deed-asked.ts';
import type { Statement } from '../../src/entries/statements/statement.ts';
import { shippedEntry } from './shipped-answers.ts';

const entry = shippedEntry('iran-talks');

function statement(text: string, more: Partial<Statement> = {}): Statement {
  return {
    id: 'iran-talks/summary.0/0',
    entryId: 'iran-talks',
    field: 'summary',
    text,
    sources: [],
    actors: [],
    order: 0,
    ...more,
  };
}

/** Who does it and to whom, for each time that the verb occurs. */
function doings(text: string, verb: RegExp, more: Partial<Statement> = {}) {
  return doingsIn(statement(text, more), entry, (token) => verb.test(token)).map(({ by, to }) => ({
    by,
    to,
  }));
}

describe('who does what to whom in a sentence', () => {
  test('the name before the verb does it to the name behind it', () => {
    expect(doings('Arab governments pressed Washington in private.', /^pressed$/)).toEqual([
      { by: ['gulf-states'], to: ['united-states'] },
    ]);
  });

  test('a passive turns them round', () => {
    expect(doings('Washington was at first refused by Iran.', /^refused$/)).toEqual([
      { by: ['iran'], to: ['united-states'] },
    ]);
  });

  test('a passive without "by" says nobody did it', () => {
    expect(doings('Iran asked for Muscat and was refused.', /^refused$/)).toMatchObject([{ by: [] }]);
  });

  test('a name that a preposition governs does nothing', () => {
    expect(doings('Washington restored the meeting with Iran and moved it.', /^moved$/)).toMatchObject([
      { by: ['united-states'] },
    ]);
  });

  test('an infinitive is of the name right before it', () => {
    expect(
      doings('Arab governments pressed Washington to withdraw its ultimatum.', /^withdraw$/),
    ).toMatchObject([{ by: ['united-states'] }]);
  });

  test('what is somebody’s is not that somebody', () => {
    expect(doings('US officials refused Iran’s venue.', /^refused$/)).toMatchObject([
      { by: ['us-officials'], to: undefined },
    ]);
  });

  test('"it" behind a verb is somebody named before', () => {
    expect(doings('Washington met after Arab governments pressed it.', /^pressed$/)).toMatchObject([
      { by: ['gulf-states'], to: ['united-states', 'gulf-states'] },
    ]);
  });

  test('a participle before a noun does not say who', () => {
    expect(doings('Iran has no word on the restored meeting.', /^restored$/)).toMatchObject([{ by: [] }]);
  });

  test('without a name it is whoever the statement is about, or nobody known', () => {
    const ofOman = { field: 'actor.role', actors: ['oman'] } as const;
    expect(doings('Hosts the meeting.', /^hosts$/, ofOman)).toMatchObject([{ by: ['oman'] }]);
    expect(doings('Hosts the meeting.', /^hosts$/)).toMatchObject([{ by: [] }]);
  });
});

describe('what a question says somebody did', () => {
  test.each([
    ['Did Iran press Oman?', { verb: 'press', by: 'iran', to: 'oman', isPast: true }],
    [
      'Why did the Gulf states cancel the talks?',
      { verb: 'cancel', by: 'gulf-states', to: undefined, isPast: true },
    ],
    ['Who pressed Washington?', { verb: 'pressed', by: undefined, to: 'united-states', isPast: true }],
    ['Was Iran pressed by Oman?', { verb: 'pressed', by: 'oman', to: 'iran', isPast: true }],
    [
      'Has Oman ever really thanked the US?',
      { verb: 'thanked', by: 'oman', to: 'united-states', isPast: true },
    ],
    ['What does Muscat offer?', { verb: 'offer', by: 'oman', to: undefined, isPast: false }],
    ['Did Trump agree to it?', { verb: 'agree', by: 'united-states', to: undefined, isPast: true }],
    ['Do the US and Iran trade?', { verb: 'trade', by: 'united-states', to: undefined, isPast: false }],
  ])('%s', (question, asked) => {
    expect(deedAsked(question, entry)).toEqual(asked);
  });

  test.each(['What is the bottom line?', 'Did lobbying work?', 'Is Oman neutral?', 'When is the meeting?'])(
    'nobody in particular: %s',
    (question) => {
      expect(deedAsked(question, entry)).toBeUndefined();
    },
  );
});
