import { getOperationAST, GraphQLError, parse, validate, type DocumentNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';

/** What to execute for a message from a WebSocket. What is wrong with it is that operation's error, never the connection's. */
export function prepareOperation(schema: GraphQLSchema, { query, operationName, variables }: SubscribePayload): ExecutionArgs | GraphQLError[] {
  const document = parseDocument(query);
  if (document instanceof GraphQLError) return [withCode('GRAPHQL_PARSE_FAILED', document)];
  const errors = validate(schema, document);
  if (errors.length > 0) return errors.map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));
  if (!getOperationAST(document, operationName)) return [refusal('OPERATION_RESOLUTION_FAILURE', 'The document has no operation of that name, or several and none was named.')];
  return { schema, document, operationName, variableValues: variables };
}

export const refusal = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function withCode(code: string, error: GraphQLError): GraphQLError {
  error.extensions['code'] = code;
  return error;
}
