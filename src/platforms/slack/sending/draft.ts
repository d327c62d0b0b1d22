import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Beginning } from '../../../dispatch/dispatcher.ts';
import type { Reply } from '../../../reply.ts';
import type { KeptDraft } from '../../drafts/draft-recovery.ts';
import { createDrafting } from '../../drafts/drafting.ts';
import type { PostOutcome } from '../../platform.ts';
import { classifyError, type Failure } from '../api/failures.ts';
import type { RateLimiter } from '../api/rate-limiter.ts';
import type { SlackMessage } from '../rendering/render.ts';
import type { Place, Poster } from './post.ts';
import type { Replacer } from './replace.ts';

/**
 * `chat.update` may be called fifty times a minute in a workspace (tier 3). The beginnings of all answers that are
 * being written there share thirty of them, so that there is room for the answers themselves.
 */
export const EDIT_EVERY_MS = 2_000;
/** The pace of edits is that of a workspace: all its answers wait in one line. */
const ALL_CHANNELS = '';

/** The first message of an answer, shown while the answer is still being made. */
export interface Draft {
  readonly show: (beginning: Beginning) => void;
  /** Shows nothing more, and waits for what is on its way. Resolves to whether something is, or may be, shown. */
  stop(): Promise<boolean>;
  /** Puts the answer's first message in the place of the draft; posts it where there is none. Call it once. */
  finish(message: SlackMessage): Promise<PostOutcome>;
}

export interface DraftOptions {
  readonly place: Place;
  /** That of the answer: a draft is the same message. */
  readonly key: string;
  readonly poster: Poster;
  readonly replacer: Replacer;
  readonly draw: (beginning: Beginning) => SlackMessage;
  /** Writes down, before the draft is posted, what is to take its place should this process be killed. */
  readonly keep: (plain: Reply) => Promise<KeptDraft>;
  /** Awaited before the draft is posted. */
  readonly beforePost: () => Promise<void>;
  readonly edits: RateLimiter;
  /** Milliseconds from one edit of this draft to the next. */
  readonly editEvery: number;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

type Begun =
  /** `isUnsettled`: an edit of unknown outcome may be carried out after what follows it. */
  | { readonly kind: 'shown'; readonly messageId: string; readonly isUnsettled: boolean }
  /** Posted, or not, after `since`. */
  | { readonly kind: 'unknown'; readonly since: Temporal.Instant };

/**
 * A draft is posted the way an answer is, under the answer's key, and counts as the first attempt to post it. From then
 * on there is one message, which is edited. Failures of a draft are no failures of the answer.
 */
export function createDraft(options: DraftOptions): Draft {
  const { place, key, poster, replacer, edits, editEvery, now, log } = options;
  let begun: Begun | undefined;
  let kept: KeptDraft | undefined;

  async function show(beginning: Beginning): Promise<boolean> {
    if (beginning.visibility !== 'channel') return false;
    const message = options.draw(beginning);
    return begun?.kind === 'shown'
      ? await edit(begun.messageId, message)
      : await post(message, beginning.plain);
  }

  async function post(message: SlackMessage, plain: Reply): Promise<boolean> {
    kept = await options.keep(plain);
    await options.beforePost();
    const since = now();
    const outcome = await poster.post(place, message, key);
    if (outcome.kind === 'posted') {
      begun = { kind: 'shown', messageId: outcome.messageId, isUnsettled: false };
      await kept.shown(outcome.messageId);
    } else if (outcome.kind === 'unknown') begun = { kind: 'unknown', since };
    if (outcome.kind !== 'posted') log.debug({ outcome }, 'the beginning of an answer was not posted');
    return outcome.kind === 'posted';
  }

  async function edit(messageId: string, message: SlackMessage): Promise<boolean> {
    const failure = await replacer.replace(place, messageId, message, key);
    if (failure === undefined) return true;
    log.debug({ failure }, 'the beginning of an answer could not be brought up to date');
    if (failure.kind === 'limited') edits.hold(place.workspace, failure.retryAfter);
    if (failure.kind === 'unknown') begun = { kind: 'shown', messageId, isUnsettled: true };
    return false;
  }

  async function pause(signal: AbortSignal): Promise<void> {
    await sleep(editEvery, undefined, { signal });
    for (let waiting = true; waiting; ) {
      const turn = edits.take(place.workspace, ALL_CHANNELS);
      waiting = turn.kind === 'limited';
      await sleep(turn.wait, undefined, { signal });
    }
  }

  const drafting = createDrafting(
    (beginning) =>
      show(beginning).catch((error: unknown) => {
        log.debug({ err: error }, 'the beginning of an answer could not be shown');
        return false;
      }),
    pause,
  );
  drafting.open();

  async function finish(message: SlackMessage): Promise<PostOutcome> {
    await drafting.stop();
    const outcome = await putInPlace(message);
    if (outcome.kind === 'posted' || outcome.kind === 'refused' || begun === undefined) await kept?.close();
    else await kept?.leave();
    return outcome;
  }

  async function putInPlace(message: SlackMessage): Promise<PostOutcome> {
    if (begun === undefined) return await poster.postSurely(place, message, key);
    if (begun.kind === 'shown') return await takeOver(begun.messageId, message, begun.isUnsettled);
    const found = await poster.find(place, key, begun.since);
    if (found.kind === 'found') return await takeOver(found.messageId, message, false);
    return found.kind === 'absent' ? await poster.postSurely(place, message, key) : found;
  }

  async function takeOver(
    messageId: string,
    message: SlackMessage,
    isUnsettled: boolean,
  ): Promise<PostOutcome> {
    const failure = await replacer.replaceSurely(place, messageId, message, key);
    if (failure) return await giveUp(messageId, message, failure);
    if (isUnsettled) {
      await sleep(editEvery);
      await replacer.replace(place, messageId, message, key);
    }
    return { kind: 'posted', messageId };
  }

  /** The draft goes, and the answer comes as a message of its own: unless it may be there, or cannot be posted either. */
  async function giveUp(messageId: string, message: SlackMessage, failure: Failure): Promise<PostOutcome> {
    if (failure.kind === 'refused' || failure.kind === 'unknown') return failure;
    log.info({ failure }, 'the beginning of an answer could not be completed; posting the answer anew');
    if (!('reason' in failure) || failure.reason !== 'message_not_found') await takeAway(messageId);
    // Under a key of its own: what is left of the draft must not be taken for it.
    return await poster.postSurely(place, message, `${key}/anew`);
  }

  async function takeAway(messageId: string): Promise<void> {
    try {
      await place.client.chat.delete({ channel: place.channel, ts: messageId });
    } catch (error) {
      log.warn({ failure: classifyError(error) }, 'the beginning of an answer could not be taken away');
    }
  }

  return {
    show: drafting.show,
    async stop() {
      await drafting.stop();
      return begun !== undefined;
    },
    finish,
  };
}
