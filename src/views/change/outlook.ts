import type { ScaleTerm } from '../../entries/scales.ts';
import type { CitedSentence } from '../../entries/statements/cited-sentences.ts';
import { formatEstimate } from '../../plain-text.ts';
import { emphasis, type Spans, text } from '../../reply.ts';
import { type DrawProse, drawPlain } from './draw-prose.ts';
import { cited, inQuotes, quoted, sentenceList } from './phrases.ts';
import { rewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';
import { statedReason } from './stated-reason.ts';

export const outlookSentences = {
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
} satisfies Partial<Sentences>;

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

function nameless(value: string | undefined): string {
  return value === undefined ? 'not given' : `“${value}”`;
}
