import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { createKnownInstallations } from '../../../src/platforms/slack/workspaces/known-installations.ts';

const NOW = Temporal.Instant.from('2026-02-05T12:00:00Z');

afterEach(() => vi.useRealTimers());

test('an expired token that is renewed slowly keeps no payload from being acknowledged in time', async () => {
  vi.useFakeTimers();
  const known = createKnownInstallations({
    lookUp: () => new Promise<never>(() => {}),
    now: () => NOW,
    log: pino({ level: 'silent' }),
  });
  const kept = {
    teamId: 'T0STANDIN',
    isEnterpriseInstall: false,
    botToken: 'xoxb-expired',
    botId: 'B0RAPPORT',
    botUserId: 'U0RAPPORT',
    scopes: [],
    refreshToken: 'xoxe-1',
    expiresAt: NOW.epochMilliseconds / 1000 - 1,
  };
  known.learn({ teamId: 'T0STANDIN' }, kept);
  const found = known.find({ teamId: 'T0STANDIN' });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await found).toBe(kept);
});
