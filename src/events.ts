import type { ExcursionChange } from './domain/excursion.js';
import type { Quality } from './domain/reading.js';
import type { Instant } from './domain/time.js';

/**
 * What happens here, told after COMMIT. A bus may lose it: Postgres is the log. `position` is the transaction that
 * committed it (pg_current_xact_id), by which a resuming client finds its place. What a transaction says of one name goes as one message.
 */
export interface ReadingsRecorded {
  name: 'readingsRecorded';
  position: number;
  sensorId: number;
  receivedAt: Instant;
  /** In order of measuredAt: [measuredAt, value, quality]. */
  readings: [Instant, number, Quality][];
}

export interface ExcursionChanged {
  name: 'excursionChanged';
  position: number;
  change: ExcursionChange;
  excursionId: number;
  sensorId: number;
  /** Among the changes of its transaction, as the log has it; a bus does not say. */
  place?: number;
}

export interface MachineStatusChanged {
  name: 'machineStatusChanged';
  position: number;
  machineId: number;
}

export interface MessageRejected {
  name: 'messageRejected';
  position: number;
  rejectionId: number;
}

export type DomainEvent = ReadingsRecorded | ExcursionChanged | MachineStatusChanged | MessageRejected;
export type EventName = DomainEvent['name'];
export type EventNamed<N extends EventName> = Extract<DomainEvent, { name: N }>;

export const EVENT_NAMES: readonly EventName[] = ['readingsRecorded', 'excursionChanged', 'machineStatusChanged', 'messageRejected'];

/** What a stream of events says of itself: how far it has come, so that quiet is no silence; or what it could not bridge. */
export interface Notice {
  name: 'notice';
  /** Everything up to and with this transaction was told, as far as there is no gap. */
  position: number;
  at: Instant;
  gap: { from: Instant; to: Instant } | null;
}

/** One JSON text per message on the wire: a batch of events of one name. */
export const encodeEvents = (events: DomainEvent[]): string => JSON.stringify(events);
export const decodeEvents = (text: string): DomainEvent[] => JSON.parse(text) as DomainEvent[];

/** Readings go by so many channels, each sensor's by one: a process hears only those that it wants something of. */
export const SHARDS = 16;
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);
export const shardOf = (sensorId: number): number => sensorId % SHARDS;

/** How many readings there are of each shard. */
export function countByShard(groups: Iterable<{ sensorId: number; readings: number }>): number[] {
  const counts = ALL_SHARDS.map(() => 0);
  for (const { sensorId, readings } of groups) counts[shardOf(sensorId)]! += readings;
  return counts;
}

/** Carries events from those who commit to those who watch, within a process or between processes. */
export interface Bus {
  /** Hands the events over and returns; never throws, never waits for a slow or absent other side. */
  publish(events: DomainEvent[]): void;
  /**
   * Calls the listener for every event of that name, until the returned function is called. Of readings it sees to it that
   * those of the given shards come, all if nothing is said; the listener hears whatever comes, also what others asked for.
   */
  subscribe<N extends EventName>(name: N, listener: (event: EventNamed<N>) => void, shards?: readonly number[]): () => void;
  /** What is on its way out and not taken yet; left out: nothing ever is. */
  queued?(): { messages: number; bytes: number };
  /** False while the bus cannot deliver between processes. */
  readonly connected: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}
