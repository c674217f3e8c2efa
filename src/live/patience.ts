import { setTimeout as delay } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { codeOf } from '../error-code.js';

/** So long an event waits for a database that does not answer; those who watch hear nothing meanwhile that was not committed before. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 500;

/** An outage of the database ends no stream: what is asked for its events is asked again. */
export async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (const since = performance.now(); ; await delay(PAUSE_MS, undefined, { ref: false })) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || performance.now() - since > PATIENCE_MS) throw error;
    }
  }
}

// SQLSTATE classes of the moment, and not of the statement: 08 connection, 40 rollback, 53 resources, 55 not now, 57 operator, 58 system. The others are the system's.
const PASSING = /^((08|40|53|55|57|58)...|E[A-Z_]{3,})$/;
/** What pg says without a code. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the same may be answered later. */
export function isOutage(error: unknown): boolean {
  // Of a caller whose other statements wait for the database.
  if (error instanceof GraphQLError) return error.extensions['code'] === 'TIMEOUT' || (error.originalError !== undefined && isOutage(error.originalError));
  return PASSING.test(codeOf(error) ?? '') || (error instanceof Error && (LOST.test(error.message) || isOutage(error.cause)));
}
