import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Beginning } from '../../../dispatch/dispatcher.ts';
import { orTimeout, TIMED_OUT } from '../../../resilience/timeout.ts';
import type { ResponseTimer } from '../../platform.ts';
import { isExpired, isOver, isPassing, isTooLate } from '../api/failures.ts';
import { BUDGET, INTERACTION } from '../limits.ts';
import { payload, type ReadyMessage } from '../rendering/messages.ts';
import {
  createInteractionDraft,
  type InteractionDraft,
  type InteractionDraftOptions,
} from './interaction-draft.ts';
import type { StartQueue } from './start-queue.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** What goes back to whoever pressed or typed. */
export interface Response {
  readonly messages: readonly ReadyMessage[];
  readonly visibility: 'private' | 'channel';
  /** True: the message with the button becomes the first of `messages`. */
  readonly inPlace: boolean;
}

export interface RespondOptions extends Pick<InteractionDraftOptions, 'draw' | 'keep'> {
  readonly interaction: Answerable;
  /** What the response will most likely be; decides how the deferral is shown, and Discord fixes it then. */
  readonly expected: Pick<Response, 'visibility' | 'inPlace'>;
  /** Begins the work. Resolves to undefined when another instance has the interaction. */
  readonly work: (onBeginning: (beginning: Beginning) => void) => Promise<Response | undefined>;
  /** True for one instance only, and for that one however often it asks. */
  readonly claim: () => Promise<boolean>;
  /** The work changes something, and claimed the interaction before. */
  readonly changes: boolean;
  readonly turns: StartQueue;
  /** Delivers where the interaction cannot any more. */
  readonly late: (response: Response) => Promise<void>;
  readonly timer: ResponseTimer;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** How the deferral was shown: not at all, as a message of its own, or on the message with the button. */
type Deferral = 'none' | 'message' | 'update';

/**
 * Answers within Discord's three seconds: at once when the work is quick, else with a sign of waiting that the
 * answer then replaces. Never rejects.
 *
 * Two instances may get the same interaction. Discord takes one first response, whosever it is; whatever follows
 * it is sent by the instance that claims the interaction.
 */
export async function respond(options: RespondOptions): Promise<void> {
  const { interaction, timer, log } = options;
  const draft = createInteractionDraft({
    ...options,
    visibility: options.expected.visibility,
    isTokenOld: () => isTokenOld(options),
  });
  const patience = patienceFor(interaction, options);
  let working: Promise<Response | undefined> | undefined;
  try {
    if (patience > 0) {
      working = begin(options, draft);
      const quick = await orTimeout(working, patience);
      if (quick !== TIMED_OUT) {
        if (quick) await send(options, quick, 'none');
        timer.acknowledged();
        timer.answered();
        return;
      }
    }
    const deferral = await defer(options);
    timer.acknowledged();
    if (deferral === 'message') draft.open();
    const response = await (working ?? begin(options, draft));
    await draft.stop();
    // Whoever has the interaction answers in place of this sign of waiting.
    if (!response || !(await options.claim())) return;
    if (isTokenOld(options)) await options.late(response);
    else await deliver(options, response, deferral);
    await draft.replaced();
    timer.answered();
  } catch (error) {
    if (isTooLate(error))
      log.warn({ err: error, age: ageOf(options) }, 'an interaction was over before its answer');
    else if (isOver(error)) log.debug({ err: error }, 'another instance answers');
    else log.error({ err: error }, 'an interaction could not be answered');
  } finally {
    await draft.stop();
    await draft.leave();
  }
}

async function begin(
  { turns, work }: RespondOptions,
  draft: InteractionDraft,
): Promise<Response | undefined> {
  await turns.next();
  return await work(draft.show);
}

/** The token may run out, or the message be deleted, at any moment. */
async function deliver(options: RespondOptions, response: Response, deferral: Deferral): Promise<void> {
  try {
    await send(options, response, deferral);
  } catch (error) {
    if (!isExpired(error)) throw error;
    await options.late(response);
  }
}

/**
 * Milliseconds that the work may take before the deferral is shown; what the event has waited already counts. The more
 * others wait, the sooner: their requests take time as well.
 */
function patienceFor(interaction: Answerable, { now, turns }: Pick<RespondOptions, 'now' | 'turns'>): number {
  const age = ageOf({ interaction, now });
  // Older than Discord waits, or not yet there: then it is our clock that is wrong.
  const waited = age < 0 || age > INTERACTION.firstResponseMs ? 0 : age;
  return BUDGET.deferAfterMs - waited - turns.waiting * BUDGET.deferEarlierMs;
}

async function defer(options: RespondOptions): Promise<Deferral> {
  const { interaction, expected } = options;
  const deferral = deferralOf(options);
  const sign = first(options, () =>
    deferral === 'update' && interaction.isMessageComponent()
      ? interaction.deferUpdate()
      : interaction.deferReply(flagsOf(expected.visibility)),
  );
  options.turns.hold(sign, BUDGET.signMs);
  await sign;
  return deferral;
}

function deferralOf({ interaction, expected }: RespondOptions): Deferral {
  return expected.inPlace && interaction.isMessageComponent() ? 'update' : 'message';
}

async function send(options: RespondOptions, response: Response, deferral: Deferral): Promise<void> {
  const { interaction, expected } = options;
  const [head, ...rest] = response.messages;
  if (!head) return;
  const flags = flagsOf(response.visibility);
  if (deferral === 'none') {
    const outcome = await first(options, () =>
      response.inPlace && interaction.isMessageComponent()
        ? interaction.update(payload(head))
        : interaction.reply({ ...payload(head), ...flags }),
    );
    if (outcome === 'answered before') {
      await send(options, response, deferralOf(options));
      return;
    }
    if (rest.length > 0 && !(await options.claim())) return;
  } else if (deferral === 'update' ? response.inPlace : expected.visibility === response.visibility) {
    await interaction.editReply(payload(head));
  } else {
    // The deferral is shown to other people than the answer is for. The first message after a deferral takes over
    // its visibility, so the deferral is settled first and taken away afterwards.
    if (deferral === 'message') await interaction.editReply({ content: '…' });
    await interaction.followUp({ ...payload(head), ...flags });
    if (deferral === 'message') await interaction.deleteReply();
  }
  for (const message of rest) await interaction.followUp({ ...payload(message), ...flags });
}

function flagsOf(visibility: Response['visibility']): { flags?: MessageFlags.Ephemeral } {
  return visibility === 'private' ? { flags: MessageFlags.Ephemeral } : {};
}

/**
 * The first response. One that Discord may or may not have got is sent again: it takes only one. "Answered before"
 * means that there is one and the rest is for us; whether it was ours or another instance's, the claim decides.
 */
async function first(
  { interaction, claim, changes }: RespondOptions,
  attempt: () => Promise<unknown>,
): Promise<'sent' | 'answered before'> {
  let mayBeOurs = changes;
  try {
    await attempt().catch(async (error: unknown) => {
      if (!isPassing(error)) throw error;
      mayBeOurs = true;
      await attempt();
    });
    return 'sent';
  } catch (error) {
    if (isTooLate(error) || !isOver(error) || !mayBeOurs || !(await claim())) throw error;
    // discord.js cannot know that there is a first response, and would refuse edits.
    interaction.deferred = true;
    return 'answered before';
  }
}

function ageOf({ interaction, now }: Pick<RespondOptions, 'interaction' | 'now'>): number {
  return now().epochMilliseconds - interaction.createdTimestamp;
}

function isTokenOld(options: RespondOptions): boolean {
  return ageOf(options) > BUDGET.tokenMs;
}
