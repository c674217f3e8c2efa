import {
  defaultFieldResolver, getArgumentValues, GraphQLError, isObjectType,
  type ExecutionResult, type GraphQLAbstractType, type GraphQLLeafType, type GraphQLObjectType, type GraphQLResolveInfo,
} from 'graphql';
import { Answer } from './answer.js';
import { Place } from './place.js';
import { ResolveInfo } from './resolve-info.js';
import { isIterable, isPromise, serialize } from './value.js';
import type { Plan, PlannedField, Shape, Variables } from './plan.js';

type Container = Record<string | number, unknown>;

/** One execution of a query. Objects are filled where they stand: first with what is there, later with what was promised. */
export class Run {
  readonly result: ExecutionResult | Promise<ExecutionResult>;
  private readonly answer = new Answer();
  private readonly args = new Map<PlannedField, { [argument: string]: unknown }>();

  constructor(private readonly plan: Plan, private readonly variables: Variables, private readonly context: unknown) {
    this.select({}, this.answer.data!, plan.fields, undefined);
    this.result = this.answer.result();
  }

  private select(source: unknown, object: Container, fields: readonly PlannedField[], around: Place | undefined): void {
    for (const each of fields) {
      const { key, field, parent, shape } = each;
      if (field === null) object[key] = parent.name;
      else if (field.resolve || !shape.leaf || !this.read((source as Container)[field.name], object, key, shape.leaf)) {
        this.resolve(source, each, new Place(around, key, parent.name, shape.isNullable, object));
      }
      if (around ? around.isLost : this.answer.data === null) return;
    }
  }

  /** What most of an answer is: a property with a value. Whether it was one, and could be written. */
  private read(value: unknown, object: Container, key: string, leaf: GraphQLLeafType): boolean {
    if (value === null || value === undefined || (typeof value === 'object' && value instanceof Error) || typeof value === 'function' || isPromise(value)) return false;
    try {
      object[key] = serialize(leaf, value);
      return true;
    } catch {
      return false;
    }
  }

  private resolve(source: unknown, planned: PlannedField, place: Place): void {
    const { resolve = defaultFieldResolver } = planned.field!;
    try {
      this.settle(resolve(source, this.argsOf(planned), this.context, this.infoOf(planned, place)), planned, planned.shape, place);
    } catch (error) {
      this.answer.fail(error, planned.nodes, place);
    }
  }

  /** Throws what is wrong with it, unless that comes out later. */
  private settle(value: unknown, field: PlannedField, shape: Shape, place: Place): void {
    if (isPromise(value)) this.wait(value, field, place, shape, null);
    else this.complete(value, field, shape, place);
  }

  private complete(value: unknown, field: PlannedField, shape: Shape, place: Place): void {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isNullable) throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
    } else if (shape.leaf) place.fill(serialize(shape.leaf, value));
    else if (shape.items) this.completeList(value, field, shape.items, place);
    else if (shape.abstract) this.completeAbstract(value, field, shape, place);
    else this.completeObject(value, shape.fieldsOf(null), place);
  }

  private completeList(value: unknown, field: PlannedField, shape: Shape, place: Place): void {
    if (!isIterable(value)) throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
    const items: unknown[] = [];
    place.fill(items);
    for (const item of value) {
      const within = new Place(place, items.length, undefined, shape.isNullable, items as unknown as Container);
      try {
        this.settle(item, field, shape, within);
      } catch (error) {
        this.answer.fail(error, field.nodes, within);
      }
      if (place.isLost) return;
    }
  }

  private completeAbstract(value: unknown, field: PlannedField, shape: Shape, place: Place): void {
    const abstract = shape.abstract!;
    const name: unknown = abstract.resolveType!(value, this.context, this.infoOf(field, place), abstract);
    if (isPromise(name)) this.wait(name, field, place, shape, (there) => this.completeObject(value, shape.fieldsOf(this.typeNamed(there, abstract)), place));
    else this.completeObject(value, shape.fieldsOf(this.typeNamed(name, abstract)), place);
  }

  private completeObject(value: unknown, fields: readonly PlannedField[], place: Place): void {
    const object: Container = {};
    place.fill(object);
    this.select(value, object, fields, place);
  }

  private typeNamed(name: unknown, abstract: GraphQLAbstractType): GraphQLObjectType {
    const type = typeof name === 'string' ? this.plan.schema.getType(name) : null;
    if (isObjectType(type) && this.plan.schema.isSubType(abstract, type)) return type;
    throw new Error(`${abstract.name} was resolved to ${String(name)}, which is none of its types`);
  }

  /** Completes what was promised, or goes on with it. */
  private wait(promise: PromiseLike<unknown>, field: PlannedField, place: Place, shape: Shape, goOn: ((value: unknown) => void) | null): void {
    this.answer.wait();
    promise.then(
      (value) => {
        try {
          if (place.isDropped) return;
          if (goOn) goOn(value);
          else this.complete(value, field, shape, place);
        } catch (error) {
          this.answer.fail(error, field.nodes, place);
        } finally {
          this.answer.arrived();
        }
      },
      (error: unknown) => {
        this.answer.fail(error, field.nodes, place);
        this.answer.arrived();
      },
    );
  }

  /** The same for every object, because they depend on variables at most. */
  private argsOf(planned: PlannedField): { [argument: string]: unknown } {
    const { field, nodes } = planned;
    if (field!.args.length === 0) return NO_ARGS;
    const args = this.args.get(planned) ?? getArgumentValues(field!, nodes[0]!, this.variables as { [variable: string]: unknown });
    this.args.set(planned, args);
    return args;
  }

  private infoOf(planned: PlannedField, path: Place): GraphQLResolveInfo {
    return new ResolveInfo(this.plan, planned, path, this.variables);
  }
}

const NO_ARGS = Object.freeze({});
const nameOf = ({ field, parent }: PlannedField) => `${parent.name}.${field!.name}`;
