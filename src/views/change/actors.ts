import { text } from '../../reply.ts';
import { drawPlain } from './draw-prose.ts';
import { day } from './phrases.ts';
import { partialRewording, rewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';

const ACTOR_FIELD_LABELS = {
  role: 'role',
  position: 'position',
  wants: 'aims',
  leverage: 'leverage',
} as const;

export const actorSentences = {
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
} satisfies Partial<Sentences>;
