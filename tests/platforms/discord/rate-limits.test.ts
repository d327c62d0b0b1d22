import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slashData } from '../../standins/discord/interactions.ts';
import { ALL_NEEDED, channel, WORLD } from '../../standins/discord/world.ts';
import { type Running, running, says } from './running.ts';

let it_: Running;
beforeEach(async () => {
  it_ = await running();
});
afterEach(async () => {
  await it_.close();
});

const MESSAGES = 'POST /channels/:id/messages';

function post(channelId: string, key: string) {
  return it_.platform.post({ workspace: WORLD.guildId, channel: channelId }, says('Digest'), key);
}

function posts(channelId: string) {
  return it_.discord.requests.filter(
    ({ method, path }) => method === 'POST' && path === `/channels/${channelId}/messages`,
  );
}

describe('the limit of a channel', () => {
  beforeEach(() => {
    it_.discord.limits.routes.set(MESSAGES, { requests: 5, milliseconds: 60_000 });
  });

  it('is met without a single refused request, and says when to come back', async () => {
    const outcomes = [];
    for (let index = 0; index < 20; index += 1) outcomes.push(await post(WORLD.general, `slot ${index}`));
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'posted'),
      ...Array.from({ length: 15 }, () => 'limited'),
    ]);
    expect(outcomes.every((each) => each.kind !== 'limited' || each.retryAfter > 30_000)).toBe(true);
    expect(posts(WORLD.general)).toHaveLength(5);
    expect(it_.discord.limits.invalid).toBe(0);
  });

  it('delays no other channel, no answer and no suggestion', async () => {
    for (let index = 0; index < 6; index += 1) await post(WORLD.general, `slot ${index}`);
    expect((await post(WORLD.announcements, 'elsewhere')).kind).toBe('posted');
    expect((await post(WORLD.thread, 'in a thread of the same channel')).kind).toBe('posted');
    const question = it_.discord.interact(2, slashData('list', {}));
    const typed = it_.discord.interact(4, slashData('show', { topic: 'ir' }, 'topic'));
    await it_.discord.until(() => question.callbacks.length > 0 && typed.callbacks.length > 0);
    expect(question.callbacks).toEqual([4]);
  });

  it('holds for many at once as well', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => post(WORLD.general, `${index}`)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'posted')).toHaveLength(5);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['posted', 'limited']));
    expect(it_.discord.limits.invalid).toBe(0);
  });

  it('that is over lets the rest go out', async () => {
    it_.discord.limits.routes.set(MESSAGES, { requests: 1, milliseconds: 300 });
    await post(WORLD.general, 'slot 1');
    let outcome = await post(WORLD.general, 'slot 2');
    for (let attempt = 0; outcome.kind === 'limited' && attempt < 20; attempt += 1) {
      const { retryAfter } = outcome;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
      outcome = await post(WORLD.general, 'slot 2');
    }
    expect(outcome.kind).toBe('posted');
    expect(it_.discord.messages).toHaveLength(2);
  });
});

describe('the limit of the whole bot', () => {
  it('is kept by counting, and a process that holds half of the connections keeps to half of it', async () => {
    await it_.close();
    // The server of the channels belongs to this connection: developers/events/gateway, "Sharding Formula".
    const shard = Number((BigInt(WORLD.guildId) >> 22n) % 2n);
    it_ = await running({ config: { shards: { ids: [shard], total: 2 } } });
    const channels = Array.from({ length: 60 }, (_, index) =>
      String(310_000_000_000_000_000n + BigInt(index)),
    );
    for (const id of channels) {
      it_.discord.channels.others.add(id);
      it_.discord.gateway.dispatch('CHANNEL_CREATE', channel(id, 0, 'many'));
    }
    const question = it_.discord.interact(2, slashData('list', {}));
    await it_.discord.until(() => question.callbacks.length > 0);
    const outcomes = await Promise.all(channels.map((id) => post(id, 'slot 1')));
    const posted = outcomes.filter(({ kind }) => kind === 'posted').length;
    expect(posted).toBeGreaterThan(0);
    expect(posted).toBeLessThanOrEqual(25);
    expect(outcomes.filter(({ kind }) => kind === 'limited')).toHaveLength(channels.length - posted);
    expect(it_.discord.limits.invalid).toBe(0);
  });

  it('that another process has used up does not keep anybody from an answer', async () => {
    it_.discord.limits.global = { requests: 0, milliseconds: 60_000 };
    expect((await post(WORLD.general, 'slot 1')).kind).toBe('limited');
    expect(it_.discord.limits.invalid).toBe(1);
    expect((await post(WORLD.announcements, 'slot 1')).kind).toBe('limited');
    expect(it_.discord.limits.invalid).toBe(1);
    const question = it_.discord.interact(2, slashData('list', {}));
    await it_.discord.until(() => question.callbacks.length > 0);
  });
});

describe('refused requests', () => {
  it('stay few: a place where we may not write is not asked again by those who mention us there', async () => {
    it_.discord.gateway.dispatch('CHANNEL_UPDATE', {
      ...channel(WORLD.general, 0, 'general'),
      permission_overwrites: [{ id: WORLD.everyoneRole, type: 0, allow: '0', deny: String(1n << 11n) }],
    });
    for (let index = 0; index < 20; index += 1) it_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
    const direct = () => it_.discord.messages.filter(({ channelId }) => channelId === WORLD.direct);
    await it_.discord.until(() => direct().length === 40);
    expect(posts(WORLD.general)).toEqual([]);
    expect(new Set(direct().map(({ request }) => request.content))).toEqual(
      new Set([
        '⚠️ I could not answer in the place where you asked. Give it Send Messages in this channel’s settings. Here is the answer:',
        'You asked: list',
      ]),
    );
  });

  it('of a place we know too little about bring the answer to the person', async () => {
    it_.discord.prepare('POST', /messages$/, {
      kind: 'status',
      status: 403,
      body: { code: 50_013, message: 'Missing Permissions' },
    });
    it_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
    const last = await it_.discord.until(() => it_.discord.messages[1]);
    expect(last).toMatchObject({ channelId: WORLD.direct, request: { content: 'You asked: list' } });
    expect(it_.discord.limits.invalid).toBe(1);
  });

  it('by the hundred make posting rest long before Discord shuts us out', async () => {
    it_.discord.trouble = (method, path) =>
      method === 'POST' && path.endsWith('/messages')
        ? { kind: 'status', status: 403, body: { code: 50_013, message: 'Missing Permissions' } }
        : undefined;
    let outcome = await post(WORLD.general, 'slot');
    for (let index = 0; index < 3000 && outcome.kind === 'refused'; index += 1)
      outcome = await post(WORLD.general, `slot ${index}`);
    expect(outcome.kind).toBe('limited');
    expect(it_.discord.limits.invalid).toBeLessThanOrEqual(1000);
  });
});

describe('a wrong token', () => {
  it('is fatal whichever request meets it first, and said once', async () => {
    it_.discord.prepare('POST', /messages$/, {
      kind: 'status',
      status: 401,
      body: { code: 0, message: '401' },
    });
    it_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
    await it_.discord.until(() => it_.discord.limits.invalid > 0);
    await post(WORLD.general, 'slot 1');
    await post(WORLD.general, 'slot 2');
    expect(it_.fatal.map(({ message }) => message)).toEqual(['Discord refuses DISCORD_TOKEN.']);
    expect(it_.discord.limits.invalid).toBe(1);
  });

  it('is not what a run-out interaction is', async () => {
    const released = Promise.withResolvers<void>();
    it_.dispatcher.respond = async () => {
      await released.promise;
      return {};
    };
    const question = it_.discord.interact(2, slashData('list', {}), { permissions: ALL_NEEDED });
    await it_.discord.until(() => question.callbacks.length > 0);
    it_.discord.expire(question);
    released.resolve();
    await it_.discord.until(() => it_.discord.messages.length > 0);
    expect(it_.fatal).toEqual([]);
  });
});
