import { type Client, DiscordAPIError, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Answer, Asker, Dispatcher } from '../../dispatch/dispatcher.ts';
import { type Span, strong, text } from '../../reply.ts';
import { failureOf } from './api/failures.ts';

/** `unknown`: Discord could not be asked just now. */
export type Verdict = 'admitted' | 'refused' | 'unknown';

/** Who may use the program at all: whoever it answers reads every briefing. */
export interface Admission {
  /**
   * @param workspace a server, or the person where there is none
   * @param personId who asks there
   */
  of(workspace: string, personId: string): Promise<Verdict>;
}

export interface AdmissionOptions {
  /** Ids of the servers. Absent: everybody is admitted. */
  readonly allowedGuilds: readonly string[] | undefined;
  readonly client: () => Client | undefined;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** People join and leave: they are looked up again after this. */
const REMEMBERED_MS = 5 * 60_000;
const PEOPLE_REMEMBERED = 10_000;
/** Milliseconds that somebody who writes waits for the look-up. */
const LOOK_UP_MS = 5_000;

/**
 * In a server, that server has to be on the list. Elsewhere (in direct messages, and between people) who asks has to be a
 * member of one that is. A single member may be looked up without a privileged intent.
 */
export function createAdmission({ allowedGuilds, client, now, log }: AdmissionOptions): Admission {
  if (allowedGuilds === undefined) return { of: async () => 'admitted' };
  const listed = new Set(allowedGuilds);
  const members = new LRUCache<string, Promise<Verdict>>({
    max: PEOPLE_REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now: () => now().epochMilliseconds },
  });

  async function isMember(connected: Client, guild: string, personId: string): Promise<boolean> {
    try {
      await connected.rest.get(Routes.guildMember(guild, personId), {
        signal: AbortSignal.timeout(LOOK_UP_MS),
      });
      return true;
    } catch (error) {
      // Not a member, or a server that the bot is not in itself.
      if (error instanceof DiscordAPIError && (error.status === 404 || error.status === 403)) return false;
      throw error;
    }
  }

  async function lookUp(personId: string): Promise<Verdict> {
    const connected = client();
    if (!connected) return 'unknown';
    try {
      for (const guild of listed) if (await isMember(connected, guild, personId)) return 'admitted';
      return 'refused';
    } catch (error) {
      log.warn({ failure: failureOf(error) }, 'cannot look up who may ask');
      return 'unknown';
    }
  }

  return {
    async of(workspace, personId) {
      if (listed.has(workspace)) return 'admitted';
      if (workspace !== personId) return 'refused';
      const looked = members.get(personId) ?? lookUp(personId);
      if (!members.has(personId)) members.set(personId, looked);
      const verdict = await looked;
      if (verdict === 'unknown' && members.peek(personId) === looked) members.delete(personId);
      return verdict;
    },
  };
}

/** The same dispatcher for those who are admitted; others are told, in private, that it is not for them. */
export function admittingDispatcher(dispatcher: Dispatcher, admission: Admission): Dispatcher {
  const verdictOn = ({ workspace, person }: Asker) => admission.of(workspace, person.id);
  return {
    async answer(request) {
      const verdict = await verdictOn(request.asker);
      return verdict === 'admitted' ? await dispatcher.answer(request) : REFUSALS[verdict];
    },
    async complete(request) {
      return (await verdictOn(request.asker)) === 'admitted' ? await dispatcher.complete(request) : [];
    },
  };
}

function refusal(outcome: Answer['outcome'], message: string, hint: string): Answer {
  const spans: readonly Span[] = [strong(message), text(` ${hint}`)];
  return {
    reply: { tone: 'error', blocks: [{ kind: 'notice', level: 'error', spans }] },
    words: '',
    visibility: 'private',
    outcome,
  };
}

const REFUSALS: Readonly<Record<Exclude<Verdict, 'admitted'>, Answer>> = {
  refused: refusal(
    'not_allowed',
    'Rapporteur is not meant for this place.',
    'It answers in certain servers, and their members in direct messages. Whoever runs it decides which: DISCORD_ALLOWED_GUILDS.',
  ),
  unknown: refusal(
    'unavailable',
    'Discord cannot say right now whether you may ask.',
    'Try again in a moment.',
  ),
};
