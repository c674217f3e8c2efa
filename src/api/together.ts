import { getOperationAST, Kind, visit, type ExecutionArgs, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/role.js';
import type { SharedField } from '../live/sharing.js';
import { hashOf } from './guards.js';

/** A subscription that may be one with others. */
export interface Together {
  field: SharedField;
  name: string;
  /** Equal for those who ask the same and have the same rights, wherever they resume. */
  key: string;
  /** What is asked, from now on. */
  operation: ExecutionArgs;
  resumes: boolean;
}

/** Null: it is told alone, because its field is not for many, or because its document holds a cursor that is not a variable of its own. */
export function togetherOf(operation: ExecutionArgs, viewer: Viewer): Together | null {
  const definition = getOperationAST(operation.document, operation.operationName)!;
  const [root, another] = definition.selectionSet.selections;
  if (definition.operation !== 'subscription' || another || root?.kind !== Kind.FIELD) return null;
  const field = operation.schema.getSubscriptionType()?.getFields()[root.name.value]?.extensions['shared'] as SharedField | undefined;
  if (!field) return null;
  const after = afterOf(operation, definition, root);
  if (!after) return null;
  const { variableValues, resumes } = after;
  const { operationName, document } = operation;
  const key = hashOf(JSON.stringify([document.loc!.source.body, operationName, variableValues, rightsOf(viewer), resumes]));
  return { field, name: root.name.value, key, operation: { ...operation, variableValues }, resumes };
}

/** What decides what somebody may see; he stays it as long as he is connected. */
export const rightsOf = ({ role, sites, asset }: Viewer): string => JSON.stringify([role, sites && [...sites].sort((a, b) => a - b), asset]);

interface After {
  /** Without the cursor. */
  variableValues: ExecutionArgs['variableValues'];
  resumes: boolean;
}

function afterOf({ document, variableValues }: ExecutionArgs, definition: OperationDefinitionNode, root: FieldNode): After | null {
  const value = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (!value || value.kind === Kind.NULL) return { variableValues, resumes: false };
  if (value.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const variable = definition.variableDefinitions!.find((each) => each.variable.name.value === name)!;
  let mentions = 0;
  visit(document, { Variable: (node) => void (mentions += node.name.value === name ? 1 : 0) });
  if (variable.type.kind === Kind.NON_NULL_TYPE || variable.defaultValue || mentions !== 2) return null;
  const cursor = variableValues?.[name] ?? null;
  if (cursor !== null && typeof cursor !== 'string') return null;
  return { variableValues: { ...variableValues, [name]: null }, resumes: cursor !== null };
}
