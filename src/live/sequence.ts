import { countByShard, shardOf, type ExcursionChanged, type ReadingsRecorded } from '../events.js';
import type { Logged } from './place.js';

/** A transaction as the log has it. */
export interface Transaction {
  position: number;
  /** How many readings it stored of each shard. */
  readings: number[];
  /** In order. */
  changes: ExcursionChanged[];
}

/** So many readings wait at most for their transaction to be certain; what is more is read from the log when it is. */
const MOST_HELD = 50_000;

/**
 * Puts in order what is heard. The bus brings readings in any order and may lose them; the log says which transactions there
 * are, in order and with how many readings. One is handed on when all before it are, and when all of its readings are here
 * that are of a shard which is wanted at that moment.
 */
export class Sequence {
  #due: Transaction[] = [];
  readonly #readings = new Map<number, Map<string, ReadingsRecorded>>();
  readonly #heardOf = new Set<number>();
  #held = 0;

  constructor(private readonly wants: (shard: number) => boolean = () => true) {}

  /** Everything up to here has been handed on. */
  position = 0;
  /** Up to here the log is known. A crash of the database may give out again what is behind `last` and below this. */
  logged = 0;

  /** The last transaction that the log has told of. */
  get last(): number {
    return this.#due.at(-1)?.position ?? this.position;
  }

  /** From now on what is behind the position is wanted. */
  begin(position: number): void {
    this.position = position;
    this.logged = position;
    for (const each of this.#heardOf) if (each <= position) this.#forget(each);
  }

  /** Transactions of which the bus or the log has told, and that are not handed on. */
  get expected(): ReadonlySet<number> {
    return new Set([...this.#heardOf, ...this.#due.map(({ position }) => position)]);
  }

  /** Whether the bus has told of something that the log did not have when it was looked at. */
  get isAhead(): boolean {
    for (const position of this.#heardOf) if (position > this.logged) return true;
    return false;
  }

  /** Of what is due, the first and the last transaction without its readings; null: nothing is missing. */
  get missing(): { from: number; to: number } | null {
    const without = this.#due.filter((each) => !this.#isComplete(each));
    return without.length === 0 ? null : { from: without[0]!.position, to: without.at(-1)!.position };
  }

  hear(event: Logged): void {
    if (event.position <= this.position || (event.name === 'readingsRecorded' && !this.wants(shardOf(event.sensorId)))) return;
    this.#heardOf.add(event.position);
    if (event.name === 'readingsRecorded' && this.#held < MOST_HELD) this.#hold(event);
  }

  /** Takes notice of what the log has next, up to a position. */
  log(transactions: readonly Transaction[], upTo: number): void {
    this.#due.push(...transactions);
    this.logged = upTo;
    if (this.#heardOf.size === 0) return;
    const due = new Set(this.#due.map(({ position }) => position));
    for (const position of this.#heardOf) if (position <= upTo && !due.has(position)) this.#forget(position);
  }

  /** Takes the readings that are stored of some shards instead of those that were heard; there are no others, whatever was logged. */
  fill(readings: readonly ReadingsRecorded[], from: number, to: number, shards: readonly number[]): void {
    const concerned = this.#due.filter(({ position }) => position >= from && position <= to);
    for (const { position } of concerned) this.#drop(position, (event) => shards.includes(shardOf(event.sensorId)));
    for (const event of readings) this.#hold(event);
    for (const each of concerned) {
      const held = this.#count(each.position);
      each.readings = each.readings.map((count, shard) => (shards.includes(shard) ? held[shard]! : count));
    }
  }

  /** What the next transaction tells; null: it is not due, or not all here. */
  take(): Logged[] | null {
    const [next] = this.#due;
    if (!next || !this.#isComplete(next)) return null;
    const readings = inOrder([...(this.#readings.get(next.position)?.values() ?? [])].filter(({ sensorId }) => this.wants(shardOf(sensorId))));
    this.#due.shift();
    this.#forget(next.position);
    this.position = next.position;
    return [...readings, ...next.changes];
  }

  #isComplete({ position, readings }: Transaction): boolean {
    const held = this.#count(position);
    return readings.every((count, shard) => count === held[shard] || !this.wants(shard));
  }

  #count(position: number): number[] {
    return countByShard([...(this.#readings.get(position)?.values() ?? [])].map((event) => ({ sensorId: event.sensorId, readings: event.readings.length })));
  }

  /** What is brought twice is held once: else it would pass for what was lost. */
  #hold(event: ReadingsRecorded): void {
    const known = this.#readings.get(event.position) ?? new Map<string, ReadingsRecorded>();
    const name = `${event.sensorId} ${event.readings[0]![0]}`;
    if (known.has(name)) return;
    this.#readings.set(event.position, known.set(name, event));
    this.#held += event.readings.length;
  }

  #forget(position: number): void {
    this.#drop(position, () => true);
    this.#readings.delete(position);
    this.#heardOf.delete(position);
  }

  #drop(position: number, which: (event: ReadingsRecorded) => boolean): void {
    const known = this.#readings.get(position);
    for (const [name, event] of known ?? []) {
      if (!which(event)) continue;
      this.#held -= event.readings.length;
      known!.delete(name);
    }
  }
}

/** Each reading as an event of its own, in the order in which the log gives them. */
const inOrder = (events: readonly ReadingsRecorded[]): ReadingsRecorded[] =>
  events
    .flatMap((event) => (event.readings.length === 1 ? [event] : event.readings.map((reading) => ({ ...event, readings: [reading] }))))
    .sort((one, other) => one.sensorId - other.sensorId || one.readings[0]![0] - other.readings[0]![0]);
