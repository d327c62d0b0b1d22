import type { PlatformHealth, PlatformName } from '../../platforms/platform.ts';
import { secondsBetween, type Watch } from './watchdog.ts';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, one short line each. */
  readonly because: readonly string[];
  /** `forgets`: it stands in for one that could not be opened, and ends with the process. */
  readonly store: 'usable' | 'unusable' | 'forgets';
  readonly platforms: Readonly<
    Partial<Record<PlatformName, { readonly state: PlatformHealth['state']; readonly detail?: string }>>
  >;
  /** Seconds since the last tick ended; absent before digests are looked after. */
  readonly tick?: { readonly secondsAgo: number };
}

/** Before there is anything to look at. */
export const STARTING: Readiness = {
  ready: false,
  because: ['the program is starting'],
  store: 'unusable',
  platforms: {},
};

export interface ReadinessSigns {
  readonly phase: 'starting' | 'running' | 'stopping';
  /** Why the store does not answer or cannot be written to, if so. */
  readonly storeFailure?: string;
  /** Why what is stored ends with the process, if so. */
  readonly forgetsBecause?: string;
  readonly platforms: readonly { readonly name: PlatformName; readonly health: PlatformHealth }[];
  readonly tickedAt?: Temporal.Instant;
  readonly watch: Watch;
}

/**
 * Whether questions are answered, digests sent and both remembered. Not ready at once when a platform or the store
 * is away or takes nothing; what is only silent is given the watchdog's patience.
 */
export function readinessOf(signs: ReadinessSigns, now: Temporal.Instant): Readiness {
  const { phase, storeFailure, forgetsBecause, platforms, tickedAt, watch } = signs;
  const silent = watch.troubles.filter(({ alert }) => alert === 'connection-silent');
  const because = [
    ...(phase === 'running' ? [] : [`the program is ${phase}`]),
    ...(storeFailure === undefined ? [] : [storeFailure]),
    ...(forgetsBecause === undefined ? [] : [`nothing will be remembered over a restart: ${forgetsBecause}`]),
    ...platforms.flatMap(({ name, health }) =>
      health.state === 'connected' ? [] : [`${name} is ${health.state}`],
    ),
    ...silent.map(({ platform }) => `${platform} shows no life`),
    ...(watch.troubles.some(({ alert }) => alert === 'ticks-stopped') ? ['the tick does not come'] : []),
  ];
  return {
    ready: because.length === 0,
    because,
    store: storeFailure !== undefined ? 'unusable' : forgetsBecause !== undefined ? 'forgets' : 'usable',
    // What a platform says of itself names places and people while all is well; what is wrong names none.
    platforms: Object.fromEntries(
      platforms.map(({ name, health: { state, detail } }) => [
        name,
        state === 'disconnected' ? { state, detail } : { state },
      ]),
    ),
    ...(tickedAt ? { tick: { secondsAgo: Math.max(0, Math.round(secondsBetween(tickedAt, now))) } } : {}),
  };
}
