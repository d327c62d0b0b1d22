import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { UserError } from '../errors.ts';
import { listenForOps } from '../ops/health/listen.ts';
import { createMonitor, type Monitor } from '../ops/health/monitor.ts';
import { type Readiness, STARTING } from '../ops/health/readiness.ts';
import type { Trouble } from '../ops/health/watchdog.ts';
import type { Metrics } from '../ops/metrics/metrics.ts';
import type { Observations } from '../ops/metrics/observation.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Core } from './core.ts';

export interface OperationsOptions {
  readonly config: Config;
  readonly observations: Observations;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly onStuck: (trouble: Trouble) => void;
  /** Told why health and metrics cannot be asked for, where their port cannot be had. */
  readonly onUnavailable: (error: UserError) => void;
}

type WatchedCore = Pick<Core, 'library' | 'store' | 'forgetsBecause'>;

/** What watches over the program: health and metrics over HTTP, alerts in the log, the watchdog. */
export interface Operations {
  /** What there is to watch, once it is there: reading very many briefings for the first time takes a minute. */
  watch(core: WatchedCore, platforms: readonly Platform[]): void;
  /** Digests are looked after from now on, or a tick has just ended. */
  ticked(): void;
  /** The start is over: whoever asked first has been answered, and there is time to load the metrics. */
  running(): Promise<void>;
  /** Not ready from now on, so that nothing new is sent here. */
  stopping(): void;
  stop(): Promise<void>;
}

/** Answers /healthz from the first moment on. Never rejects because of a port that cannot be had. */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { config, observations, now, log, onStuck, onUnavailable } = options;
  let watched: { readonly monitor: Monitor; readonly core: WatchedCore } | undefined;
  let metrics: Metrics | undefined;

  const readiness = (): Readiness => watched?.monitor.readiness() ?? STARTING;
  const listener =
    config.ops &&
    (await listenForOps({
      ...config.ops,
      readiness,
      metrics: async () => metrics?.text(),
      onUnavailable,
      log,
    }));

  /** Only where somebody can ask for them: a tenth of a second and some megabytes that a start need not wait for. */
  async function loadMetrics(): Promise<void> {
    if (listener?.port === undefined || !watched || metrics) return;
    const { core, monitor } = watched;
    const { createMetrics } = await import('../ops/metrics/metrics.ts');
    metrics = createMetrics({
      reading: monitor.reading,
      ready: () => readiness().ready,
      briefings: () => ({
        served: core.library.all().length,
        withErrors: core.library.problems().length,
      }),
      now,
    });
    observations.tell(metrics.observe);
  }

  return {
    watch(core, platforms) {
      const { store, forgetsBecause } = core;
      const monitor = createMonitor({
        store,
        ...(forgetsBecause === undefined ? {} : { forgetsBecause }),
        digestMonitor: store.digestMonitor,
        platforms,
        now,
        log,
        onStuck,
      });
      watched = { monitor, core };
      monitor.start();
    },
    ticked: () => watched?.monitor.ticked(),
    async running() {
      watched?.monitor.enter('running');
      await watched?.monitor.check();
      await loadMetrics();
    },
    stopping: () => watched?.monitor.enter('stopping'),
    async stop() {
      watched?.monitor.stop();
      await listener?.stop();
    },
  };
}
