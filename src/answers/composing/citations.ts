import type { Entry } from '../../entries/entry.ts';
import { findTerm } from '../../entries/scales.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import { givesTime } from '../coverage/measures/amounts.ts';
import { lacksParty } from '../coverage/whom/between-parties.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { soughtBy } from '../language/signs.ts';
import { quotedIn } from '../language/verbatim.ts';
import { asksOfCited, type Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, intentTerms } from '../question/intent.ts';
import { askedTerms } from '../retrieval/asked-terms.ts';
import { fieldPath } from '../retrieval/field-path.ts';
import type { Passages } from '../retrieval/passages.ts';
import { shareWhere } from '../retrieval/shares.ts';
import { mentionsOf } from '../retrieval/structure.ts';
import { MAXIMUM_CITED, WEIGHTS } from '../retrieval/weights.ts';

/** The first statement and what belongs with it: the rest of its field, or others nearly as good that add something. */
export function citedWith(
  first: Statement,
  order: readonly number[],
  totals: readonly number[],
  passages: Passages,
  focus: Focus,
  entry: Entry,
): readonly Statement[] {
  const ranked = order.flatMap((at) => passages.all[at]?.statement ?? []);
  // "Has Iran commented?" is answered by that it has not been reported; more would only blur it.
  if (focus.form.yesNo && saysUnknown(first.text) && focus.intent !== 'doubt') return [first];
  // A signpost alone would read as if it had happened: what it is a sign of goes first.
  if (first.field === 'outlook.signpost' && focus.intent !== 'signs') {
    const scenario = allLikelihoods(passages).find(({ heading }) => heading === first.heading);
    return scenario ? [scenario, first] : [first];
  }
  if ((focus.intent === 'players' || focus.intent === 'chronology') && !focus.hasFurtherTerms) {
    const heads = passages.all.flatMap(({ statement }) =>
      fieldsOf(focus.intent).fields.includes(statement.field) && statement.id.endsWith('/0')
        ? [statement]
        : [],
    );
    if (heads.length > 0) return heads.slice(0, MAXIMUM_CITED);
  }
  if (focus.form.verbatim && quotedIn(first.text).length > 0) return quotations(first, ranked, focus, entry);
  if (focus.intent === 'signs' && !focus.fromConversation && !asksOfSomething(focus)) {
    // What to watch for, whichever way it goes: the foremost sign of each scenario.
    const signs = passages.all.flatMap(({ statement }) =>
      statement.field === 'outlook.signpost' && statement.id.endsWith('.signposts.0/0') ? [statement] : [],
    );
    if (signs.length > 0) return signs.slice(0, MAXIMUM_CITED);
  }
  // One of several signs would read as the only one.
  if (focus.intent === 'signs' && first.field === 'outlook.signpost')
    return passages.all
      .flatMap(({ statement }) =>
        statement.field === 'outlook.signpost' && statement.heading === first.heading ? [statement] : [],
      )
      .slice(0, MAXIMUM_CITED);
  if (focus.intent === 'unknowns')
    return ranked.filter(({ text }) => saysUnknown(text)).slice(0, focus.hasFurtherTerms ? 1 : MAXIMUM_CITED);
  const { fields } = fieldsOf(focus.intent);
  const inField = fields.includes(first.field);
  if (first.field === 'outlook.likelihood' && focus.cited && POINTING.test(focus.question)) {
    const scenario = scenarioOf(focus.cited, passages);
    if (scenario) return [scenario];
  }
  if (focus.intent === 'likelihood' && !asksOfSomething(focus) && allLikelihoods(passages).length > 0)
    return rankedLikelihoods(passages, focus, entry).slice(0, MAXIMUM_CITED);
  if (inField && first.field === 'outlook.likelihood')
    return likelihoods(first, ranked, passages, focus, entry);
  if (
    focus.intent === 'doubt' &&
    focus.actors.length === 0 &&
    !asksOfSomething(focus) &&
    !asksOfCited(focus)
  ) {
    const held = /\bwho\b/i.test(focus.question) ? doubtsOfActors(passages) : [];
    if (held.length > 0) return held.slice(0, MAXIMUM_CITED);
    return passages.all
      .flatMap(({ statement }) => (statement.field === 'skepticism.claim' ? [statement] : []))
      .slice(0, MAXIMUM_CITED);
  }
  if (inField && focus.actors.length > 1 && first.field.startsWith('actor.')) {
    return focus.actors.flatMap(
      (id) => ranked.find(({ field, actors }) => field === first.field && actors.includes(id)) ?? [],
    );
  }
  if (focus.compares) {
    const sides = focus.actors.flatMap((id) => ranked.find(({ actors }) => actors[0] === id) ?? []);
    if (sides.length > 1) return [...new Set([first, ...sides])].slice(0, MAXIMUM_CITED - 1);
  }
  if (focus.intent === 'sourcing' && first.field === 'skepticism.doubt')
    return passages.all
      .flatMap(({ statement }) => (fieldPath(statement.id) === fieldPath(first.id) ? [statement] : []))
      .slice(0, MAXIMUM_CITED - 1);
  const timed = soughtBy(focus.question) === 'time' ? timeOf(first, passages) : undefined;
  if (timed) return [timed, first];
  if (inField || (ABOUT_NOTES.has(focus.intent) && first.field.startsWith('skepticism.'))) {
    const together = ranked.filter(
      (other) => fieldPath(other.id) === fieldPath(first.id) && !lacksParty(other, focus, entry),
    );
    if (together.length > 1) return [first, ...together.filter((other) => other !== first)].slice(0, 3);
  }
  const highest = totals[order[0] ?? 0] ?? 0;
  const asked = askedTerms(focus.text, passages);
  const met = (at: number | undefined) =>
    shareWhere(asked, (term) => (at !== undefined && passages.all[at]?.counts.has(term)) ?? false);
  const chosen: Statement[] = [first];
  const qualification = qualificationOf(order[0] ?? 0, passages);
  if (qualification) return [first, qualification];
  for (const at of order.slice(1)) {
    if (chosen.length >= MAXIMUM_CITED - 1 || highest - (totals[at] ?? 0) > WEIGHTS.companionGap) break;
    const statement = passages.all[at]?.statement;
    // What meets less of the question than the first adds words, not an answer.
    if (!focus.compares && (met(at) === 0 || met(at) < met(order[0]))) continue;
    if (statement && !chosen.some((other) => saysTheSame(other, statement))) chosen.push(statement);
  }
  return chosen;
}

const POINTING = /\b(?:that|this|it)\W*$/i;

/** "How likely is that?": of the scenario that was shown, or whose name the shown statement has in full. */
function scenarioOf({ field, heading, text }: Statement, passages: Passages): Statement | undefined {
  if (field.startsWith('outlook.') && heading !== undefined)
    return allLikelihoods(passages).find((likelihood) => likelihood.heading === heading);
  const terms = new Set(termsOf(`${heading ?? ''} ${text}`));
  const named = allLikelihoods(passages).filter((likelihood) => {
    const name = termsOf(likelihood.heading ?? '');
    return name.length > 1 && name.every((term) => terms.has(term));
  });
  return named.length === 1 ? named[0] : undefined;
}

/** Whether two statements share so many words that one beside the other tells nothing more. */
export function saysTheSame(a: Statement, b: Statement): boolean {
  return likeness(a.text, b.text) >= WEIGHTS.duplicate;
}

/** Where it is asked when, and another sentence of the same field says it: that one. */
function timeOf(statement: Statement, passages: Passages): Statement | undefined {
  const field = passages.all.filter((passage) => fieldPath(passage.statement.id) === fieldPath(statement.id));
  const here = field.find((passage) => passage.statement === statement);
  if (!here || givesTime(here)) return undefined;
  return field.find((passage) => givesTime(passage))?.statement;
}

/** The sentence right after, where that says what is not known of it: one without the other would mislead. */
function qualificationOf(at: number, passages: Passages): Statement | undefined {
  const statement = passages.all[at]?.statement;
  const next = passages.all[at + 1]?.statement;
  if (!statement || !next || fieldPath(statement.id) !== fieldPath(next.id)) return undefined;
  return saysUnknown(next.text) && !saysUnknown(statement.text) ? next : undefined;
}

/** What was said word for word, by whom it is asked of; each quotation once. */
function quotations(
  first: Statement,
  ranked: readonly Statement[],
  { actors }: Focus,
  entry: Entry,
): readonly Statement[] {
  const shown = new Set<string>();
  return [first, ...ranked]
    .filter(({ text }) => {
      const further = quotedIn(text).filter((words) => !shown.has(words));
      for (const words of further) shown.add(words);
      return further.length > 0;
    })
    .filter(
      (statement) => actors.length === 0 || mentionsOf(statement, entry).some((id) => actors.includes(id)),
    )
    .slice(0, MAXIMUM_CITED - 1);
}

/** How each doubt opens that somebody in the story holds: who doubts is asked, and that the desk does goes without saying. */
function doubtsOfActors(passages: Passages): readonly Statement[] {
  return passages.all.flatMap(({ statement }) =>
    statement.field === 'skepticism.doubt' &&
    statement.id.endsWith('/0') &&
    statement.actors.some((id) => id !== 'desk')
      ? [statement]
      : [],
  );
}

/** Whether the question has words besides those that express its intent. */
function asksOfSomething(focus: Focus): boolean {
  return termsOf(focus.text).some(
    (term) => !intentTerms(focus.intent).has(term) && !focus.actorTerms.has(term),
  );
}

/** The scenario that the question names, with what it says; or all of them. */
function likelihoods(
  first: Statement,
  ranked: readonly Statement[],
  passages: Passages,
  focus: Focus,
  entry: Entry,
): readonly Statement[] {
  if (focus.form.extreme || focus.form.ofTheWorst) return rankedLikelihoods(passages, focus, entry);
  const asked = new Set(termsOf(focus.text));
  const names = (statement: Statement) =>
    termsOf(statement.heading ?? '').some(
      (term) => asked.has(term) || [...kindredOf(term)].some((kin) => asked.has(kin)),
    );
  if (names(first) || focus.fromConversation) {
    const text = ranked.find(
      ({ field, heading }) => field === 'outlook.scenario' && heading === first.heading,
    );
    return text ? [first, text] : [first];
  }
  return allLikelihoods(passages).slice(0, MAXIMUM_CITED);
}

/** All scenarios, or where the most or the least likely is asked for, that one and those that share its place. */
function rankedLikelihoods(passages: Passages, { form }: Focus, entry: Entry): readonly Statement[] {
  const all = allLikelihoods(passages);
  if (form.ofTheWorst) return worstFirst(all, entry);
  if (!form.extreme) return all;
  const percent = (statement: Statement) => {
    const scenario = entry.outlook?.scenarios.find(({ name }) => name === statement.heading);
    return scenario?.likelihood === undefined ? undefined : findTerm(entry.scale, scenario.likelihood)?.low;
  };
  const assessed = all.flatMap((statement) => percent(statement) ?? []);
  const end = form.extreme === 'most' ? Math.max(...assessed) : Math.min(...assessed);
  return all.filter((statement) => percent(statement) === end);
}

/** Words of what nobody hopes for, in any story. */
const ADVERSE =
  /\b(?:fail|collapse|break(?:down)?|broken|call(?:ed)? off|cancel|abandon|lapse|war|attack|violence|military|escalat|confront|threat|risk|crisis|deadlock|default|shutdown|annul|reject|lose|loss|end(?:s|ed)? the|aside|against|spread|crash|collaps|death|casualt)/gi;

/** The scenario that speaks most of failure and harm before the others, where there is one. */
function worstFirst(likelihoods: readonly Statement[], entry: Entry): readonly Statement[] {
  const harm = (statement: Statement) => {
    const scenario = entry.outlook?.scenarios.find(({ name }) => name === statement.heading);
    if (!scenario) return 0;
    const count = (text: string) => text.match(ADVERSE)?.length ?? 0;
    return 2 * count(scenario.name) + count(scenario.text);
  };
  const worst = Math.max(...likelihoods.map(harm));
  const [first, ...others] = likelihoods.filter((statement) => harm(statement) === worst);
  return first === undefined || worst === 0 || others.length > 0
    ? likelihoods
    : [first, ...likelihoods.filter((other) => other !== first)];
}

export function allLikelihoods(passages: Passages): readonly Statement[] {
  return passages.all.flatMap(({ statement }) =>
    statement.field === 'outlook.likelihood' ? [statement] : [],
  );
}

function likeness(a: string, b: string): number {
  const left = new Set(termsOf(a));
  const right = new Set(termsOf(b));
  const shared = [...left].filter((term) => right.has(term)).length;
  return shared / Math.max(1, Math.min(left.size, right.size));
}
