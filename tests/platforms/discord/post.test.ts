import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/platforms/platform.ts';
import type { Reply } from '../../../src/reply.ts';
import { slashData } from '../../standins/discord/interactions.ts';
import { FORUM, WORLD } from '../../standins/discord/world.ts';
import { type Running, running, says } from './running.ts';

let it_: Running;
beforeEach(async () => {
  it_ = await running();
});
afterEach(async () => {
  await it_.close();
});

const general: Target = { workspace: WORLD.guildId, channel: WORLD.general };
const forum: Target = { workspace: WORLD.guildId, channel: WORLD.forum };
const MESSAGES = /^\/channels\/\d+\/messages$/;
const longAgo = () => Temporal.Now.instant().subtract({ hours: 1 });

function posts() {
  return it_.discord.requests.filter(({ method, path }) => method === 'POST' && MESSAGES.test(path));
}

const long: Reply = says(
  'Long digest',
  ...Array.from({ length: 12 }, (_, index) => ({
    kind: 'text' as const,
    spans: [{ kind: 'text' as const, text: `${index} ${'word '.repeat(180)}` }],
  })),
);

describe('posting', () => {
  it('puts one message into the channel and notifies nobody', async () => {
    const outcome = await it_.platform.post(general, says('Digest'), 'slot 1');
    expect(outcome).toEqual({ kind: 'posted', messageId: it_.discord.messages[0]?.id });
    expect(it_.discord.messages[0]?.request).toMatchObject({
      content: 'Digest',
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
    });
  });

  it('goes to a thread, to an announcement channel, and opens a post in a forum', async () => {
    await it_.platform.post({ ...general, thread: WORLD.thread }, says('Digest'), 'a');
    await it_.platform.post({ ...general, channel: WORLD.announcements }, says('Digest'), 'b');
    const heading = {
      tone: 'plain',
      blocks: [{ kind: 'heading', level: 1, text: 'Digest of 5 Feb' }],
    } as const;
    await it_.platform.post(forum, heading, 'c');
    expect(it_.discord.messages.map((message) => message.channelId)).toEqual([
      WORLD.thread,
      WORLD.announcements,
      it_.discord.channels.threads[0]?.id,
    ]);
    expect(it_.discord.channels.threads[0]).toMatchObject({
      parent_id: WORLD.forum,
      name: 'Digest of 5 Feb',
    });
  });

  it('knows a forum that belongs to the connection of another process', async () => {
    it_.discord.gateway.dispatch('CHANNEL_DELETE', FORUM);
    const question = it_.discord.interact(2, slashData('list', {}));
    await it_.discord.until(() => question.callbacks.length > 0);
    expect((await it_.platform.post(forum, says('Digest'), 'slot 1')).kind).toBe('posted');
    expect(it_.discord.channels.threads).toHaveLength(1);
    expect((await it_.platform.findPosted(forum, 'slot 1', longAgo())).kind).toBe('found');
  });

  it('while Discord cannot say what a channel is has certainly posted nothing', async () => {
    const elsewhere = '310000000000000009';
    it_.discord.channels.others.add(elsewhere);
    it_.discord.prepare('GET', /^\/channels\/\d+$/, { kind: 'status', status: 503 });
    const target = { ...general, channel: elsewhere };
    expect((await it_.platform.post(target, says('Digest'), 'slot 1')).kind).toBe('failed');
    expect((await it_.platform.post(target, says('Digest'), 'slot 1')).kind).toBe('posted');
  });

  it('with the same key twice gives one message', async () => {
    const first = await it_.platform.post(general, says('Digest'), 'slot 1');
    expect(await it_.platform.post(general, says('Digest'), 'slot 1')).toEqual(first);
    expect(it_.discord.messages).toHaveLength(1);
  });

  it('with different keys gives two', async () => {
    await it_.platform.post(general, says('Digest'), 'slot 1');
    await it_.platform.post(general, says('Digest'), 'slot 2');
    expect(it_.discord.messages).toHaveLength(2);
  });

  it('that Discord answers with 5xx after having done it is not repeated', async () => {
    it_.discord.prepare('POST', MESSAGES, { kind: 'status', status: 502, after: true });
    it_.discord.prepare('POST', MESSAGES, { kind: 'cut', after: true });
    expect((await it_.platform.post(general, says('Digest'), 'slot 1')).kind).toBe('posted');
    expect(it_.discord.messages).toHaveLength(1);
    expect(posts()).toHaveLength(3);
  });

  it('whose outcome cannot be settled is unknown', async () => {
    for (let index = 0; index < 3; index += 1)
      it_.discord.prepare('POST', MESSAGES, { kind: 'status', status: 500 });
    expect(await it_.platform.post(general, says('Digest'), 'slot 1')).toEqual({
      kind: 'unknown',
      reason: 'Discord answered 500',
    });
  });

  it('in a forum is never repeated, since nothing tells Discord that it is the same', async () => {
    it_.discord.prepare('POST', /threads$/, { kind: 'status', status: 500, after: true });
    expect((await it_.platform.post(forum, says('Digest'), 'slot 1')).kind).toBe('unknown');
    expect(it_.discord.channels.threads).toHaveLength(1);
    expect((await it_.platform.findPosted(forum, 'slot 1', longAgo())).kind).toBe('found');
  });

  it('under a rate limit says when to come back instead of waiting unseen', async () => {
    it_.discord.prepare('POST', MESSAGES, {
      kind: 'status',
      status: 429,
      body: { message: 'slow down', retry_after: 2.5, global: false },
      headers: { 'retry-after': '2.5', 'x-ratelimit-scope': 'shared' },
    });
    const outcome = await it_.platform.post(general, says('Digest'), 'slot 1');
    expect(outcome.kind === 'limited' && outcome.retryAfter).toBeGreaterThanOrEqual(2500);
    expect(posts()).toHaveLength(1);
  });

  it('under the global limit does too', async () => {
    it_.discord.prepare('POST', MESSAGES, {
      kind: 'status',
      status: 429,
      body: { message: 'slow down', retry_after: 1, global: true },
      headers: { 'retry-after': '1', 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
    });
    expect((await it_.platform.post(general, says('Digest'), 'slot 1')).kind).toBe('limited');
  });

  it.each([
    [404, 10_003, 'target', 'the channel does not exist any more'],
    [404, 10_004, 'workspace', 'Rapporteur is not in this server any more'],
    [403, 50_001, 'target', 'Rapporteur may not see or write in this channel'],
    [403, 50_013, 'target', 'Rapporteur may not see or write in this channel'],
    [400, 50_008, 'target', 'this kind of channel takes no such message'],
    [400, 50_083, 'target', 'the thread is archived and locked'],
    [403, 50_007, 'target', 'the person takes no direct messages from here'],
    [400, 200_000, 'target', 'the server’s moderation rules refuse the message'],
    [400, 40_067, 'target', 'posts in this forum need a tag'],
    [400, 50_035, 'target', 'Discord refuses the message (error 50035)'],
  ])('refused with %i %i is not tried again', async (status, code, scope, reason) => {
    it_.discord.prepare('POST', MESSAGES, { kind: 'status', status, body: { code, message: 'no' } });
    expect(await it_.platform.post(general, says('Digest'), 'slot 1')).toMatchObject({
      kind: 'refused',
      scope,
      reason,
    });
    expect(posts()).toHaveLength(1);
  });

  it('in slow mode waits', async () => {
    it_.discord.prepare('POST', MESSAGES, {
      kind: 'status',
      status: 400,
      body: { code: 20_016, message: 'slow' },
    });
    expect(await it_.platform.post(general, says('Digest'), 'slot 1')).toEqual({
      kind: 'limited',
      retryAfter: 60_000,
    });
  });

  it('with a refused token is fatal for all of Discord', async () => {
    it_.discord.prepare('POST', MESSAGES, { kind: 'status', status: 401, body: { code: 0, message: '401' } });
    expect(await it_.platform.post(general, says('Digest'), 'slot 1')).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
    });
    expect(it_.fatal.map((error) => error.message)).toEqual(['Discord refuses DISCORD_TOKEN.']);
    expect(it_.platform.health().state).toBe('disconnected');
  });
});

describe('a digest of several messages', () => {
  it('is complete or goes on where it stopped, also after Discord forgot the nonces', async () => {
    await it_.platform.post(general, says('before'), 'other');
    it_.discord.channels.remembersNonces = false;
    it_.discord.prepare('POST', MESSAGES, { kind: 'status', status: 200, after: true });
    it_.discord.prepare('POST', MESSAGES, {
      kind: 'status',
      status: 403,
      body: { code: 50_013, message: 'no' },
    });
    it_.discord.messages.length = 0;
    const begunAt = longAgo();
    await it_.platform.post(general, long, 'slot 1');
    expect(await it_.platform.findPosted(general, 'slot 1', begunAt)).toEqual({ kind: 'absent' });
    expect((await it_.platform.post(general, long, 'slot 1', begunAt)).kind).toBe('posted');
    const footers = it_.discord.messages.map((message) =>
      message.request.embeds?.at(-1)?.footer?.text.replace(/^ref \S+ /, ''),
    );
    expect(new Set(footers).size).toBe(footers.length);
    expect(footers.at(-1)).toBe(`${footers.length}/${footers.length}`);
    expect(await it_.platform.findPosted(general, 'slot 1', longAgo())).toEqual({
      kind: 'found',
      messageId: it_.discord.messages.at(-1)?.id,
    });
  });

  describe('in a busy channel, after only its first message was posted', () => {
    const HOUR = 3_600_000;

    async function interrupted(): Promise<Temporal.Instant> {
      it_.discord.channels.remembersNonces = false;
      write(2100, 2 * HOUR);
      const begunAt = longAgo();
      it_.discord.prepare('POST', MESSAGES, { kind: 'slow', milliseconds: 0, carriedOut: 'before' });
      it_.discord.prepare('POST', MESSAGES, {
        kind: 'status',
        status: 403,
        body: { code: 50_013, message: 'no' },
      });
      await it_.platform.post(general, long, 'slot 1');
      return begunAt;
    }

    function write(count: number, age = 0): void {
      for (let written = 0; written < count; written += 1) it_.discord.channels.write(general.channel, age);
    }

    const firstParts = () =>
      it_.discord.messages.filter(({ request }) => request.embeds?.at(-1)?.footer?.text.includes(' 1/'));

    it('goes on after it, however much was written on that day before', async () => {
      const begunAt = await interrupted();
      expect((await it_.platform.post(general, long, 'slot 1', begunAt)).kind).toBe('posted');
      expect(firstParts()).toHaveLength(1);
    });

    it('posts nothing more where so much was written since that nobody can tell', async () => {
      const begunAt = await interrupted();
      write(2100);
      const count = it_.discord.messages.length;
      expect(await it_.platform.post(general, long, 'slot 1', begunAt)).toEqual({
        kind: 'failed',
        reason: 'too many messages were written since then to be sure',
      });
      expect(it_.discord.messages).toHaveLength(count);
    });
  });

  it('asks for no history at the first attempt', async () => {
    expect((await it_.platform.post(general, long, 'slot 1')).kind).toBe('posted');
    expect(
      it_.discord.requests.filter(({ method }) => method === 'GET').map(({ path }) => path),
    ).not.toContain(`/channels/${WORLD.general}/messages`);
  });
});

describe('finding', () => {
  it('tells one key from another, on Discord itself', async () => {
    const posted = await it_.platform.post(general, says('Digest'), 'slot 1');
    expect(await it_.platform.findPosted(general, 'slot 1', longAgo())).toEqual({
      kind: 'found',
      messageId: posted.kind === 'posted' ? posted.messageId : '',
    });
    expect(await it_.platform.findPosted(general, 'slot 2', longAgo())).toEqual({ kind: 'absent' });
  });

  it('works after a restart and long after the nonce is forgotten', async () => {
    await it_.platform.post(general, says('Digest'), 'slot 1');
    const second = it_.second();
    await second.start();
    expect((await second.findPosted(general, 'slot 1', longAgo())).kind).toBe('found');
  });

  it('never takes trouble for absence', async () => {
    it_.discord.prepare('GET', MESSAGES, { kind: 'status', status: 500 });
    expect((await it_.platform.findPosted(general, 'slot 1', longAgo())).kind).toBe('unknown');
    it_.discord.prepare('GET', MESSAGES, { kind: 'cut' });
    expect((await it_.platform.findPosted(general, 'slot 1', longAgo())).kind).toBe('unknown');
  });

  it('is not possible where the history is hidden, which Discord shows as an empty one', async () => {
    it_.discord.gateway.dispatch('CHANNEL_UPDATE', {
      id: WORLD.general,
      type: 0,
      name: 'general',
      guild_id: WORLD.guildId,
      position: 0,
      permission_overwrites: [{ id: WORLD.everyoneRole, type: 0, allow: '0', deny: String(1n << 16n) }],
    });
    await it_.platform.post(general, says('Digest'), 'slot 1');
    expect((await it_.platform.findPosted(general, 'slot 1', longAgo())).kind).toBe('unknown');
  });
});
