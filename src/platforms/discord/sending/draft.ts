import { setTimeout as pause } from 'node:timers/promises';
import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Beginning } from '../../../dispatch/dispatcher.ts';
import type { Reply } from '../../../reply.ts';
import type { KeptDraft } from '../../drafts/draft-recovery.ts';
import { createDrafting } from '../../drafts/drafting.ts';
import type { PostOutcome } from '../../platform.ts';
import { BUDGET } from '../limits.ts';
import type { ReadyMessage } from '../rendering/messages.ts';
import { nonceOf } from './reference.ts';
import { type Delivery, replaceOnce, replaceSurely, sendMessage, sendPatiently } from './send.ts';

/** The first message of an answer that no interaction carries, shown while the answer is still being made. */
export interface Draft {
  readonly show: (beginning: Beginning) => void;
  /** Puts the answer's first message in the place of the draft; posts it where there is none. Call it once. */
  finish(message: ReadyMessage): Promise<PostOutcome>;
}

export interface DraftOptions {
  readonly rest: REST;
  readonly channelId: string;
  /** Id of the message that asked. */
  readonly replyTo?: string;
  /** That of the answer: a draft is the same message. */
  readonly key: string;
  readonly draw: (beginning: Beginning) => Promise<ReadyMessage | undefined>;
  /** Writes down, before the draft is posted, what is to take its place should this process be killed. */
  readonly keep: (plain: Reply) => Promise<KeptDraft>;
  readonly log: Logger;
}

/** Failures of a draft are no failures of the answer. */
export function createDraft(options: DraftOptions): Draft {
  const { rest, channelId, key, log } = options;
  let kept: KeptDraft | undefined;
  let messageId: string | undefined;
  /** Discord may have posted it, and would then answer the same nonce with it: as it is, and not as it should be. */
  let mayBeThere = false;
  /** An edit of unknown outcome may be carried out after what follows it. */
  let isUnsettled = false;

  function delivery(answerKey: string): Delivery {
    const { replyTo } = options;
    return { channelId, nonce: nonceOf(answerKey, 0), ...(replyTo === undefined ? {} : { replyTo }) };
  }

  async function show(beginning: Beginning): Promise<boolean> {
    const message = await options.draw(beginning);
    if (!message) return false;
    if (messageId === undefined) return await showFirst(message, beginning.plain);
    const failure = await replaceOnce(rest, message, { route: routeOf(messageId) });
    if (failure) log.debug({ failure }, 'the beginning of an answer could not be brought up to date');
    isUnsettled = failure?.kind === 'unknown';
    return failure === undefined;
  }

  async function showFirst(message: ReadyMessage, plain: Reply): Promise<boolean> {
    kept = await options.keep(plain);
    mayBeThere = true;
    const outcome = await sendMessage(rest, message, delivery(key));
    mayBeThere = outcome.kind === 'posted' || outcome.kind === 'unknown';
    if (outcome.kind !== 'posted') {
      log.debug({ outcome }, 'the beginning of an answer was not posted');
      return false;
    }
    messageId = outcome.messageId;
    await kept.shown(messageId);
    return true;
  }

  function routeOf(id: string): `/${string}` {
    return Routes.channelMessage(channelId, id);
  }

  async function putInPlace(message: ReadyMessage): Promise<PostOutcome> {
    if (messageId === undefined) {
      const outcome = await sendPatiently(rest, message, delivery(key));
      if (!mayBeThere || outcome.kind !== 'posted') return outcome;
      messageId = outcome.messageId;
    }
    const replaced = { route: routeOf(messageId) };
    const failure = await replaceSurely(rest, message, replaced);
    // Deleted meanwhile, as a rule. Discord posts no nonce of a deleted message again.
    if (failure?.kind === 'refused') return await sendPatiently(rest, message, delivery(`${key}/anew`));
    if (failure) return failure;
    if (isUnsettled) {
      await pause(BUDGET.editEveryMs);
      await replaceOnce(rest, message, replaced);
    }
    return { kind: 'posted', messageId };
  }

  const drafting = createDrafting(
    (beginning) =>
      show(beginning).catch((error: unknown) => {
        log.info({ err: error }, 'the beginning of an answer could not be shown');
        return false;
      }),
    (signal) => pause(BUDGET.editEveryMs, undefined, { signal }),
  );
  drafting.open();

  return {
    show: drafting.show,
    async finish(message) {
      await drafting.stop();
      const outcome = await putInPlace(message);
      if (outcome.kind === 'posted' || outcome.kind === 'refused' || !mayBeThere) await kept?.close();
      else await kept?.leave();
      return outcome;
    },
  };
}
