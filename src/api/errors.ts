import { randomBytes } from 'node:crypto';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../log.js';

export const INTERNAL = 'INTERNAL_SERVER_ERROR';

export type MaskError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * An error with a code was meant for the one who asked and passes. Any other is a bug or a fault of the world: it is
 * logged once, and he gets an id to report it by, and nothing of what is inside.
 */
export function createMask(log: Logger): MaskError {
  return (formatted, error) => {
    if ((formatted.extensions?.['code'] ?? INTERNAL) !== INTERNAL) return formatted;
    const { path } = formatted;
    const errorId = logInternal(log, error, path && { path });
    return { message: `Internal error ${errorId}`, ...(path && { path }), extensions: { code: INTERNAL } };
  };
}

/** Returns the id under which it was logged. */
export function logInternal(log: Logger, error: unknown, more: object = {}): string {
  const errorId = randomBytes(6).toString('hex');
  log.error({ errorId, err: (error as GraphQLError | undefined)?.originalError ?? error, ...more }, 'internal error');
  return errorId;
}
