import type { Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ResponseTimer } from '../../platform.ts';
import type { SaidMessage } from './payloads.ts';
import { timerOf } from './timed-app.ts';

/** Who acts, in which workspace and with which of our identities. */
export interface EventContext {
  readonly client: WebClient;
  readonly workspace: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Slack delivered the event before, and was not told in time that it arrived. */
  readonly isAgain: boolean;
  /** Ends when whoever acts has an answer. */
  readonly timer?: ResponseTimer;
}

export function eventContextOf(client: WebClient, context: Context, team?: string): EventContext {
  const timer = timerOf(context);
  return {
    ...(timer ? { timer } : {}),
    client,
    isAgain: (context.retryNum ?? 0) > 0,
    workspace: team ?? context.teamId ?? context.enterpriseId ?? '',
    botId: context.botId ?? '',
    botUserId: context.botUserId ?? '',
  };
}

export function sourceOf({ teamId, enterpriseId, isEnterpriseInstall }: Context) {
  return {
    ...(teamId === undefined ? {} : { teamId }),
    ...(enterpriseId === undefined ? {} : { enterpriseId }),
    isEnterpriseInstall,
  };
}

/** Direct messages with the bot; everybody present sees what is said there. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** A reply in a thread that one of our messages began. */
export function isReplyToUs(message: SaidMessage, eventContext: EventContext): boolean {
  return message.thread_ts !== undefined && message.parent_user_id === eventContext.botUserId;
}

/** Begins with a mention of somebody else. */
export function isSpokenToOthers(message: SaidMessage, eventContext: EventContext): boolean {
  const addressed = /^\s*<@([^>|]+)/u.exec(message.text)?.[1];
  return addressed !== undefined && addressed !== eventContext.botUserId;
}

/** Such a message also comes as a mention: whichever is taken first has to be taken for one. */
export function mentionsUs(message: SaidMessage, { botUserId }: EventContext): boolean {
  return message.text.includes(`<@${botUserId}>`) || message.text.includes(`<@${botUserId}|`);
}
