import { describe, expect, test } from 'vitest';
import type { ChannelSubscriptions } from '../../../src/platforms/slack/receiving/home-tab.ts';
import { text } from '../../../src/reply.ts';
import type { StandInMessage } from '../../standins/slack/workspace.ts';
import { rememberEvents, type SetUp, setUp } from './set-up.ts';

const BOT = 'U0RAPPORT';

function buttonOf(
  message: StandInMessage | undefined,
  label: string,
): { action_id?: string; value?: string } {
  for (const block of message?.blocks ?? []) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      if (element.type === 'button' && element.text.text === label) {
        return {
          ...(element.action_id === undefined ? {} : { action_id: element.action_id }),
          ...(element.value === undefined ? {} : { value: element.value }),
        };
      }
    }
  }
  throw new Error(`no button ${label}`);
}

describe.each(['socket', 'http'] as const)('by %s', (intake) => {
  test('a command is answered privately, with the name and zone of who asks', async () => {
    await using at = await setUp(intake);
    const ack = await at.slack.command('iran-talks &amp; more');
    expect(ack.status).toBe(200);
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({
      channel: 'C0GENERAL',
      visibleTo: 'U0ANN',
      text: 'You asked: iran-talks &amp; more',
    });
    expect(at.dispatcher.requests[0]).toEqual({
      input: { kind: 'words', words: 'iran-talks & more' },
      audience: 'asker',
      asker: {
        platform: 'slack',
        workspace: 'T0STANDIN',
        channel: 'C0GENERAL',
        person: { id: 'U0ANN', name: 'ann' },
        zone: 'Asia/Kathmandu',
        manager: true,
        cannotPost: expect.any(Function),
      },
    });
    expect(at.slack.workspace.complaints).toEqual([]);
  });

  test('a member who is no administrator manages nothing', async () => {
    await using at = await setUp(intake);
    await at.slack.command('iran-talks', { user: 'U0BEN' });
    await at.slack.until(() => at.dispatcher.requests.length === 1);
    expect(at.dispatcher.requests[0]?.asker).toMatchObject({ person: { id: 'U0BEN' }, manager: false });
  });

  test('a command is acknowledged before the answer is there', async () => {
    await using at = await setUp(intake);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.dispatcher.gate = promise;
    expect((await at.slack.command('iran-talks')).status).toBe(200);
    expect(at.slack.workspace.messages).toEqual([]);
    resolve();
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
  });

  test('a button switches the section in the same private message', async () => {
    await using at = await setUp(intake);
    await at.slack.command('iran-talks');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    const [message] = at.slack.workspace.messages;
    await at.slack.press(buttonOf(message, 'Outlook'), {
      channel: 'C0GENERAL',
      ts: message?.ts ?? '',
      ephemeral: true,
    });
    await at.slack.until(() => message?.text.includes('outlook') === true);
    expect(at.slack.workspace.messages.map(({ text: said }) => said)).toEqual([
      'You asked: iran-talks outlook',
    ]);
  });

  test('sharing says the same words for everyone, and who did', async () => {
    await using at = await setUp(intake);
    await at.slack.command('iran-talks');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    const [message] = at.slack.workspace.messages;
    await at.slack.press(buttonOf(message, 'Share with channel'), {
      channel: 'C0GENERAL',
      ts: message?.ts ?? '',
      ephemeral: true,
    });
    await at.slack.until(() => at.slack.workspace.messages.length === 2);
    const shared = at.slack.workspace.messages[1];
    expect(shared?.channel).toBe('C0GENERAL');
    expect(shared?.text).toMatch(/^You asked: iran-talks\s+Shared by ann$/u);
    expect(shared?.visibleTo).toBeUndefined();
    expect(() => buttonOf(shared, 'Share with channel')).toThrow();
  });

  test('a follow-up opens a form about the topic, and its answer comes to the conversation', async () => {
    await using at = await setUp(intake);
    await at.slack.press(
      { action_id: 'ask:2', value: 'iran-talks' },
      { channel: 'C0GENERAL', ts: '1.1', ephemeral: true },
    );
    await at.slack.until(() => at.slack.workspace.views.length === 1);
    const [view] = at.slack.workspace.views;
    expect(view).toMatchObject({ type: 'modal', callbackId: 'ask' });
    expect(JSON.stringify(view?.blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"iran-talks"',
    );
    if (!view) throw new Error('no view');
    const empty = await at.slack.submit(view, '  ');
    expect(JSON.parse(empty.body)).toEqual({
      response_action: 'errors',
      errors: { question: 'Type a question.' },
    });
    await at.slack.submit(view, 'what does “host” mean?', 'iran-talks');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({
      channel: 'C0GENERAL',
      visibleTo: 'U0ANN',
      text: 'You asked: ask what does “host” mean? iran-talks',
    });
    expect(at.dispatcher.requests[0]?.input).toEqual({
      kind: 'options',
      command: 'ask',
      options: { question: 'what does “host” mean?', topic: 'iran-talks' },
    });
  });

  test('the topic is completed while typing', async () => {
    await using at = await setUp(intake);
    at.dispatcher.completions = [{ value: 'iran-talks', detail: 'US–Iran talks', replacement: 'iran-talks' }];
    const ack = await at.slack.suggest('ira');
    expect(JSON.parse(ack.body)).toEqual({
      options: [{ text: { type: 'plain_text', text: 'US–Iran talks', emoji: false }, value: 'iran-talks' }],
    });
  });

  test('a mention that also comes as a message is answered once, in a thread', async () => {
    await using at = await setUp(intake);
    const said = { channel: 'C0GENERAL', user: 'U0ANN', text: `<@${BOT}> what does Oman want?`, ts: '100.1' };
    await at.slack.event({ type: 'app_mention', ...said });
    await at.slack.event({ type: 'message', channel_type: 'channel', ...said });
    await at.slack.event({ type: 'app_mention', ...said }, { retry: 1 });
    await at.slack.event({ type: 'app_mention', ...said, ts: '100.2', text: `<@${BOT}> help` });
    await at.slack.until(() => at.slack.workspace.messages.some(({ thread }) => thread === '100.2'));
    expect(at.slack.workspace.messages.filter(({ thread }) => thread === '100.1')).toMatchObject([
      { text: 'You asked: what does Oman want?', channel: 'C0GENERAL' },
    ]);
    expect(at.dispatcher.requests[0]).toMatchObject({ audience: 'channel', asker: { thread: '100.1' } });
  });

  test('a reply in a thread of ours is a question, one to somebody else is not', async () => {
    await using at = await setUp(intake);
    const reply = { type: 'message', channel: 'C0GENERAL', user: 'U0ANN', thread_ts: '100.1' };
    await at.slack.event({ ...reply, parent_user_id: 'U0BEN', ts: '101.1', text: 'between people' });
    await at.slack.event({ ...reply, parent_user_id: BOT, ts: '101.2', text: '<@U0BEN> what do you think?' });
    await at.slack.event({
      ...reply,
      parent_user_id: BOT,
      ts: '101.3',
      text: 'edited',
      subtype: 'message_changed',
    });
    await at.slack.event({ ...reply, parent_user_id: BOT, ts: '101.4', text: 'who doubts it?' });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({
      thread: '100.1',
      text: 'You asked: who doubts it?',
    });
  });

  test('a thread that a mention began is a conversation: a question there needs no mention, a remark no answer', async () => {
    await using at = await setUp(intake);
    const inThread = { type: 'message', channel: 'C0GENERAL', thread_ts: '100.1', parent_user_id: 'U0ANN' };
    await at.slack.event({ ...inThread, user: 'U0BEN', ts: '99.9', thread_ts: '90.1', text: 'never asked' });
    await at.slack.event({
      type: 'app_mention',
      channel: 'C0GENERAL',
      user: 'U0ANN',
      ts: '100.1',
      text: `<@${BOT}> what does Oman want?`,
    });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    at.dispatcher.outcome = (words) => (words.endsWith('?') ? 'ok' : 'not_found');
    await at.slack.event({ ...inThread, user: 'U0BEN', ts: '101.1', text: 'thanks, good catch' });
    await at.slack.event({ ...inThread, user: 'U0BEN', ts: '101.2', text: 'and Iran?' });
    await at.slack.until(() => at.slack.workspace.messages.length === 2);
    await at.platform.stop();
    expect(at.slack.workspace.messages.map(({ thread, text: said }) => [thread, said])).toEqual([
      ['100.1', 'You asked: what does Oman want?'],
      ['100.1', 'You asked: and Iran?'],
    ]);
    expect(at.dispatcher.requests.map(({ asker }) => asker.thread)).toEqual(['100.1', '100.1', '100.1']);
  });

  test('what is overheard beyond the limit of questions gets no answer', async () => {
    await using at = await setUp(intake);
    at.dispatcher.outcome = (words) => (words === 'and Iran?' ? 'ok' : 'too_many');
    const reply = {
      type: 'message',
      channel: 'C0GENERAL',
      user: 'U0BEN',
      thread_ts: '100.1',
      parent_user_id: BOT,
    };
    await at.slack.event({ ...reply, ts: '101.1', text: 'lunch?' });
    await at.slack.event({ ...reply, ts: '101.2', text: 'and Iran?' });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    await at.platform.stop();
    expect(at.slack.workspace.messages.map(({ text: said }) => said)).toEqual(['You asked: and Iran?']);
  });

  test('only what names us may change anything in such a thread, whichever of its two events comes first', async () => {
    await using at = await setUp(intake);
    at.dispatcher.outcome = (words) => (words === 'pause' ? 'not_found' : 'ok');
    const inThread = { channel: 'C0GENERAL', user: 'U0BEN', thread_ts: '100.1' };
    const overheard = { type: 'message', parent_user_id: BOT, ...inThread };
    await at.slack.event({ ...overheard, ts: '101.1', text: 'pause' });
    const mention = { ts: '101.2', text: `<@${BOT}> unsubscribe` };
    await at.slack.event({ ...overheard, ...mention });
    await at.slack.event({ type: 'app_mention', ...inThread, ...mention });
    await at.slack.event({ type: 'app_mention', ...inThread, ts: '101.3', text: `Well, <@${BOT}> resume` });
    await at.slack.until(() => at.slack.workspace.messages.length === 2);
    expect(at.dispatcher.requests.map(({ overheard = false }) => overheard)).toEqual([true, false, false]);
  });

  test('a command typed after a mention, or once more, is no part of what is asked', async () => {
    await using at = await setUp(intake, { config: { command: '/desk' } });
    const said = { type: 'app_mention', channel: 'C0GENERAL', user: 'U0ANN' };
    await at.slack.event({ ...said, ts: '103.1', text: `<@${BOT}> /desk why did Oman offer to host?` });
    await at.slack.event({ ...said, ts: '103.2', text: `<@${BOT}> /brief` });
    await at.slack.until(() => at.slack.workspace.messages.length === 2);
    expect(at.dispatcher.requests.map(({ input }) => input)).toEqual([
      { kind: 'words', words: 'why did Oman offer to host?' },
      { kind: 'words', words: '/brief' },
    ]);
  });

  test('what is addressed to the bot is always answered, even when it is no question', async () => {
    await using at = await setUp(intake);
    at.dispatcher.outcome = () => 'not_found';
    await at.slack.event({
      type: 'app_mention',
      channel: 'C0GENERAL',
      user: 'U0ANN',
      ts: '102.1',
      text: `<@${BOT}> irna`,
    });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({
      channel: 'C0GENERAL',
      thread: '102.1',
      text: 'You asked: irna',
    });
  });

  test('in direct messages everything is a question, also from a guest', async () => {
    await using at = await setUp(intake);
    await at.slack.event({
      type: 'message',
      channel_type: 'im',
      channel: 'D0BEN',
      user: 'U0BEN',
      ts: '5.1',
      text: 'iran-talks',
    });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({ channel: 'D0BEN', text: 'You asked: iran-talks' });
    expect(at.slack.workspace.messages[0]?.thread).toBeUndefined();
    expect(at.dispatcher.requests[0]).toMatchObject({
      audience: 'channel',
      asker: { manager: true, zone: 'Europe/London' },
    });
  });

  test('a message shortcut asks about the message', async () => {
    await using at = await setUp(intake);
    await at.slack.messageShortcut('Oman &lt;hosts&gt; the talks');
    await at.slack.until(() => at.slack.workspace.views.length === 1);
    expect(JSON.stringify(at.slack.workspace.views[0]?.blocks)).toContain(
      '"initial_value":"Oman <hosts> the talks"',
    );
  });
});

test('an answer too long for its messages goes on when asked to', async () => {
  await using at = await setUp();
  at.dispatcher.reply = () => ({
    tone: 'plain',
    blocks: Array.from({ length: 60 }, (_, index) => ({
      kind: 'text',
      spans: [text(`Paragraph ${index + 1}. ${'Some words follow here. '.repeat(15)}`)],
    })),
  });
  await at.slack.command('iran-talks actors');
  await at.slack.until(() => at.slack.workspace.messages.length === 4);
  await at.slack.press(buttonOf(at.slack.workspace.messages[3], 'Show more'), {
    channel: 'C0GENERAL',
    ts: at.slack.workspace.messages[3]?.ts ?? '',
    ephemeral: true,
  });
  await at.slack.until(() =>
    at.slack.workspace.messages.some(({ text: said }) => said.includes('Paragraph 60.')),
  );
  await at.platform.stop();
  const said = at.slack.workspace.messages.map(({ text: part }) => part).join();
  expect(said.match(/(?<=Paragraph )\d+/gu)?.map(Number)).toEqual(
    [...Array(60).keys()].map((index) => index + 1),
  );
  expect(at.dispatcher.requests.map(({ input }) => input)).toEqual([
    { kind: 'words', words: 'iran-talks actors' },
    { kind: 'words', words: 'iran-talks actors' },
  ]);
});

test('a follow-up to a follow-up in modals never runs into Slack’s three', async () => {
  await using at = await setUp();
  await at.slack.press(
    { action_id: 'run:below:1', value: 'iran-talks' },
    { view: { id: 'H', type: 'home' } },
  );
  await at.slack.until(() => at.slack.workspace.views.length === 1);
  const newest = () => {
    const view = at.slack.workspace.views.at(-1);
    if (!view) throw new Error('no modal');
    return view;
  };
  for (let round = 1; round <= 4; round += 1) {
    await at.slack.press({ action_id: 'ask:2', value: 'iran-talks' }, { view: newest() });
    await at.slack.until(() => newest().callbackId === 'ask');
    await at.slack.submit(newest(), `question ${round}?`);
    await at.slack.until(() => JSON.stringify(newest().blocks).includes(`question ${round}?`));
  }
  expect(at.slack.workspace.views.length).toBe(3);
});

describe('the Home tab', () => {
  /** What the tab says below the list of briefings, when these places have digests. */
  async function openHome(at: SetUp): Promise<string> {
    await at.slack.event({
      type: 'app_home_opened',
      user: 'U0ANN',
      channel: 'D0ANN',
      tab: 'home',
      event_ts: '1',
    });
    await at.slack.until(() => at.slack.workspace.homes.has('U0ANN'));
    return JSON.stringify(at.slack.workspace.homes.get('U0ANN')?.blocks);
  }

  function digestsIn(...places: readonly string[]): ChannelSubscriptions {
    return {
      describe: async (_workspace, channels) =>
        places
          .filter((place) => channels.includes(place))
          .map((channel) => ({ channel, spans: [text('daily at 08:00')] })),
    };
  }

  test('shows the briefings and the digests of one’s channels; a button there opens a modal', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn('C0GENERAL', 'C0FOREIGN') });
    const home = await openHome(at);
    expect(home).toContain('You asked: list');
    expect(home).toContain('"#general"');
    expect(home).not.toMatch(/foreign|None yet/iu);
    await at.slack.press(
      { action_id: 'run:below:1', value: 'iran-talks' },
      { view: { id: at.slack.workspace.homes.get('U0ANN')?.id ?? '', type: 'home' } },
    );
    await at.slack.until(() =>
      JSON.stringify(at.slack.workspace.views[0]?.blocks ?? '').includes('You asked: iran-talks'),
    );
    expect(at.slack.workspace.complaints).toEqual([]);
  });

  test('finds digests behind the first page of channels', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn('C0CHANNEL-450') });
    for (let index = 0; index < 500; index += 1) at.slack.workspace.memberOf.add(`C0CHANNEL-${index}`);
    expect(await openHome(at)).toContain('"#channel-450"');
  });

  test('shows what comes to oneself', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn('D0ANN') });
    expect(await openHome(at)).toContain('Here, with Rapporteur');
  });

  test('says that there are none only when it knows', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn() });
    expect(await openHome(at)).toContain('None yet.');
  });

  test('says that there may be more where one is in very many channels', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn() });
    for (let index = 0; index < 1200; index += 1) at.slack.workspace.memberOf.add(`C0CHANNEL-${index}`);
    const home = await openHome(at);
    expect(home).toContain('Looked at 1000 of your channels; there may be more digests.');
    expect(home).not.toContain('None yet');
  });

  test('says so where channels cannot be looked up', async () => {
    await using at = await setUp('socket', { subscriptions: digestsIn() });
    at.slack.faults.next('users.conversations', { kind: 'declined', code: 'missing_scope' });
    const home = await openHome(at);
    expect(home).toContain('could not be looked up');
    expect(home).not.toContain('None yet');
  });
});

describe('the agent view', () => {
  test('suggests prompts for the conversation as a whole, never for a thread', async () => {
    await using at = await setUp();
    at.dispatcher.completions = [{ value: 'iran-talks', detail: 'US–Iran talks', replacement: 'iran-talks' }];
    await at.slack.event({
      type: 'app_home_opened',
      user: 'U0ANN',
      channel: 'D0ANN',
      tab: 'messages',
      event_ts: '1',
    });
    await at.slack.until(() => at.slack.workspace.prompts.length === 1);
    expect(at.slack.workspace.prompts).toEqual([
      {
        channel: 'D0ANN',
        titles: ['US–Iran talks', 'What can I ask?'],
        messages: ['iran-talks', 'help'],
      },
    ]);
  });

  test('shows a status while an answer takes its time', async () => {
    await using at = await setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    at.dispatcher.gate = promise;
    await at.slack.event({ type: 'message', channel: 'D0ANN', user: 'U0ANN', ts: '7.1', text: 'slow' });
    await at.slack.until(() => at.slack.workspace.statuses.length === 1);
    resolve();
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
  });
});

describe('events that come again', () => {
  test('are answered once by several processes, and after a restart', async () => {
    const handledEvents = rememberEvents();
    await using first = await setUp('socket', { handledEvents });
    await using second = await setUp('socket', { handledEvents }, first.slack);
    const said = {
      type: 'app_mention',
      channel: 'C0GENERAL',
      user: 'U0ANN',
      text: `<@${BOT}> hello`,
      ts: '9.1',
    };
    for (let delivery = 0; delivery < 4; delivery += 1)
      await first.slack.event(said, { eventId: 'Ev1', retry: delivery });
    await first.slack.until(() => first.slack.workspace.messages.length === 1);
    await first.platform.stop();
    await first.slack.event(said, { eventId: 'Ev1', retry: 3 });
    await second.platform.stop();
    expect(first.slack.workspace.messages.length).toBe(1);
    expect(first.dispatcher.requests.length + second.dispatcher.requests.length).toBe(1);
  });
});
