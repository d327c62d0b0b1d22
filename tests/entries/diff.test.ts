import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../src/entries/diff/diff.ts';
import type { EntryContent, TimelineEvent } from '../../src/entries/entry.ts';
import { sampleEntry } from './sample-entry.ts';

type Draft = ReturnType<typeof sampleEntry>;

function changesAfter(edit: (draft: Draft) => void) {
  const after = structuredClone(sampleEntry());
  edit(after);
  return changesBetween(sampleEntry(), after);
}

function scenarios(draft: Draft) {
  if (!draft.outlook) throw new Error('the sample has an outlook');
  return draft.outlook.scenarios;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`the sample has no item ${index}`);
  return item;
}

describe('nothing to tell', () => {
  test('the same entry', () => expect(changesAfter(() => {})).toEqual([]));
  test('another folding of the same prose', () =>
    expect(
      changesAfter((draft) => Object.assign(draft, { bottom_line: 'The two sides\n  meet again.[^wire]' })),
    ).toEqual([]));
  test('bookkeeping: as of, review date, aliases, tags', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(draft, { as_of: '2026-02-06', review_by: '2026-02-20', aliases: ['x'], tags: ['y'] }),
      ),
    ).toEqual([]));
  test('another order', () => expect(changesAfter((draft) => scenarios(draft).reverse())).toEqual([]));
});

test('an actor and a source may have any id, also one that every object inherits', () => {
  const before = sampleEntry();
  const after = structuredClone(before);
  Object.assign(after.actors, { constructor: before.actors['north'] });
  Object.assign(after.sources, { constructor: before.sources['wire'] });
  expect(changesBetween(before, after).map(({ kind }) => kind)).toEqual(['actor-added', 'source-added']);
  expect(changesBetween(after, before).map(({ kind }) => kind)).toEqual(['actor-removed', 'source-removed']);
});

describe('outlook', () => {
  test('a likelihood that moved, with its ranges and the sentences that are new', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(at(scenarios(draft), 0), {
          likelihood: 'likely',
          text: 'The sides agree to a pause. The desk raises it because both now say so.',
        }),
      ),
    ).toEqual([
      {
        kind: 'likelihood',
        scenario: 'Pause',
        before: { term: 'unlikely', low: 20, high: 45 },
        after: { term: 'likely', low: 55, high: 80 },
        newText: [{ text: 'The desk raises it because both now say so.', sources: [] }],
      },
    ]));

  test('a likelihood taken back is no longer assessed', () => {
    const [change] = changesAfter((draft) => delete at(scenarios(draft), 0).likelihood);
    expect(change).toMatchObject({ kind: 'likelihood', before: { term: 'unlikely' } });
    expect(change).not.toHaveProperty('after');
  });

  test('a scenario is known again under another name by its text', () =>
    expect(changesAfter((draft) => Object.assign(at(scenarios(draft), 0), { name: 'Truce' }))).toEqual([
      { kind: 'scenario-renamed', before: 'Pause', after: 'Truce' },
    ]));

  test('names that were exchanged are no renaming: a name stays with its scenario', () => {
    const kinds = changesAfter((draft) => {
      const [first, second] = [at(scenarios(draft), 0), at(scenarios(draft), 1)];
      [first.text, second.text] = [second.text, first.text];
    }).map(({ kind }) => kind);
    expect(kinds).toEqual(['scenario-reworded', 'scenario-reworded']);
  });

  test('scenarios added and removed', () =>
    expect(
      changesAfter((draft) =>
        scenarios(draft).splice(0, 1, {
          name: 'War',
          text: 'Fighting resumes along the frontier.',
          signposts: [],
        }),
      ).map((change) => change.kind),
    ).toEqual(['scenario-added', 'scenario-removed']));

  test('signposts, confidence, horizon, basis', () =>
    expect(
      changesAfter((draft) => {
        at(scenarios(draft), 0).signposts.push('A date');
        Object.assign(draft.outlook ?? {}, { confidence: 'high', horizon: 'to May', basis: 'Two sources.' });
      }),
    ).toEqual([
      { kind: 'signposts', scenario: 'Pause', added: ['A date'], removed: [] },
      { kind: 'confidence', before: 'low', after: 'high' },
      { kind: 'horizon', before: 'to 31 March 2026', after: 'to May' },
      { kind: 'basis', before: 'One source.', after: 'Two sources.' },
    ]));

  test('a whole outlook that is new is told by its scenarios', () => {
    const before = sampleEntry();
    delete before.outlook;
    expect(changesBetween(before, sampleEntry()).map(({ kind }) => kind)).toEqual([
      'scenario-added',
      'scenario-added',
    ]);
  });
});

describe('skepticism', () => {
  test('a claim in other words is the same claim', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(at(draft.skepticism, 0), { claim: 'Both sides have agreed to a long pause.' }),
      ),
    ).toEqual([
      {
        kind: 'claim-reworded',
        before: 'Both sides have agreed to a pause.',
        after: 'Both sides have agreed to a long pause.',
      },
    ]));

  test('a grade, a doubt and its holders', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(at(draft.skepticism, 0), {
          credibility: 2,
          doubt: 'Neither says when.',
          held_by: ['south'],
          would_settle: 'A joint text.',
        }),
      ),
    ).toEqual([
      { kind: 'credibility', claim: 'Both sides have agreed to a pause.', before: 3, after: 2 },
      {
        kind: 'doubt-reworded',
        claim: 'Both sides have agreed to a pause.',
        field: 'doubt',
        before: 'Only one side has said so.',
        after: 'Neither says when.',
      },
      {
        kind: 'doubt-reworded',
        claim: 'Both sides have agreed to a pause.',
        field: 'would_settle',
        after: 'A joint text.',
      },
      {
        kind: 'doubt-holders',
        claim: 'Both sides have agreed to a pause.',
        added: [{ id: 'south', name: 'South' }],
        removed: [{ id: 'desk', name: 'desk' }],
      },
    ]));

  test('another claim is another doubt', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(at(draft.skepticism, 0), { claim: 'Fuel prices will fall.' }),
      ).map(({ kind }) => kind),
    ).toEqual(['doubt-added', 'doubt-removed']));
});

describe('actors and relations', () => {
  test('an actor is the same by id, whatever its name', () =>
    expect(
      changesAfter((draft) => Object.assign(draft.actors['north'] ?? {}, { name: 'The North' })),
    ).toEqual([{ kind: 'actor-renamed', before: 'North', after: 'The North' }]));

  test('fields and dated positions', () =>
    expect(
      changesAfter((draft) => {
        const south = draft.actors['south'];
        Object.assign(south ?? {}, { wants: 'Trade.' });
        south?.claims.push({ date: '2026-02-01', text: 'South says it will not attend.' });
      }),
    ).toEqual([
      { kind: 'actor-field', actor: { id: 'south', name: 'South' }, field: 'wants', after: 'Trade.' },
      {
        kind: 'position-added',
        actor: { id: 'south', name: 'South' },
        date: '2026-02-01',
        text: 'South says it will not attend.',
      },
    ]));

  test('actors and relations that came and went', () =>
    expect(
      changesAfter((draft) => {
        const { south, ...others } = draft.actors;
        Object.assign(draft, {
          actors: others,
          relations: [{ from: 'north', to: 'north', kind: 'doubts' }],
        });
        expect(south).toBeDefined();
      }).map(({ kind }) => kind),
    ).toEqual(['actor-removed', 'relation-added', 'relation-removed']));
});

describe('timeline', () => {
  const second = (draft: Draft) => at(draft.timeline, 1);

  test('what was expected has happened', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(second(draft), {
          date: '2026-02-07',
          expected: false,
          text: 'Second session of the talks held.',
        }),
      ),
    ).toEqual([
      {
        kind: 'event-happened',
        expectedOn: '2026-02-06',
        event: { date: '2026-02-07', expected: false, text: 'Second session of the talks held.' },
      },
    ]));

  test('an event that was put off', () =>
    expect(changesAfter((draft) => Object.assign(second(draft), { date: '2026-03-01' }))).toMatchObject([
      { kind: 'event-moved', previously: '2026-02-06', event: { date: '2026-03-01' } },
    ]));

  test('another event on the day of an expected one is not taken for it', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(second(draft), { expected: false, text: 'A minister resigned over fuel prices.' }),
      ).map(({ kind }) => kind),
    ).toEqual(['event-added', 'event-removed']));
});

describe('sources', () => {
  test('regraded and described anew', () =>
    expect(
      changesAfter((draft) =>
        Object.assign(draft.sources['wire'] ?? {}, { reliability: 'B', origin: 'Two officials' }),
      ).map(({ kind }) => kind),
    ).toEqual(['source-regraded', 'source-described']));
});

test('what is added one way is removed the other way', () => {
  const word = fc.constantFrom('talks', 'pause', 'oil', 'border', 'north', 'envoy', 'met', 'refused');
  const prose = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const event: fc.Arbitrary<TimelineEvent> = fc.record({
    date: fc.constantFrom('2026-02-01', '2026-02', '2026'),
    text: prose,
    expected: fc.boolean(),
  });
  const part: fc.Arbitrary<Partial<EntryContent>> = fc.record({
    bottom_line: prose,
    summary: fc.array(prose, { minLength: 1, maxLength: 3 }),
    timeline: fc.array(event, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(part, part, (left, right) => {
      const [a, b] = [sampleEntry('a', left), sampleEntry('a', right)];
      const there = changesBetween(a, b).map(({ kind }) => kind);
      const back = changesBetween(b, a).map(({ kind }) => kind);
      const count = (kinds: readonly string[], kind: string) =>
        kinds.filter((other) => other === kind).length;
      expect(count(there, 'event-added')).toBe(count(back, 'event-removed'));
      expect(count(there, 'event-removed')).toBe(count(back, 'event-added'));
      expect(there.length === 0).toBe(back.length === 0);
    }),
  );
});
