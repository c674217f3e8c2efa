import { execute, type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { Authenticate } from '../access/credential.js';
import type { Live } from '../live/live.js';
import type { Logger } from '../log.js';
import { confirmedOnly, isStream } from './confirmed.js';
import { answerWithin } from './deadline.js';
import { INTERNAL, refusal, type MaskError } from './errors.js';
import type { Guards } from './guards.js';
import { Member } from './member.js';
import { prepareOperation, subscribedBy } from './operation.js';
import { TRY_AGAIN_LATER, type Session } from './session.js';
import { createSharing, type CreateContext, type Subscribing } from './sharing.js';

export interface ProtocolOptions {
  schema: GraphQLSchema;
  createContext: CreateContext;
  live: Live;
  authenticate: Authenticate;
  guards: Guards;
  /** How long the answer to a query or mutation may take, and the beginning of a subscription. */
  deadlineMs: number;
  mask: MaskError;
  initMs: number;
  /** See SocketLimits. */
  patienceMs: number;
  log: Logger;
}

/** What graphql-ws takes from the message that asks to where it is begun. */
interface Prepared extends ExecutionArgs {
  asked: Subscribing;
}

/** graphql-transport-ws, with the errors of GraphQL over HTTP: the same codes, the same masking. */
export function createProtocol({ schema, createContext, live, authenticate, guards, deadlineMs, mask, initMs, patienceMs, log }: ProtocolOptions): Server<Session> {
  const format = (error: GraphQLError, code: string): GraphQLFormattedError => mask({ ...error.toJSON(), extensions: { code, ...error.extensions } }, error);
  // An error without a path was found before anything was executed: it is about what the client sent.
  const present = ({ errors, ...result }: ExecutionResult) => (errors ? { ...result, errors: errors.map((error) => format(error, error.path ? INTERNAL : 'BAD_USER_INPUT')) } : result);
  const begin = createSharing({ live, createContext, present });
  return makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: initMs,
    async onConnect({ connectionParams = {}, extra: session }) {
      try {
        const credential = await authenticate(shownIn(connectionParams));
        return credential !== null && session.letIn(credential);
      } catch (err) {
        log.warn({ err }, 'who connects cannot be found out');
        session.close(TRY_AGAIN_LATER, 'Try again later');
        return false;
      }
    },
    execute: (operation) => answerWithin(deadlineMs, execute(operation)),
    subscribe: (operation) => answerWithin(deadlineMs, begin((operation as Prepared).asked)),
    onSubscribe({ subscriptions, extra: session }, id, payload) {
      const lease = session.lease!;
      const tooMany = session.tooManyOperations;
      if (tooMany) return [refusal('TOO_MANY_OPERATIONS', tooMany)];
      const prepare = async () => {
        const operation = await prepareOperation({ schema, guards }, payload, { id: lease.callerId });
        return 'schema' in operation ? { ...operation, contextValue: createContext(session), asked: { operation, session, id, name: subscribedBy(operation) } } : operation;
      };
      const askedAt = performance.now();
      if (lease.covers(askedAt)) return prepare();
      const wanted = () => id in subscriptions && performance.now() < askedAt + patienceMs;
      return lease.cover(askedAt, wanted).then((covered) => (covered ? prepare() : [inDoubt()]));
    },
    onOperation({ subscriptions, extra: session }, id, _payload, _operation, result) {
      const lease = session.lease!;
      if (result instanceof Member) return;
      if (isStream(result)) return confirmedOnly(result, lease);
      if (!session.hasRoom()) return;
      const thereAt = performance.now();
      if (lease.covers(thereAt)) return;
      return lease.cover(thereAt, () => id in subscriptions).then(() => {});
    },
    onNext(_context, _id, _payload, operation, result) {
      const { name } = (operation as Prepared).asked;
      if (name !== null) live.traffic.deliver(name, 1);
      return present(result);
    },
    onError(_context, _id, _payload, errors) {
      return errors.map((error) => format(error as GraphQLError, INTERNAL));
    },
  });
}

/** Browsers cannot send headers with a WebSocket: what would be one stands in the message. */
export const shownIn = ({ authorization, Authorization }: Record<string, unknown>): unknown => (authorization === undefined ? Authorization : authorization);

const inDoubt = () => refusal('SERVICE_UNAVAILABLE', 'Whether you still have access cannot be found out at present. Nothing was done; try again.');
