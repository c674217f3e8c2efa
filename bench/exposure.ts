// How long it takes to tell what samples went through, beside what Postgres can do at all and the straightforward way.
// `npm run bench:exposure`, `npm run bench:exposure -- --json`. Real Postgres (fsync on) and the whole program over HTTP; all share this machine.
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, sql } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram } from '../build/tests/support/program.js';
import { startStatementCount } from '../build/tests/system/statement-counter.js';
import { askForDigests, CONTAINERS, EXCURSION, makeWorld, MINUTES, SAMPLES, YEAR } from './exposure-world.ts';
import { note, percentile, report } from './report.ts';

const PAGE = 500;

await using postgres = await startPostgres({ durable: true });
await using counter = await startStatementCount(postgres.url());
await using program = await startProgram({ DATABASE_URL: postgres.url(), LOG_LEVEL: 'warn' });
const database = await openDatabase({ url: postgres.url(), poolSize: 2 }, createLog('silent'));

for (const [code, activationEnergy] of [['USUAL', 83.14472], ['OTHER', 100]]) {
  await ask('mutation ($input: DefineStabilityProfileInput!) { defineStabilityProfile(input: $input) { userErrors { message } } }', {
    input: { code, activationEnergy, tiers: [{ code: 'COLD', maximum: 2, limit: 'PT0S' }, { code: 'FRIDGE', minimum: 2, maximum: 8 }, { code: 'ROOM', minimum: 8, maximum: 25, limit: 'P7D' }] },
  });
}
note(`${CONTAINERS} sensors, ${MINUTES} readings each`);
await makeWorld(database.em.fork());
note('their digests, by the program in the background');
const rolled = await digests();

const EXPOSURE = 'from to minimum maximum mean mkt mktReason coverage unknown tooWarm tooCold budget { tier used limit remaining exhausted } segments { from to container { code } sensor { key } minimum maximum mean }';
const SAMPLE = `query ($code: String!, $from: DateTime, $to: DateTime) { sample(code: $code) { exposure(from: $from, to: $to) { ${EXPOSURE} } } }`;
const AFFECTED = `query ($first: Int!, $after: String) { excursion(id: "1") { affectedSamples(first: $first, after: $after) {
  pageInfo { endCursor } nodes { sample { code } exposure { minimum maximum mean mkt coverage unknown tooWarm tooCold budget { tier used } } } } } }`;

interface Affected {
  affectedSamples: { pageInfo: { endCursor: string }; nodes: unknown[] };
}
const sample = (url = program.url) => ask<{ sample: { exposure: { segments: unknown[] } } }>(SAMPLE, { code: 'TRAVELLED', ...YEAR }, url);
const excursion = async (samples: number, url = program.url) => {
  let after: string | null = null;
  const found: unknown[] = [];
  for (let rest = samples; rest > 0; rest -= PAGE) {
    const { affectedSamples }: Affected = (await ask<{ excursion: Affected }>(AFFECTED, { first: Math.min(rest, PAGE), after }, url)).excursion;
    found.push(...affectedSamples.nodes);
    after = affectedSamples.pageInfo.endCursor;
  }
  if (found.length !== samples) throw new Error(`${samples} samples were in the excursion, ${found.length} were told`);
  return found;
};

note('exposures');
const told = (await sample()).sample.exposure.segments.length;
if (told !== CONTAINERS) throw new Error(`the sample was in ${CONTAINERS} containers, ${told} were told`);
const sampleMs = await median(100, () => sample());
const otherMs = await median(5, () => ask(SAMPLE, { code: 'TRAVELLED-OTHER', ...YEAR }));
const excursionMs = await median(30, () => excursion(SAMPLES));
note('what Postgres takes');
const em = database.em.fork();
const bareMs = await median(100, () => sql(em, BARE()));
const countMs = await median(10, () => sql(em, COUNT()));
const peerMs = await median(10, () => sql(em, PEER('TRAVELLED', YEAR)));
const excursionCountMs = await median(30, () => sql(em, `select count(*), max(value) from reading where sensor_id = 1 and measured_at >= '${EXCURSION.from}' and measured_at < '${EXCURSION.to}'`));
const excursionPeerMs = await median(5, () => sql(em, PEER('S-%', EXCURSION)));
note('statements');
const statements = await countStatements();
await database.close();

const ms = (value: number) => `${value.toFixed(1)} ms`;
report(
  `Exposure: ${CONTAINERS} sensors with ${MINUTES} readings each; p50 over HTTP`,
  [
    { what: 'one sample, a year, five containers', value: ms(sampleMs), goal: '< 50 ms' },
    { what: 'the same for another activation energy: all readings', value: ms(otherMs) },
    { what: 'limit: bare SQL that reads the digests of the days', value: ms(bareMs) },
    { what: 'limit: count(*) over the readings', value: ms(countMs) },
    { what: 'peer: one SQL with window functions over the readings', value: ms(peerMs) },
    { what: 'peer / ours', value: (peerMs / sampleMs).toFixed(1) },
    { what: `${SAMPLES} samples of an excursion of 4 h, two pages`, value: ms(excursionMs), goal: '< 500 ms' },
    { what: 'limit: count(*) over the readings of the excursion', value: ms(excursionCountMs) },
    { what: 'peer: one SQL with window functions, for each sample', value: ms(excursionPeerMs) },
    { what: 'peer / ours', value: (excursionPeerMs / excursionMs).toFixed(1) },
    { what: 'statements for one sample', value: String(statements.sample) },
    { what: 'statements for 10 and for 500 samples of the excursion', value: `${statements.few}, ${statements.many}`, goal: 'the same' },
    { what: 'digests made in the background, readings/s', value: rolled.toFixed(0) },
  ],
  { sampleP50Ms: Number(sampleMs.toFixed(1)), excursionP50Ms: Number(excursionMs.toFixed(1)) },
);

async function ask<Data>(query: string, variables: object, url = program.url): Promise<Data> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function median(runs: number, run: () => Promise<unknown>): Promise<number> {
  const milliseconds: number[] = [];
  for (let n = -Math.ceil(runs / 5); n < runs; n += 1) {
    const began = performance.now();
    await run();
    if (n >= 0) milliseconds.push(performance.now() - began);
  }
  return percentile(milliseconds.toSorted((one, other) => one - other), 0.5);
}

async function digests(): Promise<number> {
  const began = performance.now();
  await askForDigests(database.em.fork());
  while ((await sql(database.em.fork(), 'select from digest_backlog union all (select from digest_due limit 1)')).rows.length > 0) await sleep(200);
  const seconds = (performance.now() - began) / 1000;
  await sql(database.em.fork(), 'vacuum analyze reading_digest');
  return (CONTAINERS * MINUTES) / seconds;
}

/** By another program, whose statements pass a counter, which would slow the first one down. */
async function countStatements(): Promise<{ sample: number; few: number; many: number }> {
  await using counted = await startProgram({ DATABASE_URL: counter.url, LOG_LEVEL: 'warn', THERMOGRAPH_ROLE: 'api', REDIS_URL: 'redis://127.0.0.1:1' });
  const of = async (run: () => Promise<unknown>) => {
    await run();
    const before = counter.statements;
    await run();
    return counter.statements - before;
  };
  return { sample: await of(() => sample(counted.url)), few: await of(() => excursion(10, counted.url)), many: await of(() => excursion(PAGE, counted.url)) };
}

function stays(code: string, { from, to }: typeof YEAR): string {
  return `
    select sample.id as sample_id, sensor.id as sensor_id, greatest(placement.from_at, '${from}') as from_at, least(placement.to_at, '${to}') as to_at from sample
    join placement on item_sample_id = sample.id and placement.from_at < '${to}' and (placement.to_at is null or placement.to_at > '${from}')
    join sensor on sensor.container_id = placement.container_id or sensor.key = 'FRIDGE-1/temperature' and sample.code like 'S-%' where sample.code like '${code}'`;
}

function BARE(): string {
  return `select digest.* from (${stays('TRAVELLED', YEAR)}) as stay join reading_digest as digest on digest.sensor_id = stay.sensor_id and hours = 24 and digest.from_at >= stay.from_at and digest.from_at < stay.to_at`;
}

function COUNT(): string {
  return `select count(*) from (${stays('TRAVELLED', YEAR)}) as stay join reading on reading.sensor_id = stay.sensor_id and measured_at >= stay.from_at and measured_at < stay.to_at`;
}

function PEER(code: string, interval: typeof YEAR): string {
  return `
    with stay as materialized (${stays(code, interval)}),
    point as (
      select sample_id, value, date_part('epoch', least(lead(measured_at, 1, to_at) over (partition by sample_id, stay.sensor_id order by measured_at), measured_at + interval '5 minutes') - measured_at) as span
      from stay join reading on reading.sensor_id = stay.sensor_id and measured_at >= stay.from_at and measured_at < stay.to_at and quality = 0
      where measured_at >= '${interval.from}' and measured_at < '${interval.to}'
    )
    select sample_id, min(value), max(value), sum(value * span) / sum(span) as mean, sum(span) as known, sum(span) filter (where value > 8) as too_warm, sum(span) filter (where value < 2) as too_cold,
      10000 / -ln(sum(span * exp(-10000 / (value + 273.15))) / sum(span)) - 273.15 as mkt
    from point group by sample_id`;
}
