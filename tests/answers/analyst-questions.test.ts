import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/answers/answered.ts';
import type { Answers } from '../../src/answers/answers.ts';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

/**
 * What a policy analyst asks after reading the two shipped briefings once, and what they hold on it; written from the
 * briefings alone. `leads` must match the first statement cited, `cites` any of them, `never` none: each is tried on
 * "id text". `@gl …` asks about gulf-leverage, a question without a mark is asked of iran-talks. "covered" is either way
 * of having something to cite; a refusal cites nothing.
 */
interface Row {
  readonly ask: string;
  readonly outcome: 'covered' | 'unknown' | 'not-covered' | 'any';
  readonly leads?: RegExp;
  readonly cites?: RegExp;
  readonly never?: RegExp;
}

const covered = (ask: string, leads: RegExp, never?: RegExp): Row => ({
  ask,
  outcome: 'covered',
  leads,
  ...(never ? { never } : {}),
});
const unknown = (ask: string, cites: RegExp, never?: RegExp): Row => ({
  ask,
  outcome: 'unknown',
  cites,
  ...(never ? { never } : {}),
});
/** In whatever words it is put, this is among what is shown. */
const explains = (ask: string, cites: RegExp): Row => ({ ask, outcome: 'covered', cites });
const refused = (ask: string): Row => ({ ask, outcome: 'not-covered' });
/** Refusing is honest; citing is too, as long as what leads bears on the question. */
const refusedUnless = (ask: string, leads: RegExp): Row => ({ ask, outcome: 'any', leads });

const TURNED_DOWN = /turned down|refused|rejected/;
const NOT_NAMED = /names none|does not name|lists none|not named/;

const SINGLE: readonly Row[] = [
  // who, where, when: plain
  covered('Who rejected the venue?', TURNED_DOWN, /skepticism|wants/),
  covered('Who turned Iran down?', TURNED_DOWN),
  covered('Where will the talks be held?', /moved .*to Oman|Oman is to host/, /wants|skepticism/),
  covered('What was the venue before Oman?', /Istanbul/),
  covered('Who asked for the move to Muscat?', /Iran (proposed|asked)/),
  covered('What date was originally set?', /6 February/),
  covered('Why Oman?', /neutral ground|discreet/),
  covered('What did Iran ask for?', /Iran (proposed|asked)|Muscat/),
  covered('Why were the Gulf states afraid?', /alarm|fear/),
  covered('What did Washington tell Arab governments?', /if they insisted|if Arab governments insisted/),
  covered('What does the second American source say?', /respect|gesture|courtesy|diplomatic option/),
  covered('What did Chinese state media report?', /chinese-state-media|Chinese state media/),
  covered('Who set the ultimatum?', /Trump administration set an ultimatum/),
  covered('Which governments does the article say lobbied?', /Middle Eastern governments|names none/),
  covered('tehrans nuclear program whats said', /nuclear/),
  // numbers, names, sources
  covered('Which countries lobbied Washington?', NOT_NAMED),
  covered('Is the US official named?', /unnamed|name/i),
  covered('How good is the evidence?', /evidence is (one article|a single)/),
  covered('Who gains from the big number?', /larger number suits/),
  covered('How credible is the count of nine?', /nine countries|number comes/),
  covered('Did any other outlet report the story?', /no other outlet|second outlet|only outlet/),
  covered('Where does the number nine come from?', /number comes from|Chinese report/),
  // judgement
  covered('What is the most likely outcome?', /Symbolic session: likely/),
  covered('Which scenario is least likely?', /very unlikely/, /Symbolic session: likely/),
  covered(
    'Is a preliminary exchange or a symbolic session more likely?',
    /(Symbolic session|Preliminary exchange): /,
  ),
  covered('What would a symbolic session achieve?', /win time/),
  covered('How would we know it was only symbolic?', /scenarios\.0\.signposts/),
  covered(
    'Does the desk expect substantive negotiations?',
    /Substantive negotiations: very unlikely|ranks this low/,
  ),
  covered('Is the desk sure?', /confidence/i),
  covered("What's the horizon of the outlook?", /31 March/),
  covered('what should i watch for', /signposts|timeline/),
  refusedUnless(
    'What if Washington walks out?',
    /called off|leaves|left the talks|scenarios\.3|cancellation/,
  ),
  refusedUnless('Do the allies influence policy or only the venue?', /whether and where to meet/),
  covered('What do Washington and Tehran disagree about?', /core disagreements|venue|Istanbul|nuclear/),
  covered("Did Iran's venue win in the end?", /venue|Muscat/),
  covered('Compare what Washington and the Gulf states want', /wants/),
  covered('@gl What tools can the Gulf governments use?', /tools the article names/),
  covered(
    '@gl Could regional requests change US demands of Iran?',
    /say over substance|regional requests change/i,
  ),
  covered('@gl Has the same pressure ever failed?', /no case in which the same pressure failed/),
  covered(
    'Who moved the meeting?',
    /Washington (?:then )?(?:moved|restore)|moved it to Oman|moves it to Oman/,
  ),
  covered('What did Iran gain?', /gained on the venue/),
  covered('How risky is a cancellation?', /raised the risk/),
  explains('Why is Washington skeptical?', /very skeptical/),
  covered('Is Oman neutral?', /neutral ground/),
  covered('Who threatened to cancel?', /ultimatum threatened|set an ultimatum/),
  explains('Who is skeptical?', /American officials/),
  covered('What is the American reply to Arab governments?', /if they insisted|insisted|gave way/),
  covered('Where were the talks first planned?', /Istanbul/),
  covered('What are Gulf capitals afraid of?', /alarm|fear/),
  covered('How firm is the 6 February date?', /originally set|keeps that date/),
  // what the briefing says it does not know
  unknown('When did the US restore the meeting?', /on a day the article does not give/),
  unknown('Has Iran commented?', /no Iranian statement/, TURNED_DOWN),
  unknown('Did Oman lobby the White House?', /whether Oman/),
  unknown('Who will speak for Washington?', /who will speak for Washington/),
  unknown('Will the meeting still be on 6 February?', /keeps that date/),
  unknown('Was the meeting ever formally cancelled?', /formally cancelled/),
  explains('Why is the US official skeptical?', /does not say what the American officials doubt/),
  unknown('Which outlet quoted the official?', /does not (name|say)|unnamed outlet/),
  unknown('Has anyone published an agenda?', /no agenda/),
  // sounds near, is not there
  refused('When will the meeting end?'),
  refused('Did the talks succeed?'),
  refused('How long will the talks last?'),
  refused('How many missiles does Iran have?'),
  refused("Who is Iran's foreign minister?"),
  refused('Did Israel object to the talks?'),
  refused('What sanctions were lifted?'),
  refused('Who paid for the lobbying?'),
  refused('What did Turkey say?'),
  refused('Where was the ultimatum issued?'),
  refused('How much money did the Gulf states offer?'),
  refused('When did Iran propose Muscat?'),
  refused('Does Tehran have the bomb?'),
  refused('Who signed the agreement?'),
  refused('What was agreed in Muscat?'),
  refused('Who attended the meeting?'),
  refused('Who is the Iranian negotiator?'),
  refused('Why is Iran skeptical?'),
  refused('Did the US apologise?'),
  refused('Did Arab governments threaten the US?'),
  refused('Did China host talks?'),
  refused('Did the EU mediate?'),
  refused('Is there a second round?'),
  refused('Did Washington promise anything to Iran?'),
  refusedUnless('Who cancelled the talks?', /formally cancelled/),
  refusedUnless('How many officials spoke?', /One unnamed US official/),
  refusedUnless('Is the outcome certain?', /likely|Confidence/),
  refusedUnless('When was the lobbying?', /4 February|February/),
  refusedUnless('Will Washington renew the ultimatum?', /renews its ultimatum|called off/),
  refusedUnless('Was Saudi Arabia among the nine?', NOT_NAMED),
  refusedUnless('How many countries refused to lobby?', NOT_NAMED),
  refusedUnless('Did Iran reject the meeting?', /no Iranian statement/),
  refusedUnless('Did Oman ask to host?', /no statement from Oman|Oman/),
  refusedUnless('Is war likely?', /military/),
  refusedUnless('Who leads the American delegation?', /delegations|speak for Washington/),
];

const CHAINS: readonly (readonly Row[])[] = [
  [
    unknown('What does Oman want?', /actors\.oman\.wants/),
    explains('Who cancelled the talks?', /formally cancelled/),
  ],
  [
    unknown('What does Iran want?', /actors\.iran\.wants/),
    covered('and the US?', /actors\.united-states\.wants/),
    explains('why are they skeptical?', /does not say what the American officials doubt/),
  ],
  [
    covered('Who pressed Washington?', /Middle Eastern governments/),
    covered('how many were there?', /nine/),
    covered('are they named?', NOT_NAMED),
    covered('how solid is that number?', /number comes|nine countries/),
  ],
  [
    covered('How likely is a symbolic session?', /Symbolic session: likely/),
    covered('why?', /ranks this first/),
    covered('what would show it?', /scenarios\.0\.signposts/),
    covered('and the preliminary exchange?', /scenarios\.1/),
  ],
  [
    covered('What leverage does Oman have?', /actors\.oman\.leverage/),
    unknown('Has it said anything?', /no statement from Oman/),
    unknown('and Iran?', /no Iranian statement/),
  ],
  [
    covered('When was the meeting set for?', /6 February/),
    unknown('is that still the date?', /keeps that date/),
    covered('and where?', /Oman/),
  ],
  [
    unknown('What did the ultimatum demand?', /what the ultimatum demanded/),
    covered('who set it?', /set an ultimatum/),
    refusedUnless('when?', /4 February|does not say .*ultimatum/),
  ],
  [refused("Who is Iran's president?"), refused("and Oman's?")],
  [
    covered('Who doubts the nine countries?', /skepticism\.1/),
    covered('what would settle it?', /skepticism\.1\.would_settle/),
    covered('who gains?', /skepticism\.1\.interest/),
  ],
];

const ENTRIES = [shippedEntry('iran-talks'), shippedEntry('gulf-leverage')];
const GULF_LEVERAGE = '@gl ';

describe("an analyst's questions", () => {
  test.each(SINGLE)('$ask', async (row) => {
    await expectRow(row, answersOver(ENTRIES), { opens: true });
  });

  test.each(CHAINS.map((chain) => ({ chain, asked: chain.map(({ ask }) => ask).join(' → ') })))(
    '$asked',
    async ({ chain }) => {
      const answers = answersOver(ENTRIES);
      for (const [at, row] of chain.entries()) await expectRow(row, answers, { opens: at === 0 });
    },
  );
});

/** Only what opens a conversation names its briefing; what follows leans on the memory of it. */
async function expectRow(row: Row, answers: Answers, { opens }: { readonly opens: boolean }): Promise<void> {
  const ofGulfLeverage = row.ask.startsWith(GULF_LEVERAGE);
  const topic = ofGulfLeverage ? 'gulf-leverage' : 'iran-talks';
  const { parts } = await answers.ask({
    question: ofGulfLeverage ? row.ask.slice(GULF_LEVERAGE.length) : row.ask,
    ...(opens ? { topic } : {}),
    place: { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' },
    now: NOON,
    zone: 'UTC',
  });
  const outcomes = parts.map(({ outcome }) => outcome);
  const kind = outcomes[0]?.kind;
  const seen = outcomes.flatMap(citedIn);
  const shown = `${row.ask} → ${kind}\n${seen.join('\n')}`;
  if (row.outcome === 'any' && kind === 'not-covered') return;
  if (row.outcome === 'covered') expect(kind, shown).not.toBe('not-covered');
  else if (row.outcome !== 'any') expect(kind, shown).toBe(row.outcome);
  if (row.leads) expect(seen[0], shown).toMatch(row.leads);
  if (row.cites) expect(seen.join('\n'), shown).toMatch(row.cites);
  if (row.never) expect(seen.join('\n'), shown).not.toMatch(row.never);
}

function citedIn(outcome: Outcome): readonly string[] {
  const statements =
    outcome.kind === 'not-covered'
      ? []
      : [...outcome.cited, ...(outcome.kind === 'doubted' ? outcome.doubts : [])];
  return statements.map(({ id, text }) => `${id} ${text}`);
}
