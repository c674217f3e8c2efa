import type { Database } from '../database.js';
import type { IncomingReading } from '../domain/reading.js';
import type { RecordReadings } from '../domain/recorder.js';
import { now } from '../domain/time.js';
import type { Bus } from '../events.js';
import type { Logger } from '../log.js';
import { messageOfReadings } from './message-of-readings.js';
import { createBatcher, type Batcher, type BatcherOptions } from './batch.js';
import { Partitions } from './partitions.js';
import { createRecorder } from './record.js';
import type { Outcome } from './sort.js';

export interface RecordingOptions {
  database: Database;
  bus: Bus;
  log: Logger;
  autoRegister: boolean;
  onBatch?: BatcherOptions['onBatch'];
}

export interface Recording extends AsyncDisposable {
  batcher: Batcher;
  /** For those who bring readings otherwise than over MQTT. */
  recordReadings: RecordReadings;
}

const A_DAY = 86_400_000;
const LONGEST_ANSWER = 10_000;
const MOST_WAITING = 20_000;

/** Everything between a message and its COMMIT, without the broker. */
export async function openRecording({ database, bus, log, autoRegister, onBatch }: RecordingOptions): Promise<Recording> {
  const partitions = new Partitions(database);
  await partitions.makeAhead();
  const daily = setInterval(() => void partitions.makeAhead().catch((error: unknown) => log.error({ error: String(error) }, 'could not make the partitions of the next months')), A_DAY).unref();
  const record = createRecorder({ database, partitions, autoRegister });
  const batcher = createBatcher({ record, publish: (events) => bus.publish(events), log, ...(onBatch ? { onBatch } : {}) });
  return {
    batcher,
    recordReadings: (readings) => submitInTime(batcher, readings),
    async [Symbol.asyncDispose]() {
      clearInterval(daily);
      await batcher[Symbol.asyncDispose]();
    },
  };
}

/** A caller is told in time that the database does not answer; what was handed in may still be stored later, and storing it again does no harm. */
function submitInTime(batcher: Batcher, readings: IncomingReading[]): Promise<Outcome> {
  if (batcher.pending >= MOST_WAITING) return Promise.reject(new Error('too much is waiting for the database; try again in a moment'));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the database did not answer in time; send the same readings again')), LONGEST_ANSWER);
    batcher.submit(messageOfReadings(readings, now()), (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
  });
}
