import { Gauge, type Registry } from 'prom-client';
import { ALERTS } from '../health/alerts.ts';
import type { Reading } from '../health/monitor.ts';
import { secondsBetween } from '../health/watchdog.ts';

/** Where gauges look when somebody asks. */
export interface GaugeOptions {
  readonly reading: () => Reading;
  readonly briefings: () => { readonly served: number; readonly withErrors: number };
  readonly ready: () => boolean;
  readonly now: () => Temporal.Instant;
}

/** How things stand. @returns sets all gauges to what is true now */
export function createGauges(registry: Registry, options: GaugeOptions): () => void {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `rapporteur_${name}`, help, labelNames, registers });

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

  return () => {
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
  };
}
