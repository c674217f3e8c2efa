import { openEmbeddedPostgres } from '../../src/embedded/database.js';
import { createLog } from '../../src/log.js';

// A process that commits number after number to the embedded database in the folder named, and says each when it is committed.
const postgres = await openEmbeddedPostgres(process.argv[2]!, createLog('silent'));
await postgres.query('create table if not exists committed (number int primary key)');
for (let number = 1; ; number += 1) {
  await postgres.query('insert into committed values ($1)', [number]);
  process.stdout.write(`${number}\n`);
}
