import { counted } from '../counted.ts';
import type { Entry, Outlook, Scenario } from '../entries/entry.ts';
import { findTerm } from '../entries/scales.ts';
import { type Block, type Likelihood, type Spans, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';
import { excerpt } from './excerpt.ts';

/** Characters of the basis shown beside the confidence in the first answer. */
const BASIS_EXCERPT = 150;

/** The first `most` scenarios in the file's order as bars, the others counted; the confidence with its basis in a few lines. */
export function outlookInBrief(
  entry: Entry,
  outlook: Outlook,
  most: number,
  citations: Citations,
): readonly Block[] {
  const more = outlook.scenarios.length - most;
  return [
    ...outlook.scenarios.slice(0, most).map((scenario) => likelihoodOf(entry, scenario)),
    ...(more > 0 ? [{ kind: 'note', spans: [text(counted(more, 'more scenario'))] } as const] : []),
    {
      kind: 'text',
      spans: [
        ...confidenceOf(outlook),
        text(' '),
        ...citations.prose(entry, excerpt(outlook.basis, BASIS_EXCERPT)),
      ],
    },
  ];
}

/** Every scenario with its text and signposts. */
export function outlookInFull(entry: Entry, outlook: Outlook, citations: Citations): readonly Block[] {
  return [
    ...outlook.scenarios.flatMap((scenario): readonly Block[] => [
      likelihoodOf(entry, scenario, citations.prose(entry, scenario.text)),
      ...(scenario.signposts.length > 0 ? [signpostsOf(entry, scenario, citations)] : []),
    ]),
    { kind: 'heading', level: 2, text: `Confidence: ${outlook.confidence}` },
    { kind: 'text', spans: citations.prose(entry, outlook.basis) },
    { kind: 'note', spans: [text(`Likelihood terms follow ${SCALE_NAMES[entry.scale]}.`)] },
  ];
}

/** `Outlook to 31 March 2026`: a likelihood says nothing without its horizon. */
export function outlookTitle(outlook: Outlook): string {
  return outlook.horizon ? `Outlook ${outlook.horizon}` : 'Outlook';
}

const SCALE_NAMES = { 'icd-203': 'ICD 203', phia: 'the PHIA probability yardstick' } as const;

function likelihoodOf(entry: Entry, scenario: Scenario, detail?: Spans): Likelihood {
  const estimate = scenario.likelihood ? findTerm(entry.scale, scenario.likelihood) : undefined;
  return {
    kind: 'likelihood',
    name: scenario.name,
    ...(estimate ? { estimate } : {}),
    ...(detail ? { detail } : {}),
  };
}

function confidenceOf(outlook: Outlook): Spans {
  return [strong(`Confidence: ${outlook.confidence}.`)];
}

function signpostsOf(entry: Entry, scenario: Scenario, citations: Citations): Block {
  return {
    kind: 'list',
    items: scenario.signposts.map((signpost) => [text('Signpost: '), ...citations.prose(entry, signpost)]),
  };
}
