import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDraft } from '../../src/platforms/drafts/open-drafts.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores } from '../contracts/stores.ts';
import { arbitraryReply } from '../reply-arbitrary.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const LONG_AGO = NOON.subtract({ hours: 1 });
const at = (seconds: number) => NOON.add({ seconds });
const leased = (owner: string, seconds: number) => ({ owner, until: at(seconds) });

function draft(key: string, more: Partial<OpenDraft> = {}): OpenDraft {
  return {
    platform: 'slack',
    key,
    place: 'here',
    plain: { tone: 'plain', blocks: [{ kind: 'text', spans: [{ kind: 'text', text: 'The statement.' }] }] },
    openedAt: NOON,
    ...more,
  };
}

describe.each(stores)('open drafts on $name', ({ open, locate }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open());
  });
  afterEach(() => close());

  const claimed = async (owner: string, seconds: number, limit = 10) =>
    (await store.openDrafts.claim('slack', leased(owner, seconds + 90), at(seconds), limit)).map(
      ({ key }) => key,
    );

  test('one is its process’s alone until the lease ends, then one other’s', async () => {
    await store.openDrafts.open(draft('a'), leased('one', 90));
    expect(await claimed('other', 89)).toEqual([]);
    expect(await claimed('other', 90)).toEqual(['a']);
    expect(await claimed('third', 91)).toEqual([]);
    expect(await claimed('third', 180)).toEqual(['a']);
  });

  test('tells all that is needed to finish it', async () => {
    await store.openDrafts.open(draft('a', { place: '{"channel":"C1"}' }), leased('one', 0));
    await store.openDrafts.shown('slack', 'a', '17.1');
    expect(await store.openDrafts.claim('slack', leased('other', 90), NOON, 1)).toEqual([
      { ...draft('a', { place: '{"channel":"C1"}' }), messageId: '17.1' },
    ]);
  });

  test('what is to be said is given back as it was written down, whatever it is', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryReply, async (plain) => {
        await store.openDrafts.open(draft('a', { plain }), leased('one', 0));
        const [left] = await store.openDrafts.claim('slack', leased('other', 0), NOON, 1);
        expect(left?.plain).toEqual(JSON.parse(JSON.stringify(plain)));
      }),
      { numRuns: 30 },
    );
  });

  test('renewing holds those of the owner that are young, and no others', async () => {
    await store.openDrafts.open(draft('young'), leased('one', 90));
    await store.openDrafts.open(draft('old', { openedAt: LONG_AGO }), leased('one', 90));
    await store.openDrafts.open(draft('another’s'), leased('two', 90));
    await store.openDrafts.renew(leased('one', 200), LONG_AGO);
    expect(await claimed('other', 100)).toEqual(['old', 'another’s']);
    expect(await claimed('other', 200)).toContain('young');
  });

  test('one that is finished is nobody’s any more', async () => {
    await store.openDrafts.open(draft('a'), leased('one', 0));
    await store.openDrafts.close('slack', 'a');
    await store.openDrafts.close('slack', 'a');
    expect(await claimed('other', 100)).toEqual([]);
  });

  test('one that is let go of is taken up when its time has come, and renewed by nobody', async () => {
    await store.openDrafts.open(draft('a'), leased('one', 500));
    await store.openDrafts.release('slack', 'a', at(30));
    await store.openDrafts.renew(leased('one', 500), LONG_AGO);
    expect(await claimed('other', 29)).toEqual([]);
    expect(await claimed('other', 30)).toEqual(['a']);
  });

  test('the oldest come first, so many at once, and each platform has its own', async () => {
    for (const [index, key] of ['c', 'a', 'b'].entries())
      await store.openDrafts.open(draft(key, { openedAt: at(index) }), leased('one', 0));
    await store.openDrafts.open(draft('a', { platform: 'discord' }), leased('one', 0));
    await store.openDrafts.close('discord', 'b');
    expect(await claimed('other', 10, 2)).toEqual(['c', 'a']);
    expect(await claimed('other', 10, 2)).toEqual(['b']);
    expect(await store.openDrafts.claim('discord', leased('other', 9), NOON, 2)).toHaveLength(1);
  });

  test('of two programs that take up all at once, each gets others', async () => {
    const { location, remove } = await locate();
    const programs = await Promise.all([1, 2].map(() => openStore({ location, log: silent })));
    const keys = Array.from({ length: 30 }, (_, index) => `draft ${index}`);
    for (const key of keys) await programs[0]?.openDrafts.open(draft(key), leased('dead', 0));
    const taken = await Promise.all(
      [...programs, ...programs].map(({ openDrafts }, index) =>
        openDrafts.claim('slack', leased(`program ${index}`, 90), NOON, 100),
      ),
    );
    expect(
      taken
        .flat()
        .map(({ key }) => key)
        .sort(),
    ).toEqual(keys.toSorted());
    await Promise.all(programs.map((program) => program.close()));
    await remove();
  });

  test('is there after a restart, and forgotten after a week', async () => {
    const { location, remove } = await locate();
    const before = await openStore({ location, log: silent });
    await before.openDrafts.open(draft('a'), leased('one', 0));
    await before.openDrafts.open(draft('b', { openedAt: at(7 * 24 * 3600) }), leased('one', 0));
    await before.close();
    const after = await openStore({ location, log: silent });
    await after.prune(at(7 * 24 * 3600 + 1));
    expect(await after.openDrafts.claim('slack', leased('other', 0), at(0), 10)).toMatchObject([
      { key: 'b' },
    ]);
    await after.close();
    await remove();
  });
});

test('what another version has written in another form is taken up without it', async () => {
  const [sqlite] = stores;
  const { store, close } = await sqlite.open();
  // @ts-expect-error no reply of this version
  await store.openDrafts.open(draft('a', { plain: { tone: 'loud', blocks: [] } }), leased('one', 0));
  const [left] = await store.openDrafts.claim('slack', leased('other', 0), NOON, 1);
  expect(left).toMatchObject({ key: 'a', place: 'here' });
  expect(left).not.toHaveProperty('plain');
  await close();
});
