import type { Logger } from 'pino';
import { withoutPrefix } from '../../../dispatch/command-prefix.ts';
import type { Asker, Dispatcher, Request } from '../../../dispatch/dispatcher.ts';
import type { InFlight } from '../../in-flight.ts';
import { sharedBy } from '../../shared-by.ts';
import { classifyError } from '../api/failures.ts';
import { readReceived } from '../rendering/escape.ts';
import type { Reader } from '../rendering/forms.ts';
import { answerModal } from '../rendering/modal.ts';
import type { Answering } from '../sending/answering.ts';
import type { Destination } from '../sending/destination.ts';
import type { Draft } from '../sending/draft.ts';
import { findPostingObstacle } from './channel-membership.ts';
import { type EventContext, isDirect } from './event-context.ts';
import type { Once } from './once.ts';
import type { People } from './people.ts';

export interface HandlerOptions {
  readonly command: string;
  /** Zone of people whose own is unknown. */
  readonly zone: string;
  readonly dispatcher: Dispatcher;
  readonly people: People;
  readonly once: Once;
  readonly answering: Answering;
  readonly inFlight: InFlight;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** The event context is part of it: whoever acts there waits for the answer. */
type ReplyTarget = Omit<Destination, 'asker' | 'prefix'> & Pick<EventContext, 'timer'>;

/** What all ways of asking have in common, from who asks to where the answer goes. */
export interface HandlerContext extends HandlerOptions {
  /** Runs what outlives the acknowledgement, and logs its failure under this name. */
  work(what: string, task: () => Promise<void>): void;
  /** The same for a command or an interaction, unless any process had it before. */
  workOnce(what: string, triggerId: string, task: () => Promise<void>): void;
  /** What is asked in a text as Slack sends it: without a mention of us, and without the command. */
  wordsIn(text: string, eventContext: EventContext): string;
  askerOf(eventContext: EventContext, user: string, channel: string, thread?: string): Promise<Asker>;
  answer(
    input: Request['input'],
    asker: Asker,
    audience: Request['audience'],
    to: ReplyTarget,
  ): Promise<void>;
  /** Answers for everyone, under the name of whoever shares it. */
  share(words: string, asker: Asker, to: ReplyTarget): Promise<void>;
  /** `beforePost` is awaited before the beginning is posted. */
  begin(asker: Asker, to: ReplyTarget, beforePost: () => Promise<void>): Draft;
  deliver(
    answer: Parameters<Answering['deliver']>[0],
    asker: Asker,
    to: ReplyTarget,
    draft?: Draft,
  ): Promise<void>;
  /** Answers into a modal that is open. */
  fillView(eventContext: EventContext, viewId: string, input: Request['input'], asker: Asker): Promise<void>;
  readerFor(asker: Asker): Reader;
}

export function createHandlerContext(options: HandlerOptions): HandlerContext {
  const { command, dispatcher, people, once, answering, inFlight, now, log } = options;

  /** Slack takes no slash commands in threads; there the bot is addressed by a mention. */
  function prefixIn(asker: Asker): string {
    if (asker.thread === undefined) return command;
    return isDirect(asker.channel) ? '' : '@Rapporteur';
  }

  const handlerContext: HandlerContext = {
    ...options,
    work(what, task) {
      void inFlight.track(
        task().catch((error: unknown) => {
          log.error({ err: error, failure: classifyError(error) }, `${what} failed`);
        }),
      );
    },
    workOnce(what, triggerId, task) {
      handlerContext.work(what, async () => {
        if (await once.firstOfTrigger(triggerId)) await task();
        else log.warn({ what }, 'Slack’s request came a second time, and was not carried out again');
      });
    },
    wordsIn: (text, { botUserId }) => withoutPrefix(readReceived(text, botUserId), command),
    async askerOf(eventContext, user, channel, thread) {
      const person = await people.find(eventContext.client, eventContext.workspace, user);
      return {
        platform: 'slack',
        workspace: eventContext.workspace,
        channel,
        ...(thread === undefined ? {} : { thread }),
        person: { id: user, name: person.name },
        zone: person.zone ?? options.zone,
        manager: person.manager || isDirect(channel),
        cannotPost: () => findPostingObstacle(eventContext.client, channel, log),
      };
    },
    async answer(input, asker, audience, to) {
      const answered = await dispatcher.answer({ input, asker, audience });
      await handlerContext.deliver(answered, asker, to);
    },
    async share(words, asker, to) {
      const answered = await dispatcher.answer({
        input: { kind: 'words', words },
        asker,
        audience: 'channel',
      });
      // Of people whom Slack does not describe we know no name.
      const named = asker.person.name !== asker.person.id;
      await handlerContext.deliver(named ? sharedBy(answered, asker.person.name) : answered, asker, to);
    },
    begin: (asker, to, beforePost) => answering.begin({ ...to, asker, prefix: prefixIn(asker) }, beforePost),
    async deliver(answered, asker, to, draft) {
      await answering.deliver(answered, { ...to, asker, prefix: prefixIn(asker) }, draft);
      to.timer?.answered();
    },
    async fillView({ client, timer }, viewId, input, asker) {
      const answered = await dispatcher.answer({ input, asker, audience: 'channel' });
      await client.views.update({
        view_id: viewId,
        view: answerModal(answered, handlerContext.readerFor(asker)),
      });
      timer?.answered();
    },
    readerFor: ({ zone }) => ({ zone, now: now(), prefix: command }),
  };
  return handlerContext;
}
