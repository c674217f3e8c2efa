import { setTimeout as sleep } from 'node:timers/promises';
import { micros, sql, type Database, type Em } from '../database.js';
import type { DomainEvent } from '../events.js';
import type { Logger } from '../log.js';
import type { Arrival } from './arrivals.js';
import { judgeCalibrations } from './calibrations.js';
import { Catalog } from './catalog.js';
import { KEEPS_CHECKPOINTS } from './checkpoints.js';
import { detect } from './detect.js';
import { writeFindings } from './findings.js';
import { judge } from './judge.js';
import { PACE } from './judge-late.js';
import { lockDueStates, saveStates, type StateChange } from './sensor-states.js';

export interface ClockOptions {
  database: Database;
  publish: (events: DomainEvent[]) => void;
  log: Logger;
  /** Milliseconds between two looks. */
  every?: number;
}

/** Sensors that one look takes at most; the rest is taken at once after it. */
const SENSORS_AT_ONCE = 5_000;

/**
 * What happens because nothing happens: a silence, an on-delay or an off-delay that runs out, a calibration that comes due. Looks once a second at what is
 * due; any number of processes may do so, each sensor is taken by one.
 */
export function startClock({ database, publish, log, every = 1_000 }: ClockOptions): AsyncDisposable {
  const stop = new AbortController();
  const catalog = new Catalog();
  const look = async (judge: Judge): Promise<number> => {
    try {
      const { taken, events } = await database.em.fork().transactional(judge);
      publish(events);
      return taken;
    } catch (error) {
      log.warn({ error: String(error) }, 'could not look at what is due; it is tried again');
      return 0;
    }
  };
  const running = (async () => {
    while (!stop.signal.aborted) {
      const taken = [await look((em) => judgeDue(em, catalog)), await look(judgeCalibrationsDue)];
      if (Math.max(...taken) < SENSORS_AT_ONCE) await sleep(every, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** Takes what is due, and gives what to tell of it. */
type Judge = (em: Em) => Promise<{ taken: number; events: DomainEvent[] }>;

async function judgeCalibrationsDue(em: Em): ReturnType<Judge> {
  const { rows } = await sql<{ now: number }>(em, `select ${micros('clock_timestamp()')} as now`);
  return judgeCalibrations(em, rows[0]!.now, SENSORS_AT_ONCE);
}

async function judgeDue(em: Em, catalog: Catalog): ReturnType<Judge> {
  const states = await lockDueStates(em, SENSORS_AT_ONCE);
  if (states.size === 0) return { taken: 0, events: [] };
  await catalog.isStale(em);
  const strange = [...states.values()].flatMap(({ key }) => (catalog.find(key) ? [] : [key]));
  if (strange.length > 0) await catalog.load(em, strange);
  const { rows } = await sql<{ now: number; position: string }>(em, `select ${micros('clock_timestamp()')} as now, pg_current_xact_id()::text as position, ${KEEPS_CHECKPOINTS}`);
  const { now, position } = rows[0]!;
  const known = [...states.values()].map(({ key, ...state }): Arrival => ({ sensor: catalog.find(key)!, state, fresh: [], late: [] }));
  const again = await judge(em, known.filter(({ state }) => state.judgeAgainFrom !== null), now, PACE);
  const judged = known.filter(({ state }) => state.judgeAgainFrom === null).map(({ sensor, state }) => ({ sensor, state, ...detect(sensor, state, [], now) }));
  const changes = judged.map(({ sensor, state, memory, dueAt }): StateChange => ({ sensorId: sensor.sensorId, firstAt: null, headAt: state.headAt, memory, dueAt, heard: false }));
  await saveStates(em, [...again.changes, ...changes]);
  const events = await writeFindings(em, [...again.findings, ...judged.flatMap(({ findings }) => findings)], Number(position));
  return { taken: states.size, events };
}
