import { BREAK, getOperationAST, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, OperationTypeNode, visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { createPlan, type Plan, type Variables } from './plan.js';

/** A query that can be executed by a plan. */
export interface Prepared {
  readonly operation: OperationDefinitionNode;
  planFor(variables: Variables): Plan;
}

/** Each of them doubles the plans that there may be. */
const MOST_CONDITIONS = 5;

// For as long as the document is kept, which is as long as the cache of documents has room for it.
const known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Prepared | null>>();

/** Null: GraphQL's own `execute` is to answer it, or to say what is wrong. */
export function prepare(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Prepared | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const operations = known.get(document) ?? new Map<OperationDefinitionNode, Prepared | null>();
  known.set(document, operations);
  const found = operations.get(operation);
  if (found !== undefined) return found;
  const conditions = conditionsOf(document);
  const prepared = conditions && { operation, planFor: rememberPlans(conditions, (variables) => createPlan(schema, document, operation, variables)) };
  operations.set(operation, prepared);
  return prepared;
}

/** What is selected depends on these variables, and on nothing else of them. */
function rememberPlans(conditions: readonly string[], create: (variables: Variables) => Plan): Prepared['planFor'] {
  const plans = new Map<string, Plan>();
  return (variables) => {
    const key = conditions.map((name) => variables[name]).join();
    const plan = plans.get(key) ?? create(variables);
    plans.set(key, plan);
    return plan;
  };
}

/** The variables that decide what is skipped or included; null: there are too many, or fields that no plan has. */
function conditionsOf(document: DocumentNode): readonly string[] | null {
  const conditions = new Set<string>();
  let isPlain = true;
  visit(document, {
    Field({ name, alias }) {
      isPlain = !isIntrospection(name.value) && (alias ?? name).value !== '__proto__';
      return isPlain ? undefined : BREAK;
    },
    Directive({ name, arguments: given = [] }) {
      if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  return isPlain && conditions.size <= MOST_CONDITIONS ? [...conditions] : null;
}

const isIntrospection = (name: string) => name.startsWith('__') && name !== '__typename';
