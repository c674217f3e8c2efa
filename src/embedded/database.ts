import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import type { Logger } from '../log.js';
import { flush, flushFiles, FLUSHING } from './flush.js';
import { lockDirectory } from './lock.js';
import { startUpkeep } from './upkeep.js';

/**
 * Opens the Postgres that runs inside this process, with its data in `postgres` below the directory; the first time it
 * makes both. What was committed survives the end of the process, a `kill -9` and a power cut. A second process is
 * refused. It is one connection: statements and transactions of all callers run one after the other, and whoever waits
 * inside a transaction for a statement outside it waits for ever.
 */
export async function openEmbeddedPostgres(directory: string, log: Logger): Promise<PGlite> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  using stack = new DisposableStack();
  stack.use(lockDirectory(directory));
  const data = join(directory, 'postgres');
  if (!existsSync(data)) await makeCluster(data);
  const postgres = new EmbeddedPostgres(data, OPTIONS);
  await postgres.waitReady;
  stack.use(startUpkeep(postgres, log));
  postgres.held = stack.move();
  return postgres;
}

/** Under another name until it is complete: a start that was killed half-way leaves nothing that the next one would trust. */
async function makeCluster(data: string): Promise<void> {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const postgres = await PGlite.create(unfinished, OPTIONS);
  await postgres.close();
  flushFiles(unfinished);
  renameSync(unfinished, data);
}

class EmbeddedPostgres extends PGlite {
  /** What ends with it: the lock last of all, when nothing writes any more. */
  held: Disposable | undefined;

  override async close(): Promise<void> {
    try {
      await super.close();
    } finally {
      this.held?.[Symbol.dispose]();
    }
  }
}

// Values come out as the driver for a Postgres server gives them: MikroORM asks that one for text where a Date would lose
// microseconds, and int8 is text there because not every one fits a number.
const text = (value: string): string => value;
const { DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8, BYTEA } = types;
const OPTIONS = {
  extensions: { btree_gist, flush },
  startParams: [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...FLUSHING, '-c', 'shared_buffers=64MB'],
  parsers: {
    ...Object.fromEntries([DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8].map((type) => [type, text])),
    [BYTEA]: (value: string) => Buffer.from(value.slice(2), 'hex'),
  },
  serializers: {
    [BYTEA]: (value: Uint8Array | string) => (typeof value === 'string' ? value : `\\x${Buffer.from(value).toString('hex')}`),
  },
};
