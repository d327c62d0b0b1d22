import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reply.ts';
import { messageCommandData, modalData, slashData } from '../../standins/discord/interactions.ts';
import type { ShownMessage } from '../../standins/discord/shown.ts';
import { ALL_NEEDED, FORUM, MANAGE_GUILD, WORLD } from '../../standins/discord/world.ts';
import { type Running, running, says } from './running.ts';

let it_: Running;

beforeAll(async () => {
  it_ = await running();
});
afterAll(async () => {
  await it_.close();
});
beforeEach(() => {
  it_.dispatcher.asked.length = 0;
  it_.dispatcher.respond = () => ({});
});

async function answered(
  interaction: ReturnType<Running['discord']['interact']>,
  count = 1,
): Promise<ShownMessage> {
  const message = await it_.discord.until(() => {
    const shown = interaction.messages.filter((each) => !each.waiting && !each.deleted);
    return shown.length >= count && shown[count - 1];
  });
  return message;
}

function slash(
  words = 'show',
  options: Readonly<Record<string, string>> = { topic: 'iran-talks' },
  scene = {},
) {
  return it_.discord.interact(2, slashData(words, options), scene);
}

function customIds(message: ShownMessage): readonly string[] {
  return (message.request.components ?? []).flatMap((row) =>
    row.components.flatMap((component) =>
      'custom_id' in component && component.custom_id ? [component.custom_id] : [],
    ),
  );
}

const share: Action = { kind: 'share', label: 'Share with channel', words: 'show iran-talks' };
const plain = says('The statement itself.');
const outlook: Action = { kind: 'run', label: 'Outlook', words: 'outlook iran-talks', where: 'in-place' };

describe('a slash command', () => {
  it('reaches the dispatcher as options, with who asks and where', async () => {
    const interaction = slash();
    await answered(interaction);
    expect(it_.dispatcher.asked).toEqual([
      {
        input: { kind: 'options', command: 'show', options: { topic: 'iran-talks' } },
        asker: {
          platform: 'discord',
          workspace: WORLD.guildId,
          channel: WORLD.general,
          person: { id: WORLD.person, name: 'Ada' },
          zone: 'Europe/London',
          manager: false,
          cannotPost: expect.any(Function),
        },
        audience: 'asker',
        onBeginning: expect.any(Function),
      },
    ]);
  });

  it('is answered privately and at once', async () => {
    const interaction = slash();
    const message = await answered(interaction);
    expect(interaction.callbacks).toEqual([4]);
    expect(message.ephemeral).toBe(true);
    expect(message.request.content).toBe('You asked: show iran-talks');
  });

  it('is answered for everyone where the dispatcher says so', async () => {
    it_.dispatcher.respond = () => ({ visibility: 'channel' });
    expect((await answered(slash())).ephemeral).toBe(false);
  });

  it('in a thread keeps channel and thread apart', async () => {
    await answered(slash('list', {}, { where: 'thread' }));
    expect(it_.dispatcher.asked[0]?.asker).toMatchObject({ channel: WORLD.general, thread: WORLD.thread });
  });

  it('in a direct conversation is seen by everybody there is', async () => {
    const message = await answered(slash('list', {}, { where: 'direct' }));
    expect(message.ephemeral).toBe(false);
    expect(it_.dispatcher.asked[0]).toMatchObject({
      audience: 'channel',
      asker: { workspace: WORLD.person, channel: WORLD.direct, manager: true },
    });
  });

  it('tells who may manage the channel', async () => {
    await answered(slash('list', {}, { permissions: ALL_NEEDED | MANAGE_GUILD }));
    expect(it_.dispatcher.asked[0]?.asker.manager).toBe(true);
  });

  it.each([
    ['in a channel', 'guild', 1n << 11n, 'Rapporteur may not post here: it lacks Send Messages.'],
    ['in a thread, whose digests go to its channel', 'thread', 1n << 38n, undefined],
    [
      'in a forum, where a digest is a post and goes on as a thread',
      'forum-post',
      1n << 38n,
      'Rapporteur may not post here: it lacks Send Messages in Threads.',
    ],
    [
      'in a server that it is no member of',
      'foreign-guild',
      0n,
      'Rapporteur is installed for you, but is not a member of this server.',
    ],
    [
      'in a conversation between people',
      'private',
      0n,
      'Rapporteur is installed for you, and takes no part in this conversation.',
    ],
    ['in a direct conversation', 'direct', 0n, undefined],
  ] as const)(
    'tells beforehand what keeps a digest from being posted %s',
    async (_, where, lacks, reason) => {
      await answered(slash('list', {}, { where, appPermissions: ALL_NEEDED & ~lacks }));
      expect((await it_.dispatcher.asked[0]?.asker.cannotPost?.())?.reason).toBe(reason);
    },
  );

  it('tells beforehand that posts of a forum need a tag', async () => {
    it_.discord.gateway.dispatch('CHANNEL_UPDATE', { ...FORUM, flags: 1 << 4 });
    await answered(slash('list', {}, { where: 'forum-post' }));
    it_.discord.gateway.dispatch('CHANNEL_UPDATE', FORUM);
    expect(it_.dispatcher.asked[0]?.asker).toMatchObject({
      channel: WORLD.forum,
      thread: WORLD.forumPost,
    });
    expect(await it_.dispatcher.asked[0]?.asker.cannotPost?.()).toMatchObject({
      reason: 'Posts in this forum need a tag, which Rapporteur cannot choose.',
    });
  });

  it('in a conversation between people is answered to who asked alone', async () => {
    const message = await answered(slash('list', {}, { where: 'private' }));
    expect(message.ephemeral).toBe(true);
    expect(it_.dispatcher.asked[0]).toMatchObject({ audience: 'asker', asker: { channel: WORLD.private } });
  });

  it('with a long answer gets several messages, all of them private', async () => {
    it_.dispatcher.respond = () => ({
      reply: says('word '.repeat(600), {
        kind: 'text',
        spans: [{ kind: 'text', text: 'word '.repeat(1200) }],
      }),
    });
    const interaction = slash();
    await answered(interaction, 2);
    expect(interaction.messages.map((message) => message.ephemeral)).toEqual([true, true]);
  });
});

describe('a slow answer', () => {
  function slowly(answer = {}) {
    const released = Promise.withResolvers<void>();
    it_.dispatcher.respond = async () => {
      await released.promise;
      return answer;
    };
    return released;
  }

  it('is announced within three seconds and then takes the place of the announcement', async () => {
    const slow = slowly();
    const interaction = slash();
    const [waiting] = await it_.discord.until(() => interaction.messages.length > 0 && interaction.messages);
    expect(interaction.callbacks).toEqual([5]);
    expect(waiting?.ephemeral).toBe(true);
    slow.resolve();
    expect((await answered(interaction)).request.content).toBe('You asked: show iran-talks');
    expect(interaction.messages).toHaveLength(1);
  });

  it('that turns out to be for everyone does not stay private, nor the other way round', async () => {
    const slow = slowly({ visibility: 'channel' });
    const interaction = slash();
    await it_.discord.until(() => interaction.callbacks.length > 0);
    slow.resolve();
    const message = await answered(interaction);
    await it_.discord.until(() => interaction.messages[0]?.deleted);
    expect(message.request.content === '…' ? interaction.messages[1]?.ephemeral : message.ephemeral).toBe(
      false,
    );
  });

  it('shows its beginning meanwhile, where the same people see it, without buttons or mentions', async () => {
    const released = Promise.withResolvers<void>();
    it_.dispatcher.respond = async ({ onBeginning }) => {
      onBeginning?.({ reply: says('@everyone The first sentence.'), plain, visibility: 'private' });
      await released.promise;
      return {};
    };
    const interaction = slash();
    const begun = await it_.discord.until(() =>
      interaction.messages.find(({ request }) => request.content?.includes('The first sentence.')),
    );
    expect(interaction.callbacks).toEqual([5]);
    expect(begun.request.components ?? []).toEqual([]);
    expect(begun.request.allowed_mentions).toMatchObject({ parse: [] });
    released.resolve();
    await it_.discord.until(() => begun.request.content === 'You asked: show iran-talks');
    expect(interaction.messages).toHaveLength(1);
  });

  it('shows no beginning to others than the answer is expected for', async () => {
    const released = Promise.withResolvers<void>();
    it_.dispatcher.respond = async ({ onBeginning }) => {
      onBeginning?.({ reply: says('The first sentence.'), plain, visibility: 'channel' });
      await released.promise;
      return {};
    };
    const before = it_.discord.requests.length;
    const interaction = slash();
    const [waiting] = await it_.discord.until(() => interaction.messages.length > 0 && interaction.messages);
    expect(waiting?.request.content ?? '').toBe('');
    released.resolve();
    expect((await answered(interaction)).request.content).toBe('You asked: show iran-talks');
    // A beginning would have been shown with the sign of waiting, and the answer would have waited for it.
    const shown = it_.discord.requests.slice(before).map(({ body }) => JSON.stringify(body));
    expect(shown.filter((body) => body?.includes('The first sentence.'))).toEqual([]);
  });

  it('past the life of its token still arrives, directly if it is private', async () => {
    const slow = slowly();
    const interaction = slash();
    await it_.discord.until(() => interaction.callbacks.length > 0);
    it_.discord.expire(interaction);
    slow.resolve();
    const message = await it_.discord.until(() =>
      it_.discord.messages.find((each) => each.channelId === WORLD.direct),
    );
    expect(message.request.content).toBe('You asked: show iran-talks');
  });
});

describe('a button', () => {
  async function withButtons(...actions: readonly Action[]) {
    it_.dispatcher.respond = () => ({ reply: says('Briefing', { kind: 'actions', actions }) });
    const message = await answered(slash());
    it_.dispatcher.respond = () => ({});
    return { message, ids: customIds(message) };
  }

  it('switches what one’s own message shows', async () => {
    const { message, ids } = await withButtons(outlook);
    const press = it_.discord.press(message, ids[0] ?? '');
    await it_.discord.until(() => press.callbacks.length > 0);
    expect(press.callbacks).toEqual([7]);
    expect(message.request.content).toBe('You asked: outlook iran-talks');
    expect(message.request.attachments).toEqual([]);
  });

  it('does not change a message that others are reading', async () => {
    const { message, ids } = await withButtons(outlook);
    message.ephemeral = false;
    const press = it_.discord.press(message, ids[0] ?? '');
    expect((await answered(press)).ephemeral).toBe(true);
    expect(message.request.content).toBe('Briefing');
  });

  it('leaves the message as it was when something goes wrong', async () => {
    const { message, ids } = await withButtons(outlook);
    it_.dispatcher.respond = () => ({ outcome: 'not_found', reply: says('There is no such briefing') });
    const press = it_.discord.press(message, ids[0] ?? '');
    expect((await answered(press)).request.content).toBe('There is no such briefing');
    expect(message.request.content).toBe('Briefing');
  });

  it('shares by saying the words again for everyone, and says who did', async () => {
    const { message, ids } = await withButtons(share);
    const press = it_.discord.press(message, ids[0] ?? '');
    const shared = await answered(press);
    expect(shared.ephemeral).toBe(false);
    expect(it_.dispatcher.asked.at(-1)).toMatchObject({
      audience: 'channel',
      input: { words: 'show iran-talks' },
    });
    expect(shared.request.embeds?.[0]?.description).toBe('-# Shared by Ada');
  });

  it('with words longer than an id still works', async () => {
    const words = `ask iran-talks ${'why '.repeat(60)}`.trim();
    const { message, ids } = await withButtons({ ...share, words });
    expect(ids[0]?.length).toBeLessThan(100);
    await answered(it_.discord.press(message, ids[0] ?? ''));
    expect(it_.dispatcher.asked.at(-1)?.input).toEqual({ kind: 'words', words });
  });

  it('asks for a question in a dialogue, whose answer comes privately', async () => {
    const { message, ids } = await withButtons({
      kind: 'ask',
      label: 'Ask a follow-up',
      topic: 'iran-talks',
    });
    const press = it_.discord.press(message, ids[0] ?? '');
    await it_.discord.until(() => press.callbacks.length > 0);
    expect(press.callbacks).toEqual([9]);
    const submitted = it_.discord.interact(
      5,
      modalData('question:iran-talks', 'question', 'Who doubts “the host”?'),
      {},
      message,
    );
    expect((await answered(submitted)).ephemeral).toBe(true);
    expect(it_.dispatcher.asked.at(-1)?.input).toEqual({
      kind: 'options',
      command: 'ask',
      options: { question: 'Who doubts “the host”?', topic: 'iran-talks' },
    });
  });

  it.each([
    [
      'a question under a message that all in a thread see, for all',
      { ephemeral: false, where: 'thread' },
      false,
    ],
    ['a question under one’s own message in a thread, privately', { ephemeral: true, where: 'thread' }, true],
    ['a question in a channel, privately', { ephemeral: false, where: 'guild' }, true],
  ] as const)('answers %s, also when it is asked in the form', async (_, { ephemeral, where }, hidden) => {
    const { message, ids } = await withButtons({
      kind: 'run',
      label: 'Who doubts it?',
      words: 'ask iran-talks Who doubts it?',
      where: 'below',
    });
    message.ephemeral = ephemeral;
    const press = it_.discord.press(message, ids[0] ?? '', { where });
    expect((await answered(press)).ephemeral).toBe(hidden);
    const data = modalData('question:iran-talks', 'question', 'Who doubts it?');
    const form = it_.discord.interact(5, data, { where }, message);
    expect((await answered(form)).ephemeral).toBe(hidden);
  });

  it('answers what is no question privately, also in a thread', async () => {
    const { message, ids } = await withButtons({
      kind: 'run',
      label: 'Useful',
      words: 'feedback useful a-1',
      where: 'below',
    });
    message.ephemeral = false;
    const press = it_.discord.press(message, ids[0] ?? '', { where: 'thread' });
    expect((await answered(press)).ephemeral).toBe(true);
  });

  it('in a select does the same', async () => {
    const many = Array.from(
      { length: 6 },
      (_, index): Action => ({ ...outlook, label: `Part ${index}`, words: `outlook part-${index}` }),
    );
    const { message, ids } = await withButtons(...many);
    const select = message.request.components?.[0]?.components[0];
    const value = select && 'options' in select ? select.options[3]?.value : undefined;
    const choice = it_.discord.choose(message, ids[0] ?? '', value ?? '');
    await it_.discord.until(() => choice.callbacks.length > 0);
    expect(message.request.content).toBe('You asked: outlook part-3');
  });

  it('leads to the rest of a long answer', async () => {
    const blocks = Array.from({ length: 30 }, (_, index) => ({
      kind: 'text' as const,
      spans: [{ kind: 'text' as const, text: `${index}: ${'word '.repeat(200)}` }],
    }));
    it_.dispatcher.respond = () => ({ reply: says('Long', ...blocks) });
    const first = slash();
    const last = await answered(first, 4);
    const more = it_.discord.press(last, customIds(last)[0] ?? '');
    const rest = await answered(more);
    expect(rest.request.embeds?.[0]?.description).toMatch(/^\d\d: word/);
  });
});

describe('a message command', () => {
  it('asks the briefings about the message', async () => {
    await answered(it_.discord.interact(2, messageCommandData('Is the “meeting”\nstill on?')));
    expect(it_.dispatcher.asked.at(-1)?.input).toEqual({
      kind: 'options',
      command: 'ask',
      options: { question: 'Is the “meeting” still on?' },
    });
  });
});

describe('a message', () => {
  async function postedReply(id: string) {
    return await it_.discord.until(() =>
      it_.discord.messages.find((each) => each.request.message_reference?.message_id === id),
    );
  }

  it('that mentions us is answered there, once, without notifying anyone', async () => {
    const id = it_.discord.say(`<@${WORLD.botId}> what does Oman want?`, { mention: true });
    const message = await postedReply(id);
    expect(message.request.content).toBe('You asked: what does Oman want?');
    expect(message.request.allowed_mentions).toEqual({ parse: [], replied_user: false });
    it_.discord.say(`<@${WORLD.botId}> what does Oman want?`, { mention: true, id });
    await postedReply(it_.discord.say(`<@${WORLD.botId}>`, { mention: true }));
    expect(it_.dispatcher.asked.map(({ input }) => input)).toEqual([
      { kind: 'words', words: 'what does Oman want?' },
      { kind: 'words', words: 'help' },
    ]);
  });

  it('with the command after the mention asks the same', async () => {
    await postedReply(
      it_.discord.say(`<@${WORLD.botId}> /brief why did Oman offer to host?`, { mention: true }),
    );
    expect(it_.dispatcher.asked[0]?.input).toEqual({ kind: 'words', words: 'why did Oman offer to host?' });
  });

  it('to us directly needs no mention', async () => {
    await postedReply(it_.discord.say('iran-talks', { channelId: WORLD.direct }));
    expect(it_.dispatcher.asked[0]).toMatchObject({ audience: 'channel', input: { words: 'iran-talks' } });
  });

  it('to others, or by another bot, is none of our business', async () => {
    it_.discord.say('hello everyone');
    it_.discord.say(`<@${WORLD.botId}> list`, { mention: true, bot: true });
    await postedReply(it_.discord.say(`<@${WORLD.botId}> list`, { mention: true }));
    expect(it_.dispatcher.asked).toHaveLength(1);
  });
});

describe('suggestions', () => {
  it('come from the dispatcher; values that do not fit are left out', async () => {
    const interaction = it_.discord.interact(4, slashData('show', { topic: 'ir' }, 'topic'));
    await it_.discord.until(() => interaction.callbacks.length > 0);
    expect(interaction.callbacks).toEqual([8]);
    expect(interaction.data[0]).toEqual({
      choices: [{ name: 'iran-talks — US–Iran talks', value: 'iran-talks' }],
    });
    expect(it_.dispatcher.completions.at(-1)?.input).toEqual({
      kind: 'option',
      command: 'show',
      option: 'topic',
      partial: 'ir',
    });
  });

  it('for letters that were typed over are not sent', async () => {
    const first = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const suggest = it_.dispatcher.suggest;
    it_.dispatcher.suggest = async (request) => {
      it_.dispatcher.suggest = suggest;
      begun.resolve();
      await first.promise;
      return await suggest(request);
    };
    const old = it_.discord.interact(4, slashData('show', { topic: 'i' }, 'topic'));
    await begun.promise;
    const newest = it_.discord.interact(4, slashData('show', { topic: 'ir' }, 'topic'));
    await it_.discord.until(() => newest.callbacks.length > 0);
    first.resolve();
    await answered(slash());
    expect(old.callbacks).toEqual([]);
  });
});

describe('misfortune', () => {
  it('an interaction that is over is let go', async () => {
    it_.discord.prepare('POST', /callback$/, {
      kind: 'status',
      status: 404,
      body: { code: 10_062, message: 'Unknown interaction' },
    });
    slash();
    await answered(slash());
    expect(it_.platform.health().state).toBe('connected');
  });

  it('a first response that got lost is sent again, and one that came through is not doubled', async () => {
    it_.discord.prepare('POST', /callback$/, { kind: 'status', status: 503 });
    const lost = slash();
    await answered(lost);
    expect(lost.callbacks).toEqual([4]);
    it_.discord.prepare('POST', /callback$/, { kind: 'cut', after: true });
    const doubled = slash();
    await it_.discord.until(() => doubled.refused.length > 0);
    expect(doubled.messages).toHaveLength(1);
  });
});
