import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slashData } from '../../standins/discord/interactions.ts';
import { type Running, rememberingEvents, running } from './running.ts';

let it_: Running;
let slowStore = Promise.resolve();

beforeEach(async () => {
  slowStore = Promise.resolve();
  const remembered = rememberingEvents();
  it_ = await running({
    handledEvents: {
      async claim(...event) {
        await slowStore;
        return await remembered.claim(...event);
      },
    },
  });
});
afterEach(async () => {
  await it_.close();
});

function slash(command = 'list', scene = {}) {
  return it_.discord.interact(2, slashData(command, {}), scene);
}

async function allAnswered(interactions: readonly ReturnType<typeof slash>[]) {
  for (const { messages } of interactions)
    await it_.discord.until(() => messages.some((message) => !message.waiting));
}

/** Keeps the process from everything else. */
function busy(milliseconds: number) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('hundreds of questions at once', () => {
  it('that are quick are all answered, each once', async () => {
    const interactions = Array.from({ length: 400 }, () => slash());
    await allAnswered(interactions);
    expect(interactions.flatMap(({ refused }) => refused)).toEqual([]);
    expect(interactions.every(({ messages }) => messages.length === 1 && messages[0]?.ephemeral)).toBe(true);
  });

  it('that keep the process busy for longer than Discord waits get a sign first and their answers then', async () => {
    it_.dispatcher.respond = () => {
      busy(20);
      return {};
    };
    const interactions = Array.from({ length: 200 }, () => slash());
    await it_.discord.until(() => interactions.every(({ callbacks }) => callbacks.length > 0));
    const unanswered = interactions.filter(({ messages }) => messages[0]?.waiting);
    // Every one has had its sign while most of the work is still to be done.
    expect(unanswered.length).toBeGreaterThan(interactions.length / 4);
    expect(new Set(unanswered.flatMap(({ callbacks }) => callbacks))).toEqual(new Set([5]));
    await allAnswered(interactions);
    expect(interactions.every(({ messages }) => messages.length === 1 && messages[0]?.ephemeral)).toBe(true);
  });

  it('do not hold up suggestions', async () => {
    it_.dispatcher.respond = () => {
      busy(20);
      return {};
    };
    const interactions = Array.from({ length: 100 }, () => slash());
    const suggestion = it_.discord.interact(4, slashData('show', { topic: 'ir' }, 'topic'));
    await it_.discord.until(() => suggestion.callbacks.length > 0);
    expect(interactions.filter(({ callbacks }) => callbacks.length > 0).length).toBeLessThan(50);
    await allAnswered(interactions);
  });
});

describe('a question', () => {
  it('that has waited already gets its sign before anything is begun', async () => {
    let asked = 0;
    it_.dispatcher.respond = () => {
      asked += 1;
      expect(interaction.callbacks).toEqual([5]);
      return {};
    };
    const interaction = slash('list', { age: 1500 });
    await allAnswered([interaction]);
    expect(asked).toBe(1);
  });

  it.each([
    ['behind', -60_000],
    ['ahead', 60_000],
  ])('on a machine whose clock is %s is answered as ever', async (_, age) => {
    const interaction = slash('list', { age });
    await allAnswered([interaction]);
    expect(interaction.callbacks).toEqual([4]);
  });

  it('that a slow store keeps waiting gets its sign, and is answered when the store is', async () => {
    const released = Promise.withResolvers<void>();
    slowStore = released.promise;
    const interactions = Array.from({ length: 50 }, () => slash('subscribe'));
    await it_.discord.until(() => interactions.every(({ callbacks }) => callbacks.length > 0));
    expect(it_.dispatcher.asked).toEqual([]);
    released.resolve();
    await allAnswered(interactions);
    expect(interactions.map(({ messages }) => messages.map(({ request }) => request.content))).toEqual(
      interactions.map(() => ['You asked: subscribe']),
    );
  });
});

describe('letters typed while the process was busy', () => {
  it('are looked up once, for the last of them', async () => {
    const typed = ['i', 'ir', 'ira', 'iran'].map((topic) =>
      it_.discord.interact(4, slashData('show', { topic }, 'topic')),
    );
    busy(200);
    await it_.discord.until(() => typed.at(-1)?.callbacks.includes(8));
    expect(it_.dispatcher.completions.at(-1)?.input).toMatchObject({ partial: 'iran' });
    expect(it_.dispatcher.completions.length).toBeLessThan(typed.length);
  });
});
