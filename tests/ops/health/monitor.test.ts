import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DigestOverview, Silence } from '../../../src/digests/delivery/digest-monitor.ts';
import { UserError } from '../../../src/errors.ts';
import { createMonitor, type Monitor } from '../../../src/ops/health/monitor.ts';
import type { Trouble } from '../../../src/ops/health/watchdog.ts';
import type { Platform, PlatformHealth } from '../../../src/platforms/platform.ts';
import { recordingPlatform } from '../../digests/recording-platform.ts';

const start = Temporal.Instant.from('2026-02-05T08:00:00Z');
const nothing: DigestOverview = { open: [], lost: [], subscriptions: [] };

describe('the monitor', () => {
  let now: Temporal.Instant;
  let lines: { readonly level: number; readonly alert?: string; readonly [key: string]: unknown }[];
  let store: () => Promise<void>;
  let silences: Silence[];
  let asked: Temporal.Instant[];
  let health: PlatformHealth;
  let stuck: Trouble[];
  let monitor: Monitor;

  beforeEach(() => {
    now = start;
    lines = [];
    store = async () => {};
    silences = [];
    asked = [];
    health = { state: 'connected', detail: 'Slack: Harbour Dispatcher' };
    stuck = [];
    const platform: Platform = { ...recordingPlatform().platform, health: () => health };
    monitor = createMonitor({
      store: { check: () => store() },
      digestMonitor: {
        overview: async () => nothing,
        silences: async (until) => {
          asked.push(until);
          return silences;
        },
      },
      platforms: [platform],
      now: () => now,
      log: pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) }),
      onStuck: (trouble) => stuck.push(trouble),
    });
    monitor.enter('running');
  });

  async function lookFor(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 10) {
      now = now.add({ seconds: 10 });
      await monitor.check();
    }
  }

  function silence(subscription: number): Silence {
    const place = { platform: 'slack', workspace: 'T1', channel: `C${subscription}` } as const;
    return { subscription, place, slot: start, state: 'planned' };
  }

  test('a store that fails makes it unready at once, and alerts when it lasts', async () => {
    await monitor.check();
    expect(monitor.readiness().ready).toBe(true);
    store = () => Promise.reject(new Error('postgres://user:secret@host is away'));
    await lookFor(10);
    expect(monitor.readiness()).toMatchObject({
      ready: false,
      store: 'unusable',
      because: ['the store does not answer'],
    });
    expect(lines).toEqual([]);
    await lookFor(60);
    expect(lines).toMatchObject([{ level: 50, alert: 'store-unavailable' }]);
    store = async () => {};
    await lookFor(10);
    expect(monitor.readiness().ready).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ level: 40, ended: 'store-unavailable' });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('what is wrong with the store is told in the words that are meant for people', async () => {
    store = () =>
      Promise.reject(new UserError('unavailable', 'The database has no space left.', 'Free some.'));
    await lookFor(10);
    expect(monitor.readiness().because).toEqual(['The database has no space left.']);
  });

  test('ticks that stopped end the program once, and not while it is stopping anyway', async () => {
    monitor.ticked();
    await lookFor(600);
    expect(stuck).toMatchObject([{ alert: 'ticks-stopped', since: start }]);
    await lookFor(600);
    expect(stuck).toHaveLength(1);
    expect(lines).toMatchObject([{ alert: 'ticks-stopped' }]);
  });

  test('a program that is stopping is not ended again', async () => {
    monitor.ticked();
    monitor.enter('stopping');
    await lookFor(1200);
    expect(stuck).toEqual([]);
  });

  test('a connection that shows no life ends the program after a quarter of an hour', async () => {
    health = { state: 'connected', detail: '', aliveAt: start };
    await lookFor(890);
    expect(monitor.readiness()).toMatchObject({ ready: false, because: ['slack shows no life'] });
    expect(stuck).toEqual([]);
    await lookFor(10);
    expect(stuck).toMatchObject([{ alert: 'connection-silent', platform: 'slack' }]);
  });

  test('a silent channel gets one line, however long it stays silent', async () => {
    silences = [silence(1)];
    await lookFor(120);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 50,
        alert: 'channel-silent',
        subscription: 1,
        place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
        slot: start.toString(),
        state: 'planned',
      }),
    ]);
    silences = [];
    await lookFor(60);
    silences = [silence(1)];
    await lookFor(60);
    expect(lines).toHaveLength(2);
  });

  test('channels have a quarter of an hour before they count as silent', async () => {
    await monitor.check();
    expect(asked).toEqual([start.subtract({ minutes: 15 })]);
  });

  test('an outage that silences all at once does not drown the log', async () => {
    silences = Array.from({ length: 3000 }, (_, index) => silence(index));
    await lookFor(60);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatchObject({ alert: 'channel-silent', more: 2980 });
    expect(monitor.reading().digests?.silences).toHaveLength(3000);
  });

  test('digests are looked at twice a minute, and not while the store is away', async () => {
    await lookFor(120);
    expect(asked).toHaveLength(4);
    store = () => Promise.reject(new Error('away'));
    await lookFor(120);
    expect(asked).toHaveLength(4);
  });
});
