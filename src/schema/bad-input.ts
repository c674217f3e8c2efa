import { GraphQLError } from 'graphql';

/** The error of a caller who asked for what cannot be; its message is for him. */
export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
