import type { Logger } from 'pino';
import { z } from 'zod';
import type { Finish } from '../../drafts/draft-recovery.ts';
import type { LeftDraft } from '../../drafts/open-drafts.ts';
import type { FoundOutcome } from '../../platform.ts';
import type { Renderer } from '../rendering/render.ts';
import type { Place, Poster } from './post.ts';
import { isFinal, type Replacer } from './replace.ts';
import type { FindPlace } from './target-place.ts';

const draftPlace = z.object({
  workspace: z.string(),
  channel: z.string(),
  thread: z.exactOptional(z.string()),
  /** What is typed before words there. */
  prefix: z.string(),
});

/** Where a draft is shown, in the form in which it is written down. */
export function writePlace(place: z.output<typeof draftPlace>): string {
  return JSON.stringify(place);
}

export interface UnfinishedOptions {
  readonly findPlace: FindPlace;
  readonly poster: Poster;
  readonly replacer: Replacer;
  readonly renderer: Renderer;
  readonly zone: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Puts the plain answer in the place of a draft that another process left. Only ever by changing that message: what was
 * deleted meanwhile stays away, and what was never posted is not posted late.
 */
export function createFinish(options: UnfinishedOptions): Finish {
  const { findPlace, poster, replacer, renderer, zone, now, log } = options;

  async function messageOf(left: LeftDraft, place: Place): Promise<FoundOutcome> {
    if (left.messageId !== undefined) return { kind: 'found', messageId: left.messageId };
    return await poster.find(place, left.key, left.openedAt);
  }

  return async (left) => {
    const { prefix, ...target } = draftPlace.parse(JSON.parse(left.place));
    const place = await findPlace(target);
    if ('kind' in place) return place.kind === 'refused' ? 'settled' : 'later';
    const found = await messageOf(left, place);
    if (found.kind !== 'found') return found.kind === 'absent' ? 'settled' : 'later';
    const drawn = { zone, now: now(), prefix, private: false, replaceable: true, messages: 1 };
    const [message] = renderer.messages(left.plain, drawn);
    const failure = await replacer.replaceSurely(place, found.messageId, message, left.key);
    if (failure) log.info({ failure }, 'an answer that was left unfinished could not be replaced');
    return failure === undefined || isFinal(failure) ? 'settled' : 'later';
  };
}
