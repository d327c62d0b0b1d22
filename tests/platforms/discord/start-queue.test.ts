import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createStartQueue } from '../../../src/platforms/discord/sending/start-queue.ts';

/** Which of the questions begin in which round; each takes so many milliseconds of a clock that nothing else moves. */
async function rounds(milliseconds: readonly number[]): Promise<readonly (readonly number[])[]> {
  let now = 0;
  let round = 0;
  const begun: number[] = [];
  const counted = (async () => {
    for (; begun.length < milliseconds.length; round += 1) await nextRound();
  })();
  const turns = createStartQueue(() => now);
  const found: number[][] = [];
  for (const [index, work] of milliseconds.entries())
    void turns.next().then(async () => {
      // Work is rarely done in one piece.
      for (let piece = 0; piece < 30; piece += 1) await undefined;
      now += work;
      begun.push(index);
      found[round] = [...(found[round] ?? []), index];
    });
  await counted;
  return found;
}

describe('turns', () => {
  it('of quick questions come in one round of the event loop', async () => {
    expect(await rounds([0, 1, 0, 1, 0])).toEqual([[0, 1, 2, 3, 4]]);
  });

  it('of long ones come in a round each, in order', async () => {
    expect(await rounds([50, 50, 50])).toEqual([[0], [1], [2]]);
  });

  it('of any go on in the next round once this one has held enough', async () => {
    expect(await rounds([5, 20, 1, 30, 2, 2])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  it('are free again for whoever comes later', async () => {
    const turns = createStartQueue();
    await turns.next();
    await nextRound();
    await nextRound();
    await turns.next();
    expect(turns.waiting).toBe(0);
  });

  it('wait while a sign is on its way, also one that fails', async () => {
    const turns = createStartQueue();
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
    const turns = createStartQueue();
    turns.hold(new Promise(() => undefined), 1);
    const turn = turns.next();
    expect(turns.waiting).toBe(1);
    await turn;
    expect(turns.waiting).toBe(0);
  });
});
