import { readReference } from '../src/platforms/discord/sending/reference.ts';
import type { Fault } from '../tests/standins/discord/faults.ts';
import { DiscordStandIn } from '../tests/standins/discord/server.ts';
import { WORLD } from '../tests/standins/discord/world.ts';
import type { Destination } from './destination.ts';
import type { Mishap, Trouble } from './trouble.ts';

const MESSAGES = /^\/channels\/\d+\/messages$/;
const EDITS = /^\/channels\/\d+\/messages\/\d+$|^\/webhooks\/\d+\/[^/]+\/messages\/@original$/;
/** Far above the snowflakes of the stand-in's own channels. */
const FIRST_CHANNEL = 310_000_000_000_000_000n;
/** Milliseconds; Discord says "the past few minutes". After that only the channel's history tells. */
const NONCE_LIFETIME = 60_000;

export interface DiscordDestination extends Destination {
  readonly standIn: DiscordStandIn;
}

/** @param also whether what changes a message goes wrong too, and not only what posts one */
export async function createDiscord(trouble: () => Trouble, also?: 'edits'): Promise<DiscordDestination> {
  const discord = await DiscordStandIn.start();
  discord.channels.nonceLifetime = NONCE_LIFETIME;
  discord.trouble = (_method, path) => {
    const isStep = MESSAGES.test(path) || (also !== undefined && EDITS.test(path));
    const mishap = isStep ? trouble().next() : undefined;
    return mishap && faultOf(mishap);
  };
  return {
    standIn: discord,
    settings: {
      DISCORD_TOKEN: WORLD.token,
      DISCORD_APPLICATION_ID: WORLD.applicationId,
      DISCORD_API_URL: discord.apiUrl,
    },
    place() {
      const channel = String(FIRST_CHANNEL + BigInt(discord.channels.others.size));
      discord.channels.others.add(channel);
      return { platform: 'discord', workspace: WORLD.guildId, channel };
    },
    async arrivals(keys) {
      const footers = discord.messages.map(({ request }) =>
        (request.embeds ?? []).flatMap(({ footer }) => footer?.text.split('\n') ?? []),
      );
      return new Map(
        keys.map((key) => [
          key,
          footers.filter((lines) => {
            const part = readReference(lines, key);
            return part !== undefined && part.index === part.count - 1;
          }).length,
        ]),
      );
    },
    stop: () => discord.close(),
  };
}

function faultOf(mishap: Mishap): Fault {
  switch (mishap.kind) {
    case 'limited':
      return {
        kind: 'status',
        status: 429,
        body: { message: 'slow down', retry_after: mishap.seconds, global: false },
        headers: { 'retry-after': String(mishap.seconds), 'x-ratelimit-scope': 'shared' },
      };
    case 'broken':
      return { kind: 'status', status: 500, after: mishap.done };
    case 'reset':
      return { kind: 'cut', after: mishap.done };
    case 'slow':
      return mishap;
  }
}
