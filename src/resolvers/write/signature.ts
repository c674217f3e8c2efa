import { GraphQLError } from 'graphql';
import { AccessUnavailable } from '../../access/unavailable.js';
import type { Context } from '../context.js';

/**
 * Whether what somebody shows again is his own: of the very caller who asks, good at this moment, and of no other role.
 * Nothing else is told of it, and it goes nowhere but to where every caller is known by what he shows. That somebody tried
 * with another is told to operators of the program (21 CFR 11.300).
 */
export async function isOwnSignature({ authenticate, callerId, viewer, log }: Pick<Context, 'authenticate' | 'callerId' | 'viewer' | 'log'>, key: string): Promise<boolean> {
  const shown = await authenticate(`Bearer ${key}`).catch((error: unknown) => {
    throw error instanceof AccessUnavailable ? new GraphQLError(error.message, { extensions: { code: error.code } }) : error;
  });
  const isOwn = shown !== null && shown.id === callerId && shown.viewer.role === viewer.role;
  if (!isOwn) log.warn({ caller: callerId, role: viewer.role }, 'signature refused');
  return isOwn;
}
