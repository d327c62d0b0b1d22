import type { Logger } from 'pino';
import type { Command } from '../../../dispatch/command.ts';
import type { Beginning, Dispatcher } from '../../../dispatch/dispatcher.ts';
import type { Reply } from '../../../reply.ts';
import { createDeduplication, type Deduplication } from '../../deduplication.ts';
import type { DraftRecovery, KeptDraft } from '../../drafts/draft-recovery.ts';
import type { HandledEvents, ResponseTimes } from '../../platform.ts';
import type { MessageMaker, ReadyMessage } from '../rendering/messages.ts';
import { type Answering, createAnswering } from '../sending/answering.ts';
import type { DraftPlace, DraftPlaces } from '../sending/draft-place.ts';
import { createStartQueue, type StartQueue } from '../sending/start-queue.ts';

export interface ReceiveOptions {
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly messages: MessageMaker;
  readonly drafts: DraftRecovery;
  readonly draftPlaces: DraftPlaces;
  readonly replyVisibility: 'private' | 'channel';
  readonly zone: string;
  readonly responseTimes: ResponseTimes;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** What answering an interaction and answering a message have in common. */
export interface HandlerContext extends ReceiveOptions {
  readonly deduplication: Deduplication;
  readonly turns: StartQueue;
  readonly answering: Answering;
  /** Discord sends each event to every instance, and again after a resume: claims it for this one. */
  readonly claimOf: (eventId: string) => () => Promise<boolean>;
  readonly drawBeginning: (beginning: Beginning) => Promise<ReadyMessage | undefined>;
  /** Writes down what is to take the place of a draft, should this process be killed. */
  readonly keepDraft: (key: string, place: DraftPlace, plain: Reply) => Promise<KeptDraft>;
}

export function createHandlerContext(options: ReceiveOptions): HandlerContext {
  const { messages, drafts, draftPlaces, handledEvents, now, log } = options;
  return {
    ...options,
    deduplication: createDeduplication(log),
    turns: createStartQueue(),
    answering: createAnswering(messages, log),
    claimOf: (eventId) => () => handledEvents.claim('discord', eventId, now()),
    async drawBeginning({ reply, visibility }) {
      const [message] = await messages.make(reply, { isPrivate: visibility === 'private', maximum: 1 });
      return message;
    },
    keepDraft: (key, place, plain) => drafts.keep({ key, place: draftPlaces.write(place, key), plain }),
  };
}
