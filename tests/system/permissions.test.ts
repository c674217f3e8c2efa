import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERMISSIONS, type Permission } from '../../src/access/permissions.js';
import { Role } from '../../src/domain/role.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { authenticateByName } from './access-callers.js';
import { RegisterSite } from './graphql-documents.js';
import { openWorld, type Answer, type World } from './graphql-fixture.js';
import { shortest } from './schema-walk.js';

interface Cell {
  path: string;
  document: string;
  /** The key of a caller: see authenticateByName. */
  key: string;
  allowed: boolean;
}

const schema = await buildGraphQLSchema();
const ROOTS = { Query: schema.getQueryType()!, Mutation: schema.getMutationType()!, Subscription: schema.getSubscriptionType()! };
const allows = ({ roles, unboundOnly }: Permission, role: Role, bound: boolean) => roles.includes(role) && !(unboundOnly && bound);

const cellsOf = (root: keyof typeof ROOTS): Cell[] =>
  Object.values(ROOTS[root].getFields()).flatMap((field) =>
    Object.values(Role).flatMap((role) =>
      [false, true].map((bound) => ({
        path: `${root}.${field.name}`,
        document: shortest(root.toLowerCase(), field),
        key: `${role}${bound ? '@1' : ''}${role === Role.DEVICE ? ':x' : ''}`,
        allowed: allows(PERMISSIONS[root]![field.name]!, role, bound || role === Role.DEVICE),
      })),
    ),
  );

let world: World;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

const isForbidden = (answer: Answer<unknown> | null) => answer?.errors?.some(({ extensions }) => extensions?.['code'] === 'FORBIDDEN') ?? false;

/** Whether the field ran, which whoever is refused must not have made it do: the database was asked nothing. */
async function outcomeOf(ask: () => Promise<Answer<unknown> | null>) {
  const before = world.statements;
  const answer = await ask();
  // Errors of execution only: that a document is valid is told by its not being refused otherwise.
  expect(answer?.errors?.map(({ extensions }) => extensions?.['code']).filter((code) => code === 'GRAPHQL_VALIDATION_FAILED')).not.toEqual(['GRAPHQL_VALIDATION_FAILED']);
  return { refused: isForbidden(answer), message: answer?.errors?.[0]?.message ?? '', statements: world.statements - before };
}

const wrongCells = async (cells: readonly Cell[], ask: (cell: Cell) => Promise<Answer<unknown> | null>) => {
  const wrong: string[] = [];
  for (const cell of cells) {
    const { refused, message, statements } = await outcomeOf(() => ask(cell));
    if (refused === cell.allowed) wrong.push(`${cell.path} by ${cell.key}: ${refused ? message : 'let through'}`);
    if (refused && statements > 0) wrong.push(`${cell.path} by ${cell.key}: refused after ${statements} statements`);
    if (refused && !/ needs the role | is only for callers /.test(message)) wrong.push(`${cell.path} by ${cell.key}: ${message}`);
  }
  return wrong;
};

describe('every cell of the table holds', () => {
  test.each(['Query', 'Mutation'] as const)('for %s over HTTP', async (root) => {
    const cells = cellsOf(root);
    expect(cells.some(({ allowed }) => allowed) && cells.some(({ allowed }) => !allowed)).toBe(true);
    expect(await wrongCells(cells, ({ key, document }) => world.as(key).post(document))).toEqual([]);
  });

  test.each(['Query', 'Mutation', 'Subscription'] as const)('for %s over WebSocket', async (root) => {
    expect(await wrongCells(cellsOf(root), ({ key, document }) => world.as(key).send(document))).toEqual([]);
  });

  test('for fields of other types', async () => {
    await world.post('mutation { registerMachine(input: { code: "M", name: "M", site: "LAB" }) { userErrors { code } } }');
    const ofPayload = 'mutation { setMachineStatus(input: { machine: "M", status: IDLE }) { machine { code excursions { nodes { id } } } } }';
    expect(await world.as('DEVICE:M').post(ofPayload)).toMatchObject({
      errors: [{ message: 'Machine.excursions needs the role VIEWER, OPERATOR, QUALITY or ADMIN, and yours is DEVICE.', extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await world.as('OPERATOR@1').post(ofPayload)).toEqual({ data: { setMachineStatus: { machine: { code: 'M', excursions: { nodes: [] } } } } });
  });
});

test('a refusal says which role is needed, or that one must not be bound', async () => {
  const registerSite = 'mutation { registerSite(input: { code: "y", name: "y", timeZone: "UTC" }) { userErrors { code } } }';
  expect(await world.as('VIEWER').post(registerSite)).toMatchObject({ errors: [{ message: 'Mutation.registerSite needs the role ADMIN, and yours is VIEWER.' }] });
  expect(await world.as('ADMIN@1').post(registerSite)).toMatchObject({ errors: [{ message: 'Mutation.registerSite is only for callers who are bound to no site.' }] });
  expect(await world.post('{ site(code: "y") { code } }')).toEqual({ data: { site: null } });
});
