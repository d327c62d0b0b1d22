import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import { inSentence } from '../../entries/names/in-sentence.ts';
import { plainProse } from '../../entries/prose.ts';
import { CITATION_MARK } from '../../entries/statements/cited-sentences.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { noteNumber } from '../retrieval/field-path.ts';
import { mentionsOf } from '../retrieval/structure.ts';

const OFFERED = 3;
/** Of those, how many may go on from what was cited: one leads elsewhere. */
const GOING_ON = 2;

interface Offer {
  /** Ways to put it, the best first: what is offered is the first that is understood. */
  readonly wordings: readonly string[];
  /** Beginning of the ids of the statements that answer it. */
  readonly path: string;
}

/** What was said so far. */
export interface Said {
  /** What the answer cites, or for want of one, what comes nearest. */
  readonly cited: readonly Statement[];
  /** Whom it is about, as far as that is known. */
  readonly actors: readonly string[];
  /** Ids of all that this conversation has had cited. */
  readonly had: readonly string[];
  /** The question that was asked, and is not to be offered. */
  readonly question: string;
}

/**
 * Questions that the entry answers and that this conversation has not had answered: what goes on from what was just
 * cited (the actor's other aims, the scenario's signs, what would settle the doubt), then what else there is to ask.
 * @param citedFor ids of what the entry cites when it is asked this; empty where it does not cover it
 */
export function followUpsOf(
  entry: Entry,
  { cited, actors, had, question }: Said,
  citedFor: (question: string) => readonly string[],
): readonly string[] {
  const offered: string[] = [];
  const asked = plain(question);
  const take = (offers: readonly Offer[], most: number) => {
    for (const { wordings, path } of offers) {
      if (offered.length >= most) return;
      if (had.some((id) => id.startsWith(path))) continue;
      const understood = wordings.find((wording) => citedFor(wording).some((id) => id.startsWith(path)));
      if (understood === undefined || offered.includes(understood) || plain(understood) === asked) continue;
      offered.push(understood);
    }
  };
  take(alternately(cited.map((statement) => onwardFrom(statement, entry, actors))), GOING_ON);
  take(ofTheStory(entry), OFFERED);
  return offered;
}

/** The first of each list, then the second: what follows from several statements is of several kinds. */
function alternately<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** What can be asked after this statement. */
function onwardFrom(statement: Statement, entry: Entry, spokenOf: readonly string[]): readonly Offer[] {
  const { field, heading, id } = statement;
  if (field.startsWith('skepticism.')) return settles(noteNumber(id), entry);
  if (field.startsWith('outlook.') && heading !== undefined) return ofScenario(heading, entry);
  if (field === 'timeline') return next(entry);
  const own = field.startsWith('actor.') || field === 'relation' ? statement.actors : [];
  const actors = own.length > 0 ? own : [...spokenOf, ...mentionsOf(statement, entry)];
  return alternately([...new Set(actors)].map((actor) => ofActor(actor, entry)));
}

function settles(number: number, entry: Entry): readonly Offer[] {
  const note = entry.skepticism[number];
  if (note?.would_settle === undefined) return [];
  const claim = plainProse(note.claim.replaceAll(CITATION_MARK, '')).replace(/[.!?]$/, '');
  return [
    {
      wordings: [`What would settle this: ${beginning(claim)}?`],
      path: `${entry.id}/skepticism.${number}.would_settle`,
    },
  ];
}

/** Characters of a claim in a question: a button shows all of it, and Discord keeps the words of a button in 100. */
const CLAIM_LENGTH = 46;

/** As many words as fit: they tell which claim it is, which is tried before it is offered. */
function beginning(claim: string): string {
  if (claim.length <= CLAIM_LENGTH) return claim;
  return `${claim.slice(0, CLAIM_LENGTH + 1).replace(/[\s,;:]{1,3}\S*$/, '')} …`;
}

function ofScenario(name: string, entry: Entry): readonly Offer[] {
  const number = entry.outlook?.scenarios.findIndex((scenario) => scenario.name === name) ?? -1;
  if (number < 0) return [];
  const path = `${entry.id}/outlook.scenarios.${number}`;
  return [
    {
      wordings: [`What are the signs of “${name}”?`, `What would be signs of ${name}?`],
      path: `${path}.signposts.`,
    },
    { wordings: [`How likely is “${name}”?`], path: `${path}.likelihood` },
  ];
}

function ofActor(id: string, entry: Entry): readonly Offer[] {
  const actor = byId(entry.actors, id);
  if (!actor) return [];
  const name = inSentence(actor.name);
  const path = `${entry.id}/actors.${id}`;
  return [
    ...offerIf(actor.wants, { wordings: [`What is the aim of ${name}?`], path: `${path}.wants` }),
    ...offerIf(actor.leverage, { wordings: [`What is the leverage of ${name}?`], path: `${path}.leverage` }),
    ...offerIf(actor.position, { wordings: [`What is the position of ${name}?`], path: `${path}.position` }),
  ];
}

/** What can be asked of any story. */
function ofTheStory(entry: Entry): readonly Offer[] {
  return [
    { wordings: ['What is in doubt?'], path: `${entry.id}/skepticism.` },
    { wordings: ['How likely is each scenario?'], path: `${entry.id}/outlook.scenarios.` },
    ...next(entry),
    ...Object.keys(entry.actors).flatMap((id) => ofActor(id, entry).slice(0, 1)),
  ];
}

/** What is due, or what may come of it. */
function next({ id, timeline }: Entry): readonly Offer[] {
  const due = timeline.flatMap(({ expected }, at) => (expected ? [`timeline.${at}/`] : []));
  return [...due, 'outlook.scenarios.'].map((path) => ({
    wordings: ['What comes next?'],
    path: `${id}/${path}`,
  }));
}

function offerIf(prose: string | undefined, offer: Offer): readonly Offer[] {
  return prose === undefined || saysUnknown(prose) ? [] : [offer];
}

function plain(question: string): string {
  return question
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
