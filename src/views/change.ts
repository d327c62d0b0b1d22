import type { Change, ChangeKind, NamedActor, Rewording } from '../entries/diff/change.ts';
import { newSentences } from '../entries/diff/new-sentences.ts';
import { citationsIn, plainProse } from '../entries/prose.ts';
import { CREDIBILITY, RELIABILITY, type ScaleTerm } from '../entries/scales.ts';
import type { CitedSentence } from '../entries/statements/cited-sentences.ts';
import { formatDay, formatEstimate } from '../plain-text.ts';
import { emphasis, type Spans, text } from '../reply.ts';
import { statedReason } from './stated-reason.ts';

/**
 * Draws prose of the entry: with numbered citations where the reply lists the sources, else plain. What an entry no
 * longer says is always plain: it needs no source, and its source may be gone.
 */
export type DrawProse = (prose: string) => Spans;

const drawPlain: DrawProse = (prose) => {
  const plain = plainProse(prose);
  return plain === '' ? [] : [text(plain)];
};

/**
 * The change as a sentence an editor would write. Whatever explains a change is the entry's own words;
 * where the entry gives no reason, none is given.
 */
export function changeSentence(change: Change, prose: DrawProse = drawPlain): Spans {
  return sentenceOf(change, prose);
}

type OfKind<K extends ChangeKind> = Extract<Change, { kind: K }>;
type Sentences = {
  readonly [K in ChangeKind]: (change: Change & { readonly kind: K }, prose: DrawProse) => Spans;
};

function sentenceOf<K extends ChangeKind>(change: OfKind<K>, prose: DrawProse): Spans {
  return sentences[change.kind as K](change, prose);
}

const ACTOR_FIELD_LABELS = {
  role: 'role',
  position: 'position',
  wants: 'aims',
  leverage: 'leverage',
} as const;

const NOTE_FIELD_LABELS = {
  doubt: 'the doubt',
  interest: 'who gains',
  would_settle: 'what would settle it',
} as const;

const sentences: Sentences = {
  status: ({ before, after }) => [text(`Status went from ${before} to ${after}.`)],
  title: ({ before, after }) => [text(`The briefing “${before}” is now called “${after}”.`)],
  'bottom-line': (change, prose) => rewording([text('Bottom line')], change, prose),
  summary: ({ added, removed, reworded }, prose) =>
    sentenceList([
      ...added.map((paragraph) => [text('Summary, new paragraph: '), ...quoted(paragraph, prose)]),
      ...reworded.map((pair) => rewording([text('Summary')], pair, prose)),
      ...removed.map((paragraph) => [text('Summary no longer has: '), ...quoted(paragraph, drawPlain)]),
    ]),
  likelihood: ({ scenario, before, after, newText }, prose) => [
    text('Outlook: '),
    emphasis(scenario),
    text(` ${movement(before, after)}`),
    ...explanation(newText, prose),
  ],
  'scenario-added': ({ scenario, estimate }, prose) => [
    text('Outlook, new scenario: '),
    emphasis(scenario.name),
    text(`, ${formatEstimate(estimate)}. `),
    ...prose(scenario.text),
  ],
  'scenario-removed': ({ scenario, estimate }) => [
    text('Outlook no longer has the scenario '),
    emphasis(scenario.name),
    text(estimate === undefined ? '.' : ` (it was ${formatEstimate(estimate)}).`),
  ],
  'scenario-renamed': ({ before, after }) => [
    text('Outlook: the scenario '),
    emphasis(before),
    text(' is now called '),
    emphasis(after),
    text('.'),
  ],
  'scenario-reworded': (change, prose) =>
    rewording([text('Outlook, '), emphasis(change.scenario)], change, prose),
  signposts: ({ scenario, added, removed }, prose) => [
    text('Outlook, '),
    emphasis(scenario),
    text(': '),
    ...sentenceList([
      ...added.map((signpost) => [text('new signpost, '), ...quoted(signpost, prose)]),
      ...removed.map((signpost) => [text('no longer a signpost, '), ...quoted(signpost, drawPlain)]),
    ]),
  ],
  confidence: ({ before, after }) => [
    text(`Outlook: confidence in the judgement went from ${before} to ${after}.`),
  ],
  horizon: ({ before, after }) => [
    text(`Outlook: the horizon is now ${nameless(after)}; it was ${nameless(before)}.`),
  ],
  basis: (change, prose) => rewording([text('Outlook, basis')], change, prose),
  'doubt-added': ({ note, holders }, prose) => [
    text('Skepticism, new doubt about '),
    ...quoted(clause(note.claim), prose),
    text(` (${credibility(note.credibility)}), held by ${names(holders)}: `),
    ...prose(note.doubt),
  ],
  'doubt-removed': ({ note }) => [
    text('Skepticism no longer has the doubt about '),
    ...quoted(clause(note.claim), drawPlain),
    text('.'),
  ],
  'claim-reworded': (change, prose) => rewording([text('Skepticism, the claim')], change, prose),
  'doubt-reworded': ({ claim, field, before, after }, prose) =>
    partialRewording(
      [text('Skepticism about '), ...quoted(clause(claim), prose), text(`, ${NOTE_FIELD_LABELS[field]}`)],
      before,
      after,
      prose,
    ),
  'doubt-holders': ({ claim, added, removed }, prose) => [
    text('Skepticism about '),
    ...quoted(clause(claim), prose),
    text(`: ${holdersMove(added, removed)}.`),
  ],
  credibility: ({ claim, before, after }, prose) => [
    text('Skepticism: '),
    ...quoted(clause(claim), prose),
    text(` went from ${credibility(before)} to ${credibility(after)}.`),
  ],
  'actor-added': ({ actor, role }, prose) => [text(`New actor, ${actor.name}: `), ...prose(role)],
  'actor-removed': ({ actor }) => [text(`${actor.name} is no longer listed as an actor.`)],
  'actor-renamed': ({ before, after }) => [text(`The actor ${before} is now called ${after}.`)],
  'actor-field': ({ actor, field, before, after }, prose) =>
    partialRewording([text(`${actor.name}, ${ACTOR_FIELD_LABELS[field]}`)], before, after, prose),
  'position-added': ({ actor, date, text: position }, prose) => [
    text(`${actor.name}, new position of `),
    ...day(date),
    text(': '),
    ...prose(position),
  ],
  'position-removed': ({ actor, date, text: position }) => [
    text(`${actor.name}, position of `),
    ...day(date),
    text(' removed: '),
    ...drawPlain(position),
  ],
  'position-reworded': ({ actor, date, before, after }, prose) =>
    rewording([text(`${actor.name}, position of `), ...day(date)], { before, after }, prose),
  'relation-added': ({ relation }, prose) => [
    text(`New relation: ${relation.from.name} ${relation.verb} ${relation.to.name}`),
    ...(relation.text === undefined ? [text('.')] : [text('. '), ...prose(relation.text)]),
  ],
  'relation-removed': ({ relation }) => [
    text(`Relation no longer listed: ${relation.from.name} ${relation.verb} ${relation.to.name}.`),
  ],
  'relation-reworded': ({ relation, before, after }, prose) =>
    partialRewording(
      [text(`Relation, ${relation.from.name} ${relation.verb} ${relation.to.name}`)],
      before,
      after,
      prose,
    ),
  'event-added': ({ event }, prose) => [
    text(event.expected ? 'Timeline, now expected for ' : 'Timeline, new event of '),
    ...day(event.date),
    text(': '),
    ...prose(event.text),
  ],
  'event-removed': ({ event }) => [
    text(event.expected ? 'Timeline, no longer expected for ' : 'Timeline, no longer listed for '),
    ...day(event.date),
    text(': '),
    ...drawPlain(event.text),
  ],
  'event-happened': ({ event, expectedOn }, prose) => [
    text('Timeline, happened as of '),
    ...day(event.date),
    ...(event.date === expectedOn ? [] : [text(' (it had been expected on '), ...day(expectedOn), text(')')]),
    text(': '),
    ...prose(event.text),
  ],
  'event-moved': ({ event, previously }, prose) => [
    text('Timeline, the date went from '),
    ...day(previously),
    text(' to '),
    ...day(event.date),
    text(': '),
    ...prose(event.text),
  ],
  'event-reworded': ({ date, before, after }, prose) =>
    rewording([text('Timeline, '), ...day(date)], { before, after }, prose),
  'source-added': ({ source }) => [
    text(`New source: ${source.publisher}${titled(source.title)}, ${reliability(source.reliability)}.`),
  ],
  'source-removed': ({ source }) => [
    text(`Source no longer used: ${source.publisher}${titled(source.title)}.`),
  ],
  'source-regraded': ({ source, before }) => [
    text(
      `Source ${source.publisher}${titled(source.title)} went from ${reliability(before)} to ${reliability(source.reliability)}.`,
    ),
  ],
  'source-described': ({ source, before }) => [
    text(
      before.origin === source.origin
        ? `Source ${source.publisher}${titled(source.title)} is described anew.`
        : `Source ${source.publisher}${titled(source.title)} now has the origin “${source.origin}”; it was “${before.origin}”.`,
    ),
  ],
  stale: ({ reviewBy }) => [text('Stale: the review was due on '), ...day(reviewBy), text('.')],
  'event-due': ({ event }, prose) => [
    text('Due '),
    ...day(event.date),
    text(', not yet reported as having happened: '),
    ...prose(event.text),
  ],
};

/** "went from unlikely (20–45 %) to likely (55–80 %)": term and range, since readers disagree about terms. */
function movement(before: ScaleTerm | undefined, after: ScaleTerm | undefined): string {
  if (before === undefined) return `was not assessed and is now ${formatEstimate(after)}`;
  if (after === undefined) return `is no longer assessed; it was ${formatEstimate(before)}`;
  return `went from ${formatEstimate(before)} to ${formatEstimate(after)}`;
}

function explanation(newText: readonly CitedSentence[], prose: DrawProse): Spans {
  const reason = statedReason(newText);
  if (reason !== undefined) return [text(`, because ${reason.text}.`), ...cited(reason, prose)];
  return newText.length === 0 ? [text('.')] : [text('. New there: '), ...inQuotes(newText, prose)];
}

function rewording(label: Spans, { before, after }: Rewording, prose: DrawProse): Spans {
  if (plainProse(before) === plainProse(after)) {
    const cited = citationsIn(after);
    return cited.length === 0
      ? [...label, text(': the same words, no longer citing a source.')]
      : [...label, text(': the same words, now citing other sources. '), ...prose(after)];
  }
  const fresh = newSentences(before, after);
  const gone = newSentences(after, before).map((sentence) => ({ ...sentence, sources: [] }));
  if (fresh.length + gone.length === 0) return [...label, text(': the same sentences in another order.')];
  if (gone.length === 0) return [...label, text(' now also says: '), ...inQuotes(fresh, prose)];
  if (fresh.length === 0) return [...label, text(' no longer says: '), ...inQuotes(gone, prose)];
  return [
    ...label,
    text(' now says: '),
    ...inQuotes(fresh, prose),
    text(' Before: '),
    ...inQuotes(gone, prose),
  ];
}

/** Sentences of the entry as they stand there, each with its citations. */
function inQuotes(sentences: readonly CitedSentence[], prose: DrawProse): Spans {
  const said = sentences.flatMap((sentence, index) => [
    text(`${index === 0 ? '“' : ' '}${sentence.text}`),
    ...cited(sentence, prose),
  ]);
  return [...said, text('”')];
}

function cited({ sources }: CitedSentence, prose: DrawProse): Spans {
  return sources.length === 0 ? [] : prose(sources.map((id) => `[^${id}]`).join(''));
}

function partialRewording(
  label: Spans,
  before: string | undefined,
  after: string | undefined,
  prose: DrawProse,
): Spans {
  if (after === undefined) return [...label, text(': no longer stated.')];
  if (before === undefined) return [...label, text(', now stated: '), ...prose(after)];
  return rewording(label, { before, after }, prose);
}

function quoted(value: string, prose: DrawProse): Spans {
  return [text('“'), ...prose(value), text('”')];
}

/** A sentence to stand inside another: without its full stop, which comes before the citations. */
function clause(sentence: string): string {
  return sentence.replace(/\.(?=(?:\s?\[\^[^\]]+\])*\s*$)/u, '');
}

function sentenceList(parts: readonly Spans[]): Spans {
  return parts.flatMap((part, index) => (index === 0 ? part : [text(' '), ...part]));
}

function names(actors: readonly NamedActor[]): string {
  return actors.map(({ id, name }) => (id === 'desk' ? 'the desk' : name)).join(', ');
}

function holdersMove(added: readonly NamedActor[], removed: readonly NamedActor[]): string {
  return [
    ...(added.length === 0 ? [] : [`now also held by ${names(added)}`]),
    ...(removed.length === 0 ? [] : [`no longer held by ${names(removed)}`]),
  ].join('; ');
}

function credibility(grade: keyof typeof CREDIBILITY): string {
  return `credibility ${grade}, ${CREDIBILITY[grade]}`;
}

function reliability(grade: keyof typeof RELIABILITY): string {
  return `${grade} (${RELIABILITY[grade]})`;
}

function titled(title: string | undefined): string {
  return title === undefined ? '' : `, “${title}”`;
}

function nameless(value: string | undefined): string {
  return value === undefined ? 'not given' : `“${value}”`;
}

/** Coarser dates are no calendar days, so they are written out. */
function day(date: string): Spans {
  return date.length === 10 ? [{ kind: 'day', day: date }] : [text(formatDay(date))];
}
