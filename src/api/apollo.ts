import { HeaderMap, type ApolloServerOptions, type ApolloServerOptionsWithGateway, type ApolloServerPlugin, type BaseContext, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Credential } from '../access/credential.js';
import { refusal } from './errors.js';
import type { Execute } from './execution/execute.js';
import type { Guards } from './guards.js';

/** Apollo asks it before it parses. What it finds is checked; what it does not find it checks itself, by GraphQL's own rules. */
export function documentStoreOf(guards: Guards): NonNullable<ApolloServerOptions<BaseContext>['documentStore']> {
  return {
    // Apollo's key is a prefix, a colon and the hash of the text.
    get: async (key) => guards.find(key.slice(key.lastIndexOf(':') + 1)),
    set: async () => {},
    delete: async () => {},
  };
}

/** Apollo lets nobody but a gateway execute: this one has a schema and a way to execute it, and nothing behind it. */
export const executeBy = (schema: GraphQLSchema, execute: Execute): ApolloServerOptionsWithGateway<BaseContext>['gateway'] => ({
  load: async () => ({ executor: async ({ document, operationName, request, context }) => execute({ document, operationName, variableValues: request.variables, contextValue: context }) }),
  onSchemaLoadOrUpdate(listener) {
    listener({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  stop: async () => {},
});

/** Lets whoever sent a request pay for its operation, once it is known which one it is. */
export interface Payment {
  expect(request: HTTPGraphQLRequest, callerId: Credential['id']): void;
  readonly plugin: ApolloServerPlugin;
}

export function createPayment(guards: Guards): Payment {
  const callers = new WeakMap<HTTPGraphQLRequest, Credential['id']>();
  return {
    expect: (request, callerId) => callers.set(request, callerId),
    plugin: {
      requestDidStart: async () => ({
        async didResolveOperation({ request, document, operation }) {
          // Without one, executing says what is wrong.
          if (!operation) return;
          if (operation.operation === 'subscription') throw overHttp(refusal('BAD_REQUEST', 'Subscriptions are spoken over a WebSocket (graphql-transport-ws), at this same address.'));
          const refused = await guards.charge({ document, operation, variables: request.variables }, callers.get(request.http!)!);
          if (refused) throw overHttp(refused);
        },
      }),
    },
  };
}

/** How HTTP says that somebody may not have what he asks for, or not yet. */
export function statusOf({ extensions }: GraphQLError): { status: number; headers: HeaderMap } {
  const seconds = extensions['retryAfterSeconds'];
  return seconds === undefined ? { status: 400, headers: new HeaderMap() } : { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) };
}

function overHttp(refused: GraphQLError): GraphQLError {
  const more: Record<string, unknown> = { ...refused.extensions, http: statusOf(refused) };
  return new GraphQLError(refused.message, { extensions: more });
}
