import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/platforms/discord/turns.ts';

describe('turns', () => {
  it('begin one in each round of the event loop, in order', async () => {
    const turns = createTurns();
    let round = 0;
    const begun: { readonly index: number; readonly round: number }[] = [];
    for (let index = 0; index < 5; index += 1) void turns.next().then(() => begun.push({ index, round }));
    expect(turns.waiting).toBe(4);
    // The first begins at once, before the round is over.
    await Promise.resolve();
    for (round = 1; round < 10; round += 1) await nextRound();
    expect(begun.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(begun.map((each) => each.round)).size).toBe(5);
  });

  it('are free again for whoever comes later', async () => {
    const turns = createTurns();
    await turns.next();
    await nextRound();
    await nextRound();
    await turns.next();
    expect(turns.waiting).toBe(0);
  });

  it('wait while a sign is on its way, also one that fails', async () => {
    const turns = createTurns();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    turns.hold(first.promise, 60_000);
    turns.hold(second.promise, 60_000);
    let begun = false;
    void turns.next().then(() => {
      begun = true;
    });
    first.resolve();
    for (let round = 0; round < 5; round += 1) await nextRound();
    expect(begun).toBe(false);
    second.reject(new Error('too late'));
    for (let round = 0; round < 5; round += 1) await nextRound();
    expect(begun).toBe(true);
  });

  it('do not wait for ever for a sign that never arrives', async () => {
    const turns = createTurns();
    turns.hold(new Promise(() => undefined), 1);
    await turns.next();
  });
});
