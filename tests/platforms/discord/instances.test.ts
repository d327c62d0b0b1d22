import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandledEvents, Platform } from '../../../src/platforms/platform.ts';
import { slashData } from '../../standins/discord/interactions.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { type Running, rememberingEvents, running, says } from './running.ts';

/** Two instances of one bot, as during a deploy: Discord sends every event to both. */
let it_: Running;
let second: Platform;
let claims: HandledEvents;

beforeEach(async () => {
  const remembered = rememberingEvents();
  claims = remembered;
  it_ = await running({ handledEvents: { claim: (...event) => claims.claim(...event) } });
  second = it_.second();
  await second.start();
});
afterEach(async () => {
  await it_.close();
});

const long = () => ({
  reply: says('word '.repeat(600), {
    kind: 'text' as const,
    spans: [{ kind: 'text' as const, text: 'word '.repeat(1200) }],
  }),
});

function slash(command: string) {
  return it_.discord.interact(2, slashData(command, {}));
}

/** Both instances have done what they are going to do. */
async function settled() {
  await it_.platform.stop();
  await second.stop();
}

function asked(command: string) {
  return it_.dispatcher.asked.filter(({ input }) => input.kind === 'options' && input.command === command);
}

function shownIn({ messages }: ReturnType<typeof slash>) {
  return messages.filter((message) => !message.deleted && !message.waiting);
}

describe('two instances', () => {
  it('answer what reads once', async () => {
    const interactions = Array.from({ length: 20 }, () => slash('list'));
    for (const each of interactions) await it_.discord.until(() => each.callbacks.length > 0);
    await settled();
    expect(interactions.map((each) => shownIn(each).length)).toEqual(interactions.map(() => 1));
  });

  it('send the messages of a long answer once', async () => {
    it_.dispatcher.respond = long;
    const interactions = Array.from({ length: 10 }, () => slash('list'));
    for (const each of interactions) await it_.discord.until(() => shownIn(each).length === 2);
    await settled();
    expect(interactions.map((each) => shownIn(each).length)).toEqual(interactions.map(() => 2));
  });

  it('run what changes something once', async () => {
    const interactions = Array.from({ length: 10 }, () => slash('subscribe'));
    for (const each of interactions) await it_.discord.until(() => each.callbacks.length > 0);
    await settled();
    expect(asked('subscribe')).toHaveLength(10);
    expect(interactions.map((each) => shownIn(each).length)).toEqual(interactions.map(() => 1));
  });

  it('with a slow store: whichever showed the wait, the one that ran it answers', async () => {
    const remembered = rememberingEvents();
    const released = Promise.withResolvers<void>();
    claims = {
      async claim(...event) {
        await released.promise;
        return await remembered.claim(...event);
      },
    };
    const interactions = Array.from({ length: 10 }, () => slash('subscribe'));
    for (const each of interactions) await it_.discord.until(() => each.callbacks.length > 0);
    expect(new Set(interactions.flatMap((each) => each.callbacks))).toEqual(new Set([5]));
    released.resolve();
    for (const each of interactions) await it_.discord.until(() => shownIn(each).length > 0);
    await settled();
    expect(asked('subscribe')).toHaveLength(10);
    expect(interactions.map((each) => shownIn(each).map(({ request }) => request.content))).toEqual(
      interactions.map(() => ['You asked: subscribe']),
    );
  });

  it('answer once where the first response got lost on its way back', async () => {
    it_.dispatcher.respond = long;
    it_.discord.prepare('POST', /callback$/, { kind: 'cut', after: true });
    const interaction = slash('list');
    await it_.discord.until(() => shownIn(interaction).length === 2);
    await settled();
    expect(shownIn(interaction)).toHaveLength(2);
  });

  it('answer a mention once', async () => {
    it_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
    await it_.discord.until(() => it_.discord.messages.length > 0);
    await settled();
    expect(it_.discord.messages).toHaveLength(1);
  });

  it('answer while the store is down: twice said is better than nothing', async () => {
    claims = {
      async claim() {
        throw new Error('the store is down');
      },
    };
    const interaction = slash('subscribe');
    await it_.discord.until(() => shownIn(interaction).length > 0);
    await settled();
    expect(shownIn(interaction)).toHaveLength(1);
  });

  it('answer each an event once that is repeated after a resume, also while the store is down', async () => {
    claims = { claim: () => Promise.reject(new Error('the store is down')) };
    const mention = `<@${WORLD.botId}> list`;
    const id = it_.discord.say(mention, { mention: true });
    it_.discord.say(mention, { mention: true, id });
    it_.discord.say(`${mention} oil`, { mention: true });
    const answered = (words: string) =>
      it_.dispatcher.asked.filter(({ input }) => input.kind === 'words' && input.words === words);
    await it_.discord.until(() => answered('list oil').length === 2);
    await settled();
    expect(answered('list')).toHaveLength(2);
  });
});
