import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createComposer } from '../../src/digests/delivery/composer.ts';
import type { Outbox } from '../../src/digests/delivery/outbox.ts';
import { createDigestWorker, type DigestWorker } from '../../src/digests/delivery/worker.ts';
import type { SubscriptionDraft } from '../../src/digests/subscription.ts';
import type { Entry } from '../../src/entries/entry.ts';
import { UserError } from '../../src/errors.ts';
import { plainText } from '../../src/plain-text.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import type { Store } from '../../src/store/store.ts';
import { silent, stores } from '../contracts/stores.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { created, draft, GRACE, slot } from './drafts.ts';
import { lostAnswer, lostRequest, type Posted, recordingPlatform } from './recording-platform.ts';

const LEASE = 60_000;
const EVIDENCE_PAUSE = 15_000;

describe.each(stores)('digests on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  let now: Temporal.Instant;
  let entries: Entry[];
  let isReadable: boolean;
  let slack: ReturnType<typeof recordingPlatform>;
  const workers: DigestWorker[] = [];

  beforeEach(async () => {
    now = created;
    ({ store, close } = await open({ now: () => now }));
    entries = [sampleEntry('border-talks'), sampleEntry('oil', { title: 'Oil prices' })];
    isReadable = true;
    slack = recordingPlatform();
    await store.revisions.recordAll(entries, now);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await close();
  });

  function worker(
    owner = 'p1',
    platforms: readonly Platform[] = [slack.platform],
    outbox: Outbox = store.outbox,
  ): DigestWorker {
    const made = createDigestWorker({
      outbox,
      composer: composer(),
      platforms,
      owner,
      now: () => now,
      chance: () => 0.5,
      log: silent,
      grace: GRACE,
      lease: LEASE,
      evidencePause: EVIDENCE_PAUSE,
    });
    workers.push(made);
    return made;
  }

  function composer() {
    return createComposer({
      library: { all: () => entries, problems: () => [] },
      isReadable: () => isReadable,
      editions: store.editions,
      revisions: store.revisions,
    });
  }

  async function subscribe(changed: Partial<SubscriptionDraft> = {}) {
    const wanted = draft(changed);
    const edition = await composer().currentEdition(wanted.topics);
    return store.subscriptions.add(wanted, { createdAt: created, nextAt: slot, edition });
  }

  async function edit(change: Partial<Entry>): Promise<void> {
    entries = entries.map((entry) => (entry.id === 'oil' ? { ...entry, ...change } : entry));
    await store.revisions.recordAll(entries, now);
  }

  function said(posted: Posted | undefined): string {
    if (!posted) return '(nothing)';
    return plainText(posted.reply, {
      command: (words) => `/brief ${words}`,
      time: (at) => new Date(at).toISOString(),
    });
  }

  async function states() {
    const [subscription] = await store.subscriptions.in(draft().place);
    if (!subscription) throw new Error('expected a subscription');
    return (await store.subscriptions.deliveries(subscription.id, 10)).map(({ state }) => state);
  }

  test('nothing before the slot, the digest at the slot, nothing after', async () => {
    await subscribe();
    const digests = worker();
    for (const at of [
      slot.subtract({ seconds: 1 }),
      slot,
      slot.add({ minutes: 1 }),
      slot.add({ hours: 5 }),
    ]) {
      now = at;
      await digests.pass();
    }
    expect(slack.messages).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  test('tells what changed since the last one that arrived, and only that', async () => {
    await subscribe();
    const digests = worker();
    await edit({ status: 'closed', title: 'Oil prices' });
    now = slot;
    await digests.pass();
    expect(said(slack.messages[0])).toContain('Status went from active to closed.');
    expect(said(slack.messages[0])).toContain('No change: Border talks');
    now = slot.add({ hours: 24 });
    await digests.pass();
    expect(said(slack.messages[1])).not.toContain('Status');
  });

  test('a digest that did not arrive is told in the next one', async () => {
    await subscribe();
    await edit({ status: 'closed' });
    slack.next({ arrives: false, outcome: { kind: 'failed', reason: 'down' } });
    const digests = worker();
    now = slot;
    await digests.pass();
    now = slot.add({ hours: 24 });
    await digests.pass();
    expect(slack.messages).toHaveLength(1);
    expect(said(slack.messages[0])).toContain('Status went from active to closed.');
    expect(await states()).toEqual(['sent', 'expired']);
  });

  test('an attempt after a failed one is told when the first began, so that its part of a long digest is found', async () => {
    await subscribe();
    const down = { arrives: false, outcome: { kind: 'failed', reason: 'down' } } as const;
    slack.next(down, down);
    const digests = worker();
    now = slot.add({ seconds: 7 });
    await digests.pass();
    for (const minutes of [5, 30]) {
      now = slot.add({ minutes });
      await digests.pass();
    }
    const earliest = slot.add({ seconds: 7 }).subtract({ minutes: 10 });
    expect(slack.beginnings).toEqual([undefined, earliest, earliest]);
  });

  test('without a change: one short line, or nothing where that is wished', async () => {
    await subscribe();
    await subscribe({ place: { ...draft().place, channel: 'quiet' }, skipEmpty: true });
    now = slot;
    await worker().pass();
    expect(slack.messages.map(({ target }) => target.channel)).toEqual(['C1']);
    expect(said(slack.messages[0])).toContain('No change in 2 briefings since');
  });

  test('while the briefings cannot be read a digest waits: it comes when they are back, and once', async () => {
    await subscribe();
    await edit({ status: 'closed' });
    isReadable = false;
    const digests = worker();
    now = slot;
    await digests.pass();
    now = slot.add({ minutes: 10 });
    await digests.pass();
    expect(slack.attempts()).toBe(0);
    expect(await states()).toEqual(['planned']);
    isReadable = true;
    now = slot.add({ minutes: 11 });
    await digests.pass();
    await digests.pass();
    expect(slack.messages.map(said)).toEqual([expect.stringContaining('Status went from active to closed.')]);
    expect(await states()).toEqual(['sent']);
  });

  test('past the grace period it waits no longer', async () => {
    await subscribe();
    isReadable = false;
    const digests = worker();
    now = slot;
    await digests.pass();
    now = slot.add({ hours: 7 });
    await digests.pass();
    expect(await states()).toEqual(['expired']);
  });

  test('after downtime: one digest, marked as late, and no pile-up', async () => {
    await subscribe();
    now = slot.add({ hours: 24 * 3 + 2 });
    await worker().pass();
    expect(slack.messages).toHaveLength(1);
    expect(said(slack.messages[0])).toContain('Late: this was due');
  });

  test('a message whose answer was lost is found and not sent again', async () => {
    await subscribe();
    slack.next(lostAnswer);
    const digests = worker();
    now = slot;
    await digests.pass();
    expect(await states()).toEqual(['uncertain']);
    expect(await digests.nextWake()).toEqual(slot.add({ milliseconds: EVIDENCE_PAUSE }));
    now = slot.add({ milliseconds: EVIDENCE_PAUSE });
    await digests.pass();
    expect(await states()).toEqual(['sent']);
    expect(slack.messages).toHaveLength(1);
  });

  test('a message that never arrived is sent again, once its absence is certain', async () => {
    await subscribe();
    slack.next(lostRequest);
    slack.setEvidence('unreadable');
    const digests = worker();
    now = slot;
    await digests.pass();
    for (let minute = 1; minute < 30; minute += 5) {
      now = slot.add({ minutes: minute });
      await digests.pass();
    }
    expect(slack.attempts()).toBe(1);
    slack.setEvidence('readable');
    now = slot.add({ hours: 1 });
    await digests.pass();
    expect(slack.messages).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  test('what cannot be found out by the end of the grace period is not sent again', async () => {
    await subscribe();
    slack.next(lostAnswer);
    slack.setEvidence('unreadable');
    const digests = worker();
    now = slot;
    await digests.pass();
    now = slot.add({ hours: 7 });
    await digests.pass();
    expect(await states()).toEqual(['expired']);
    expect(slack.attempts()).toBe(1);
  });

  test('the process that sent dies before it wrote that down: the next one finds the message', async () => {
    await subscribe();
    now = slot;
    // The message arrives, and its process never writes anything again.
    const dying = worker('dying', [
      {
        ...slack.platform,
        post: (...post) => slack.platform.post(...post).then(() => Promise.reject(new Error('killed'))),
      },
    ]);
    await dying.pass();
    expect(await states()).toEqual(['sending']);
    const next = worker('next');
    await next.pass();
    expect(await states()).toEqual(['sending']);
    now = slot.add({ milliseconds: LEASE });
    await next.pass();
    expect(await states()).toEqual(['sent']);
    expect(slack.messages).toHaveLength(1);
  });

  test('a store that took most of a lease to say that sending may begin: the one who asked does not send', async () => {
    await subscribe();
    now = slot;
    let isSlow = true;
    const slow = worker('slow', [slack.platform], {
      ...store.outbox,
      async settle(delivery, owner, settlement) {
        const kept = await store.outbox.settle(delivery, owner, settlement);
        if (isSlow && settlement.event === 'begin') now = now.add({ milliseconds: LEASE * 0.6 });
        return kept;
      },
    });
    await slow.pass();
    expect(slack.attempts()).toBe(0);
    isSlow = false;
    now = now.add({ milliseconds: LEASE });
    await worker('next').pass();
    expect(await states()).toEqual(['sent']);
    expect(slack.attempts()).toBe(1);
  });

  test('any number of processes send each slot once', async () => {
    for (let index = 0; index < 30; index += 1)
      await subscribe({ place: { platform: 'slack', workspace: `T${index % 4}`, channel: `C${index}` } });
    now = slot;
    await Promise.all(['a', 'b', 'c'].map((owner) => worker(owner).pass()));
    await worker('d').pass();
    expect(slack.messages).toHaveLength(30);
    expect(new Set(slack.messages.map(({ key }) => key)).size).toBe(30);
  });

  test('a limit holds up its workspace only, and counts as no failure', async () => {
    await subscribe();
    await subscribe({ place: { platform: 'slack', workspace: 'T2', channel: 'C2' } });
    slack.next({ arrives: false, outcome: { kind: 'limited', retryAfter: 30_000 } });
    const digests = worker();
    now = slot;
    await digests.pass();
    expect(slack.messages).toHaveLength(1);
    now = slot.add({ seconds: 29 });
    await digests.pass();
    expect(slack.messages).toHaveLength(1);
    now = slot.add({ seconds: 30 });
    await digests.pass();
    expect(new Set(slack.messages.map(({ target }) => target.workspace))).toEqual(new Set(['T1', 'T2']));
  });

  test('a post that waits for its turn holds up nothing that becomes due meanwhile', async () => {
    await subscribe();
    await subscribe({ place: { platform: 'slack', workspace: 'T2', channel: 'C2' } }).then(({ id }) =>
      store.subscriptions.resume(id, slot.add({ hours: 24 })),
    );
    const turn = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    slack.onPost(({ target }) => (target.workspace === 'T1' ? turn.promise : second.resolve()));
    const digests = worker();
    now = slot;
    const first = digests.pass();
    now = slot.add({ hours: 24 });
    const next = digests.pass();
    await second.promise;
    turn.resolve();
    await Promise.all([first, next]);
    expect(slack.messages.map(({ target }) => target.workspace)).toContain('T2');
  });

  test('what is planned while a look at the store is under way does not wait for the next minute', async () => {
    await subscribe();
    const looked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    let hasLooked = false;
    const slow: Outbox = {
      ...store.outbox,
      async claim(wanted) {
        const claimed = await store.outbox.claim(wanted);
        hasLooked = true;
        looked.resolve();
        await answer.promise;
        return claimed;
      },
      async plan(...plans) {
        await store.outbox.plan(...plans);
        // Once the pass that planned this has asked for it to be sent.
        if (hasLooked) setImmediate(answer.resolve);
      },
    };
    const digests = worker('p1', [slack.platform], slow);
    now = slot.subtract({ minutes: 1 });
    const first = digests.pass();
    await looked.promise;
    now = slot;
    await Promise.all([first, digests.pass()]);
    expect(slack.messages).toHaveLength(1);
  });

  test('a refusal for good stops the subscription, which says why', async () => {
    await subscribe();
    slack.next({
      arrives: false,
      outcome: {
        kind: 'refused',
        scope: 'target',
        reason: 'the channel is archived',
        remedy: 'Unarchive it.',
      },
    });
    const digests = worker();
    for (const hours of [0, 24, 48]) {
      now = slot.add({ hours });
      await digests.pass();
    }
    expect(slack.attempts()).toBe(1);
    const [subscription] = await store.subscriptions.in(draft().place);
    expect(subscription?.state).toMatchObject({ kind: 'stopped', reason: 'the channel is archived' });
  });

  test('what was unsubscribed between planning and sending is not sent', async () => {
    const { id } = await subscribe();
    slack.next({ arrives: false, outcome: { kind: 'failed', reason: 'down' } });
    const digests = worker();
    now = slot;
    await digests.pass();
    await store.subscriptions.remove(id);
    now = slot.add({ hours: 1 });
    await digests.pass();
    expect(slack.messages).toEqual([]);
  });

  test('a clock that jumps ahead and comes back neither doubles nor loses what follows', async () => {
    await subscribe();
    const digests = worker();
    now = slot;
    await digests.pass();
    now = slot.add({ hours: 24 * 3 });
    await digests.pass();
    now = slot.add({ minutes: 1 });
    await digests.pass();
    for (const day of [1, 2, 3, 4]) {
      now = slot.add({ hours: 24 * day });
      await digests.pass();
    }
    const keys = slack.messages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    // Today, the three days ahead of time, then days one, two and four: day three was sent already.
    expect(keys).toHaveLength(5);
  });

  test('a start plans anew what a clock that was ahead had planned', async () => {
    const { id } = await subscribe();
    await store.subscriptions.resume(id, slot.add({ hours: 24 * 5 }));
    now = slot.subtract({ minutes: 1 });
    await worker('restarted').pass();
    now = slot;
    await worker('again').pass();
    expect(slack.messages).toHaveLength(1);
  });

  test('stops although the database is away: what it claimed is given back when its lease runs out', async () => {
    const away: Outbox = {
      ...store.outbox,
      release: () => Promise.reject(new UserError('unavailable', 'The database cannot be reached.', 'Wait.')),
    };
    const digests = worker('p1', [slack.platform], away);
    await digests.pass();
    await expect(digests.stop()).resolves.toBeUndefined();
  });

  test('stop waits for what is under way, and begins nothing more', async () => {
    for (let index = 0; index < 40; index += 1)
      await subscribe({ place: { platform: 'slack', workspace: `T${index}`, channel: 'C' } });
    const digests = worker();
    now = slot;
    let stopped: Promise<void> | undefined;
    slack.onPost(() => {
      stopped ??= digests.stop();
    });
    await digests.pass();
    await stopped;
    const sent = slack.messages.length;
    expect(sent).toBeGreaterThan(0);
    slack.onPost(() => {});
    await worker('next').pass();
    expect(slack.messages).toHaveLength(40);
    expect(new Set(slack.messages.map(({ key }) => key)).size).toBe(40);
  });
});
