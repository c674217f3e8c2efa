import { codeOf } from '../error-code.js';
import type { ParsedMessage } from './message.js';

/** SQLSTATE classes that say the data are at fault, and not the moment: 22 data exception, 23 integrity constraint, 54 program limit. */
export const isPoison = (error: unknown): boolean => error instanceof RangeError || /^(22|23|54)/.test(codeOf(error) ?? '');

/** The same message with nothing left to store but the refusal. A message always has something in it: its origin is that of its first part. */
export function poisonRefusal(message: ParsedMessage, error: unknown): ParsedMessage {
  const origins = [...message.readings, ...message.positions, ...message.statuses, ...message.updates, ...message.refusals].map(({ origin }) => origin);
  const detail = error instanceof RangeError ? `it is too large to store: ${error.message}` : `the database refused it with SQLSTATE ${codeOf(error)}`;
  return { readings: [], positions: [], statuses: [], updates: [], refusals: [{ origin: origins[0]!, reason: 'UNSTORABLE', detail }] };
}
