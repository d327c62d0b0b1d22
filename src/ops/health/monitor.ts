import type { Logger } from 'pino';
import {
  type DigestMonitor,
  type DigestOverview,
  SILENCE_ALLOWANCE,
  type Silence,
} from '../../digests/delivery/digest-monitor.ts';
import { UserError } from '../../errors.ts';
import type { Platform, PlatformHealth, PlatformName } from '../../platforms/platform.ts';
import { withTimeout } from '../../resilience/timeout.ts';
import { ALERTS } from './alerts.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import {
  ASSESS_EVERY,
  assess,
  beginWatch,
  difference,
  secondsBetween,
  type Trouble,
  type Watch,
} from './watchdog.ts';

/** Seconds between two surveys of the digests, which read the database. */
const SURVEY_EVERY = 30;
/** Milliseconds that the database has for its answer. */
const STORE_DEADLINE = 5_000;
/** Silent channels that are counted, and those of them that get a line each per survey: an outage silences all at once. */
const SILENCES_COUNTED = 5_000;
const SILENCES_NAMED = 20;

/** The state of everything at the last check. */
export interface Reading {
  readonly storeAnswers: boolean;
  readonly platforms: readonly {
    readonly name: PlatformName;
    readonly health: PlatformHealth;
    readonly silentSeconds?: number;
  }[];
  readonly tickedAt?: Temporal.Instant;
  readonly troubles: readonly Trouble[];
  readonly digests?: Survey;
}

/** Digests as of `at`. */
export interface Survey {
  readonly at: Temporal.Instant;
  readonly overview: DigestOverview;
  readonly silences: readonly Silence[];
}

export interface Monitor {
  /** Checks everything every few seconds from now on. */
  start(): void;
  /** Checks everything once. Never rejects. */
  check(): Promise<void>;
  /** Digests are looked after from now on, or a tick has just ended. */
  ticked(): void;
  enter(phase: 'running' | 'stopping'): void;
  readiness(): Readiness;
  reading(): Reading;
  stop(): void;
}

export interface MonitorOptions {
  readonly store: { check(): Promise<void> };
  /** Why what is stored ends with the process, where it does. */
  readonly forgetsBecause?: string;
  readonly digestMonitor: DigestMonitor;
  readonly platforms: readonly Platform[];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Something inside is stuck for good, and only a new process mends it. Called once. */
  readonly onStuck: (trouble: Trouble) => void;
}

/** Checks, remembers, tells the log. What to make of it is decided by `watchdog.ts` and `readiness.ts`. */
export function createMonitor(options: MonitorOptions): Monitor {
  const { store, forgetsBecause, digestMonitor, platforms, now, log, onStuck } = options;
  let phase: 'starting' | 'running' | 'stopping' = 'starting';
  let watch: Watch = beginWatch(now());
  let storeFailure: string | undefined;
  let tickedAt: Temporal.Instant | undefined;
  let survey: Survey | undefined;
  let told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let stuck = false;

  /** Why the store cannot be used; undefined while it can. */
  async function checkStore(): Promise<string | undefined> {
    try {
      await withTimeout(store.check(), STORE_DEADLINE);
      return undefined;
    } catch (error) {
      // What is meant for people names no secret.
      return error instanceof UserError ? error.message : 'the store does not answer';
    }
  }

  function watchOver(): void {
    const before = watch;
    watch = assess(
      before,
      {
        storeAnswers: storeFailure === undefined,
        platforms: platforms.map((platform) => ({ name: platform.name, ...platform.health() })),
        ...(tickedAt ? { tickedAt } : {}),
      },
      now(),
    );
    const { raised, ended } = difference(before, watch);
    for (const { alert, platform, since } of raised)
      log.error({ alert, platform, since: since.toString() }, ALERTS[alert]);
    for (const { alert, platform } of ended)
      log.warn({ ended: alert, platform }, `no longer: ${ALERTS[alert]}`);
    const hopeless = watch.troubles.find((trouble) => trouble.stuck);
    if (!hopeless || stuck || phase === 'stopping') return;
    stuck = true;
    onStuck(hopeless);
  }

  async function surveyDigests(): Promise<void> {
    const at = now();
    if (survey && Math.abs(secondsBetween(survey.at, at)) < SURVEY_EVERY) return;
    try {
      const silences = await digestMonitor.silences(at.subtract(SILENCE_ALLOWANCE), SILENCES_COUNTED);
      survey = { at, overview: await digestMonitor.overview(at), silences };
      tellSilences(silences);
    } catch (error) {
      log.warn({ err: error }, 'the state of the digests could not be read');
    }
  }

  /** Each silence once, with as many lines as a person reads. */
  function tellSilences(silences: readonly Silence[]): void {
    const keyOf = ({ subscription, slot }: Silence) => `${subscription} ${slot.epochMilliseconds}`;
    const fresh = silences.filter((silence) => !told.has(keyOf(silence)));
    for (const { subscription, place, slot, state } of fresh.slice(0, SILENCES_NAMED))
      log.error(
        { alert: 'channel-silent', subscription, place, slot: slot.toString(), state },
        ALERTS['channel-silent'],
      );
    if (fresh.length > SILENCES_NAMED)
      log.error(
        { alert: 'channel-silent', more: fresh.length - SILENCES_NAMED },
        `${ALERTS['channel-silent']}: these and more`,
      );
    told = new Set(silences.map(keyOf));
  }

  async function checkAll(): Promise<void> {
    storeFailure = await checkStore();
    watchOver();
    if (storeFailure === undefined) await surveyDigests();
  }

  function keepChecking(): void {
    timer = setTimeout(async () => {
      await checkAll();
      if (timer) keepChecking();
    }, ASSESS_EVERY * 1000).unref();
  }

  return {
    start: keepChecking,
    check: checkAll,
    ticked() {
      tickedAt = now();
    },
    enter(entered) {
      phase = entered;
    },
    readiness: () =>
      readinessOf(
        {
          phase,
          ...(storeFailure === undefined ? {} : { storeFailure }),
          ...(forgetsBecause === undefined ? {} : { forgetsBecause }),
          platforms: platforms.map((platform) => ({ name: platform.name, health: platform.health() })),
          ...(tickedAt ? { tickedAt } : {}),
          watch,
        },
        now(),
      ),
    reading: () => ({
      storeAnswers: storeFailure === undefined,
      platforms: platforms.map((platform) => {
        const health = platform.health();
        return {
          name: platform.name,
          health,
          ...(health.aliveAt ? { silentSeconds: Math.max(0, secondsBetween(health.aliveAt, now())) } : {}),
        };
      }),
      troubles: watch.troubles,
      ...(tickedAt ? { tickedAt } : {}),
      ...(survey ? { digests: survey } : {}),
    }),
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
