import { getOperationAST, GraphQLError, Kind, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Credential } from '../access/credential.js';
import { refusal } from './errors.js';
import type { Guards } from './guards.js';
import { LIMITS } from './limits.js';

/** What to execute for a message from a WebSocket. What is wrong with it is that operation's error, never the connection's. */
export async function prepareOperation(
  { schema, guards }: { schema: GraphQLSchema; guards: Guards },
  { query, operationName, variables }: SubscribePayload,
  { id }: Pick<Credential, 'id'>,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const document = guards.check(query);
  if (!('kind' in document)) {
    const spent = await guards.chargeRefusal(id);
    return spent ? [spent] : document;
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) return [refusal('OPERATION_RESOLUTION_FAILURE', 'The document has no operation of that name, or several and none was named.')];
  const refused = await guards.charge({ document, operation, variables }, id);
  if (refused) return [refused];
  return { schema, document, operationName, variableValues: variables, options: { maxCoercionErrors: LIMITS.errors } };
}

/** The field of Subscription that is asked for; null: it is no subscription. */
export function subscribedBy({ document, operationName }: ExecutionArgs): string | null {
  const { operation, selectionSet } = getOperationAST(document, operationName)!;
  const [root] = selectionSet.selections;
  return operation === 'subscription' && root?.kind === Kind.FIELD ? root.name.value : null;
}
