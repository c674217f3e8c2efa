import { arrayLiteral, instant, sql, type Em } from '../database.js';
import { DAY, HOUR, type Instant } from '../domain/time.js';
import type { Arrival } from './arrivals.js';

/** How long a span is of which there is a digest, in hours; the longer one is made of the shorter. */
export type Hours = 1 | 24;

/**
 * Says of which spans digests are to be made: those that the newest reading of a sensor has left, and those that a late
 * reading falls into, whose digests are thrown away. No statement while sensors stay within their hour, one when some leave
 * it, two when some are late.
 *
 * Whoever makes a digest holds the row of its span in digest_due. The first statement waits for that row, even if it was
 * there already; so the second one sees the digest that was made without the late reading.
 */
export async function markDue(em: Em, arrivals: readonly Arrival[]): Promise<void> {
  const due = new Spans();
  const stale = new Spans();
  for (const { sensor, state, fresh, late } of arrivals) {
    const newest = fresh.at(-1)?.at ?? state.headAt;
    if (newest === null) continue;
    for (const hours of [1, 24] as const) {
      due.addBefore(sensor.sensorId, hours, newest, fresh);
      if (fresh.length > 0 && state.headAt !== null) due.addBefore(sensor.sensorId, hours, newest, [{ at: state.headAt }]);
      if (late.length > 0) stale.addBefore(sensor.sensorId, hours, state.headAt!, late);
    }
  }
  stale.addTo(due);
  if (due.count > 0) await sql(em, DUE, due.literals());
  if (stale.count > 0) await sql(em, FORGET, stale.literals());
}

class Spans {
  readonly #spans = new Map<string, { sensorId: number; hours: Hours; from: Instant }>();

  get count(): number {
    return this.#spans.size;
  }

  /** The spans of these readings, except the one in which the newest is: more is expected of it. */
  addBefore(sensorId: number, hours: Hours, newest: Instant, readings: readonly { at: Instant }[]): void {
    const length = hours === 1 ? HOUR : DAY;
    const last = Math.floor(newest / length);
    let before = last;
    for (const { at } of readings) {
      const span = Math.floor(at / length);
      if (span >= last) return;
      if (span === before) continue;
      before = span;
      this.#spans.set(`${hours} ${sensorId} ${span}`, { sensorId, hours, from: span * length });
    }
  }

  addTo(others: Spans): void {
    for (const [key, span] of this.#spans) others.#spans.set(key, span);
  }

  literals(): string[] {
    const spans = [...this.#spans.values()];
    return [spans.map(({ sensorId }) => sensorId), spans.map(({ hours }) => hours), spans.map(({ from }) => from)].map(arrayLiteral);
  }
}

const SPANS = `select id, hours, ${instant('from_micros')} as from_at from unnest($1::text::int[], $2::text::smallint[], $3::text::int8[]) as span (id, hours, from_micros)`;

const DUE = `
  insert into digest_due (sensor_id, hours, from_at) select id, hours, from_at from (${SPANS}) as span order by hours, id, from_at
  on conflict (hours, sensor_id, from_at) do update set from_at = excluded.from_at`;

const FORGET = `
  delete from reading_digest using (${SPANS}) as span
  where reading_digest.sensor_id = span.id and reading_digest.hours = span.hours and reading_digest.from_at = span.from_at`;
