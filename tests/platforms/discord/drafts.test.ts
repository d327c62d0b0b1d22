import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Beginning } from '../../../src/dispatch/dispatcher.ts';
import type { Fault } from '../../standins/discord/faults.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { type Running, running, says } from './running.ts';

/** Answers that no interaction carries, seen while they are written: in the bot's own message, which it edits. */
let it_: Running;
beforeEach(async () => {
  it_ = await running();
});
afterEach(() => it_.close());

const WHOLE = 'You asked: what does Oman want?';
const plain = says('The statement itself.');

/** A dispatcher that shows what a test writes, until the test lets it end. */
function writing() {
  const asked = Promise.withResolvers<(words: string, visibility?: Beginning['visibility']) => void>();
  const released = Promise.withResolvers<void>();
  it_.dispatcher.respond = async ({ onBeginning }) => {
    asked.resolve((words, visibility = 'channel') =>
      onBeginning?.({ reply: says(words), plain, visibility }),
    );
    await released.promise;
    return {};
  };
  return { write: () => asked.promise, finish: () => released.resolve() };
}

function mention(channelId: string = WORLD.general): string {
  return it_.discord.say(`<@${WORLD.botId}> what does Oman want?`, { mention: true, channelId });
}

const contents = () =>
  it_.discord.messages.filter(({ deleted }) => !deleted).map(({ request }) => request.content);
const saying = (words: string) => it_.discord.until(() => contents().includes(words));
const calls = () =>
  it_.discord.requests
    .filter(({ path }) => /^\/channels\/\d+\/messages/.test(path))
    .map(({ method, status }) => `${method} ${status}`);

describe('an answer to a message', () => {
  it.each([
    ['a mention', WORLD.general],
    ['a mention in a thread', WORLD.thread],
    ['a direct message', WORLD.direct],
  ])('that is %s grows in the message that it will be, and mentions nobody', async (_, channelId) => {
    const { write, finish } = writing();
    const id = mention(channelId);
    (await write())('@everyone Oman wants');
    const [message] = await it_.discord.until(
      () => it_.discord.messages.length === 1 && it_.discord.messages,
    );
    expect(message).toMatchObject({ channelId, request: { message_reference: { message_id: id } } });
    expect(message?.request.allowed_mentions).toMatchObject({ parse: [] });
    (await write())('Oman wants two things.');
    await saying('Oman wants two things.');
    finish();
    await saying(WHOLE);
    expect(it_.discord.messages).toEqual([message]);
    expect(message?.request.allowed_mentions).toMatchObject({ parse: [] });
    expect(calls()).toEqual(['POST 200', 'PATCH 200', 'PATCH 200']);
  });

  it('of several messages goes on behind the one that was begun', async () => {
    const { write, finish } = writing();
    const { respond } = it_.dispatcher;
    it_.dispatcher.respond = async (request) => {
      await respond(request);
      const spans = [{ kind: 'text' as const, text: 'word '.repeat(1200) }];
      return { reply: says('word '.repeat(600), { kind: 'text', spans }) };
    };
    mention();
    (await write())('word');
    await saying('word');
    finish();
    await it_.discord.until(() => it_.discord.messages.length > 1);
    expect(contents()[0]).not.toBe('word');
  });

  it('is sent whole where nothing was shown before', async () => {
    mention();
    await saying(WHOLE);
    expect(calls()).toEqual(['POST 200']);
  });
});

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a status of 500, not carried out', { kind: 'status', status: 500 }],
  ['a status of 500, carried out', { kind: 'status', status: 500, after: true }],
  ['a cut connection, not carried out', { kind: 'cut' }],
  ['a cut connection, carried out', { kind: 'cut', after: true }],
  [
    'a rate limit',
    {
      kind: 'status',
      status: 429,
      body: { retry_after: 0.1, global: false },
      headers: { 'retry-after': '0.1' },
    },
  ],
];

describe.each(FAULTS)('one message, the answer, is there in the end after %s', (_, fault) => {
  it('of the first beginning', async () => {
    it_.discord.prepare('POST', /messages$/, fault);
    const { write, finish } = writing();
    mention();
    (await write())('Oman wants');
    await it_.discord.until(() => calls().length > 0);
    finish();
    await saying(WHOLE);
    await it_.platform.stop();
    expect(contents()).toEqual([WHOLE]);
  });

  it('of the answer itself', async () => {
    const { write, finish } = writing();
    mention();
    (await write())('Oman wants');
    await saying('Oman wants');
    it_.discord.prepare('PATCH', /messages/, fault);
    finish();
    await saying(WHOLE);
    await it_.platform.stop();
    expect(contents()).toEqual([WHOLE]);
  });
});

describe('a message that was begun', () => {
  it('and deleted by somebody is posted anew, whole', async () => {
    const { write, finish } = writing();
    mention();
    (await write())('Oman wants');
    await saying('Oman wants');
    for (const message of it_.discord.messages) message.deleted = true;
    finish();
    await saying(WHOLE);
    expect(contents()).toEqual([WHOLE]);
  });

  it('says the whole answer once more where a beginning may come behind it', async () => {
    const { write, finish } = writing();
    mention();
    (await write())('Oman wants');
    await saying('Oman wants');
    it_.discord.prepare('PATCH', /messages/, { kind: 'cut' });
    (await write())('Oman wants two things.');
    await it_.discord.until(() => calls().includes('PATCH 0'));
    finish();
    await it_.discord.until(() => calls().filter((call) => call === 'PATCH 200').length === 2);
    expect(contents()).toEqual([WHOLE]);
  });
});
