import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientOptions, createClients } from '../../../src/platforms/slack/api/client.ts';
import { slackLogger } from '../../../src/platforms/slack/api/log.ts';
import type { KeptInstallation } from '../../../src/platforms/slack/workspaces/installation.ts';
import {
  createTokenRotation,
  type TokenRotation,
  type TokenRotationOptions,
} from '../../../src/platforms/slack/workspaces/token-rotation.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { StandInSlack } from '../../standins/slack/slack.ts';

const silent = pino({ level: 'silent' });
/** A tenth of a second before a boundary of the windows that claims are made for. */
const BEFORE = Temporal.Instant.from('2026-02-05T12:00:29.9Z');
const AFTER = BEFORE.add({ milliseconds: 200 });
const EXPIRED: KeptInstallation = {
  teamId: 'T0STANDIN',
  isEnterpriseInstall: false,
  botToken: 'xoxb-installed',
  botId: 'B0RAPPORT',
  botUserId: 'U0RAPPORT',
  scopes: ['chat:write'],
  refreshToken: 'xoxe-1',
  expiresAt: BEFORE.epochMilliseconds / 1000 - 60,
};

let slack: StandInSlack;
let store: Store;
/** What all processes read and write. */
let stored: KeptInstallation;

beforeEach(async () => {
  slack = new StandInSlack();
  await slack.start();
  store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
  stored = EXPIRED;
  let used = false;
  slack.oauth = ({ refresh_token }) => {
    if (refresh_token !== 'xoxe-1' || used) return { ok: false, error: 'invalid_refresh_token' };
    used = true;
    return { ok: true, access_token: 'xoxb-renewed', refresh_token: 'xoxe-2', expires_in: 43_200 };
  };
});
afterEach(async () => {
  await slack.stop();
  await store.close();
});

function process(
  now: () => Temporal.Instant,
  changed: Partial<Pick<TokenRotationOptions, 'read' | 'save' | 'pause'>> = {},
): TokenRotation {
  return createTokenRotation({
    client: createClients(clientOptions(slack.apiUrl, slackLogger(silent)))(''),
    clientId: '1.2',
    clientSecret: 'client-secret',
    handledEvents: store.handledEvents,
    read: async () => stored,
    save: async (_, kept) => {
      stored = kept;
    },
    now,
    pause: async () => {},
    log: silent,
    ...changed,
  });
}

/** A process whose new token reaches the store only when it is let go. */
function slowProcess(now: () => Temporal.Instant) {
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: renewed, resolve: saving } = Promise.withResolvers<void>();
  const rotation = process(now, {
    async save(_, kept) {
      saving();
      await released;
      stored = kept;
    },
  });
  return { rotation, renewed, letGo };
}

test('two processes on either side of a boundary of claims: one renews, the other waits for what it gets', async () => {
  const one = slowProcess(() => BEFORE);
  const first = one.rotation.current('T0STANDIN', EXPIRED);
  await one.renewed;
  const { promise: looked, resolve: look } = Promise.withResolvers<void>();
  const other = process(() => AFTER, {
    read: async () => {
      look();
      return stored;
    },
    pause: async () => void (await first),
  });
  const second = other.current('T0STANDIN', EXPIRED);
  await looked;
  one.letGo();
  expect((await first).botToken).toBe('xoxb-renewed');
  expect((await second).botToken).toBe('xoxb-renewed');
  expect(slack.callsOf('oauth.v2.access')).toHaveLength(1);
});

test('a refresh token that another process has used meanwhile is no end: what that one got is used', async () => {
  const one = slowProcess(() => BEFORE);
  const first = one.rotation.current('T0STANDIN', EXPIRED);
  await one.renewed;
  // So slow was the first that its claim has ended; its token arrives while this one asks Slack.
  const other = process(() => BEFORE.add({ minutes: 2 }));
  const { oauth } = slack;
  slack.oauth = (asked) => {
    stored = { ...EXPIRED, botToken: 'xoxb-renewed', refreshToken: 'xoxe-2' };
    return oauth(asked);
  };
  expect((await other.current('T0STANDIN', EXPIRED)).botToken).toBe('xoxb-renewed');
  expect(slack.callsOf('oauth.v2.access')).toHaveLength(2);
  one.letGo();
  await first;
});

test('a claim of a process that died holds for a minute at most; until then no expired token passes for a good one', async () => {
  const { promise: claimed, resolve: claim } = Promise.withResolvers<void>();
  const dies = process(() => BEFORE, {
    read() {
      claim();
      return new Promise<never>(() => {});
    },
  });
  void dies.current('T0STANDIN', EXPIRED);
  await claimed;
  await expect(process(() => AFTER).current('T0STANDIN', EXPIRED)).rejects.toThrow(
    'another process has claimed',
  );
  const later = process(() => BEFORE.add({ minutes: 1 }));
  expect((await later.current('T0STANDIN', EXPIRED)).botToken).toBe('xoxb-renewed');
});

test('a token that cannot be stored serves this process, and is stored when that can be done', async () => {
  const pauses: number[] = [];
  const { promise: kept, resolve: keep } = Promise.withResolvers<void>();
  let failures = 3;
  const rotation = process(() => AFTER, {
    async save(_, renewed) {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      stored = renewed;
      keep();
    },
    async pause(milliseconds) {
      pauses.push(milliseconds);
      // Whoever asks meanwhile has the old one from the store.
      expect((await rotation.current('T0STANDIN', EXPIRED)).botToken).toBe('xoxb-renewed');
    },
  });
  expect((await rotation.current('T0STANDIN', EXPIRED)).botToken).toBe('xoxb-renewed');
  await kept;
  expect(pauses).toEqual([1_000, 2_000, 4_000]);
  expect(stored.refreshToken).toBe('xoxe-2');
  expect(slack.callsOf('oauth.v2.access')).toHaveLength(1);
});

test('what was installed anew meanwhile is not overwritten by a token that could not be stored', async () => {
  const { promise: paused, resolve: pause } = Promise.withResolvers<void>();
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  let saves = 0;
  const rotation = process(() => AFTER, {
    async save() {
      saves += 1;
      throw new Error('the database is away');
    },
    async pause() {
      pause();
      await goesOn;
    },
  });
  await rotation.current('T0STANDIN', EXPIRED);
  await paused;
  const anew = {
    ...EXPIRED,
    botToken: 'xoxb-anew',
    refreshToken: 'xoxe-anew',
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
  stored = anew;
  goOn();
  expect((await rotation.current('T0STANDIN', anew)).botToken).toBe('xoxb-anew');
  expect(saves).toBe(1);
});

test('what was removed meanwhile is not brought back by a token that could not be stored', async () => {
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  let saves = 0;
  const rotation = process(() => AFTER, {
    async save() {
      saves += 1;
      throw new Error('the database is away');
    },
    pause: () => goesOn,
  });
  await rotation.current('T0STANDIN', EXPIRED);
  rotation.forget('T0STANDIN');
  goOn();
  await new Promise(setImmediate);
  expect(saves).toBe(1);
  // The old token is given, and nothing newer is known of any more.
  await expect(rotation.current('T0STANDIN', EXPIRED)).rejects.toThrow('invalid_refresh_token');
});

test('a renewal that failed is tried again by the same process under its own claim', async () => {
  const renews = slack.oauth;
  slack.oauth = () => ({ ok: false, error: 'internal_error' });
  const rotation = process(() => AFTER);
  await expect(rotation.current('T0STANDIN', EXPIRED)).rejects.toThrow('internal_error');
  slack.oauth = renews;
  await expect(process(() => AFTER).current('T0STANDIN', EXPIRED)).rejects.toThrow('another process');
  expect((await rotation.current('T0STANDIN', EXPIRED)).botToken).toBe('xoxb-renewed');
});
