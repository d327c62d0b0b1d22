import type { PlatformHealth, PlatformName } from '../../platforms/platform.ts';
import type { AlertName } from './alerts.ts';

/** What there is to see from outside of everything that could stop silently. */
export interface Signs {
  readonly storeAnswers: boolean;
  readonly platforms: readonly (Pick<PlatformHealth, 'state' | 'aliveAt'> & {
    readonly name: PlatformName;
  })[];
  /** When the last tick ended, or digests began to be looked after. Absent before that. */
  readonly tickedAt?: Temporal.Instant;
}

/** Something that is wrong now. */
export interface Trouble {
  readonly alert: Exclude<AlertName, 'channel-silent'>;
  readonly platform?: PlatformName;
  readonly since: Temporal.Instant;
  /** Long enough that a person should know. */
  readonly alarming: boolean;
  /** Nothing that still works in here will mend it. */
  readonly stuck: boolean;
}

/** What one assessment leaves for the next. */
export interface Watch {
  readonly lookedAt: Temporal.Instant;
  /** Nothing before this counts as silence: the whole process stood still (a sleeping machine, a stopped container). */
  readonly baseline: Temporal.Instant;
  readonly troubles: readonly Trouble[];
}

/** Seconds between two assessments. */
export const ASSESS_EVERY = 10;
/** Seconds after which it was not one connection or tick that stood still but all of the process. */
const STOOD_STILL = 60;

interface Patience {
  /** Seconds. */
  readonly alarm: number;
  /** Seconds; absent where trying on is right, and a restart would only interrupt what works. */
  readonly stuck?: number;
}

/**
 * Connections are watched and renewed within a minute by the libraries that hold them, and where those fail within
 * ten by the platform; a tick ends within seconds, or at the time limit of the database. What is still silent after
 * that is a fault inside this process, so the process ends for its supervisor to start another. A platform or
 * database that is away is no such fault.
 */
const PATIENCE: Readonly<Record<Trouble['alert'], Patience>> = {
  'store-unavailable': { alarm: 30 },
  'platform-disconnected': { alarm: 120 },
  'connection-silent': { alarm: 180, stuck: 900 },
  'ticks-stopped': { alarm: 180, stuck: 600 },
};

/** The watch before the first assessment. */
export function beginWatch(now: Temporal.Instant): Watch {
  return { lookedAt: now, baseline: now, troubles: [] };
}

/** Judges the signs. Troubles keep the time they began at for as long as they last. */
export function assess(before: Watch, signs: Signs, now: Temporal.Instant): Watch {
  const passed = secondsBetween(before.lookedAt, now);
  // A clock that was set back tells nothing about the time before either.
  const stoodStill = passed < 0 || passed >= STOOD_STILL;
  const baseline = stoodStill ? now : before.baseline;
  const known = stoodStill ? [] : before.troubles;

  /** When a silence began that nothing but `heardAt` interrupts. */
  function silentSince(heardAt: Temporal.Instant): Temporal.Instant {
    const isCredible = Temporal.Instant.compare(heardAt, now) <= 0;
    return isCredible && Temporal.Instant.compare(heardAt, baseline) > 0 ? heardAt : baseline;
  }

  function begun(alert: Trouble['alert'], platform?: PlatformName): Temporal.Instant {
    return known.find((trouble) => trouble.alert === alert && trouble.platform === platform)?.since ?? now;
  }

  const found = [
    ...(signs.storeAnswers
      ? []
      : [{ alert: 'store-unavailable', since: begun('store-unavailable') } as const]),
    ...signs.platforms.flatMap(({ name, state, aliveAt }) => [
      ...(state === 'starting' || state === 'disconnected'
        ? [
            {
              alert: 'platform-disconnected',
              platform: name,
              since: begun('platform-disconnected', name),
            } as const,
          ]
        : []),
      ...(aliveAt && state !== 'stopped'
        ? [{ alert: 'connection-silent', platform: name, since: silentSince(aliveAt) } as const]
        : []),
    ]),
    ...(signs.tickedAt ? [{ alert: 'ticks-stopped', since: silentSince(signs.tickedAt) } as const] : []),
  ];
  const troubles = found.map((trouble): Trouble => {
    const { alarm, stuck = Number.POSITIVE_INFINITY } = PATIENCE[trouble.alert];
    const lasting = secondsBetween(trouble.since, now);
    return { ...trouble, alarming: lasting >= alarm, stuck: lasting >= stuck };
  });
  // Silence is no trouble before it lasts.
  return {
    lookedAt: now,
    baseline,
    troubles: troubles.filter(({ alert, alarming }) => alarming || !isSilence(alert)),
  };
}

/** What began to be alarming, and what was and has ended, from one assessment to the next. */
export function difference(before: Watch, after: Watch) {
  const alarming = ({ troubles }: Watch) => troubles.filter((trouble) => trouble.alarming);
  const without = (some: readonly Trouble[], others: readonly Trouble[]) =>
    some.filter((one) => !others.some((other) => isSame(one, other)));
  return {
    raised: without(alarming(after), alarming(before)),
    ended: without(alarming(before), alarming(after)),
  };
}

function isSame(one: Trouble, other: Trouble): boolean {
  return one.alert === other.alert && one.platform === other.platform;
}

function isSilence(alert: Trouble['alert']): boolean {
  return alert === 'connection-silent' || alert === 'ticks-stopped';
}

export function secondsBetween(from: Temporal.Instant, until: Temporal.Instant): number {
  return (until.epochMilliseconds - from.epochMilliseconds) / 1000;
}
