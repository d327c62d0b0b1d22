import { Status } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createWatchdog, type Pulse } from '../../../src/platforms/discord/connection/watchdog.ts';

const MINUTE = 60_000;

/** The first minute at which the connections are given up. */
function givenUpAt(pulses: (minute: number) => readonly Pulse[]): number | undefined {
  const watchdog = createWatchdog(0);
  for (let minute = 1; minute <= 60; minute += 1)
    if (watchdog.isDead(pulses(minute), minute * MINUTE)) return minute;
  return undefined;
}

const beating = (minute: number): Pulse => ({
  status: Status.Ready,
  lastPingTimestamp: minute * MINUTE - 40_000,
});

describe('connections', () => {
  it('that beat are left alone, also before their first heartbeat', () => {
    expect(
      givenUpAt((minute) => [
        minute === 1 ? { status: Status.Ready, lastPingTimestamp: -1 } : beating(minute),
      ]),
    ).toBeUndefined();
  });

  it('that look ready and have not beaten for long are given up', () => {
    expect(givenUpAt(() => [{ status: Status.Ready, lastPingTimestamp: 0 }])).toBe(8);
  });

  it('of which one is not mended for long are given up', () => {
    expect(
      givenUpAt((minute) => [beating(minute), { status: Status.Connecting, lastPingTimestamp: 0 }]),
    ).toBe(6);
  });

  it('that the library mends in time are left alone', () => {
    expect(
      givenUpAt((minute) =>
        minute % 5 === 0 ? [beating(minute)] : [{ status: Status.Resuming, lastPingTimestamp: 0 }],
      ),
    ).toBeUndefined();
  });
});
