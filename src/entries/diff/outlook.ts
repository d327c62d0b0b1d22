import type { Entry, Outlook, Scenario } from '../entry.ts';
import { findTerm, type ScaleTerm } from '../scales.ts';
import type { Change } from './change.ts';
import { matchItems, wordLikeness } from './matching.ts';
import { newSentences } from './new-sentences.ts';
import { definedRewording, type Pair, proseLikeness, same } from './pair.ts';

/** Scenarios added, removed, reworded and judged otherwise; horizon, confidence and basis. */
export function outlookChanges(before: Entry, after: Entry): Change[] {
  const matching = matchItems(
    before.outlook?.scenarios ?? [],
    after.outlook?.scenarios ?? [],
    scenarioLikeness,
  );
  return [
    ...matching.pairs.flatMap((pair) => likelihoodChanges(pair, before, after)),
    ...matching.added.map((scenario): Change => {
      return { kind: 'scenario-added', scenario, ...estimate(after, scenario) };
    }),
    ...matching.removed.map((scenario): Change => {
      return { kind: 'scenario-removed', scenario, ...estimate(before, scenario) };
    }),
    ...matching.pairs.flatMap((pair) =>
      scenarioChanges(pair, termOf(before, pair.before)?.term !== termOf(after, pair.after)?.term),
    ),
    ...judgementChanges(before.outlook, after.outlook),
  ];
}

/** The same name is the same scenario, whatever became of its text; else name and text together decide. */
function scenarioLikeness(before: Scenario, after: Scenario): number {
  if (before.name.toLowerCase() === after.name.toLowerCase()) return 1;
  // Kept just below 1, so that a scenario that keeps its name is never taken by another's renaming.
  return 0.99 * Math.max(wordLikeness(before.name, after.name), proseLikeness(before.text, after.text));
}

function estimate(entry: Entry, scenario: Scenario): { readonly estimate?: ScaleTerm } {
  const term = termOf(entry, scenario);
  return term === undefined ? {} : { estimate: term };
}

function termOf(entry: Entry, scenario: Scenario): ScaleTerm | undefined {
  return scenario.likelihood === undefined ? undefined : findTerm(entry.scale, scenario.likelihood);
}

function likelihoodChanges(pair: Pair<Scenario>, before: Entry, after: Entry): Change[] {
  const from = termOf(before, pair.before);
  const to = termOf(after, pair.after);
  if (from?.term === to?.term && from?.low === to?.low && from?.high === to?.high) return [];
  return [
    {
      kind: 'likelihood',
      scenario: pair.after.name,
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      newText: newSentences(pair.before.text, pair.after.text),
    },
  ];
}

/** A likelihood that moved already tells the new sentences; the text is then told again only if some went. */
function scenarioChanges({ before, after }: Pair<Scenario>, moved: boolean): Change[] {
  const changes: Change[] = [];
  if (before.name !== after.name)
    changes.push({ kind: 'scenario-renamed', before: before.name, after: after.name });
  if (!same(before.text, after.text) && !(moved && newSentences(after.text, before.text).length === 0))
    changes.push({
      kind: 'scenario-reworded',
      scenario: after.name,
      before: before.text,
      after: after.text,
    });
  const signposts = matchItems(before.signposts, after.signposts, (a, b) => (same(a, b) ? 1 : 0));
  if (signposts.added.length + signposts.removed.length > 0)
    changes.push({
      kind: 'signposts',
      scenario: after.name,
      added: signposts.added,
      removed: signposts.removed,
    });
  return changes;
}

/** An outlook that came or went as a whole is told by its scenarios. */
function judgementChanges(before: Outlook | undefined, after: Outlook | undefined): Change[] {
  if (before === undefined || after === undefined) return [];
  const changes: Change[] = [];
  if (before.confidence !== after.confidence)
    changes.push({ kind: 'confidence', before: before.confidence, after: after.confidence });
  if (!same(before.horizon, after.horizon))
    changes.push({ kind: 'horizon', ...definedRewording(before.horizon, after.horizon) });
  if (!same(before.basis, after.basis))
    changes.push({ kind: 'basis', before: before.basis, after: after.basis });
  return changes;
}
