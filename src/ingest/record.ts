import { micros, sql, type Database, type Em } from '../database.js';
import { QUALITIES } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import type { DomainEvent, ReadingsRecorded } from '../events.js';
import { storeReadings, type Arrival } from './arrivals.js';
import { recordAssets } from './assets.js';
import { Catalog } from './catalog.js';
import { KEEPS_CHECKPOINTS } from './checkpoints.js';
import { noteReadings } from './commit-log.js';
import { markDue } from './digests-due.js';
import { writeFindings } from './findings.js';
import { judge } from './judge.js';
import { PACE, type Pace } from './judge-late.js';
import type { ParsedMessage } from './message.js';
import type { Partitions } from './partitions.js';
import { knownAssets, registerSensors } from './register.js';
import { writeRejections } from './rejections.js';
import { lockStates, saveStates } from './sensor-states.js';
import { assetCodeOf, markErrors, outcomeOf, sortReadings, type Outcome } from './sort.js';

export interface Recorded {
  outcomes: Outcome[];
  /** To be told after COMMIT, which is when this is returned. */
  events: DomainEvent[];
}

export interface RecorderOptions {
  database: Database;
  partitions: Partitions;
  /** Whether a reading of an unknown channel on a known asset makes the sensor. */
  autoRegister: boolean;
  pace?: Partial<Pace>;
}

/**
 * Stores a batch of messages in one transaction of a number of statements that does not grow with the batch: readings once,
 * excursions as they follow from them, refusals beside them. When it returns, everything is committed.
 */
export function createRecorder({ database, partitions, autoRegister, pace }: RecorderOptions): (messages: readonly ParsedMessage[]) => Promise<Recorded> {
  let catalog = new Catalog();
  return async (messages) => {
    await partitions.ensure(messages);
    try {
      return await database.em.fork().transactional((em) => recordBatch(em, { catalog, autoRegister, pace: { ...PACE, ...pace } }, messages));
    } catch (error) {
      // It may remember sensors, and a version, that were taken back with the transaction.
      catalog = new Catalog();
      throw error;
    }
  };
}

interface Means {
  catalog: Catalog;
  autoRegister: boolean;
  pace: Pace;
}

async function recordBatch(em: Em, { catalog, autoRegister, pace }: Means, messages: readonly ParsedMessage[]): Promise<Recorded> {
  const outcomes = messages.map(outcomeOf);
  const assets = await findSensors(em, catalog, messages, autoRegister);
  let bundles = sortReadings(messages, outcomes, catalog, assets);
  const states = await lockStates(em, bundles.map(({ sensor }) => sensor.sensorId));
  const { now, receivedAt, position } = await begin(em);
  // Under the locks nobody changes what applies to these sensors; what changed until now is read again.
  if (await catalog.isStale(em)) {
    await catalog.load(em, bundles.map(({ sensor }) => sensor.key));
    bundles = bundles.map(({ sensor, measurements }) => ({ sensor: catalog.find(sensor.key)!, measurements }));
  }
  markErrors(bundles);
  const arrivals = await storeReadings(em, bundles, states, outcomes, position);
  await noteReadings(em, arrivals, position);
  await markDue(em, arrivals);
  const { findings, changes } = await judge(em, arrivals, now, pace);
  await saveStates(em, changes);
  const excursions = await writeFindings(em, findings, position);
  const machines = await recordAssets(em, messages, outcomes);
  const rejections = await writeRejections(em, outcomes.flatMap(({ refusals }) => refusals));
  const events: DomainEvent[] = [
    ...arrivals.flatMap((arrival) => readingsEvent(arrival, receivedAt, position)),
    ...excursions,
    ...machines.map((machineId) => ({ name: 'machineStatusChanged' as const, position, machineId })),
    ...rejections.map((rejectionId) => ({ name: 'messageRejected' as const, position, rejectionId })),
  ];
  return { outcomes, events };
}

/** Brings the sensors of the batch into the catalog; of those that there are not, gives the assets that there are. */
async function findSensors(em: Em, catalog: Catalog, messages: readonly ParsedMessage[], autoRegister: boolean): Promise<Set<string>> {
  const missing = () => [...new Set(messages.flatMap(({ readings }) => readings.flatMap(({ key }) => (catalog.find(key) ? [] : [key]))))];
  const unknown = missing();
  if (unknown.length === 0) return new Set();
  await catalog.load(em, unknown);
  const strange = missing();
  if (strange.length === 0) return new Set();
  const assets = await knownAssets(em, strange);
  const wanted = autoRegister ? strange.filter((key) => assets.has(assetCodeOf(key))) : [];
  if (wanted.length > 0) {
    await registerSensors(em, wanted);
    await catalog.load(em, wanted);
  }
  return assets;
}

/** The time under the locks, so that no judgement is older than the one before it; what is stored as received; and the place in the order of commits. */
async function begin(em: Em): Promise<{ now: Instant; receivedAt: Instant; position: number }> {
  const { rows } = await sql<{ now: Instant; receivedAt: Instant; position: string }>(
    em,
    `select ${micros('clock_timestamp()')} as now, ${micros('now()')} as "receivedAt", pg_current_xact_id()::text as position, ${KEEPS_CHECKPOINTS}`,
  );
  return { ...rows[0]!, position: Number(rows[0]!.position) };
}

function readingsEvent({ sensor, fresh, late }: Arrival, receivedAt: Instant, position: number): ReadingsRecorded[] {
  const measurements = late.length > 0 ? [...late, ...fresh] : fresh;
  if (measurements.length === 0) return [];
  return [{ name: 'readingsRecorded', position, sensorId: sensor.sensorId, receivedAt, readings: measurements.map(({ at, value, quality }) => [at, value, QUALITIES[quality]!]) }];
}
