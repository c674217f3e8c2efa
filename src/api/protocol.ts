import { execute, subscribe, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { Authenticate, Credential } from '../access/credential.js';
import { answerWithin } from './deadline.js';
import { INTERNAL, refusal, type MaskError } from './errors.js';
import type { Guards } from './guards.js';
import { prepareOperation } from './operation.js';

export interface ProtocolOptions {
  schema: GraphQLSchema;
  createContext: (caller: Pick<Credential, 'viewer'>) => object;
  authenticate: Authenticate;
  guards: Guards;
  /** How long the answer to a query or mutation may take, and the beginning of a subscription. */
  deadlineMs: number;
  mask: MaskError;
}

/** What is known of a connection: null until it has said who it is. */
export interface Peer {
  credential: Credential | null;
}

const MOST_OPERATIONS = 100;

/** graphql-transport-ws, with the errors of GraphQL over HTTP: the same codes, the same masking. */
export function createProtocol({ schema, createContext, authenticate, guards, deadlineMs, mask }: ProtocolOptions): Server<Peer> {
  const format = (error: GraphQLError, code: string): GraphQLFormattedError => mask({ ...error.toJSON(), extensions: { code, ...error.extensions } }, error);
  return makeServer<Record<string, unknown>, Peer>({
    async onConnect({ connectionParams, extra }) {
      extra.credential = await authenticate(connectionParams?.['authorization'] ?? connectionParams?.['Authorization']);
      return extra.credential !== null;
    },
    execute: (operation) => answerWithin(deadlineMs, execute(operation)),
    subscribe: (operation) => answerWithin(deadlineMs, subscribe(operation)),
    async onSubscribe({ subscriptions, extra }, _id, payload) {
      if (Object.keys(subscriptions).length > MOST_OPERATIONS) return [refusal('TOO_MANY_OPERATIONS', `A connection may run ${MOST_OPERATIONS} operations at a time.`)];
      const operation = await prepareOperation({ schema, guards }, payload, extra.credential!);
      return 'schema' in operation ? { ...operation, contextValue: createContext(extra.credential!) } : operation;
    },
    onNext(_context, _id, _payload, _operation, { errors, ...result }) {
      // An error without a path was found before anything was executed: it is about what the client sent.
      return errors && { ...result, errors: errors.map((error) => format(error, error.path ? INTERNAL : 'BAD_USER_INPUT')) };
    },
    onError(_context, _id, _payload, errors) {
      return errors.map((error) => format(error as GraphQLError, INTERNAL));
    },
  });
}
