import { Counter, Gauge, type Registry } from 'prom-client';
import type { GraphQLSocket } from './api/graphql-socket.js';
import type { Bus } from './events.js';
import type { Batcher } from './ingest/batch.js';
import type { Live } from './live/live.js';
import type { Traffic } from './live/traffic.js';

/** Who knows the figures of live delivery. */
export interface LiveSources {
  live?: Pick<Live, 'subscribers' | 'heldSeconds' | 'traffic'>;
  sockets?: Pick<GraphQLSocket, 'sockets' | 'unreadBytes'>;
  bus?: Pick<Bus, 'queued'>;
  ingest?: Pick<Batcher, 'pending'>;
}

/** Nothing is kept here, nor costs anything while nobody looks. */
export function createLiveMetrics(registers: Registry[], sources: LiveSources): void {
  const gauge = (name: string, help: string, read: () => number | undefined) => new Gauge({ name, help, registers, collect() { this.set(read() ?? 0); } });
  const counter = (name: string, help: string, read: (traffic: Traffic) => number) =>
    new Counter({ name, help, registers, collect() {
      this.reset();
      this.inc(sources.live ? read(sources.live.traffic) : 0);
    } });

  new Counter({ name: 'thermograph_deliveries_total', help: 'Events handed to subscribers, by the field of Subscription; one to several counts as several.', labelNames: ['field'], registers, collect() {
    this.reset();
    for (const [field, events] of sources.live?.traffic.delivered ?? []) this.inc({ field }, events);
  } });
  counter('thermograph_events_coalesced_total', 'Live values left out for subscribers who had fallen behind, because newer ones of the same sensor waited too.', ({ coalesced }) => coalesced);
  counter('thermograph_events_thinned_total', 'Readings left out by `every`; of a stream that several share, once.', ({ thinned }) => thinned);
  counter('thermograph_subscriptions_let_go_total', 'Subscriptions ended because too much waited for them.', ({ letGo }) => letGo);
  counter('thermograph_subscriptions_resumed_total', 'Subscriptions that went on behind a cursor.', ({ resumed }) => resumed);
  counter('thermograph_subscription_gaps_total', 'Subscriptions that were told of a gap, because their cursor was too old or too far back.', ({ gaps }) => gaps);

  gauge('thermograph_subscribers', 'Subscriptions that are running.', () => sources.live?.subscribers);
  gauge('thermograph_horizon_age_seconds', 'For how long a transaction that is not over has been keeping subscribers from what was committed after it began.', () => sources.live?.heldSeconds);
  gauge('thermograph_queued_events', 'Events that wait for subscribers who have fallen behind.', () => sources.live?.traffic.waiting);
  gauge('thermograph_sockets', 'WebSockets that are open.', () => sources.sockets?.sockets);
  gauge('thermograph_socket_queued_bytes', 'Bytes that wait in WebSockets for clients who do not read.', () => sources.sockets?.unreadBytes);
  gauge('thermograph_redis_queued_messages', 'Messages on their way to Redis.', () => sources.bus?.queued?.().messages);
  gauge('thermograph_redis_queued_bytes', 'Bytes of messages on their way to Redis.', () => sources.bus?.queued?.().bytes);
  gauge('thermograph_ingest_queued_messages', 'Messages that were taken in and are not committed yet.', () => sources.ingest?.pending);
}
