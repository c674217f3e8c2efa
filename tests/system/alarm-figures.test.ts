import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayLiteral, instant, sql } from '../../src/database.js';
import { DAY, formatInstant, HOUR, now, SECOND } from '../../src/domain/time.js';
import { formatDuration } from '../../src/schema/duration.js';
import { figuresOf, type OracleWorld } from '../support/alarm-oracle.js';
import { authenticateByName } from './access-callers.js';
import { AlarmFiguresOf, furnishThermometers } from './alarm-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const SENSORS = Array.from({ length: 12 }, (_, index) => `${index < 9 ? 'A' : 'B'}${index}`);
const TO = Math.floor(now() / DAY) * DAY - DAY;
const FROM = TO - 3 * DAY;

let world: World;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await furnishThermometers(world, 'LAB', SENSORS.slice(0, 9));
  await furnishThermometers(world, 'PLANT', SENSORS.slice(9));
});
afterAll(async () => world[Symbol.asyncDispose]());
beforeEach(async () => void (await sql(world.database.em.fork(), 'update sensor_mount set from_at = $1', [formatInstant(FROM - 30 * DAY)])));

/** Excursions that come in bursts, some of one sensor, and some that lasted for days. */
const excursion = fc.record({
  sensor: fc.nat(SENSORS.length - 1),
  isSilence: fc.boolean(),
  severity: fc.constantFrom('INFO', 'WARNING', 'CRITICAL'),
  burst: fc.constantFrom(-10, 0, 0, 0, 5, 5, 40, 71.9),
  seconds: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 3_000 })),
  lasts: fc.constantFrom(20, 59, 60, 61, 4_000, 90_000, 200_000, null),
  isRetracted: fc.constantFrom(false, false, false, false, true),
});

const suppression = fc.record({ sensor: fc.nat(SENSORS.length - 1), from: fc.constantFrom(-20, -1, 0.01, 4, 30), hours: fc.constantFrom(0.02, 0.5, 2, 30, null) });

const anyWorld = fc.record({ excursions: fc.array(excursion, { minLength: 1, maxLength: 150, size: 'max' }), suppressions: fc.array(suppression, { maxLength: 10, size: 'max' }) }).map(
  ({ excursions, suppressions }): OracleWorld => ({
    excursions: distinct(excursions.map(({ sensor, isSilence, severity, burst, seconds, lasts, isRetracted }) => {
      const confirmedAt = FROM + Math.round(burst * HOUR) + seconds * SECOND;
      return { sensor: `${SENSORS[sensor]}/t`, rule: isSilence ? null : sensor, severity, confirmedAt, endedAt: lasts === null ? null : confirmedAt + lasts * SECOND, isRetracted };
    })),
    suppressions: apart(suppressions.map(({ sensor, from, hours }) => ({ sensor: `${SENSORS[sensor]}/t`, from: FROM + Math.round(from * HOUR), to: hours === null ? null : FROM + Math.round((from + hours) * HOUR) }))),
  }),
);

type Excursions = OracleWorld['excursions'];
type Suppressions = OracleWorld['suppressions'];

/** As the tables have it: one excursion of a rule begins at a moment, and one lasts. */
function distinct(excursions: Excursions): Excursions {
  const taken = new Set<string>();
  return excursions.filter(({ sensor, rule, confirmedAt, endedAt, isRetracted }) => {
    const names = isRetracted ? [] : [`${sensor} ${rule} ${confirmedAt}`, ...(endedAt === null ? [`${sensor} ${rule} lasts`] : [])];
    const isFree = names.every((name) => !taken.has(name));
    for (const name of names) if (isFree) taken.add(name);
    return isFree;
  });
}

/** One at a time of each sensor. */
const apart = (suppressions: Suppressions): Suppressions =>
  suppressions.filter((one, index) => !suppressions.slice(0, index).some((other) => other.sensor === one.sensor && other.from < (one.to ?? Infinity) && one.from < (other.to ?? Infinity)));

async function store({ excursions, suppressions }: OracleWorld): Promise<void> {
  const em = world.database.em.fork();
  await sql(em, 'truncate excursion, excursion_revision, sensor_suppression restart identity cascade');
  await sql(em, `
    insert into excursion (sensor_id, rule_id, kind, severity, started_at, confirmed_at, ended_at, unknown, peak, status)
    select sensor.id, case when has_rule then excursion_rule.id end, case when has_rule then 'ABOVE' else 'NO_DATA' end, new.severity, ${instant('confirmed')}, ${instant('confirmed')}, ${instant('ended')}, '0', case when has_rule then 9 end,
      case when retracted then 'RETRACTED' else 'DETECTED' end
    from unnest($1::text::text[], $2::text::boolean[], $3::text::text[], $4::text::int8[], $5::text::int8[], $6::text::boolean[]) as new (key, has_rule, severity, confirmed, ended, retracted)
    join sensor on sensor.key = new.key join excursion_rule on excursion_rule.code = replace(new.key, '/t', '-HOT')`, [
    arrayLiteral(excursions.map(({ sensor }) => sensor)), arrayLiteral(excursions.map(({ rule }) => String(rule !== null))), arrayLiteral(excursions.map(({ severity }) => severity)),
    arrayLiteral(excursions.map(({ confirmedAt }) => confirmedAt)), arrayLiteral(excursions.map(({ endedAt }) => endedAt)), arrayLiteral(excursions.map(({ isRetracted }) => String(isRetracted))),
  ]);
  await sql(em, `
    insert into sensor_suppression (sensor_id, kind, from_at, until_at, reason, by_name)
    select id, case when ends is null then 'OUT_OF_SERVICE' else 'SHELVED' end, ${instant('begins')}, ${instant('ends')}, 'test', 'test'
    from unnest($1::text::text[], $2::text::int8[], $3::text::int8[]) as new (key, begins, ends) join sensor using (key)`, [
    arrayLiteral(suppressions.map(({ sensor }) => sensor)), arrayLiteral(suppressions.map(({ from }) => from)), arrayLiteral(suppressions.map(({ to }) => to)),
  ]);
}

const asked = async (key: string) => (await world.as(key).ask(AlarmFiguresOf, { from: formatInstant(FROM), to: formatInstant(TO) })).alarmFigures;

const expectedOf = (each: OracleWorld) => {
  const figures = figuresOf(each, FROM, TO, now());
  return { ...figures, inFlood: formatDuration(figures.inFlood) };
};

/** What two computers add up in other orders differs in the last digits. */
const rounded = (figures: object): object => JSON.parse(JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value))) as object;

test('the figures of random worlds are those that one counts by hand, for who sees everything and for who sees a part', async () => {
  const worlds = fc.sample(anyWorld, { numRuns: 30, seed: 20261124 });
  const most = { floods: 0, suppressed: 0, stale: 0, chattering: 0, fleeting: 0, busyShare: 0 };
  for (const each of worlds) {
    await store(each);
    const expected = expectedOf(each);
    expect(rounded(await asked('VIEWER'))).toEqual(rounded(expected));
    for (const name of Object.keys(most) as (keyof typeof most)[]) most[name] = Math.max(most[name], expected[name]);
    const part = { ...each, excursions: each.excursions.filter(({ sensor }) => sensor.startsWith('B')) };
    expect(rounded(await asked('VIEWER@2'))).toEqual(rounded(expectedOf(part)));
  }
  // The worlds have everything that is counted.
  expect(Object.entries(most).filter(([, greatest]) => greatest === 0)).toEqual([]);
});

test('where there was no alarm there is no share', async () => {
  await store({ excursions: [], suppressions: [] });
  expect(await asked('VIEWER')).toEqual({
    alarms: 0, suppressed: 0, perHour: 0, mostPerHour: 0, perTenMinutes: 0, mostPerTenMinutes: 0, busyShare: 0, floods: 0, inFlood: 'PT0S', floodShare: 0, stale: 0, chattering: 0, fleeting: 0,
    topSources: [], topShare: null, severities: ['INFO', 'WARNING', 'CRITICAL'].map((severity) => ({ severity, alarms: 0, share: null })),
  });
});

test('a calibration that comes due is an alarm, and is not stale while it stands', async () => {
  await store({ excursions: [{ sensor: 'A0/t', rule: null, severity: 'INFO', confirmedAt: FROM + HOUR, endedAt: null, isRetracted: false }], suppressions: [] });
  expect(await asked('VIEWER')).toMatchObject({ alarms: 1, stale: 1 });
  await sql(world.database.em.fork(), `update excursion set kind = 'CALIBRATION_DUE'`);
  expect(await asked('VIEWER')).toMatchObject({ alarms: 1, stale: 0 });
});

test('an interval that ends before it begins is refused', async () => {
  const errors = await world.errorsOf(AlarmFiguresOf, { from: formatInstant(TO), to: formatInstant(FROM) });
  expect(errors).toMatchObject([{ message: 'from must be before to.', extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('ten thousand excursions are counted in one statement', async () => {
  await store({ excursions: [], suppressions: [] });
  await sql(world.database.em.fork(), `
    insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, ended_at, unknown, rule_id, peak)
    select sensor.id, 'ABOVE', 'WARNING', moment, moment, moment + interval '1 second', '0', excursion_rule.id, 9
    from generate_series(0, 9999) as n, lateral (select ${instant(String(FROM))} + n * interval '2 seconds' as moment) as each, sensor, excursion_rule
    where sensor.key = 'A' || n % 9 || '/t' and excursion_rule.code = 'A' || n % 9 || '-HOT'`);
  await asked('VIEWER');
  const before = world.statements;
  const figures = await asked('VIEWER');
  expect(figures).toMatchObject({ alarms: 10_000, mostPerTenMinutes: 300, floods: 1, chattering: 10_000, topShare: 1, topSources: { length: 9 } });
  // The sensors are another.
  expect(world.statements - before).toBe(2);
});
