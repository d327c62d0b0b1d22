import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import { cannotWrite } from '../../cannot-write.ts';
import type { PostOutcome } from '../../platform.ts';
import { failureOf } from '../api/failures.ts';
import type { MessageMaker, ReadyMessage } from '../rendering/messages.ts';
import type { Draft } from './draft.ts';
import { nonceOf } from './reference.ts';
import { sendPatiently } from './send.ts';

/** Where an answer goes that no interaction carries. */
export interface Destination {
  readonly client: Client;
  readonly personId: string;
  /** Absent where only the person is to see the answer. */
  readonly channelId?: string | undefined;
  /** Id of the message that asked. */
  readonly replyTo?: string;
  /** Names this answer for ever: Discord posts it once, whoever sends it. */
  readonly key: string;
}

export interface Answering {
  /** As messages of the bot itself. Never rejects: what could not be delivered is logged, and the person told where possible. */
  deliver(messages: readonly ReadyMessage[], to: Destination, draft?: Draft): Promise<void>;
  /** To the person alone, because we may not write where they asked; `remedy` says what would help. */
  tellInPerson(messages: readonly ReadyMessage[], to: Destination, remedy: string): Promise<void>;
}

export function createAnswering(maker: MessageMaker, log: Logger): Answering {
  async function deliver(messages: readonly ReadyMessage[], to: Destination, draft?: Draft): Promise<void> {
    const { channelId } = to;
    if (channelId === undefined) {
      await sendInPerson(messages, to);
      return;
    }
    const outcome = await sendAll(messages, channelId, to, draft);
    if (outcome.kind === 'posted') return;
    log.warn({ outcome, channel: channelId }, 'an answer could not be posted where it was asked for');
    if (outcome.kind === 'refused' && outcome.scope === 'target')
      await tellInPerson(messages, to, outcome.remedy);
  }

  async function tellInPerson(
    messages: readonly ReadyMessage[],
    to: Destination,
    remedy: string,
  ): Promise<void> {
    const note = await maker.make(cannotWrite(remedy), { isPrivate: false, maximum: 1 });
    await sendInPerson([...note, ...messages], to);
  }

  async function sendInPerson(messages: readonly ReadyMessage[], to: Destination): Promise<void> {
    const { replyTo: _elsewhere, ...directly } = to;
    try {
      const { id } = await to.client.users.createDM(to.personId);
      const outcome = await sendAll(messages, id, { ...directly, key: `${to.key}/direct` });
      if (outcome.kind !== 'posted') log.warn({ outcome }, 'nor could it be sent to the person directly');
    } catch (error) {
      log.warn({ outcome: failureOf(error) }, 'no direct conversation with the person could be opened');
    }
  }

  return { deliver, tellInPerson };
}

async function sendAll(
  messages: readonly ReadyMessage[],
  channelId: string,
  { client, key, replyTo }: Destination,
  draft?: Draft,
): Promise<PostOutcome> {
  let outcome: PostOutcome = { kind: 'failed', reason: 'there is nothing to send' };
  for (const [part, message] of messages.entries()) {
    outcome =
      part === 0 && draft
        ? await draft.finish(message)
        : await sendPatiently(client.rest, message, {
            channelId,
            nonce: nonceOf(key, part),
            ...(part === 0 && replyTo !== undefined ? { replyTo } : {}),
          });
    if (outcome.kind !== 'posted') return outcome;
  }
  return outcome;
}
