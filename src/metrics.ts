import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { createLiveMetrics, type LiveSources } from './live-metrics.js';

export type Metrics = ReturnType<typeof createMetrics>;

/** What the program counts, in a registry of its own: two programs in one process (as in a test) do not share it. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const sources: LiveSources = {};
  collectDefaultMetrics({ register: registry });
  createLiveMetrics(registers, sources);
  return {
    registry,
    /** Asked when somebody looks; what is not there has nothing to tell. */
    sources,
    readingsRecorded: new Counter({ name: 'thermograph_readings_recorded_total', help: 'Readings that were stored, without duplicates.', registers }),
    /** Its count is the number of batches. */
    batchSize: new Histogram({ name: 'thermograph_batch_readings', help: 'Readings in a batch.', buckets: [1, 10, 100, 1_000, 5_000, 20_000, 50_000], registers }),
    commitSeconds: new Histogram({
      name: 'thermograph_commit_seconds',
      help: 'Time from taking a batch to its COMMIT.',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
      registers,
    }),
    rejections: new Counter({ name: 'thermograph_rejections_total', help: 'What came in and was refused.', labelNames: ['reason'], registers }),
    eventsDropped: new Counter({ name: 'thermograph_events_dropped_total', help: 'Live events that did not reach Redis. Nothing is lost but liveness.', registers }),
    notifications: new Counter({ name: 'thermograph_notifications_total', help: 'Tries to send a notification, by what it is afterwards: SENT, PENDING to be tried again, or DEAD.', labelNames: ['status'], registers }),
  };
}

/** One batch that was committed. */
export function countBatch(metrics: Metrics, { readings, refusals, seconds }: { readings: number; refusals: readonly { reason: string }[]; seconds: number }): void {
  metrics.readingsRecorded.inc(readings);
  metrics.batchSize.observe(readings);
  metrics.commitSeconds.observe(seconds);
  for (const { reason } of refusals) metrics.rejections.inc({ reason });
}
