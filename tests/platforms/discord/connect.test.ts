import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { inviteUrl, personalInstallUrl } from '../../../src/platforms/discord/registration/invite.ts';
import { readShards } from '../../../src/platforms/discord/settings.ts';
import { slashData } from '../../standins/discord/interactions.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { type Running, running } from './running.ts';

let it_: Running | undefined;
afterEach(async () => {
  await it_?.close();
  it_ = undefined;
});

async function start(...options: Parameters<typeof running>): Promise<Running> {
  it_ = await running(...options);
  return it_;
}

async function answers({ discord }: Running): Promise<void> {
  const interaction = discord.interact(2, slashData('list', {}));
  await discord.until(() => interaction.callbacks.length > 0);
}

describe('connecting', () => {
  it('needs one identification and no privileged intent', async () => {
    const { discord, platform } = await start();
    expect(platform.health().state).toBe('connected');
    expect(discord.gateway.counts.identifies).toBe(1);
    // Guild members, presences, message content: developers/events/gateway, "Privileged Intents".
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    expect(discord.gateway.intents.map((intents) => intents & privileged)).toEqual([0]);
  });

  it('with a wrong token ends with one clear error and no attempt at the gateway', async () => {
    const { platform, discord } = await start({ config: { token: 'wrong.wrong.wrong' }, start: false });
    const error = await platform.start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain('Discord refuses DISCORD_TOKEN');
    expect(String(error)).not.toContain('wrong.wrong.wrong');
    expect(discord.requests).toHaveLength(1);
    expect(discord.gateway.counts.connections).toBe(0);
  });

  it('stops when the day’s connections are used up', async () => {
    const { platform, discord } = await start({
      prepare: (each) => {
        each.remainingSessions = 0;
      },
      start: false,
    });
    await expect(platform.start()).rejects.toThrow('Discord allows no more connections of this bot today.');
    expect(discord.gateway.counts.identifies).toBe(0);
  });

  it('is not tried when fewer connections are left than it would open', async () => {
    const { platform, discord } = await start({
      config: { shards: { ids: [0, 1, 2], total: 3 } },
      prepare: (each) => {
        each.remainingSessions = 2;
      },
      start: false,
    });
    await expect(platform.start()).rejects.toThrow('Discord allows no more connections of this bot today.');
    expect(discord.gateway.counts.connections).toBe(0);
  });

  it('refused by the gateway for good is not tried again', async () => {
    const { platform, discord } = await start({
      prepare: (each) => {
        each.gateway.refuseWith = 4011;
      },
      start: false,
    });
    await expect(platform.start()).rejects.toThrow('set DISCORD_SHARDS');
    expect(discord.gateway.counts.identifies).toBe(1);
  });

  it('while Discord stumbles is tried again', async () => {
    const { platform, discord } = await start({
      prepare: (each) => each.prepare('GET', /gateway\/bot$/, { kind: 'status', status: 503 }),
    });
    expect(platform.health().state).toBe('connected');
    expect(discord.requests.filter(({ path }) => path === '/gateway/bot').length).toBeGreaterThan(1);
  });

  it('by shards holds only its own', async () => {
    const { discord } = await start({ config: { shards: { ids: [1], total: 2 } } });
    expect(discord.gateway.shards).toEqual([[1, 2]]);
  });
});

describe('a connection', () => {
  it('that breaks is resumed, and what happened meanwhile is answered', async () => {
    const running_ = await start();
    running_.discord.gateway.cutAll();
    await answers(running_);
    expect(running_.discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 });
  });

  it('that Discord wants renewed is resumed', async () => {
    const running_ = await start();
    running_.discord.gateway.send(7, null);
    await running_.discord.until(() => running_.discord.gateway.counts.resumes === 1);
    await answers(running_);
  });

  it('whose session is invalid identifies anew', async () => {
    const running_ = await start();
    running_.discord.gateway.cutAll();
    running_.discord.gateway.forgetSessions();
    await running_.discord.until(() => running_.discord.gateway.counts.connections >= 2);
    await running_.discord.until(() => running_.discord.gateway.counts.identifies === 2);
    await answers(running_);
  });

  it('without heartbeat answers is given up and resumed', async () => {
    const running_ = await start({
      prepare: (each) => {
        each.gateway.heartbeatInterval = 50;
      },
    });
    running_.discord.gateway.answersHeartbeats = false;
    await running_.discord.until(() => running_.discord.gateway.counts.resumes > 0);
    running_.discord.gateway.answersHeartbeats = true;
    await answers(running_);
  });

  it('closed for good while running says so once and does not come back', async () => {
    const running_ = await start();
    running_.discord.gateway.closeAll(4004);
    await running_.discord.until(() => running_.fatal.length > 0);
    expect(running_.fatal.map((error) => error.message)).toEqual(['Discord refuses DISCORD_TOKEN.']);
    expect(running_.discord.gateway.counts.identifies).toBe(1);
    expect(running_.platform.health().state).toBe('disconnected');
  });
});

describe('losing a place', () => {
  it('is told for servers, channels and threads, and an outage is none', async () => {
    const running_ = await start();
    const { gateway } = running_.discord;
    gateway.dispatch('GUILD_DELETE', { id: WORLD.otherGuildId, unavailable: true });
    gateway.dispatch('THREAD_DELETE', {
      id: WORLD.thread,
      guild_id: WORLD.guildId,
      parent_id: WORLD.general,
      type: 11,
    });
    gateway.dispatch('CHANNEL_DELETE', {
      id: WORLD.general,
      guild_id: WORLD.guildId,
      type: 0,
      name: 'general',
    });
    gateway.dispatch('GUILD_DELETE', { id: WORLD.guildId });
    await answers(running_);
    expect(running_.lost).toEqual([
      {
        workspace: WORLD.guildId,
        channel: WORLD.general,
        thread: WORLD.thread,
        reason: 'the thread was deleted',
      },
      { workspace: WORLD.guildId, channel: WORLD.general, reason: 'the channel was deleted' },
      { workspace: WORLD.guildId, reason: 'Rapporteur was removed from the server' },
    ]);
  });
});

describe('stopping', () => {
  it('finishes what is under way, takes nothing new, and may be asked twice', async () => {
    const running_ = await start();
    const released = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    running_.dispatcher.respond = async () => {
      begun.resolve();
      await released.promise;
      return {};
    };
    const interaction = running_.discord.interact(2, slashData('list', {}));
    await begun.promise;
    const mention = running_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
    await running_.discord.until(() => running_.dispatcher.asked.length === 2);
    const stopped = running_.platform.stop();
    // Nobody is told that somebody listens while what is under way is finished.
    await running_.discord.until(() => !running_.discord.gateway.hears(WORLD.guildId));
    released.resolve();
    await stopped;
    await running_.platform.stop();
    expect(interaction.messages).toMatchObject([{ waiting: false }]);
    expect(running_.discord.messages.map(({ request }) => request.message_reference?.message_id)).toEqual([
      mention,
    ]);
    expect(running_.platform.health().state).toBe('stopped');
  });
});

describe('commands', () => {
  it('are written at the first start and left alone at the next', async () => {
    const running_ = await start();
    const puts = () => running_.discord.requests.filter(({ method }) => method === 'PUT').length;
    expect(puts()).toBe(1);
    const second = running_.second();
    await second.start();
    expect(puts()).toBe(1);
  });

  it('of one server are written there', async () => {
    const { discord } = await start({ config: { guildId: WORLD.guildId } });
    expect(discord.requests.find(({ method }) => method === 'PUT')?.path).toBe(
      `/applications/${WORLD.applicationId}/guilds/${WORLD.guildId}/commands`,
    );
  });
});

describe('settings', () => {
  it.each([
    ['0/1', { ids: [0], total: 1 }],
    ['0, 1 / 4', { ids: [0, 1], total: 4 }],
    ['4/4', undefined],
    ['auto', undefined],
  ])('DISCORD_SHARDS=%s', (value, shards) => {
    expect(readShards(value)).toEqual(shards);
  });

  it('the invitation asks for exactly what is needed', () => {
    expect(inviteUrl('1')).toBe(
      'https://discord.com/oauth2/authorize?client_id=1&scope=bot+applications.commands&permissions=274878024704',
    );
  });

  it('a person who installs it for themselves grants nothing but the commands', () => {
    expect(personalInstallUrl('1')).toBe(
      'https://discord.com/oauth2/authorize?client_id=1&scope=applications.commands&integration_type=1',
    );
  });
});
