import { defaultFieldResolver, isInterfaceType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Role, Viewer } from '../domain/role.js';
import { boundsOf } from './bounds.js';
import { forbidden } from './forbidden.js';
import { PERMISSIONS, type Permission, type Permissions } from './permissions.js';

interface Context {
  readonly viewer: Viewer;
}

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context>;

/**
 * Puts a gate before every field that the table names: whoever may not use it is refused, and nothing of the field has
 * run. A subscription asks when it begins and again for every event, for roles change. Throws where a field of a root has
 * no row: nobody has said yet who may use it.
 */
export function enforcePermissions(schema: GraphQLSchema, permissions: Permissions = PERMISSIONS): void {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) if (root) demandRows(root, permissions);
  for (const [name, rows] of Object.entries(permissions)) {
    for (const type of typesNamed(schema, name)) {
      for (const [field, permission] of Object.entries(rows)) {
        const found = type.getFields()[field];
        if (found) guard(`${type.name}.${field}`, found, permission);
      }
    }
  }
}

function demandRows(root: GraphQLObjectType, permissions: Permissions): void {
  const missing = Object.keys(root.getFields()).filter((field) => !permissions[root.name]?.[field]);
  if (missing.length > 0) throw new Error(`src/access/permissions.ts does not say who may use ${missing.map((field) => `${root.name}.${field}`).join(', ')}`);
}

function typesNamed(schema: GraphQLSchema, name: string): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (isInterfaceType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

function guard(path: string, field: Field, { roles, unboundOnly }: Permission): void {
  const allowed = new Set<Role>(roles);
  const check = ({ viewer }: Context) => {
    if (!allowed.has(viewer.role)) throw forbidden(`${path} needs the role ${said(roles)}, and yours is ${viewer.role}.`);
    if (unboundOnly && boundsOf(viewer) !== null) throw forbidden(`${path} is only for callers who are bound to no site.`);
  };
  const behind = (resolve: Resolver): Resolver => (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  field.resolve = behind(field.resolve ?? defaultFieldResolver);
  if (field.subscribe) field.subscribe = behind(field.subscribe);
}

const said = (roles: readonly Role[]) => (roles.length === 1 ? roles[0] : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}`);
