import { describe, expect, test } from 'vitest';
import { type ReadinessSigns, readinessOf } from '../../../src/ops/health/readiness.ts';
import { beginWatch, type Trouble } from '../../../src/ops/health/watchdog.ts';

const now = Temporal.Instant.from('2026-02-05T08:00:00Z');
const well: ReadinessSigns = {
  phase: 'running',
  platforms: [{ name: 'slack', health: { state: 'connected', detail: 'Slack: Harbour Dispatcher, /brief' } }],
  tickedAt: now.subtract({ seconds: 42 }),
  watch: beginWatch(now),
};
const troubled = (trouble: Pick<Trouble, 'alert' | 'platform'>): ReadinessSigns => ({
  ...well,
  watch: { ...well.watch, troubles: [{ ...trouble, since: now, alarming: true, stuck: false }] },
});

describe('readiness', () => {
  test('is there when the store answers, all platforms are connected and the tick comes', () => {
    expect(readinessOf(well, now)).toEqual({
      ready: true,
      because: [],
      store: 'usable',
      platforms: { slack: { state: 'connected' } },
      tick: { secondsAgo: 42 },
    });
  });

  test.each<[string, Partial<ReadinessSigns>]>([
    ['the program is starting', { phase: 'starting' }],
    ['the program is stopping', { phase: 'stopping' }],
    ['the store does not answer', { storeFailure: 'the store does not answer' }],
    [
      'nothing will be remembered over a restart: The SQLite database x cannot be written to.',
      { forgetsBecause: 'The SQLite database x cannot be written to.' },
    ],
    [
      'discord is disconnected',
      {
        platforms: [{ name: 'discord', health: { state: 'disconnected', detail: 'Discord: reconnecting' } }],
      },
    ],
    ['slack shows no life', troubled({ alert: 'connection-silent', platform: 'slack' })],
    ['the tick does not come', troubled({ alert: 'ticks-stopped' })],
  ])('is not there because %s', (reason, changed) => {
    expect(readinessOf({ ...well, ...changed }, now)).toMatchObject({ ready: false, because: [reason] });
  });

  test('tells a store that fails from one that forgets', () => {
    expect(readinessOf({ ...well, forgetsBecause: 'no disk' }, now).store).toBe('forgets');
    expect(readinessOf({ ...well, forgetsBecause: 'no disk', storeFailure: 'away' }, now).store).toBe(
      'unusable',
    );
  });

  test('names no workspace while all is well, and what is wrong otherwise', () => {
    expect(JSON.stringify(readinessOf(well, now))).not.toContain('Harbour');
    const detail = 'Slack no longer accepts SLACK_APP_TOKEN (invalid_auth).';
    const signs: ReadinessSigns = {
      ...well,
      platforms: [{ name: 'slack', health: { state: 'disconnected', detail } }],
    };
    expect(readinessOf(signs, now).platforms).toEqual({ slack: { state: 'disconnected', detail } });
  });
});
