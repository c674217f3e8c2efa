import { canonicalUnit } from '../../domain/quantity.js';
import { Interpolation, type Quantity } from '../../domain/reading.js';
import { conversion, ucumCode } from '../../domain/unit.js';
import { SensorEntity } from '../../entities/sensor.js';
import type { RegisterSensorInput, SensorPayload } from '../../schema/sensor-input.js';
import type { Context } from '../context.js';
import { entityOf, length, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { readReferences } from './ids.js';
import { alreadyExists, checkCode, invalid, refusals, type Check } from './input.js';
import { checkErrorCodes, codesOf } from './set-sensor-error-codes.js';

export async function registerSensor(context: Context, input: RegisterSensorInput): Promise<SensorPayload> {
  const { machine, container, sample, channel, quantity } = input;
  const assets = [machine, container, sample].filter((code) => typeof code === 'string');
  const unit = ucumCode(input.unit ?? canonicalUnit(quantity));
  const userErrors = refusals([
    assets.length === 1 ? null : invalid([], `A sensor is on exactly one of machine, container and sample, not on ${assets.length} of them.`),
    checkCode(channel, ['channel']),
    checkUnit(unit, input.unit ?? '', quantity),
    checkErrorCodes(input.errorCodes ?? []),
    input.expectedEvery === 0 ? invalid(['expectedEvery'], 'It must be longer than nothing.') : null,
  ]);
  if (userErrors.length > 0) return { sensor: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const { ids, ...found } = await readReferences(em, context.bounds, {
      machine: { table: 'machine', code: machine },
      container: { table: 'container', code: container },
      sample: { table: 'sample', code: sample },
    });
    if (found.userErrors.length > 0) return refused(...found.userErrors);
    const key = `${assets[0]}/${channel}`;
    const expectedEvery = typeof input.expectedEvery === 'number' ? length(input.expectedEvery) : sql`null`;
    const [row] = await query<EntityRow>(em, sql`
      insert into sensor (key, channel, quantity, unit, machine_id, container_id, sample_id, expected_every, interpolation, error_codes)
      values (${key}, ${channel}, ${quantity}, ${unit}, ${ids.machine}::int, ${ids.container}::int, ${ids.sample}::int, ${expectedEvery}, ${input.interpolation ?? Interpolation.STEP}, ${codesOf(input.errorCodes ?? [])})
      on conflict (key) do nothing returning *`);
    if (!row) return refused(alreadyExists(['channel'], 'sensor', key));
    await query(em, sql`insert into sensor_state (sensor_id, runs) values (${row.id}::int, '{}')`);
    return { row, userErrors };
  });
  return { sensor: written.row && entityOf(context.em, SensorEntity, written.row), userErrors: written.userErrors };
}

function checkUnit(code: string | null, asWritten: string, quantity: Quantity): Check {
  const canonical = canonicalUnit(quantity);
  if (code === null) return invalid(['unit'], `'${asWritten.slice(0, 60)}' is no unit that is known; as a UCUM code it would be, for example, '${canonical}'.`);
  return conversion(code, canonical) ? null : invalid(['unit'], `'${code}' does not measure ${quantity}: it does not convert to '${canonical}'.`);
}
