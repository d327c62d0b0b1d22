import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import { inSentence } from '../../entries/names/in-sentence.ts';
import { saysUnknown } from '../language/said-unknown.ts';

const OFFERED = 3;

interface Offer {
  readonly question: string;
  /** Beginning of the ids of the statements that answer it. */
  readonly path: string;
}

/**
 * Questions the entry can answer and that this conversation has not had answered: about those just spoken of first, then
 * what to doubt, how likely it is, what comes next.
 */
export function followUpsOf(
  entry: Entry,
  actors: readonly string[],
  cited: readonly string[],
): readonly string[] {
  const spokenOf = [...actors, ...Object.keys(entry.actors)];
  const aboutActors = [...new Set(spokenOf)].flatMap((id): Offer[] => {
    const actor = byId(entry.actors, id);
    if (!actor) return [];
    const name = inSentence(actor.name);
    const path = `${entry.id}/actors.${id}`;
    return [
      ...offerIf(actor.wants, { question: `What is the aim of ${name}?`, path: `${path}.wants` }),
      ...offerIf(actor.leverage, { question: `What is the leverage of ${name}?`, path: `${path}.leverage` }),
    ].slice(0, 1);
  });
  const offers: readonly Offer[] = [
    ...aboutActors.slice(0, 1),
    ...entry.skepticism
      .slice(0, 1)
      .map(() => ({ question: 'What is in doubt?', path: `${entry.id}/skepticism.` })),
    ...(entry.outlook && entry.outlook.scenarios.length > 0
      ? [{ question: 'How likely is each scenario?', path: `${entry.id}/outlook.scenarios.` }]
      : []),
    ...aboutActors.slice(1),
    ...(hasSomethingAhead(entry) ? [{ question: 'What comes next?', path: `${entry.id}/timeline.` }] : []),
  ];
  return offers
    .filter(({ path }) => !cited.some((id) => id.startsWith(path)))
    .slice(0, OFFERED)
    .map(({ question }) => question);
}

function hasSomethingAhead({ timeline, outlook }: Entry): boolean {
  return timeline.some(({ expected }) => expected) || (outlook?.scenarios.length ?? 0) > 0;
}

function offerIf(prose: string | undefined, offer: Offer): readonly Offer[] {
  return prose === undefined || saysUnknown(prose) ? [] : [offer];
}
