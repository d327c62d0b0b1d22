import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RETENTION } from '../../src/store/retention.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { sampleEntry } from './sample-entry.ts';

const NOW = Temporal.Instant.from('2026-02-05T12:00:00Z');
const daysAgo = (days: number) => NOW.subtract({ hours: 24 * days });

describe.each(stores)('pruning on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ store, close } = await open({ now: () => NOW }));
  });
  afterAll(() => close());

  test('keeps the revisions of the last 400 days and what was known at their beginning', async () => {
    for (const days of [900, 800, 401, 399, 200, 100])
      await store.revisions.recordAll([sampleEntry('busy', { title: `${days} days ago` })], daysAgo(days));
    for (const days of [900, 800, 700])
      await store.revisions.recordAll([sampleEntry('quiet', { title: `${days} days ago` })], daysAgo(days));
    await store.prune(NOW);
    const titles = async (id: string) =>
      (await store.revisions.history(id, 9)).map(({ entry }) => entry.title);
    expect(await titles('busy')).toEqual(['100 days ago', '200 days ago', '399 days ago', '401 days ago']);
    expect(await titles('quiet')).toEqual(['700 days ago', '800 days ago']);
  });

  test('forgets events and files that are not asked for any more', async () => {
    const withTimeout = {
      events: NOW.subtract(RETENTION.handledEvents),
      files: NOW.subtract(RETENTION.parsedFiles),
    };
    const tooLate = {
      events: withTimeout.events.subtract({ seconds: 1 }),
      files: withTimeout.files.subtract({ seconds: 1 }),
    };
    await store.handledEvents.claim('slack', 'in time', withTimeout.events);
    await store.handledEvents.claim('slack', 'too late', tooLate.events);
    await store.parsedFiles.remember(new Map([['in time', sampleEntry('any')]]), withTimeout.files);
    await store.parsedFiles.remember(new Map([['too late', sampleEntry('any')]]), tooLate.files);
    await store.prune(NOW);
    expect(await store.handledEvents.claim('slack', 'in time', NOW)).toBe(false);
    expect(await store.handledEvents.claim('slack', 'too late', NOW)).toBe(true);
    expect([...(await store.parsedFiles.recall(['in time', 'too late'])).keys()]).toEqual(['in time']);
  });

  test('keeps no longer than an hour what nobody can deliver again after some minutes', async () => {
    const withTimeout = NOW.subtract({ hours: 1 });
    const tooLate = withTimeout.subtract({ seconds: 1 });
    await store.handledEvents.claimBriefly('slack', 'in time', withTimeout);
    await store.handledEvents.claimBriefly('slack', 'too late', tooLate);
    await store.handledEvents.claim('slack', 'not brief', tooLate);
    await store.prune(NOW);
    expect(await store.handledEvents.claimBriefly('slack', 'in time', NOW)).toBe(false);
    expect(await store.handledEvents.claimBriefly('slack', 'too late', NOW)).toBe(true);
    expect(await store.handledEvents.claim('slack', 'not brief', NOW)).toBe(false);
  });
});
