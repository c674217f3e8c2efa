import { setTimeout as delay } from 'node:timers/promises';
import type { EventName } from '../../src/events.js';
import { createLive } from '../../src/live/live.js';
import { openRedisBus } from '../../src/live/redis-bus.js';
import { createLog } from '../../src/log.js';

// A process for tests to start, watch and end: `live-process.js REDIS_URL [publish] [churn]`. It tells of every machine's
// event that it hears as `heard <id>`. With `publish` it tells of a machine every two milliseconds, with `churn` its
// other subscribers come and go all the time.
const [url = '', ...habits] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

let dropped = 0;
const bus = await openRedisBus({ url, log: createLog('info'), onDropped: (events) => (dropped += events) });
const live = createLive({ bus, log: createLog('info') });

async function listen() {
  for await (const { machineId } of live.stream('machineStatusChanged')) say(`heard ${machineId}`);
}

async function publish() {
  for (let machineId = 1; !stop.signal.aborted; machineId++) {
    bus.publish([{ name: 'machineStatusChanged', position: machineId, machineId }]);
    await delay(2);
  }
}

async function churn() {
  const others: EventName[] = ['readingsRecorded', 'excursionChanged', 'messageRejected'];
  while (!stop.signal.aborted) {
    const streams = others.map((name) => live.stream(name));
    for (const stream of streams) stream.next().catch(() => {});
    await delay(3);
    for (const stream of streams) await stream.return?.();
  }
}

say('started');
const busy = [listen(), ...(habits.includes('publish') ? [publish()] : []), ...(habits.includes('churn') ? [churn()] : [])];
stop.signal.addEventListener('abort', () => live.close());
await Promise.all(busy);
await bus[Symbol.asyncDispose]();
say(`dropped ${dropped}`);
say(`left over ${live.subscribers}`);
