import type { Answered, Outcome, Part } from '../answers/answered.ts';
import { type Entry, isStale } from '../entries/entry.ts';
import type { Library } from '../entries/library.ts';
import { CREDIBILITY } from '../entries/scales.ts';
import type { Statement } from '../entries/statements/statement.ts';
import { formatDay } from '../plain-text.ts';
import {
  type Action,
  type Block,
  emphasis,
  type Reply,
  type Span,
  type Spans,
  strong,
  text,
} from '../reply.ts';
import { createCitations } from './citations.ts';
import { citationSpans, type StatementDrawing, statementSpans, whereOf } from './cited-statement.ts';
import { statementBlocks } from './cited-statements.ts';
import { gradesOfSources } from './grades-of-sources.ts';
import { headingOf, toneOf } from './heading.ts';
import { HELP_ACTIONS } from './help.ts';
import { holdersOf } from './holders.ts';
import { questionButton } from './question-button.ts';
import { sectionWords } from './statement-place.ts';

/** An answer: what the briefing says with its sources, that it does not know or doubts it, or that it is not covered. */
export function answerReply(
  answered: Answered,
  library: Pick<Library, 'get'>,
  today: Temporal.PlainDate,
): Reply {
  const entry = answered.topic === undefined ? undefined : library.get(answered.topic);
  const covered = answered.parts.some(({ outcome }) => outcome.kind !== 'not-covered');
  const drawing = {
    library,
    today,
    citations: createCitations(),
    ...(entry && covered ? { headed: entry.id } : {}),
  };
  return {
    tone: entry && covered ? toneOf(entry, today) : 'plain',
    blocks: [
      ...(entry && covered ? headingOf(entry, today, 'Answer') : []),
      ...(answered.prose
        ? proseOf(answered.prose, drawing)
        : drawnParts(answered.parts).flatMap((part) => partBlocks(part, answered.parts.length > 1, drawing))),
      ...drawing.citations.block(),
      ...(answered.readByItself ? [READ_BY_ITSELF] : []),
      { kind: 'actions', actions: actionsOf(answered, covered) },
    ],
  };
}

const READ_BY_ITSELF: Block = {
  kind: 'note',
  spans: [
    text(
      'Earlier questions cannot be looked up right now, so this one was read on its own. Say what it is about.',
    ),
  ],
};

/**
 * The answer while a model is still writing it: what is there has its sources, and the numbers that it will keep;
 * buttons come with the whole.
 */
export function answerBeginning(
  answered: Answered,
  library: Pick<Library, 'get'>,
  today: Temporal.PlainDate,
): Reply {
  const entry = answered.topic === undefined ? undefined : library.get(answered.topic);
  const prose = answered.prose ?? [];
  const citations = createCitations();
  return {
    tone: entry ? toneOf(entry, today) : 'plain',
    blocks: [
      ...(entry ? headingOf(entry, today, 'Answer') : []),
      { kind: 'text', spans: sentenceSpans(prose, { library, citations }) },
      { kind: 'note', spans: [emphasis('Still writing …')] },
      ...citations.block(),
    ],
  };
}

/** What is drawn together: the parts of a question that have the same answer. */
interface DrawnPart extends Omit<Part, 'question'> {
  readonly questions: readonly string[];
}

/** "Who pressed, and why?" is answered once where one statement answers both. */
function drawnParts(parts: readonly Part[]): readonly DrawnPart[] {
  const drawn: DrawnPart[] = [];
  for (const { question, ...part } of parts) {
    const last = drawn.at(-1);
    if (last && last.goesOn === part.goesOn && sameAnswer(last.outcome, part.outcome))
      drawn[drawn.length - 1] = { ...last, questions: [...last.questions, question] };
    else drawn.push({ questions: [question], ...part });
  }
  return drawn;
}

function sameAnswer(one: Outcome, other: Outcome): boolean {
  if (one.kind !== other.kind) return false;
  const shown = new Set(statementsOf(one).map(({ id }) => id));
  const others = statementsOf(other);
  return others.length === shown.size && others.every(({ id }) => shown.has(id));
}

/** All statements that an outcome shows: what it cites, and then why that is doubted; or what comes nearest. */
function statementsOf(outcome: Outcome): readonly Statement[] {
  switch (outcome.kind) {
    case 'answered':
    case 'unknown':
      return outcome.cited;
    case 'doubted':
      return [...outcome.cited, ...outcome.doubts];
    case 'not-covered':
      return outcome.nearest;
  }
}

function partBlocks(
  { questions, outcome, goesOn }: DrawnPart,
  oneOfSeveral: boolean,
  drawing: StatementDrawing,
): readonly Block[] {
  return [
    ...(oneOfSeveral
      ? [{ kind: 'heading', level: 2, text: questions.map(asSentence).join(' ') } as const]
      : []),
    ...(goesOn !== undefined && outcome.kind === 'not-covered' ? [NO_MORE] : outcomeBlocks(outcome, drawing)),
    ...(goesOn === 'source' && outcome.kind !== 'not-covered'
      ? gradesOfSources(outcome.cited, (id) => drawing.library.get(id))
      : []),
  ];
}

const NO_MORE: Block = {
  kind: 'notice',
  level: 'info',
  spans: [strong('That is all the briefing says of this.')],
};

function asSentence(question: string): string {
  const [first = '', ...others] = question;
  return `${first.toLocaleUpperCase('en')}${others.join('')}?`;
}

function outcomeBlocks(outcome: Outcome, drawing: StatementDrawing): readonly Block[] {
  switch (outcome.kind) {
    case 'answered':
      return [
        ...(outcome.cited[0]?.field === 'skepticism.claim' ? [CLAIMS_IN_DOUBT] : []),
        ...statementBlocks(outcome.cited, drawing),
      ];
    case 'unknown':
      return [
        { kind: 'notice', level: 'warning', spans: [strong('The briefing says that this is not known.')] },
        ...statementBlocks(outcome.cited, drawing),
      ];
    case 'doubted': {
      const { note } = outcome;
      const entry = drawing.library.get(outcome.cited[0]?.entryId ?? '');
      return [
        {
          kind: 'notice',
          level: 'warning',
          spans: [
            strong(`Doubted by ${holdersOf(entry, note)}.`),
            text(` Credibility of the claim: ${note.credibility}, ${CREDIBILITY[note.credibility]}.`),
          ],
        },
        ...listOf(outcome.cited, drawing),
        ...(outcome.doubts.length > 0
          ? [{ kind: 'heading', level: 2, text: 'Why it is doubted' } as const]
          : []),
        ...listOf(outcome.doubts, drawing),
      ];
    }
    case 'not-covered':
      return notCoveredBlocks(outcome.nearest, drawing);
  }
}

const CLAIMS_IN_DOUBT: Block = {
  kind: 'notice',
  level: 'warning',
  spans: [
    strong('The briefing says that this is in doubt.'),
    text(' Each claim with who doubts it, and why:'),
  ],
};

/** The doubt about a claim stands beside it: under the notice, or under a heading of its own. */
function listOf(statements: readonly Statement[], drawing: StatementDrawing): readonly Block[] {
  return statements.length === 0
    ? []
    : [{ kind: 'list', items: statements.map((statement) => statementSpans(statement, drawing)) }];
}

function notCoveredBlocks(nearest: readonly Statement[], drawing: StatementDrawing): readonly Block[] {
  const notice = (...more: readonly Span[]): Block => ({
    kind: 'notice',
    level: 'info',
    spans: [strong('The briefings do not cover this.'), ...more],
  });
  if (nearest.length === 0) return [notice(text(' Nothing in them comes near.'))];
  const [only, ...others] = new Set(nearest.map(({ entryId }) => entryId));
  const entry = others.length === 0 && only !== undefined ? drawing.library.get(only) : undefined;
  return [
    notice(),
    {
      kind: 'text',
      spans: [
        emphasis(
          `Closest in ${entry ? sourceOf(entry, drawing) : 'the briefings'} (they may not answer you):`,
        ),
      ],
    },
    ...statementBlocks(nearest, entry ? { ...drawing, headed: entry.id } : drawing),
  ];
}

/** The one briefing that all that is closest stands in, with its date; no heading names it. */
function sourceOf(entry: Entry, { headed, today }: StatementDrawing): string {
  if (entry.id === headed) return 'this briefing';
  return `“${entry.title}”, as of ${formatDay(entry.as_of)}${isStale(entry, today) ? ', stale' : ''}`;
}

type Prose = NonNullable<Answered['prose']>;

function proseOf(prose: Prose, drawing: StatementDrawing): readonly Block[] {
  const places = [...new Set(prose.flatMap(({ cites }) => cites.map((cite) => whereOf(cite, drawing))))];
  return [
    { kind: 'text', spans: sentenceSpans(prose, drawing) },
    { kind: 'note', spans: [text(`Put into words by a language model from: ${places.join(' · ')}`)] },
  ];
}

function sentenceSpans(
  prose: Prose,
  { library, citations }: Pick<StatementDrawing, 'library' | 'citations'>,
): Spans {
  return prose.flatMap(({ text: sentence, cites }): readonly Span[] => [
    text(sentence),
    ...cites.flatMap((statement): readonly Span[] => {
      const entry = library.get(statement.entryId);
      return entry ? citationSpans(statement, entry, citations) : [];
    }),
    text(' '),
  ]);
}

/** Where nothing comes near, no briefing is the one to go on with. */
const ASK_ANYTHING: Action = { kind: 'ask', label: 'Ask another question' };

function actionsOf(answered: Answered, covered: boolean): readonly Action[] {
  const { id, topic } = answered;
  const about = topic === undefined ? {} : { topic };
  const first = answered.parts.flatMap(({ outcome }) => statementsOf(outcome))[0];
  return [
    ...answered.followUps.map((question) => questionButton(question, topic)),
    ...(covered && first
      ? [{ kind: 'run', label: 'In full', words: sectionWords(first), where: 'below' } as const]
      : []),
    ...(first || answered.parts.some(({ goesOn }) => goesOn !== undefined)
      ? [{ kind: 'ask', label: covered ? 'Ask a follow-up' : 'Ask another question', ...about } as const]
      : [ASK_ANYTHING, ...HELP_ACTIONS]),
    ...(id === undefined
      ? []
      : [
          { kind: 'run', label: 'Useful', words: `feedback useful ${id}`, where: 'below' } as const,
          { kind: 'run', label: 'Wrong', words: `feedback wrong ${id}`, where: 'below' } as const,
        ]),
  ];
}
