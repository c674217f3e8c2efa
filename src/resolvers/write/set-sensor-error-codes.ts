import { SensorEntity } from '../../entities/sensor.js';
import type { SensorsPayload, SetSensorErrorCodesInput } from '../../schema/sensor-input.js';
import type { Context } from '../context.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { entityOf, every, list, query, sql, type EntityRow } from '../statement.js';
import { commit } from './commit.js';
import { checkText, invalid, notFound, refusals, type Check } from './input.js';

const MOST_SENSORS = 10_000;
const MOST_CODES = 50;

/** The ingest reads of it by itself, as of every change of a sensor. */
export async function setSensorErrorCodes(context: Context, { sensors, errorCodes, reason }: SetSensorErrorCodesInput): Promise<SensorsPayload> {
  const unfit = refusals([
    sensors.length < 1 || sensors.length > MOST_SENSORS ? invalid(['sensors'], `There are ${sensors.length} keys, but may be from 1 to ${MOST_SENSORS}.`) : null,
    checkErrorCodes(errorCodes),
    checkText(reason, ['reason']),
  ]);
  if (unfit.length > 0) return { sensors: [], userErrors: unfit };
  const asked = [...new Set(sensors)].filter((key) => mayName('sensor', key));
  const { rows, userErrors } = await commit(context, async ({ em }) => {
    const known = await query<{ id: number; key: string }>(em, sql`
      select id, key from sensor where ${every([sql`key in (select unnest(${list(asked, 'text')}))`, inSight(context.bounds, 'sensor')])} order by id for no key update`);
    const keys = new Set(known.map(({ key }) => key));
    const unknown = sensors.flatMap((key, index) => (keys.has(key) ? [] : [notFound(['sensors', String(index)], 'sensor', key)]));
    if (unknown.length > 0) return { rows: [], userErrors: unknown };
    await query(em, sql`update sensor set error_codes = ${codesOf(errorCodes)} where id in (select unnest(${list(known.map(({ id }) => id), 'int')}))`);
    const now = await query<EntityRow>(em, sql`select * from sensor where id in (select unnest(${list(known.map(({ id }) => id), 'int')})) order by key`);
    return { rows: now, userErrors: [] };
  }, reason);
  return { sensors: rows.map((row) => entityOf(context.em, SensorEntity, row)), userErrors };
}

export const checkErrorCodes = (codes: readonly number[]): Check =>
  codes.length > MOST_CODES ? invalid(['errorCodes'], `There are ${codes.length} codes, but may be ${MOST_CODES}.`) : null;

/** Each of them once, as the column has them. */
export const codesOf = (codes: readonly number[]) => list([...new Set(codes)], 'float8');
