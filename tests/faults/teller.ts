import { openDatabase } from '../../src/database.js';
import type { Instant } from '../../src/domain/time.js';
import { SECOND } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { startNotifier } from '../../src/notify/notifier.js';

// A process that tells, by a clock that runs faster: what takes minutes takes seconds.
const [url, began, speed] = process.argv.slice(2) as [string, string, string];
const now = async (): Promise<Instant> => Number(began) + Math.round((Date.now() * 1000 - Number(began)) * Number(speed));

const log = createLog('warn');
const database = await openDatabase({ url, poolSize: 4 }, log);
startNotifier({ database, log, mail: null, reachable: [], every: 20, leaseFor: 200 * SECOND, now });
process.stdout.write('telling\n');
