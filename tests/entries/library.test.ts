import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import { createLibrary, type EditableLibrary } from '../../src/entries/library.ts';
import { UserError } from '../../src/errors.ts';
import { sampleEntry } from './sample-entry.ts';

const iran = sampleEntry('iran-talks', {
  title: 'US–Iran talks move to Oman',
  aliases: ['Iran talks', 'Muscat meeting', 'Café summit'],
  tags: ['iran', 'diplomacy'],
  actors: {
    oman: { name: 'Oman', aliases: ['Muscat'], kind: 'state', role: 'Host.', claims: [] },
    'gulf-states': { name: 'Gulf governments', aliases: [], kind: 'group', role: 'Lobby.', claims: [] },
  },
});
const gulf = sampleEntry('gulf-leverage', {
  title: 'Regional leverage over Washington',
  as_of: '2026-02-06',
  aliases: ['Gulf influence'],
  tags: ['gulf', 'diplomacy'],
  actors: {
    oman: { name: 'Sultanate of Oman', aliases: [], kind: 'state', role: 'Neutral ground.', claims: [] },
  },
});
const election = sampleEntry('election-2026', { title: 'Chile’s election', tags: ['elections'], actors: {} });

let library: EditableLibrary;
beforeEach(() => {
  library = createLibrary();
  for (const entry of [iran, gulf, election]) library.put(entry);
});

/** The error that `ask` throws for the reader. */
function refusal(ask: () => unknown): UserError {
  try {
    ask();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

describe('a briefing is found by', () => {
  test.each([
    ['its id', 'iran-talks'],
    ['its id in other case', 'Iran-Talks'],
    ['its id with spaces', 'iran talks'],
    ['its title', 'US–Iran talks move to Oman'],
    ['its title with another dash', 'us-iran talks move to oman'],
    ['an alias', 'muscat meeting'],
    ['an alias without its accent', 'CAFE SUMMIT'],
    ['a name with stray punctuation and spaces', '  “Iran talks”?  '],
  ])('%s', (_, words) => {
    expect(library.find(words).id).toBe('iran-talks');
    expect(library.resolve(words)).toBe('iran-talks');
  });

  test('a title with or without its possessive', () => {
    expect(library.find("chile's election").id).toBe('election-2026');
    expect(library.find('chile election').id).toBe('election-2026');
  });
});

describe('did you mean', () => {
  test.each([
    ['a typing error', 'iran tlaks'],
    ['a missing letter', 'irn-talks'],
    ['a missing ending', 'iran ta'],
    ['two letters swapped in a short word', 'muscta meeting'],
    ['another order of words', 'talks iran'],
    ['more words than the name has', 'the talks with iran please'],
  ])('after %s', (_, words) => {
    const error = refusal(() => library.find(words));
    expect(error.code).toBe('not_found');
    expect(error.message).toBe(`There is no briefing called “${words}”.`);
    expect(error.alternatives[0]).toEqual({ label: iran.title, words: 'show iran-talks' });
  });

  test('an actor’s name leads to the actor, and to the briefings in which it plays', () => {
    const [actor, ...briefings] = refusal(() => library.find('oman')).alternatives;
    expect(actor).toEqual({ label: 'The actor Sultanate of Oman', words: 'actor Sultanate of Oman' });
    expect(briefings.map(({ words }) => words).toSorted()).toEqual([
      'ask oman',
      'show gulf-leverage',
      'show iran-talks',
    ]);
    expect(refusal(() => library.find('muscat')).alternatives).toHaveLength(3);
  });

  test('from nothing, offers what is active before what is watched or closed', () => {
    library.put(sampleEntry('aardvark', { title: 'Aardvark', status: 'closed' }));
    library.put(sampleEntry('badger', { title: 'Badger', status: 'watching' }));
    const offered = library.suggest('topic', '', 99).map(({ value }) => value);
    expect(offered.slice(-2)).toEqual(['badger', 'aardvark']);
  });

  test('offers three at most, the list where nothing is near, and to ask it', () => {
    for (let n = 0; n < 9; n += 1)
      library.put(sampleEntry(`iran-talks-${n}`, { title: `Iran talks, round ${n}` }));
    expect(
      refusal(() => library.find('iran talk')).alternatives.filter(({ words }) => words.startsWith('show ')),
    ).toHaveLength(3);
    expect(refusal(() => library.find('zzzzzzzz')).alternatives).toEqual([
      { label: 'All briefings', words: 'list' },
      { label: 'Ask it as a question', words: 'ask zzzzzzzz' },
    ]);
  });

  test('a name that several briefings bear is not guessed', () => {
    library.put(sampleEntry('iran-economy', { title: 'Iran’s economy', aliases: ['Muscat meeting'] }));
    const error = refusal(() => library.find('muscat meeting'));
    expect(error.message).toBe('2 briefings are called “muscat meeting”.');
    expect(library.isName('Muscat Meeting')).toBe(true);
    expect(library.isName('muscat')).toBe(false);
    expect(error.alternatives.map(({ words }) => words).toSorted()).toEqual([
      'show iran-economy',
      'show iran-talks',
    ]);
    expect(library.resolve('muscat meeting')).toBeUndefined();
  });

  test.each(['constructor', '__proto__', 'toString', '', '   ', '???', '.*', '💥'])(
    '%s is no briefing and no accident',
    (words) => {
      expect(refusal(() => library.find(words)).code).toBe('not_found');
      expect(refusal(() => library.findActor(words)).code).toBe('not_found');
    },
  );
});

describe('an actor', () => {
  test.each(['oman', 'Oman', 'MUSCAT', 'sultanate of oman'])(
    'is the same in every briefing that gives it the same id: %s',
    (words) => {
      const { id, appearances } = library.findActor(words);
      expect(id).toBe('oman');
      expect(appearances.map(({ entry }) => entry.id).toSorted()).toEqual(['gulf-leverage', 'iran-talks']);
    },
  );

  test('is called what the newest briefing calls it, whatever the order in which they were read', () => {
    expect(library.findActor('muscat').name).toBe('Sultanate of Oman');
    library.put(structuredClone(gulf));
    library.put(structuredClone(iran));
    expect(library.findActor('muscat').name).toBe('Sultanate of Oman');
  });

  test('is suggested after a typing error', () => {
    expect(refusal(() => library.findActor('gulf goverments')).alternatives).toEqual([
      { label: 'Gulf governments', words: 'actor Gulf governments' },
    ]);
  });
});

describe('actors of one name', () => {
  const police = (id: string, title: string, actorId: string) =>
    sampleEntry(id, {
      title,
      actors: { [actorId]: { name: 'Police', aliases: [], kind: 'organisation', role: 'It.', claims: [] } },
    });
  beforeEach(() => {
    library.put(police('strike', 'Harbour strike', 'harbour-police'));
    library.put(police('vote', 'The vote', 'capital-police'));
  });

  test('are told apart by their briefings, and opened by their ids', () => {
    const { message, hint, alternatives } = refusal(() => library.findActor('police'));
    expect(`${message} ${hint}`).toBe('2 actors are called “police”. Which one do you mean?');
    expect(alternatives).toEqual([
      { label: 'Police, in The vote', words: 'actor capital-police' },
      { label: 'Police, in Harbour strike', words: 'actor harbour-police' },
    ]);
    for (const { words } of alternatives)
      expect(library.findActor(words.replace('actor ', '')).name).toBe('Police');
  });

  test('are suggested by what opens them', () => {
    expect(library.suggest('actor', 'polic', 5)).toEqual(
      expect.arrayContaining([
        { value: 'capital-police', detail: 'Police, in The vote' },
        { value: 'harbour-police', detail: 'Police, in Harbour strike' },
      ]),
    );
    expect(refusal(() => library.findActor('polices')).alternatives).toContainEqual({
      label: 'Police, in The vote',
      words: 'actor capital-police',
    });
  });

  test('are counted where there are more than can be offered', () => {
    for (let story = 0; story < 5; story++)
      library.put(police(`story-${story}`, `Story ${story}`, `police-${story}`));
    const { hint, alternatives } = refusal(() => library.findActor('Police'));
    expect(hint).toBe('Which one do you mean? 2 more can be found by their ids.');
    expect(alternatives).toHaveLength(5);
  });
});

describe('suggestions', () => {
  test('for nothing typed are everything, up to the limit', () => {
    expect(library.suggest('topic', '', 2)).toEqual([
      { value: 'election-2026', detail: 'Chile’s election' },
      { value: 'gulf-leverage', detail: 'Regional leverage over Washington' },
    ]);
    expect(library.suggest('actor', ' ', 9).map(({ value }) => value)).toEqual([
      'Gulf governments',
      'Sultanate of Oman',
    ]);
  });

  test('complete what is typed', () => {
    expect(library.suggest('topic', 'ira', 5)[0]?.value).toBe('iran-talks');
    expect(library.suggest('actor', 'gul', 5)).toEqual([
      { value: 'Gulf governments', detail: `in ${iran.title}` },
    ]);
    expect(library.suggest('tag', 'dip', 5)).toEqual([{ value: 'diplomacy', detail: '2 briefings' }]);
  });
});

test('tags are counted, the most used first', () => {
  expect([...library.tags()]).toEqual([
    ['diplomacy', 2],
    ['elections', 1],
    ['gulf', 1],
    ['iran', 1],
  ]);
});

describe('a version with errors', () => {
  const problem = {
    file: 'iran-talks.yaml',
    line: 1,
    column: 1,
    field: 'title',
    severity: 'error',
    message: 'no',
  } as const;

  test('leaves the last good one served, and says so until it is mended', () => {
    library.reject('iran-talks', [problem]);
    expect(library.get('iran-talks')).toBe(iran);
    expect(library.problems()).toEqual([
      { entryId: 'iran-talks', problems: [problem], servesOlderVersion: true },
    ]);
    library.put(iran);
    expect(library.problems()).toEqual([]);
  });

  test('of a file never good before has nothing to serve; with the file the problem goes', () => {
    library.reject('new', [problem]);
    expect(library.problems()).toMatchObject([{ entryId: 'new', servesOlderVersion: false }]);
    library.remove('new');
    expect(library.problems()).toEqual([]);
  });

  test('of a file never good before is what its author hears on asking for it', () => {
    library.reject('harbour-strike', [{ ...problem, file: 'harbour-strike.yaml' }]);
    for (const words of ['harbour-strike', 'Harbour strike']) {
      const { code, message, hint } = refusal(() => library.find(words));
      expect(code).toBe('not_found');
      expect(message).toBe('The briefing “harbour-strike” has errors and cannot be shown.');
      expect(hint).toBe('harbour-strike.yaml, line 1: title: no. “npm run check” lists every error.');
    }
    library.remove('harbour-strike');
    expect(refusal(() => library.find('harbour-strike')).message).toContain('There is no briefing called');
  });
});

test('stands in the order that people expect of titles: by letters, and numbers by value', () => {
  const rounds = createLibrary();
  for (const [id, title] of [
    ['a', 'Talks, round 49'],
    ['b', 'Talks, round 7'],
    ['c', 'Élections in Gabon'],
    ['d', 'Floods'],
    ['e', 'Talks, round 7'],
  ] as const) {
    rounds.put(sampleEntry(id, { title }));
  }
  expect(rounds.all().map(({ id }) => id)).toEqual(['c', 'd', 'b', 'e', 'a']);
});

test('what is removed is found by none of its names', () => {
  library.remove('iran-talks');
  const gone: readonly Entry[] = library.all().filter(({ id }) => id === 'iran-talks');
  expect(gone).toEqual([]);
  expect(library.resolve('muscat meeting')).toBeUndefined();
  expect(refusal(() => library.findActor('gulf-states')).code).toBe('not_found');
  expect(library.findActor('oman').appearances).toHaveLength(1);
});
