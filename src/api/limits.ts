import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, Kind, NoFragmentCyclesRule, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';
import { refusal } from './errors.js';

/** What a document may be. Whoever needs more asks in several requests, and sends data as variables. */
export const LIMITS = {
  characters: 50_000,
  tokens: 2_000,
  operations: 50,
  fragments: 50,
  /** Fields of one name. Each is compared with each other of its name, which is what makes a validation dear. */
  repeats: 100,
  /** GraphQL's own introspection query has exactly so much. */
  depth: 15,
  aliases: 100,
  directives: 50,
  /** Points; see cost.ts. */
  cost: 10_000,
  /** Of a subscription, which is paid for once and answered at every event. */
  eventCost: 200,
  /** Of finding out that a document or its variables are none that is answered. */
  refusalCost: 10,
  /** After so many errors nobody looks for more. */
  errors: 10,
} as const;

export const overLimit = (what: string): GraphQLError => refusal('DOCUMENT_LIMIT_EXCEEDED', what);

/**
 * Stages, each of which makes the next one cheap: a cycle would make graphql-armor count wrong, and every rule of GraphQL's
 * own validation is quick on what has passed these.
 */
export const LIMIT_STAGES: readonly (readonly ValidationRule[])[] = [
  [NoFragmentCyclesRule, countsRule],
  [
    // By default they throw out of the validation, call it a syntax error, and look away from introspection and __typename.
    maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ignoreIntrospection: false, ...refuse(`The document is nested deeper than ${LIMITS.depth} fields. Ask in several requests.`) }),
    maxAliasesRule({ n: LIMITS.aliases, allowList: [], ...refuse(`The document has more than ${LIMITS.aliases} aliases, those of a fragment counted wherever it is used. Ask in several requests.`) }),
    maxDirectivesRule({ n: LIMITS.directives, ...refuse(`The document has more than ${LIMITS.directives} directives, those of a fragment counted wherever it is used. Leave some away.`) }),
  ],
];

function countsRule(context: ValidationContext): ASTVisitor {
  const fields = new Map<string, number>();
  return {
    Document({ definitions }) {
      const count = (kind: Kind) => definitions.filter((definition) => definition.kind === kind).length;
      if (count(Kind.OPERATION_DEFINITION) > LIMITS.operations) context.reportError(overLimit(`The document has more than ${LIMITS.operations} operations. Send only the one that is meant.`));
      if (count(Kind.FRAGMENT_DEFINITION) > LIMITS.fragments) context.reportError(overLimit(`The document has more than ${LIMITS.fragments} fragments. Ask in several requests.`));
    },
    Field({ alias, name }) {
      const { value } = alias ?? name;
      const count = (fields.get(value) ?? 0) + 1;
      fields.set(value, count);
      if (count > LIMITS.repeats) context.reportError(overLimit(`The document selects more than ${LIMITS.repeats} fields of one name. Use fragments and lists, or ask in several requests.`));
    },
  };
}

function refuse(what: string): { propagateOnRejection: false; onReject: ((context: ValidationContext | null) => void)[] } {
  return { propagateOnRejection: false, onReject: [(context) => context!.reportError(overLimit(what))] };
}
