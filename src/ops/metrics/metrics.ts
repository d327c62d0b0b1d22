import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { byKind } from '../../by-kind.ts';
import { ALERTS } from '../health/alerts.ts';
import type { Reading } from '../health/monitor.ts';
import { secondsBetween } from '../health/watchdog.ts';
import type { Observation, Observe } from './observation.ts';

export interface Metrics {
  readonly observe: Observe;
  /** The exposition format of Prometheus, and its content type. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

export interface MetricsOptions {
  readonly reading: () => Reading;
  readonly briefings: () => { readonly served: number; readonly withErrors: number };
  readonly ready: () => boolean;
  readonly now: () => Temporal.Instant;
}

/** Milliseconds between two looks at the event loop: fine enough for what people notice, idle enough for a laptop. */
const EVENT_LOOP_PRECISION = 20;

/** Platforms want an acknowledgement within three seconds, people an answer within a blink. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];
const DELAY = [1, 5, 15, 30, 60, 120, 300, 900, 3600, 21_600];

/** All that Prometheus is told. Counters hold what this process did; gauges are read when somebody asks. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION });

  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `rapporteur_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `rapporteur_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[] = LATENCY,
  ) => new Histogram({ name: `rapporteur_${name}`, help, labelNames, buckets, registers });

  const commands = counter('commands_total', 'Commands answered, by name and outcome', [
    'platform',
    'command',
    'outcome',
  ]);
  const commandSeconds = histogram('command_seconds', 'From a command to its reply, inside the program', [
    'command',
  ]);
  const answers = counter('answers_total', 'Parts of questions, by what came of them', [
    'outcome',
    'wording',
  ]);
  const acknowledgementSeconds = histogram(
    'acknowledgement_seconds',
    'From the arrival of a question to its acknowledgement',
    ['platform'],
  );
  const answerSeconds = histogram(
    'answer_seconds',
    'From the arrival of a question to the delivery of its answer',
    ['platform'],
  );
  const posts = counter('posts_total', 'Attempts to post a digest, by outcome', ['platform', 'outcome']);
  const postSeconds = histogram('post_seconds', 'Duration of an attempt to post a digest', ['platform']);
  const waits = counter('rate_limit_waits_total', 'Messages that had to wait for a rate limit', ['platform']);
  const waitSeconds = counter('rate_limit_wait_seconds_total', 'How long they had to wait', ['platform']);
  const digests = counter('digests_total', 'Steps of digests taken by this process, by the state reached', [
    'platform',
    'state',
  ]);
  const digestDelay = histogram(
    'digest_delay_seconds',
    'From the slot of a digest to its arrival',
    ['platform'],
    DELAY,
  );
  const ticks = counter('ticks_total', 'Ticks of the minute, by outcome', ['outcome']);
  const lines = counter('log_lines_total', 'Warnings and errors in the log', ['level']);

  const isReady = gauge('ready', 'Whether /readyz says so');
  const storeUp = gauge('store_up', 'Whether the database answered and took a write at the last look');
  const platformUp = gauge('platform_up', 'Whether the platform is connected', ['platform']);
  const platformSilence = gauge(
    'platform_silence_seconds',
    'Since a connection last showed life; not where the platform comes to us',
    ['platform'],
  );
  const tickAge = gauge('tick_age_seconds', 'Since the last tick ended');
  const alerts = gauge('alert', 'Whether the log has raised this alert and not ended it', ['alert']);
  const briefings = gauge('briefings', 'Briefings that are served');
  const briefingErrors = gauge('briefing_errors', 'Files of briefings with errors');
  const digestsOpen = gauge('digests_open', 'Digests under way, in all processes', ['platform', 'state']);
  const digestsLost = gauge('digests_lost', 'Digests of the last day that never came', ['platform', 'state']);
  const digestLag = gauge('digest_lag_seconds', 'Age of the oldest slot that is due and not done');
  const subscriptions = gauge('subscriptions', 'Subscriptions by state', ['state']);
  const silentChannels = gauge('silent_channels', 'Channels that should have had a digest and have not', [
    'platform',
  ]);

  const record: { readonly [K in Observation['kind']]: (seen: Extract<Observation, { kind: K }>) => void } = {
    command: ({ platform, command, outcome, seconds }) => {
      commands.inc({ platform, command, outcome });
      commandSeconds.observe({ command }, seconds);
    },
    answer: ({ outcome, wording }) => answers.inc({ outcome, wording }),
    acknowledged: ({ platform, seconds }) => acknowledgementSeconds.observe({ platform }, seconds),
    answered: ({ platform, seconds }) => answerSeconds.observe({ platform }, seconds),
    post: ({ platform, outcome, seconds }) => {
      posts.inc({ platform, outcome });
      postSeconds.observe({ platform }, seconds);
    },
    limited: ({ platform, seconds }) => {
      waits.inc({ platform });
      waitSeconds.inc({ platform }, seconds);
    },
    digest: ({ platform, state, delay }) => {
      digests.inc({ platform, state });
      if (delay !== undefined) digestDelay.observe({ platform }, delay);
    },
    tick: ({ outcome }) => ticks.inc({ outcome }),
    logged: ({ level }) => lines.inc({ level }),
  };

  function read(): void {
    const now = options.now();
    const { storeAnswers, platforms, tickedAt, troubles, digests: survey } = options.reading();
    isReady.set(Number(options.ready()));
    storeUp.set(Number(storeAnswers));
    for (const { name, health, silentSeconds } of platforms) {
      platformUp.set({ platform: name }, Number(health.state === 'connected'));
      if (silentSeconds === undefined) platformSilence.remove({ platform: name });
      else platformSilence.set({ platform: name }, silentSeconds);
    }
    if (tickedAt) tickAge.set(Math.max(0, secondsBetween(tickedAt, now)));
    const raised = new Set<string>(troubles.flatMap(({ alert, alarming }) => (alarming ? [alert] : [])));
    if (survey && survey.silences.length > 0) raised.add('channel-silent');
    for (const alert of Object.keys(ALERTS)) alerts.set({ alert }, Number(raised.has(alert)));
    const { served, withErrors } = options.briefings();
    briefings.set(served);
    briefingErrors.set(withErrors);
    for (const each of [digestsOpen, digestsLost, subscriptions, silentChannels]) each.reset();
    if (!survey) return;
    for (const { platform, state, count } of survey.overview.open)
      digestsOpen.set({ platform, state }, count);
    for (const { platform, state, count } of survey.overview.lost)
      digestsLost.set({ platform, state }, count);
    for (const { state, count } of survey.overview.subscriptions) subscriptions.set({ state }, count);
    for (const { name } of platforms) silentChannels.set({ platform: name }, 0);
    for (const { place } of survey.silences) silentChannels.inc({ platform: place.platform });
    const { oldestDue } = survey.overview;
    digestLag.set(oldestDue ? Math.max(0, secondsBetween(oldestDue, survey.at)) : 0);
  }

  return {
    observe: (seen) => byKind(record, seen),
    async text() {
      read();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
