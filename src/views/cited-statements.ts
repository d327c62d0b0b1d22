import { noteNumber, noteOf } from '../answers/retrieval/field-path.ts';
import type { Entry, SkepticismNote } from '../entries/entry.ts';
import type { Statement, StatementField } from '../entries/statements/statement.ts';
import { type Block, emphasis, type Spans, strong, text } from '../reply.ts';
import { type StatementDrawing, statementSpans, whereOf } from './cited-statement.ts';
import { holdersOf } from './holders.ts';
import { doubtInBrief } from './skepticism.ts';

/**
 * Statements as an answer cites them: a list, but whatever belongs to a claim in doubt under that claim, and the claim with
 * who doubts it and why; then what is left out.
 */
export function statementBlocks(
  statements: readonly Statement[],
  drawing: StatementDrawing,
): readonly Block[] {
  return [...runsOf(statements).flatMap((run) => runBlocks(run, drawing)), ...leftOut(statements, drawing)];
}

/** Alone these would read as facts, or as about any of the claims. */
const UNDER_THEIR_CLAIM: ReadonlySet<StatementField> = new Set<StatementField>([
  'skepticism.claim',
  'skepticism.interest',
  'skepticism.would_settle',
]);

/** Neighbouring statements that are drawn as one: of one claim in doubt, or the others between. */
function runsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  const placeIn = ({ id, field }: Statement) => (UNDER_THEIR_CLAIM.has(field) ? noteOf(id) : undefined);
  for (const statement of statements) {
    const [before] = runs.at(-1) ?? [];
    if (before && placeIn(before) === placeIn(statement)) runs.at(-1)?.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

function runBlocks(run: readonly Statement[], drawing: StatementDrawing): readonly Block[] {
  const [first, ...others] = run;
  const entry = drawing.library.get(first?.entryId ?? '');
  const note =
    first && UNDER_THEIR_CLAIM.has(first.field) ? entry?.skepticism[noteNumber(first.id)] : undefined;
  if (!first || !entry || !note)
    return [{ kind: 'list', items: run.map((statement) => statementSpans(statement, drawing)) }];
  return [claimInDoubt([first, ...others], note, entry, drawing)];
}

function claimInDoubt(
  [first, ...others]: readonly [Statement, ...Statement[]],
  note: SkepticismNote,
  entry: Entry,
  drawing: StatementDrawing,
): Block {
  const { citations } = drawing;
  const claim: Spans = [strong('In doubt:'), text(' '), ...citations.prose(entry, note.claim)];
  const statements = [first, ...others];
  const further = statements.filter(({ field }) => field !== 'skepticism.claim');
  return {
    kind: 'quote',
    spans: claim,
    notes: [
      ...(further.length < statements.length
        ? [
            [
              ...doubtInBrief(entry, note, `Doubted by ${holdersOf(entry, note)}`, citations),
              emphasis(` – ${whereOf(first, drawing)}`),
            ],
          ]
        : []),
      ...further.map((statement) => statementSpans(statement, drawing)),
    ],
  };
}

/** How many claims in doubt, or signs of the scenarios shown, the briefing has besides. */
function leftOut(statements: readonly Statement[], { library }: StatementDrawing): readonly Block[] {
  const entry = library.get(statements[0]?.entryId ?? '');
  if (!entry) return [];
  const ofField = (field: Statement['field']) =>
    statements.filter((statement) => statement.entryId === entry.id && statement.field === field);
  const claims = ofField('skepticism.claim').length;
  const moreClaims = claims > 1 ? entry.skepticism.length - claims : 0;
  const signs = ofField('outlook.signpost');
  const scenarios = entry.outlook?.scenarios.filter(({ name }) =>
    signs.some(({ heading }) => heading === name),
  );
  const all = (scenarios ?? []).reduce((sum, { signposts }) => sum + signposts.length, 0);
  return [
    ...counted(moreClaims, 'claim in doubt', 'claims in doubt', 'skepticism'),
    ...counted(all - signs.length, 'sign to watch for', 'signs to watch for', 'outlook'),
  ];
}

function counted(more: number, one: string, several: string, section: string): readonly Block[] {
  if (more <= 0) return [];
  return [
    {
      kind: 'note',
      spans: [text(`${more} more ${more === 1 ? one : several} under “${section}”.`)],
    },
  ];
}
