import {
  isAbstractType, isLeafType, isListType, isNonNullType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLAbstractType, type GraphQLField, type GraphQLLeafType, type GraphQLObjectType,
  type GraphQLOutputType, type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

export type Variables = { readonly [name: string]: unknown };

/** What of a query depends neither on who asks nor on its variables, apart from those that skip or include something. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly fields: readonly PlannedField[];
}

/** A field that is selected of objects of one type; `field` is null where it is __typename. */
export interface PlannedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown> | null;
  readonly shape: Shape;
}

/** How a value becomes a part of the answer: one of `leaf`, `items` and `abstract` is there, or it is an object of one type. */
export interface Shape {
  readonly isNullable: boolean;
  readonly leaf: GraphQLLeafType | null;
  readonly items: Shape | null;
  readonly abstract: GraphQLAbstractType | null;
  /** What is selected of an object: of this type where it is abstract. */
  fieldsOf(type: GraphQLObjectType | null): readonly PlannedField[];
}

export function createPlan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Plan {
  const fragments: Plan['fragments'] = Object.create(null);
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  const select = (parent: GraphQLObjectType, collected: ReadonlyMap<string, readonly FieldNode[]>): PlannedField[] =>
    [...collected].map(([key, nodes]) => {
      const field = parent.getFields()[nodes[0]!.name.value] ?? null;
      const below = (type: GraphQLObjectType) => select(type, collectSubfields(schema, fragments, variables, type, nodes));
      return { key, nodes, parent, field, shape: field ? shapeOf(field.type, below) : NAME };
    });
  const root = schema.getQueryType()!;
  return { schema, operation, fragments, fields: select(root, collectFields(schema, fragments, variables, root, operation.selectionSet)) };
}

const NAME: Shape = { isNullable: false, leaf: null, items: null, abstract: null, fieldsOf: () => [] };

/** Selections are made when the first object needs them: a document may have more than are ever reached. */
function shapeOf(type: GraphQLOutputType, select: (type: GraphQLObjectType) => PlannedField[]): Shape {
  const isNullable = !isNonNullType(type);
  const named = isNonNullType(type) ? type.ofType : type;
  if (isLeafType(named)) return { ...NAME, isNullable, leaf: named };
  if (isListType(named)) return { ...NAME, isNullable, items: shapeOf(named.ofType, select) };
  const known = new Map<GraphQLObjectType, PlannedField[]>();
  const fieldsOf = (of: GraphQLObjectType) => {
    const fields = known.get(of) ?? select(of);
    known.set(of, fields);
    return fields;
  };
  if (isAbstractType(named)) return { ...NAME, isNullable, abstract: named, fieldsOf: (of) => fieldsOf(of!) };
  let only: PlannedField[] | null = null;
  return { ...NAME, isNullable, fieldsOf: () => (only ??= select(named)) };
}
