import { GraphQLError } from 'graphql';

/** The error of a caller who is known and may not. */
export const forbidden = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
