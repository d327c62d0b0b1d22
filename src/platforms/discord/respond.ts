import { setTimeout as pause } from 'node:timers/promises';
import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { isExpired, isOver, isPassing } from './failures.ts';
import { BUDGET } from './limits.ts';
import { payload, type ReadyMessage } from './messages.ts';

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

export interface RespondOptions {
  readonly interaction: Answerable;
  /** What the response will most likely be; decides how the wait is shown, and Discord fixes it then. */
  readonly expected: Pick<Response, 'visibility' | 'inPlace'>;
  /** Resolves to undefined when another instance has taken the interaction. */
  readonly work: Promise<Response | undefined>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** How the wait was shown: not at all, as a message of its own, or on the message with the button. */
type Wait = 'none' | 'message' | 'update';

/**
 * Answers within Discord's three seconds: at once when the work is quick, else with a sign of waiting that the
 * answer then replaces. Never rejects.
 */
export async function respond(options: RespondOptions): Promise<void> {
  const { interaction, expected, work, log } = options;
  // It may fail after the interaction has become pointless; where it matters it is awaited below.
  work.catch(() => undefined);
  try {
    const quick = await Promise.race([work, pause(BUDGET.deferAfterMs, 'slow' as const, { ref: false })]);
    if (quick !== 'slow') {
      if (quick) await send(interaction, quick, expected, 'none');
      return;
    }
    const wait = await defer(interaction, expected);
    const response = await work;
    if (isTokenOld(options)) await fallBack(options);
    else if (response) await send(interaction, response, expected, wait);
    else if (wait === 'message') await interaction.deleteReply();
  } catch (error) {
    if (isOver(error)) log.debug({ err: error }, 'an interaction was over before its answer');
    else if (isExpired(error)) await fallBack(options);
    else log.error({ err: error }, 'an interaction could not be answered');
  }
}

async function defer(interaction: Answerable, expected: RespondOptions['expected']): Promise<Wait> {
  const wait = expected.inPlace && interaction.isMessageComponent() ? 'update' : 'message';
  await once(
    () =>
      wait === 'update' && interaction.isMessageComponent()
        ? interaction.deferUpdate()
        : interaction.deferReply(flagsOf(expected.visibility)),
    () => {
      interaction.deferred = true;
    },
  );
  return wait;
}

async function send(
  interaction: Answerable,
  response: Response,
  expected: RespondOptions['expected'],
  wait: Wait,
): Promise<void> {
  const [head, ...rest] = response.messages;
  if (!head) return;
  const flags = flagsOf(response.visibility);
  if (wait === 'none') {
    await once(
      () =>
        response.inPlace && interaction.isMessageComponent()
          ? interaction.update(payload(head))
          : interaction.reply({ ...payload(head), ...flags }),
      () => {
        interaction.replied = true;
      },
    );
  } else if (wait === 'update' ? response.inPlace : expected.visibility === response.visibility) {
    await interaction.editReply(payload(head));
  } else {
    // The wait is shown to other people than the answer is for. The first message after a deferral takes over
    // its visibility, so the deferral is settled first and taken away afterwards.
    if (wait === 'message') await interaction.editReply({ content: '…' });
    await interaction.followUp({ ...payload(head), ...flags });
    if (wait === 'message') await interaction.deleteReply();
  }
  for (const message of rest) await interaction.followUp({ ...payload(message), ...flags });
}

function flagsOf(visibility: Response['visibility']): { flags?: MessageFlags.Ephemeral } {
  return visibility === 'private' ? { flags: MessageFlags.Ephemeral } : {};
}

/**
 * A first response that Discord may or may not have got is sent again: it takes only one. "Already answered" on
 * the second attempt means that the first one came through, which discord.js cannot know by itself.
 */
async function once(attempt: () => Promise<unknown>, cameThrough: () => void): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!isPassing(error)) throw error;
    try {
      await attempt();
    } catch (second) {
      if (!isOver(second)) throw second;
      cameThrough();
    }
  }
}

function isTokenOld({ interaction, now }: RespondOptions): boolean {
  return now().epochMilliseconds - interaction.createdTimestamp > BUDGET.tokenMs;
}

/** Past fifteen minutes only a message of our own reaches people: in the channel, or directly if it is private. */
async function fallBack({ interaction, work, log }: RespondOptions): Promise<void> {
  try {
    const response = await work;
    if (!response) return;
    const { channel, user } = interaction;
    for (const message of response.messages) {
      if (response.visibility === 'channel' && channel?.isSendable()) await channel.send(payload(message));
      else await user.send(payload(message));
    }
  } catch (error) {
    log.warn({ err: error }, 'a late answer could not be delivered');
  }
}
