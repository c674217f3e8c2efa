import { beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { costOf } from '../../../src/api/cost.js';
import { buildGraphQLSchema } from '../../../src/resolvers/schema.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGraphQLSchema();
});

const cost = (query: string, variables: Record<string, unknown> = {}, operationName?: string) => {
  const document = parse(query);
  return costOf(schema, { document, operation: getOperationAST(document, operationName)!, variables });
};
const readings = (count: number) => ({ readings: Array.from({ length: count }, () => ({})) });

test.each<[string, string, Record<string, unknown>, number]>([
  ['an object is a point', '{ stats { machines samples } }', {}, 1],
  ['names of types are free', '{ __typename stats { __typename machines } }', {}, 1],
  ['a list is ten', '{ sites { code } }', {}, 10],
  ['a connection is as many as were asked for', '{ machines(first: 20) { nodes { code } pageInfo { endCursor } } }', {}, 21],
  ['by edges it is as many', '{ machines(first: 20) { edges { cursor node { code } } } }', {}, 21],
  ['or as many as there are when nothing is said', '{ machines { nodes { code } } }', {}, 51],
  ['or null', '{ machines(first: null) { nodes { code } } }', {}, 51],
  ['lists of lists multiply', '{ machines(first: 20) { nodes { sensors { key latest { value } } } } }', {}, 421],
  ['a connection whose nodes nobody asks for is found all the same', '{ machines(first: 20) { pageInfo { endCursor } } }', {}, 21],
  ['so are those of each thing in a list', '{ containers(first: 20) { nodes { samples(first: 30) { pageInfo { hasNextPage } } } } }', {}, 641],
  ['what a filter names is looked up', 'query ($codes: [String!]) { machines(first: 20, where: { code: $codes }) { nodes { code } } }', { codes: Array.from({ length: 1_000 }, String) }, 121],
  ['in every list of it, however it is passed', 'query ($where: MachineFilter) { machines(first: 20, where: $where) { nodes { code } } }', { where: { code: ['a', 'b', 'c', 'd', 'e'], site: ['f', 'g', 'h', 'i', 'j'] } }, 22],
  ['by their status samples are found among all that were in an excursion', '{ samples(first: 20, where: { status: [STORED] }) { nodes { code } } }', {}, 122],
  ['a variable counts', 'query ($first: Int) { machines(first: $first) { nodes { code } } }', { first: 7 }, 8],
  ['its default too', 'query ($first: Int = 3) { machines(first: $first) { nodes { code } } }', {}, 4],
  ['a field that is left out costs nothing', 'query ($no: Boolean!) { stats { machines } sites @include(if: $no) { code } }', { no: false }, 1],
  ['a series costs by its points and by its days', '{ sensor(key: "x") { series(from: "2026-01-01T00:00:00Z", to: "2026-02-10T00:00:00Z", maxPoints: 500) { buckets { mean } } } }', {}, 72],
  ['few points of many days too', '{ sensor(key: "x") { series(from: "2020-01-01T00:00:00Z", to: "2028-01-01T00:00:00+00:00", maxPoints: 1) { coverage } } }', {}, 733],
  ['whose moments may be variables', 'query ($from: DateTime!, $to: DateTime! = "2028-01-01T00:00:00Z") { sensor(key: "x") { series(from: $from, to: $to, maxPoints: 1) { coverage } } }', { from: '2020-01-01T00:00:00Z' }, 733],
  ['or an interval the wrong way round, which is refused later', '{ sensor(key: "x") { series(from: "2028-01-01T00:00:00Z", to: "2020-01-01T00:00:00Z", maxPoints: 10) { coverage } } }', {}, 3],
  ['a track costs by its days too', '{ machine(code: "x") { track(from: "2020-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z", maxPoints: 10) { latitude } } }', {}, 733],
  ['a series of a sample too', '{ sample(code: "x") { series(from: "2026-01-01T00:00:00Z", to: "2026-02-10T00:00:00Z", maxPoints: 500) { coverage } } }', {}, 62],
  ['an exposure costs by its days', '{ sample(code: "x") { exposure(from: "2026-01-01T00:00:00Z", to: "2026-02-10T00:00:00Z") { mkt } } }', {}, 12],
  ['that are variables', 'query ($from: DateTime, $to: DateTime) { sample(code: "x") { exposure(from: $from, to: $to) { mkt } } }', { from: '2026-01-01T00:00:00Z', to: '2026-02-10T00:00:00Z' }, 12],
  ['a whole life by a modest guess', '{ sample(code: "x") { exposure { mkt } } }', {}, 9],
  ['also up to a moment', '{ sample(code: "x") { exposure(from: null, to: "2026-02-10T00:00:00Z") { mkt } } }', {}, 9],
  ['as its thaws', '{ samples(first: 500) { nodes { freezeThawCycles } } }', {}, 4_501],
  ['lives of a whole year are too many for a whole page', '{ samples(first: 500) { nodes { exposure(from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { mkt } } } }', {}, 46_626],
  ['a compliance costs by its days', '{ containers(first: 50) { nodes { compliance(from: "2026-01-01T00:00:00Z", to: "2026-02-10T00:00:00Z") { ratio } } } }', {}, 601],
  ['those of a whole year are too many for a whole page', '{ samples(first: 500) { nodes { compliance(from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { ratio } } } }', {}, 46_626],
  ['what an exposure lists costs an object for each list', '{ sample(code: "x") { exposure { segments { from } budget { tier } } } }', {}, 11],
  ['and one for each thing that is named', '{ sample(code: "x") { exposure { segments { container { code } sensor { key } } } } }', {}, 12],
  ['of which ten may be asked', '{ sample(code: "x") { exposure { segments { container { samples(first: 500) { nodes { code } } } } } } }', {}, 5_021],
  ['whom excursions affected, and how, can be asked', '{ excursions { nodes { id affectedSamples(first: 20) { nodes { sample { code } exposure { minimum maximum coverage segments { from to } } } } } } }', {}, 5_101],
  ['with all that there is to it', '{ excursions { nodes { id affectedSamples(first: 20) { nodes { sample { code } exposure { mkt budget { tier used } segments { from to container { code } sensor { key } } } } } } } }', {}, 8_101],
  ['but not of everything', '{ excursions(first: 500) { nodes { affectedSamples(first: 500) { nodes { exposure { mkt } } } } } }', {}, 751_001],
  ['readings that are brought cost by their number', 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded userErrors { code } } }', readings(1_000), 500],
  ['however they are passed', 'mutation ($input: RecordReadingsInput!) { recordReadings(input: $input) { recorded } }', { input: readings(1_000) }, 500],
  ['few of them cost what any change does', 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded } }', readings(1), 10],
  ['a subscription costs by one event', 'subscription { budgetChanged(container: ["a"]) { at temperature tier exhaustedAt sample { code } budget { tier used remaining } } }', {}, 12],
  ['the schema has a price of its own', '{ __schema { types { fields { args { name } } } } }', {}, 2_000],
  ['of a fragment each use counts', '{ a: machine(code: "a") { ...F } b: machine(code: "b") { ...F } } fragment F on Machine { container { code } }', {}, 4],
])('%s', (_, query, variables, points) => {
  expect(cost(query, variables)).toBe(points);
});

test('only the operation that is meant counts', () => {
  expect(cost('query A { stats { machines } } query B { sites { code } }', {}, 'A')).toBe(1);
});

test.each([
  ['values that do not fit are for the execution to refuse', 'query ($code: String!) { machine(code: $code) { code } }', {}, 1],
  ['no name of a variable is found on a prototype', 'query ($constructor: Int) { machines(first: $constructor) { nodes { code } } }', {}, 51],
])('%s', (_, query, variables, points) => {
  expect(cost(query, variables)).toBe(points);
});
