import { GraphQLError } from 'graphql';
import { codeOf } from './error-code.js';

// SQLSTATE classes of the moment, and not of the statement: 08 connection, 40 rollback, 53 resources, 55 not now, 57 operator, 58 system. The others are
// the system's, such as ECONNREFUSED; those of Node itself (ERR_...) say that a call was wrong.
const PASSING = /^((08|40|53|55|57|58)...|E(?!RR_)[A-Z_]{3,})$/;
/** What pg says without a code. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the fault is of the moment, so that the same may be answered later. */
export function isOutage(error: unknown): boolean {
  // Of a caller whose other statements wait for the database.
  if (error instanceof GraphQLError) return error.extensions['code'] === 'TIMEOUT' || (error.originalError !== undefined && isOutage(error.originalError));
  return PASSING.test(codeOf(error) ?? '') || (error instanceof Error && (LOST.test(error.message) || isOutage(error.cause)));
}
