import { randomBytes } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { codeOf } from '../error-code.js';
import type { Logger } from '../log.js';
import { isOutage } from '../outage.js';

export const INTERNAL = 'INTERNAL_SERVER_ERROR';
const LONGEST_MESSAGE = 1_000;

export type MaskError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** An error that is meant for the one who asked. */
export const refusal = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

export const tookTooLong = (): GraphQLError => refusal('TIMEOUT', 'This takes too long and was given up. What it changes may still come to pass. Ask for less at once, or again later.');

const unavailable = (errorId: string): GraphQLError =>
  refusal('SERVICE_UNAVAILABLE', `What is needed to answer does not answer at the moment (${errorId}). What this changes may still come to pass. Ask again.`);

/**
 * An error with a code was meant for the one who asked and passes, as long as it is short; where the schema may not be
 * asked for, without the names that it would have suggested. Any other is a bug or a fault of the world: it is logged once, and he gets an id to report
 * it by, and nothing of what is inside.
 */
export function createMask(log: Logger, { introspection }: { introspection: boolean }): MaskError {
  return (formatted, error) => {
    const { path, message } = formatted;
    const code = isAboutRequest(error) ? 'BAD_USER_INPUT' : (formatted.extensions?.['code'] ?? INTERNAL);
    if (code !== INTERNAL) return { ...formatted, message: cut(introspection ? message : withoutSuggestion(message)), extensions: { ...formatted.extensions, code } };
    if (wasGivenUp(error)) return { ...tookTooLong().toJSON(), ...(path && { path }) };
    const errorId = logInternal(log, error, path && { path });
    if (isOutage(error)) return { ...unavailable(errorId).toJSON(), ...(path && { path }) };
    return { message: `Internal error ${errorId}`, ...(path && { path }), extensions: { code: INTERNAL } };
  };
}

/** GraphQL ends a message with it. It is looked for from the end: what the caller sent stands in the message too, and may be long. */
function withoutSuggestion(message: string): string {
  const begin = message.endsWith('?') ? message.lastIndexOf(' Did you mean ') : -1;
  return begin < 0 ? message : message.slice(0, begin);
}

/** GraphQL quotes in a message whatever a variable holds. */
const cut = (message: string): string => (message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}...` : message);

/** Whether GraphQL itself found it before anything was executed, as when there are too many errors in the variables to name. */
const isAboutRequest = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === undefined && error.path === undefined && error.originalError === undefined;

/** By Postgres, for its statement_timeout, or by the pool, which had no connection to give all the while. */
function wasGivenUp(error: unknown): boolean {
  const cause = (error as GraphQLError | undefined)?.originalError ?? error;
  return codeOf(cause) === '57014' || (cause instanceof Error && cause.message === 'timeout exceeded when trying to connect');
}

/** Returns the id under which it was logged. */
export function logInternal(log: Logger, error: unknown, more: object = {}): string {
  const errorId = randomBytes(6).toString('hex');
  log.error({ errorId, err: (error as GraphQLError | undefined)?.originalError ?? error, ...more }, 'internal error');
  return errorId;
}
