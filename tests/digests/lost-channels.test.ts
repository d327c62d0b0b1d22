import { describe, expect, test } from 'vitest';
import { createLostChannels } from '../../src/digests/subscriptions/lost-channels.ts';
import type { Subscriptions } from '../../src/digests/subscriptions/subscriptions.ts';
import type { LostPlace } from '../../src/platforms/platform.ts';
import { silent } from '../contracts/stores.ts';
import { slot } from './drafts.ts';

type Call = Parameters<Subscriptions['stopAll']>;

async function stoppedBy(loss: LostPlace, fails = false): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const lose = createLostChannels({
    platform: 'discord',
    subscriptions: {
      async stopAll(...call) {
        calls.push(call);
        if (fails) throw new Error('the disk is full');
        return 1;
      },
    },
    now: () => slot,
    log: silent,
  });
  await lose(loss);
  return calls;
}

describe('what stops when a place is lost', () => {
  test('a channel: what goes there', async () => {
    expect(
      await stoppedBy({ workspace: 'G1', channel: 'C1', reason: 'the channel was deleted' }),
    ).toMatchObject([
      [{ platform: 'discord', workspace: 'G1', channel: 'C1' }, { reason: 'the channel was deleted' }, slot],
    ]);
  });

  test('a server: what goes anywhere in it, with an invitation as the remedy', async () => {
    const [[place, why] = []] = await stoppedBy({ workspace: 'G1', reason: 'removed from the server' });
    expect(place).toEqual({ platform: 'discord', workspace: 'G1' });
    expect(why?.remedy).toContain('Invite Rapporteur again');
  });

  test('a thread: nothing of the channel it was in', async () => {
    const [[place] = []] = await stoppedBy({ workspace: 'G1', channel: 'C1', thread: 'T1', reason: 'gone' });
    expect(place).toMatchObject({ channel: 'T1' });
  });

  test('trouble with the store ends nothing else', async () => {
    await expect(stoppedBy({ workspace: 'G1', reason: 'gone' }, true)).resolves.toHaveLength(1);
  });
});
