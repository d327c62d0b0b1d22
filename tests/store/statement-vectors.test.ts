import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const hour = (n: number) => NOON.add({ hours: n });

describe.each(stores)('statement vectors on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  const vector = Float32Array.of(0.1, -0.25, 1);

  test('come back as they were, for the model that made them', async () => {
    await store.statementVectors.remember('small', new Map([['hash-1', vector]]), NOON);
    expect(await store.statementVectors.recall('small', ['hash-1', 'hash-2'])).toEqual(
      new Map([['hash-1', vector]]),
    );
    expect(await store.statementVectors.recall('large', ['hash-1'])).toEqual(new Map());
    expect(await store.statementVectors.recall('small', [])).toEqual(new Map());
  });

  test('may be remembered by two processes at once', async () => {
    const once = new Map([['both', vector]]);
    await Promise.all([
      store.statementVectors.remember('small', once, NOON),
      store.statementVectors.remember('small', once, hour(1)),
    ]);
    expect([...(await store.statementVectors.recall('small', ['both'])).keys()]).toEqual(['both']);
  });

  test('are forgotten unless they were kept', async () => {
    await store.statementVectors.remember(
      'old',
      new Map([
        ['kept', vector],
        ['unused', vector],
      ]),
      NOON,
    );
    await store.statementVectors.keep('old', ['kept'], hour(2));
    await store.statementVectors.forget(hour(1));
    expect([...(await store.statementVectors.recall('old', ['kept', 'unused'])).keys()]).toEqual(['kept']);
  });
});
