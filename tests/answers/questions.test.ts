import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/answers/answers.ts';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

/**
 * A question, what must come of it, and the beginning of the id of a statement that must be cited (`it` stands for
 * iran-talks, `gl` for gulf-leverage). `@gl …` asks about that briefing. Refusals name no statement.
 */
type Row = readonly [
  question: string,
  outcome: 'answered' | 'unknown' | 'doubted' | 'not-covered',
  cited?: string,
];

const SINGLE: readonly Row[] = [
  ['What does Oman want?', 'unknown', 'it/actors.oman.wants'],
  ['What does Iran want?', 'unknown', 'it/actors.iran.wants'],
  ['What does Irna want?', 'unknown', 'it/actors.iran.wants'],
  ['What does Washington want?', 'doubted', 'it/actors.united-states.wants'],
  ['What do the Gulf states fear?', 'answered', 'it/actors.gulf-states.wants'],
  ['What do US allies want?', 'answered', 'it/actors.gulf-states.wants'],
  ['What do both Iran and Oman want?', 'unknown', 'it/actors.oman.wants'],
  ['What is the role of Oman?', 'answered', 'it/actors.oman.role'],
  ["What's Muscat's role?", 'answered', 'it/actors.oman.role'],
  ['Who hosts the meeting?', 'answered', 'it/actors.oman.role'],
  ['Who are the Gulf states?', 'answered', 'it/actors.gulf-states.role'],
  ['tell me about chinese state media', 'answered', 'it/actors.chinese-state-media.role'],
  ['Which media reported the lobbying?', 'answered', 'it/actors.chinese-state-media.role'],
  ['What leverage do the Gulf states have?', 'answered', 'it/actors.gulf-states.leverage'],
  ["What is Iran's leverage?", 'unknown', 'it/actors.iran.leverage'],
  ["What is Oman's leverage?", 'answered', 'it/actors.oman.leverage'],
  ['Do Middle Eastern governments have leverage over the US?', 'answered', 'it/actors.gulf-states.leverage'],
  ['whats the position of tehran', 'answered', 'it/actors.iran.position'],
  ["What is Tehran's position?", 'answered', 'it/actors.iran.position'],
  ['What is the US position?', 'answered', 'it/actors.united-states.position'],
  ['What did Iran say about the restored meeting?', 'unknown', 'it/actors.iran.position'],
  ['What did the American source say?', 'answered', 'it/actors.us-officials.position'],
  ['What did the US official say?', 'answered', 'it/actors.us-officials.position'],
  ['What did Arab governments ask?', 'doubted', 'it/actors.gulf-states.position'],
  ['Who said "out of respect"?', 'doubted', 'it/summary.1'],
  ['What is the relationship between Oman and Iran?', 'answered', 'it/relations.6'],
  ['Did Iran propose Muscat?', 'answered', 'it/relations.3'],
  ['What proposal did the US turn down?', 'answered', 'it/relations.4'],
  ['How do the US and Iran differ on the venue?', 'answered', 'it/relations.3'],
  ['How many countries contacted the White House?', 'doubted', 'it/actors.gulf-states'],
  ['When did they press Washington?', 'answered', 'it/relations.0'],
  ['where was it first meant to be?', 'answered', 'it/actors.iran.position'],
  ['Why did Washington restore the meeting?', 'answered', 'it/bottom_line'],
  ['What did the ultimatum demand?', 'unknown', 'it/actors.united-states.role/2'],
  ['What are the core disagreements?', 'answered', 'it/summary.2'],
  ['Does yielding to allies settle anything?', 'answered', 'it/summary.2/0'],
  ['What is the bottom line?', 'answered', 'it/bottom_line'],
  ['What happened on 4 February?', 'answered', 'it/summary.0'],
  ['what are the military contingency plans?', 'answered', 'it/actors.united-states.leverage'],
  ['what is neutral ground about?', 'answered', 'it/actors.oman.leverage'],
  ['Is the date of the session in Oman known?', 'unknown', 'it/timeline.1'],
  ['What happens next?', 'answered', 'it/timeline.1'],
  ['what happens if it is cancelled?', 'answered', 'it/outlook.scenarios.3.text'],
  ['What if the meeting is cancelled?', 'answered', 'it/outlook.scenarios.3.text'],
  ['how likely is a breakthrough?', 'answered', 'it/outlook.scenarios.2.likelihood'],
  ['How likely is a symbolic session?', 'answered', 'it/outlook.scenarios.0.likelihood'],
  ['How likely is it that the meeting is called off?', 'answered', 'it/outlook.scenarios.3.likelihood'],
  ['What is the likelihood of substantive negotiations?', 'answered', 'it/outlook.scenarios.2.likelihood'],
  ['What are the scenarios?', 'answered', 'it/outlook.scenarios.0.likelihood'],
  ['Could the talks open substantive negotiations?', 'doubted', 'it/summary.2'],
  ['How confident is the desk?', 'answered', 'it/outlook.confidence'],
  ['What signs would show substantive negotiations?', 'answered', 'it/outlook.scenarios.2.signposts'],
  ['What signposts point to a symbolic session?', 'answered', 'it/outlook.scenarios.0.signposts'],
  ['What signs would show that the meeting is called off?', 'answered', 'it/outlook.scenarios.3.signposts'],
  ['What is in doubt?', 'answered', 'it/skepticism.0.claim'],
  ['Is the nine countries claim reliable?', 'doubted', 'it/skepticism.1.claim'],
  ['What would settle the doubt about the nine countries?', 'answered', 'it/skepticism.1.would_settle'],
  [
    'What would settle whether lobbying made Washington give way?',
    'answered',
    'it/skepticism.0.would_settle',
  ],
  ['Who gains from the story that Washington gave way?', 'answered', 'it/skepticism.0.interest'],
  ['Who stands to gain from the larger number?', 'answered', 'it/skepticism.1.interest'],
  ['@gl What is the bottom line?', 'doubted', 'gl/bottom_line'],
  ['@gl How likely is a say over substance?', 'answered', 'gl/outlook.scenarios.2.likelihood'],
  ['@gl What are the scenarios?', 'answered', 'gl/outlook.scenarios.0.likelihood'],
  ['@gl What would settle it?', 'answered', 'gl/skepticism.0.would_settle'],
  [
    '@gl What signs would show that Washington sets the region aside?',
    'answered',
    'gl/outlook.scenarios.1.signposts',
  ],
  ['@gl How confident is the desk?', 'answered', 'gl/outlook.confidence'],
  ['@gl What happened on 4 February?', 'answered', 'gl/summary.0'],
  ['What tools do they use?', 'answered', 'gl/actors.gulf-states.leverage'],
];

const REFUSED: readonly string[] = [
  'who else hosts talks?',
  'What does Israel want?',
  'What did Turkey say about the talks?',
  'What did Russia propose?',
  'What does Japan think?',
  'What about Qatar?',
  'Was Saudi Arabia involved?',
  'Did Netanyahu object?',
  'What did Khamenei say?',
  'What did Trump say on Truth Social?',
  'Does the European Union support the talks?',
  'Will Iran close the Strait of Hormuz?',
  'Are there talks in Geneva?',
  "Who is Iran's foreign minister?",
  'Who leads the Iranian delegation?',
  'Who will lead the US delegation?',
  'Who is the president of France?',
  'What sanctions will be lifted?',
  'How much uranium has Iran enriched?',
  'How many people were killed in Oman?',
  'How many US troops are in the region?',
  'How much oil does Oman export?',
  'Did 500 prisoners go free?',
  'Is there a deal on prisoners?',
  'What will happen in 2031?',
  'When is the next election in the United States?',
  'What is the price of oil?',
  'What is the weather in Muscat?',
  'Who won the world cup?',
  'Why did inflation rise?',
];

const CHAINS: readonly (readonly Row[])[] = [
  [
    ['What does Oman want?', 'unknown', 'it/actors.oman.wants'],
    ['and Iran?', 'unknown', 'it/actors.iran.wants'],
    ['why are they skeptical?', 'doubted', 'it/skepticism.2'],
  ],
  [
    ['What does Iran want?', 'unknown', 'it/actors.iran.wants'],
    ['and the Gulf states?', 'answered', 'it/actors.gulf-states.wants'],
    ['what leverage do they have?', 'answered', 'it/actors.gulf-states.leverage'],
  ],
  [
    ['What does Washington want?', 'doubted', 'it/actors.united-states.wants'],
    ['and what leverage does it have?', 'answered', 'it/actors.united-states.leverage'],
  ],
  [
    ['@it Who is the host?', 'answered', 'it/actors.oman.role'],
    ['what does it want?', 'unknown', 'it/actors.oman.wants'],
    ['and its leverage?', 'answered', 'it/actors.oman.leverage'],
  ],
  [
    ['What does the Chinese report say?', 'answered', 'it/actors.chinese-state-media.position'],
    ['is it reliable?', 'doubted', 'it/skepticism.0'],
  ],
  [
    ['What is the bottom line?', 'answered', 'it/bottom_line'],
    ['what is in doubt?', 'answered', 'it/skepticism.0.claim'],
    ['what did Turkey say?', 'not-covered'],
    ['what would settle it?', 'answered', 'it/skepticism'],
  ],
  [
    ['What does Oman want?', 'unknown', 'it/actors.oman.wants'],
    ['what is the bottom line of gulf-leverage?', 'doubted', 'gl/bottom_line'],
    ['how confident is the desk?', 'answered', 'gl/outlook.confidence'],
  ],
];

const NAMES: Readonly<Record<string, string>> = { it: 'iran-talks', gl: 'gulf-leverage' };
const entries = Object.values(NAMES).map(shippedEntry);

describe('questions about the shipped briefings', () => {
  for (const row of SINGLE) {
    test(`${row[0]} → ${row[1]}, citing ${row[2]}`, async () => {
      await expectRow(answersOver(entries), row);
    });
  }

  test.each(REFUSED)('not covered: %s', async (question) => {
    await expectRow(answersOver(entries), [question, 'not-covered']);
  });

  test.each(CHAINS.map((chain) => [chain.map(([question]) => question).join(' → '), chain] as const))(
    'conversation: %s',
    async (_, chain) => {
      const answers = answersOver(entries);
      for (const row of chain) await expectRow(answers, row);
    },
  );

  test('two questions in one are answered one by one, the second in view of the first', async () => {
    const { parts } = await ask(answersOver(entries), 'who pressed Washington, and how many?');
    expect(parts.map(({ outcome }) => outcome.kind)).toEqual(['answered', 'doubted']);
    expect(citedIn(parts)).toContainEqual(expect.stringMatching(/^iran-talks\/actors\.gulf-states\./));
  });

  test.each([
    ['what changed since Monday?', { since: 'Monday', who: false }],
    ['What changed since Monday in the Iran talks?', { since: 'Monday', who: false }],
    ['What has changed since the 3rd of February 2026, please?', { since: 'the 3rd of February 2026' }],
    ['What is new this week?', { since: 'this week' }],
    ['what moved in the last 3 days?', { since: 'last 3 days' }],
    ['what changed over the past two weeks?', { since: 'past two weeks' }],
    ['What has changed in Iran’s position since yesterday?', { since: 'yesterday', who: false }],
    ['what changed?', { who: false }],
    ['who moved?', { who: true }],
    ['Who has moved since Monday in the Iran talks?', { since: 'Monday', who: true }],
    ['who changed their position since 4 Feb?', { since: '4 Feb', who: true }],
  ])('“%s” asks what changed', async (question, changes) => {
    const answered = await ask(answersOver(entries), `@it ${question}`);
    expect(answered).toMatchObject({ topic: 'iran-talks', parts: [], changes });
    expect(answered.changes?.since).toBe('since' in changes ? changes.since : undefined);
  });

  test.each([
    'What has changed in Iran’s position since the ultimatum?',
    'What changed since the day of the ultimatum?',
    'Who moved the meeting?',
  ])('“%s” asks the briefing, not its revisions', async (question) => {
    const answered = await ask(answersOver(entries), `@it ${question}`);
    expect(answered.changes).toBeUndefined();
    expect(answered.parts).toHaveLength(1);
  });

  test('what changed is asked of the briefing that is named, else of the one spoken of, else of all', async () => {
    const since = 'What changed since Monday';
    const answers = answersOver(entries);
    expect(await ask(answers, `${since}?`)).not.toHaveProperty('topic');
    expect(await ask(answers, `${since} in the Iran talks?`)).toMatchObject({ topic: 'iran-talks' });
    expect(await ask(answers, `${since}?`)).toMatchObject({ topic: 'iran-talks' });
    expect(await ask(answers, `${since} in all briefings?`)).not.toHaveProperty('topic');
    expect(await ask(answersOver(entries), `${since} in Oman’s position?`)).toMatchObject({
      topic: 'iran-talks',
    });
  });

  test('what changed in something that no briefing speaks of is not covered', async () => {
    const answered = await ask(answersOver(entries), 'What changed in Bolivian football since Monday?');
    expect(answered.changes).toBeUndefined();
    expect(answered.parts[0]?.outcome.kind).toBe('not-covered');
  });

  test('a time that is still to come is an error that says so', async () => {
    await expect(ask(answersOver(entries), 'What changed since 2027-01-01?')).rejects.toThrow(
      '“2027-01-01” is still to come.',
    );
  });

  test('conversations of two people in one channel, and of its threads, are apart', async () => {
    const answers = answersOver(entries);
    await ask(answers, 'What does Oman want?', { person: 'ann' });
    const other = await ask(answers, 'and Iran?', { person: 'bob' });
    expect(citedIn(other.parts)).not.toContain('iran-talks/actors.iran.wants/0');
    const same = await ask(answers, 'and Iran?', { person: 'ann' });
    expect(citedIn(same.parts)).toContain('iran-talks/actors.iran.wants/0');
  });

  test('every follow-up that is offered is answered', async () => {
    for (const entry of entries) {
      const { followUps } = await ask(answersOver(entries), `@${entry.id} What is the bottom line?`);
      expect(followUps.length).toBeGreaterThanOrEqual(2);
      for (const followUp of followUps) {
        const { parts } = await ask(answersOver(entries), `@${entry.id} ${followUp}`);
        expect(
          parts.map(({ outcome }) => outcome.kind),
          followUp,
        ).not.toContain('not-covered');
      }
    }
  });
});

async function expectRow(answers: Answers, [question, outcome, cited]: Row): Promise<void> {
  const { parts } = await ask(answers, question);
  expect({ question, outcome: parts[0]?.outcome.kind }).toEqual({ question, outcome });
  if (cited === undefined) return;
  const [name = '', path = ''] = cited.split('/', 1).concat(cited.slice(cited.indexOf('/') + 1));
  const prefix = `${NAMES[name]}/${path}`;
  expect(
    citedIn(parts).some((id) => id.startsWith(prefix)),
    `${citedIn(parts)} should have ${prefix}`,
  ).toBe(true);
}

function ask(answers: Answers, question: string, { person = 'ann' } = {}) {
  const [, name, rest] = /^@(\S+) (.*)$/.exec(question) ?? [undefined, undefined, question];
  return answers.ask({
    question: rest ?? question,
    ...(name === undefined ? {} : { topic: NAMES[name] ?? name }),
    place: { platform: 'web', workspace: 'local', channel: 'desk', person },
    now: NOON,
    zone: 'UTC',
  });
}

function citedIn(parts: Awaited<ReturnType<Answers['ask']>>['parts']): readonly string[] {
  return parts.flatMap(({ outcome }) =>
    outcome.kind === 'not-covered'
      ? []
      : [...outcome.cited, ...(outcome.kind === 'doubted' ? outcome.doubts : [])].map(({ id }) => id),
  );
}
