import type { Logger } from 'pino';
import type { Answer, Beginning } from '../../../dispatch/dispatcher.ts';
import { cannotWrite } from '../../cannot-write.ts';
import type { DraftRecovery } from '../../drafts/draft-recovery.ts';
import { classifyError, type Failure } from '../api/failures.ts';
import { createRateLimiter } from '../api/rate-limiter.ts';
import { ANSWER_MESSAGES } from '../limits.ts';
import type { Renderer, RenderOptions, SlackMessage } from '../rendering/render.ts';
import { type Destination, directPlaceOf, draftPlaceOf, placeOf } from './destination.ts';
import { createDraft, type Draft, EDIT_EVERY_MS } from './draft.ts';
import { postEphemeral } from './ephemeral.ts';
import type { Poster } from './post.ts';
import type { Replacer } from './replace.ts';
import { type Envelope, respondOrPlain } from './response-url.ts';

export interface Answering {
  /**
   * Where an answer that everybody sees will be posted, its beginning can be shown until then. What one person alone sees has
   * no `chat.update`; a `response_url` replaces it only where a button on it was pressed, and is good for five uses, which
   * the messages of the answer may need.
   */
  begin(to: Destination, beforePost: () => Promise<void>): Draft;
  /** Never rejects: what could not be delivered is logged, and the person told where possible. */
  deliver(
    answer: Pick<Answer, 'reply' | 'visibility' | 'words'>,
    to: Destination,
    draft?: Draft,
  ): Promise<void>;
}

export interface AnsweringOptions {
  readonly poster: Poster;
  readonly replacer: Replacer;
  readonly renderer: Renderer;
  readonly drafts: DraftRecovery;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Milliseconds between the edits of a draft. */
  readonly editEvery?: number;
}

export function createAnswering({
  poster,
  replacer,
  renderer,
  drafts,
  now,
  log,
  editEvery = EDIT_EVERY_MS,
}: AnsweringOptions): Answering {
  const edits = createRateLimiter(now, editEvery);

  function begin(to: Destination, beforePost: () => Promise<void>): Draft {
    return createDraft({
      place: placeOf(to),
      key: to.key,
      poster,
      replacer,
      draw: ({ reply }: Beginning) =>
        renderer.messages(reply, {
          ...reader(to),
          private: false,
          replaceable: true,
          messages: ANSWER_MESSAGES,
        })[0],
      keep: (plain) => drafts.keep({ key: to.key, place: draftPlaceOf(to), plain }),
      beforePost,
      edits,
      editEvery,
      now,
      log,
    });
  }

  async function deliver(
    { reply, visibility, words }: Pick<Answer, 'reply' | 'visibility' | 'words'>,
    to: Destination,
    draft?: Draft,
  ): Promise<void> {
    const hidden = to.replace ? to.replace.ephemeral : visibility === 'private';
    const messages = renderer.messages(reply, {
      ...reader(to),
      private: hidden,
      replaceable: true,
      messages: to.replace ? 1 : ANSWER_MESSAGES,
      rest: words,
      part: to.part ?? 0,
    });
    for (const [index, message] of messages.entries()) {
      const isDelivered =
        index === 0
          ? await deliverOne(message, hidden, to, draft)
          : await deliverOne(message, hidden, { ...to, key: `${to.key}/${index + 1}` });
      if (!isDelivered) return;
    }
  }

  function reader(to: Destination): Pick<RenderOptions, 'zone' | 'now' | 'prefix'> {
    return { zone: to.asker.zone, now: now(), prefix: to.prefix };
  }

  /** False when the rest of the answer should not be tried. */
  async function deliverOne(
    message: SlackMessage,
    hidden: boolean,
    to: Destination,
    draft?: Draft,
  ): Promise<boolean> {
    // Into a thread a response_url is documented for what everyone sees; what one person sees has its own method.
    const inThread = hidden && to.asker.thread !== undefined && to.replace === undefined;
    const refusal = inThread ? await postEphemeral(message, to) : undefined;
    if (inThread && refusal === undefined) return true;
    if (to.responseUrl !== undefined) {
      const outcome = await respondOrPlain(to.responseUrl, message, envelopeOf(to, hidden), log);
      if (outcome.kind === 'sent') return true;
      log.info({ outcome: outcome.kind }, 'the response_url did not take the answer; posting it');
      // Everyone would see a public answer twice; a private one twice is better than none.
      if (outcome.kind === 'unknown' && !hidden) return true;
    }
    if (to.replace && !to.replace.ephemeral) return await update(message, to.replace.messageId, to);
    const failure =
      refusal ?? (hidden ? await postEphemeral(message, to) : await postPublicly(message, to, draft));
    if (failure === undefined) return true;
    log.warn({ failure, channel: to.asker.channel }, 'an answer could not be posted where it was asked for');
    if (failure.kind === 'refused' && failure.scope === 'target')
      await tellInPerson(message, failure.remedy, to);
    return false;
  }

  async function postPublicly(
    message: SlackMessage,
    to: Destination,
    draft?: Draft,
  ): Promise<Failure | undefined> {
    const outcome = draft
      ? await draft.finish(message)
      : await poster.postSurely(placeOf(to), message, to.key);
    return outcome.kind === 'posted' ? undefined : outcome;
  }

  async function update(message: SlackMessage, ts: string, to: Destination): Promise<boolean> {
    try {
      await to.client.chat.update({ channel: to.asker.channel, ts, ...message });
      return true;
    } catch (error) {
      log.warn({ failure: classifyError(error) }, 'a message could not be replaced');
      return false;
    }
  }

  /** Where the bot may not write, the person gets the answer and the remedy in a direct message. */
  async function tellInPerson(message: SlackMessage, remedy: string, to: Destination): Promise<void> {
    const [note] = renderer.messages(cannotWrite(remedy), {
      ...reader(to),
      private: false,
      replaceable: true,
      messages: 1,
    });
    const place = directPlaceOf(to);
    for (const [index, part] of [note, message].entries()) {
      const outcome = await poster.postSurely(place, part, `${to.key}/direct-${index}`);
      if (outcome.kind === 'posted') continue;
      log.warn({ outcome }, 'nor could it be sent to the person directly');
      return;
    }
  }

  return { begin, deliver };
}

/** How a `response_url` is told where the message belongs. */
function envelopeOf(to: Destination, hidden: boolean): Envelope {
  return {
    response_type: hidden ? 'ephemeral' : 'in_channel',
    replace_original: to.replace !== undefined,
    ...(to.asker.thread === undefined || to.replace ? {} : { thread_ts: to.asker.thread }),
  };
}
