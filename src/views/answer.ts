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
import { type Citations, createCitations } from './citations.ts';
import { gradesOfSources } from './grades-of-sources.ts';
import { headingOf, toneOf } from './heading.ts';
import { holdersOf } from './holders.ts';
import { questionButton } from './question-button.ts';
import { placeOf, sectionWords } from './statement-place.ts';

/** What every part of an answer is drawn with. */
interface Drawing {
  readonly library: Pick<Library, 'get'>;
  readonly citations: Citations;
  readonly today: Temporal.PlainDate;
  /** Id of the entry whose heading stands over the answer, and says whether it is stale. */
  readonly headed?: string;
}

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
        : answered.parts.flatMap((part) => partBlocks(part, answered.parts.length > 1, drawing))),
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

function partBlocks(
  { question, outcome, goesOn }: Part,
  oneOfSeveral: boolean,
  drawing: Drawing,
): readonly Block[] {
  return [
    ...(oneOfSeveral ? [{ kind: 'heading', level: 2, text: `${question}?` } as const] : []),
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

function outcomeBlocks(outcome: Outcome, drawing: Drawing): readonly Block[] {
  const list = (statements: readonly Statement[]): Block => ({
    kind: 'list',
    items: statements.map((statement) => statementSpans(statement, drawing)),
  });
  switch (outcome.kind) {
    case 'answered':
      return [list(outcome.cited)];
    case 'unknown':
      return [
        { kind: 'notice', level: 'warning', spans: [strong('The briefing says that this is not known.')] },
        list(outcome.cited),
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
        ...(outcome.cited.length > 0 ? [list(outcome.cited)] : []),
        ...(outcome.doubts.length > 0
          ? [{ kind: 'heading', level: 2, text: 'Why it is doubted' } as const, list(outcome.doubts)]
          : []),
      ];
    }
    case 'not-covered':
      return [
        { kind: 'notice', level: 'info', spans: [strong('The briefings do not cover this.')] },
        ...(outcome.nearest.length > 0
          ? [
              {
                kind: 'text',
                spans: [emphasis('The nearest statements, in case they say it in other words:')],
              } as const,
              list(outcome.nearest),
            ]
          : []),
      ];
  }
}

/** The statement, its sources, and where it stands. */
function statementSpans(statement: Statement, drawing: Drawing): Spans {
  const entry = drawing.library.get(statement.entryId);
  return [
    text(statement.text),
    ...(entry ? citationSpans(statement, entry, drawing.citations) : []),
    emphasis(` ${whereOf(statement, drawing)}`),
  ];
}

/** Briefing, section and date; and that the briefing is stale, unless the heading says so. */
function whereOf(statement: Statement, { library, today, headed }: Drawing): string {
  const entry = library.get(statement.entryId);
  const { date } = statement;
  const when = date?.length === 10 ? [formatDay(date)] : entry ? [`as of ${formatDay(entry.as_of)}`] : [];
  const stale = entry && entry.id !== headed && isStale(entry, today) ? ['stale'] : [];
  return [statement.entryId, placeOf(statement), ...when, ...stale].join(', ');
}

function citationSpans(statement: Statement, entry: Entry, citations: Citations): readonly Span[] {
  if (statement.sources.length === 0) return [emphasis(' (the desk)')];
  return statement.sources.flatMap((source): readonly Span[] => {
    const number = citations.number(entry, source);
    return number === undefined ? [] : [{ kind: 'citation', number }];
  });
}

type Prose = NonNullable<Answered['prose']>;

function proseOf(prose: Prose, drawing: Drawing): readonly Block[] {
  const places = [...new Set(prose.flatMap(({ cites }) => cites.map((cite) => whereOf(cite, drawing))))];
  return [
    { kind: 'text', spans: sentenceSpans(prose, drawing) },
    { kind: 'note', spans: [text(`Put into words by a language model from: ${places.join(' · ')}`)] },
  ];
}

function sentenceSpans(prose: Prose, { library, citations }: Pick<Drawing, 'library' | 'citations'>): Spans {
  return prose.flatMap(({ text: sentence, cites }): readonly Span[] => [
    text(sentence),
    ...cites.flatMap((statement): readonly Span[] => {
      const entry = library.get(statement.entryId);
      return entry ? citationSpans(statement, entry, citations) : [];
    }),
    text(' '),
  ]);
}

function actionsOf(answered: Answered, covered: boolean): readonly Action[] {
  const { id, topic } = answered;
  const first = answered.parts.flatMap(({ outcome }) =>
    outcome.kind === 'not-covered' ? outcome.nearest : outcome.cited,
  )[0];
  return [
    ...answered.followUps.map((question) => questionButton(question, topic)),
    ...(covered && first
      ? [{ kind: 'run', label: 'In full', words: sectionWords(first), where: 'below' } as const]
      : []),
    { kind: 'ask', label: 'Ask a follow-up', ...(topic === undefined ? {} : { topic }) },
    ...(id === undefined
      ? []
      : [
          { kind: 'run', label: 'Useful', words: `feedback useful ${id}`, where: 'below' } as const,
          { kind: 'run', label: 'Wrong', words: `feedback wrong ${id}`, where: 'below' } as const,
        ]),
  ];
}
