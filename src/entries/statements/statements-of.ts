import { byId } from '../by-id.ts';
import type { Entry } from '../entry.ts';
import { plainProse } from '../prose.ts';
import { findTerm } from '../scales.ts';
import { CITATION_MARK, citedSentences } from './cited-sentences.ts';
import type { Statement, StatementField } from './statement.ts';

/** What the statements of one prose field share. */
interface FieldContext {
  readonly path: string;
  readonly field: StatementField;
  readonly actors?: readonly string[];
  readonly date?: string;
  readonly heading?: string;
}

/** All statements of an entry in reading order. Pure; the same entry gives the same ids. */
export function statementsOf(entry: Entry): readonly Statement[] {
  return statementMakerOf(entry).all();
}

/** Makes statements of an entry that nobody keeps, each time the same ones. */
export interface StatementMaker {
  all(): readonly Statement[];
  /** `all()[order]`, made without the others. */
  at(order: number): Statement | undefined;
}

/** Makes the statements of one entry, which share its actors and citations. */
export function statementMakerOf(entry: Entry): StatementMaker {
  // By field: dividing prose into sentences is most of the work, so one statement is sought by these.
  let counts: readonly number[] | undefined;

  function all(): readonly Statement[] {
    const statements: Statement[] = [];
    const counted: number[] = [];
    eachField(entry, (prose, context) => {
      const made = statementsIn(entry.id, prose, context, statements.length);
      statements.push(...made);
      counted.push(made.length);
    });
    counts = counted;
    return statements;
  }

  return {
    all,
    at(order) {
      if (!counts) return all()[order];
      const known = counts.values();
      let first = 0;
      let found: Statement | undefined;
      eachField(entry, (prose, context) => {
        const end = first + (known.next().value ?? 0);
        if (order >= first && order < end)
          found = statementsIn(entry.id, prose, context, first)[order - first];
        first = end;
      });
      return found;
    },
  };
}

function statementsIn(
  entryId: string,
  prose: string,
  { path, field, actors = [], date, heading }: FieldContext,
  first: number,
): readonly Statement[] {
  return citedSentences(prose).map(({ text, sources }, index) => ({
    id: `${entryId}/${path}/${index}`,
    entryId,
    field,
    text,
    sources,
    actors,
    ...(date === undefined ? {} : { date }),
    ...(heading === undefined ? {} : { heading }),
    order: first + index,
  }));
}

/** Every prose field in reading order. */
function eachField(entry: Entry, visit: (prose: string, context: FieldContext) => void): void {
  const add: Add = (prose, context) => {
    if (prose !== undefined) visit(prose, context);
  };

  add(entry.bottom_line, { path: 'bottom_line', field: 'bottom_line' });
  entry.summary.forEach((paragraph, index) => {
    add(paragraph, { path: `summary.${index}`, field: 'summary' });
  });
  addActors(entry, add);
  addRelations(entry, add);
  addSkepticism(entry, add);
  addOutlook(entry, add);
  entry.timeline.forEach(({ date, text }, index) => {
    add(text, { path: `timeline.${index}`, field: 'timeline', date });
  });
}

type Add = (prose: string | undefined, context: FieldContext) => void;

function addActors(entry: Entry, add: Add): void {
  for (const [id, actor] of Object.entries(entry.actors)) {
    const about = { actors: [id], heading: actor.name };
    add(actor.role, { path: `actors.${id}.role`, field: 'actor.role', ...about });
    add(actor.position, { path: `actors.${id}.position`, field: 'actor.position', ...about });
    add(actor.wants, { path: `actors.${id}.wants`, field: 'actor.wants', ...about });
    add(actor.leverage, { path: `actors.${id}.leverage`, field: 'actor.leverage', ...about });
    actor.claims.forEach(({ date, text }, index) => {
      add(text, { path: `actors.${id}.claims.${index}`, field: 'actor.claim', ...about, date });
    });
  }
}

function addRelations(entry: Entry, add: Add): void {
  entry.relations.forEach(({ from, to, kind, text }, index) => {
    const named = (id: string) => byId(entry.actors, id)?.name ?? id;
    add(text ?? `${named(from)} ${kind} ${named(to)}.`, {
      path: `relations.${index}`,
      field: 'relation',
      actors: [from, to],
      heading: `${named(from)} → ${named(to)}: ${kind.replaceAll('-', ' ')}`,
    });
  });
}

function addSkepticism(entry: Entry, add: Add): void {
  entry.skepticism.forEach((note, index) => {
    const path = `skepticism.${index}`;
    const about = { actors: note.held_by, heading: plainProse(note.claim.replaceAll(CITATION_MARK, '')) };
    add(note.claim, { path: `${path}.claim`, field: 'skepticism.claim', actors: note.held_by });
    add(note.doubt, { path: `${path}.doubt`, field: 'skepticism.doubt', ...about });
    add(note.interest, { path: `${path}.interest`, field: 'skepticism.interest', ...about });
    add(note.would_settle, { path: `${path}.would_settle`, field: 'skepticism.would_settle', ...about });
  });
}

function addOutlook(entry: Entry, add: Add): void {
  const { outlook } = entry;
  if (!outlook) return;
  const horizon = outlook.horizon === undefined ? '' : `, ${outlook.horizon}`;
  add(`Confidence in this outlook${horizon}: ${outlook.confidence}.`, {
    path: 'outlook.confidence',
    field: 'outlook.confidence',
  });
  add(outlook.basis, { path: 'outlook.basis', field: 'outlook.basis' });
  outlook.scenarios.forEach((scenario, index) => {
    const path = `outlook.scenarios.${index}`;
    const term = scenario.likelihood === undefined ? undefined : findTerm(entry.scale, scenario.likelihood);
    const estimate = term ? `${term.term} (${term.low}–${term.high} %)` : 'not assessed';
    const about = { heading: scenario.name };
    add(`${scenario.name}: ${estimate}.`, {
      path: `${path}.likelihood`,
      field: 'outlook.likelihood',
      ...about,
    });
    add(scenario.text, { path: `${path}.text`, field: 'outlook.scenario', ...about });
    scenario.signposts.forEach((signpost, number) => {
      add(signpost, { path: `${path}.signposts.${number}`, field: 'outlook.signpost', ...about });
    });
  });
}
