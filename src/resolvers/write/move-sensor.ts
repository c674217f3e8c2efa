import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { SensorEntity } from '../../entities/sensor.js';
import type { MoveSensorInput, SensorPayload } from '../../schema/sensor-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { nameOf, type AssetKey } from '../read/assets.js';
import { inSight } from '../read/sight.js';
import { entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Transaction, type Written } from './commit.js';
import { checkHandover, handOverSensor, type SensorMove } from './hand-over-sensor.js';
import { readReferences } from './ids.js';
import { checkText, invalid, notFound, refusals } from './input.js';
import { heldAt, remount, type Held } from './remount.js';
import { checkAhead, clockOf } from './told-at.js';

/** All of it under the locks that whoever changes rules, or records readings, takes too: the catalog's first, then the sensor's. */
export async function moveSensor(context: Context, input: MoveSensorInput): Promise<SensorPayload> {
  const assets = [input.machine, input.container, input.sample].filter((code) => typeof code === 'string').length;
  const userErrors = refusals([
    assets === 1 ? null : invalid([], `A sensor is on exactly one of machine, container and sample, not on ${assets} of them.`),
    checkText(input.reason, ['reason']),
  ]);
  if (userErrors.length > 0) return { sensor: null, userErrors };
  const written = await commit(context, (transaction) => moveOne(transaction, context, input), input.reason);
  return { sensor: written.row && entityOf(context.em, SensorEntity, written.row), userErrors: written.userErrors };
}

async function moveOne(transaction: Transaction, { bounds, viewer }: Context, input: MoveSensorInput): Promise<Written> {
  const { em } = transaction;
  const [sensor] = await query<EntityRow>(em, sql`select * from sensor where ${every([sql`key = ${input.sensor}::text`, inSight(bounds, 'sensor')])}`);
  const { ids: asset, userErrors } = await readReferences(em, bounds, {
    machine: { table: 'machine', code: input.machine },
    container: { table: 'container', code: input.container },
    sample: { table: 'sample', code: input.sample },
  });
  if (!sensor) userErrors.unshift(notFound(['sensor'], 'sensor', input.sensor));
  if (!sensor || userErrors.length > 0) return refused(...userErrors);
  const toldAt = await lock(em, sensor.id);
  const moment = input.at ?? toldAt;
  const held = await heldAt(em, sensor.id, moment, bounds);
  const unfit = checkMoment(moment, toldAt, asset, held);
  if (unfit || !held) return refused(unfit ?? invalid(['at'], 'Nothing is known of so long ago.'));
  const move: SensorMove = { sensorId: sensor.id, from: held.asset, to: asset, at: moment, isPresent: held.nextAt === null };
  const judged = await checkHandover(em, move);
  if (judged) return refused(judged);
  await remount(em, { sensorId: sensor.id, asset, at: moment, nextAt: held.nextAt, toldAt, by: viewer.name, reason: input.reason ?? null });
  if (held.nextAt === null) await handOverSensor(transaction, move);
  const [row] = await query<EntityRow>(em, sql`select * from sensor where id = ${sensor.id}::int`);
  return { row: row!, userErrors: [] };
}

/** The time under the locks, by which one is told after the other. */
async function lock(em: Em, sensorId: number): Promise<Instant> {
  await query(em, sql`update catalog set version = version + 1`);
  await query(em, sql`select from sensor_state where sensor_id = ${sensorId}::int for update`);
  return clockOf(em);
}

/** That it has been where it is for longer than it has spoken there is something to say. */
function checkMoment(moment: Instant, toldAt: Instant, asset: AssetKey, held: Held | null): UserError | null {
  const ahead = checkAhead(moment, toldAt);
  if (ahead) return ahead;
  if (held && !held.isSeen) return { code: 'FORBIDDEN', field: ['at'], message: 'What it was on then is out of your sight; ask somebody to move it who sees both.' };
  return held && nameOf(held.asset) === nameOf(asset) && held.speaksFrom <= moment ? invalid([], 'It was there already.') : null;
}
