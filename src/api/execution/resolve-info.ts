import type { GraphQLResolveInfo } from 'graphql';
import type { Place } from './place.js';
import type { Plan, PlannedField, Variables } from './plan.js';

/** What a resolver may know of the field; there is one for each call, and most look at little of it. */
export class ResolveInfo implements GraphQLResolveInfo {
  constructor(
    private readonly plan: Plan,
    private readonly planned: PlannedField,
    readonly path: Place,
    private readonly variables: Variables,
  ) {}

  get fieldName() {
    return this.planned.field!.name;
  }

  get fieldNodes() {
    return this.planned.nodes;
  }

  get returnType() {
    return this.planned.field!.type;
  }

  get parentType() {
    return this.planned.parent;
  }

  get schema() {
    return this.plan.schema;
  }

  get fragments() {
    return this.plan.fragments;
  }

  get rootValue() {
    return undefined;
  }

  get operation() {
    return this.plan.operation;
  }

  get variableValues() {
    return this.variables as GraphQLResolveInfo['variableValues'];
  }
}
