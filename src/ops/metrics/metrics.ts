import { collectDefaultMetrics, Registry } from 'prom-client';
import { createCounters } from './counters.ts';
import { createGauges, type GaugeOptions } from './gauges.ts';
import type { Observe } from './observation.ts';

export interface Metrics {
  readonly observe: Observe;
  /** The exposition format of Prometheus, and its content type. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Milliseconds between two looks at the event loop: fine enough for what people notice, idle enough for a laptop. */
const EVENT_LOOP_PRECISION = 20;

/** All that Prometheus is told. Counters hold what this process did; gauges are read when somebody asks. */
export function createMetrics(options: GaugeOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION });
  const observe = createCounters(registry);
  const readGauges = createGauges(registry, options);
  return {
    observe,
    async text() {
      readGauges();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
