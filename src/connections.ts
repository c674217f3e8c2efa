import type { EventEmitter } from 'node:events';
import { CompiledQuery, type DatabaseConnection } from 'kysely';

/** The audit trail names the program itself where nobody else acts; whoever comes past it is told by his name in the database. */
export const AS_PROGRAM = `set thermograph.actor = 'thermograph'`;

/** After how long a statement is given up, and the wait for a connection; and a transaction in which nothing happens. Left out: never. */
export interface Patience {
  giveUpAfterMs?: number;
  letGoAfterMs?: number;
}

/**
 * Nothing here runs for long, but what the planner takes for long it would compile first, which costs a second. For those
 * whose callers do not wait for ever, a statement that does run for long is given up, and so is waiting for a connection. A
 * process that hangs within a transaction is to let go of what others wait for.
 * If a setting fails the connection is broken, and its first statement says so; were it thrown here, Kysely would never give
 * back the place in the pool.
 */
export function connectionOptions({ giveUpAfterMs, letGoAfterMs }: Patience) {
  const limit = (name: string, milliseconds?: number) => (milliseconds === undefined ? [] : [`set ${name} = ${milliseconds}`]);
  const settings = ['set jit = off', AS_PROGRAM, ...limit('statement_timeout', giveUpAfterMs), ...limit('idle_in_transaction_session_timeout', letGoAfterMs)];
  return {
    driverOptions: { onPoolCreated: watchOver, ...(giveUpAfterMs === undefined ? {} : { connectionTimeoutMillis: giveUpAfterMs }) },
    async onCreateConnection(connection: unknown) {
      for (const setting of settings) await (connection as DatabaseConnection).executeQuery(CompiledQuery.raw(setting)).catch(() => {});
    },
  };
}

const prepared = new Map<string, string>();
/** Each connection has memory for each of them. */
const MOST_PREPARED = 200;

/**
 * From now on each connection keeps the plan of this statement. For few that are asked often, whose texts are always the
 * same and name their columns: with a `*` they would fail as soon as another process had added a column.
 */
export function prepare(text: string): void {
  if (!prepared.has(text) && prepared.size < MOST_PREPARED) prepared.set(text, `thermograph-${prepared.size}`);
}

interface PooledClient extends EventEmitter {
  release(broken: boolean): void;
  query(statement: unknown, parameters?: unknown, callback?: unknown): unknown;
}

function watchOver(pool: EventEmitter): void {
  giveBackBroken(pool);
  pool.on('connect', keepPlans);
}

/** Kysely gives the driver a text; a name beside it is what makes the driver prepare it. */
function keepPlans(client: PooledClient): void {
  const query = client.query.bind(client);
  client.query = (statement, parameters, callback) => {
    const name = typeof statement === 'string' ? prepared.get(statement) : undefined;
    return name === undefined ? query(statement, parameters, callback) : query({ name, text: statement, values: parameters }, callback);
  };
}

/**
 * A connection that breaks in somebody's hands goes back at once. A transaction of Kysely's whose BEGIN, COMMIT or ROLLBACK
 * fails never gives its place back: each outage would cost the pool some, and closing it would wait for them for ever.
 */
function giveBackBroken(pool: EventEmitter): void {
  const inHand = new Set<PooledClient>();
  pool.on('acquire', (client: PooledClient) => inHand.add(client));
  pool.on('release', (_: unknown, client: PooledClient) => inHand.delete(client));
  pool.on('connect', (client: PooledClient) => client.once('end', () => {
    if (!inHand.has(client)) return;
    client.release(true);
    // Who held it may still give it back, which would be an error.
    client.release = () => {};
  }));
}
