import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { SuppressionKind } from '../../domain/alarm.js';
import { MAX_SHELVING } from '../../domain/alarm-record.js';
import type { Duration, Instant } from '../../domain/time.js';
import { SensorEntity } from '../../entities/sensor.js';
import type { ReturnToServiceInput, SensorPayload, ShelveSensorInput, TakeOutOfServiceInput, UnshelveSensorInput } from '../../schema/sensor-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { suppressedAt } from '../read/alarms.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { at, entityOf, every, instantOf, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkReason, checkText, invalid, notFound, refusals, type Check } from './input.js';

// A sensor is suppressed in one way at a time. What is out of service needs no shelf; what is shelved and taken out of
// service is shelved no longer.

const { SHELVED, OUT_OF_SERVICE } = SuppressionKind;

export function shelveSensor(context: Context, { sensor, until, reason }: ShelveSensorInput): Promise<SensorPayload> {
  return changeSuppression(context, { sensor, reason }, [checkReason(reason, ['reason'])], async (em, id, { kind, now }) => {
    if (kind === SHELVED) return about('ALREADY_SHELVED', 'It is shelved already; unshelve it first, to shelve it anew.');
    if (kind === OUT_OF_SERVICE) return about('OUT_OF_SERVICE', 'It is out of service: its alarms tell nobody as it is.');
    const refusal = checkShelf(until - now);
    if (refusal) return refusal;
    await begin(em, { id, kind: SHELVED, now, until, reason, by: context.viewer.name });
    return null;
  });
}

export function unshelveSensor(context: Context, input: UnshelveSensorInput): Promise<SensorPayload> {
  return changeSuppression(context, input, [checkText(input.reason, ['reason'])], async (em, id, { kind, now }) => {
    if (kind !== SHELVED) return about('NOT_SHELVED', 'It is not shelved.');
    await lift(em, { id, now, by: context.viewer.name });
    return null;
  });
}

export function takeOutOfService(context: Context, { sensor, reason }: TakeOutOfServiceInput): Promise<SensorPayload> {
  return changeSuppression(context, { sensor, reason }, [checkReason(reason, ['reason'])], async (em, id, { kind, now }) => {
    if (kind === OUT_OF_SERVICE) return about('ALREADY_OUT_OF_SERVICE', 'It is out of service already.');
    if (kind === SHELVED) await lift(em, { id, now, by: context.viewer.name });
    await begin(em, { id, kind: OUT_OF_SERVICE, now, until: null, reason, by: context.viewer.name });
    return null;
  });
}

export function returnToService(context: Context, input: ReturnToServiceInput): Promise<SensorPayload> {
  return changeSuppression(context, input, [checkText(input.reason, ['reason'])], async (em, id, { kind, now }) => {
    if (kind !== OUT_OF_SERVICE) return about('NOT_OUT_OF_SERVICE', 'It is not out of service.');
    await lift(em, { id, now, by: context.viewer.name });
    return null;
  });
}

interface Said {
  sensor: string;
  reason?: string | null;
}

interface Standing {
  /** How it is suppressed; null: not at all. */
  kind: SuppressionKind | null;
  now: Instant;
}

type Change = (em: Em, id: number, standing: Standing) => Promise<Check>;

async function changeSuppression(context: Context, { sensor: key, reason }: Said, checks: readonly Check[], change: Change): Promise<SensorPayload> {
  const userErrors = refusals(checks);
  if (userErrors.length > 0) return { sensor: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const row = await lockSensor(em, key, context.bounds);
    if (!row) return refused(notFound(['sensor'], 'sensor', key));
    const refusal = await change(em, row.id, await standingOf(em, row.id));
    return refusal ? refused(refusal) : { row, userErrors };
  }, reason);
  return { sensor: written.row && entityOf(context.em, SensorEntity, written.row), userErrors: written.userErrors };
}

/** One change of a sensor's suppression at a time; readings of it are recorded meanwhile. */
async function lockSensor(em: Em, key: string, bounds: Bounds | null): Promise<EntityRow | null> {
  if (!mayName('sensor', key)) return null;
  const [row] = await query<EntityRow>(em, sql`select * from sensor where ${every([sql`key = ${key}`, inSight(bounds, 'sensor')])} for no key update`);
  return row ?? null;
}

/** `now` is not the begin of the transaction: it may have waited for another one, which began later. */
async function standingOf(em: Em, id: number): Promise<Standing> {
  const [standing] = await query<Standing>(em, sql`
    select ${instantOf('moment')} as now, (select kind from sensor_suppression as suppression where sensor_id = ${id}::int and ${suppressedAt('suppression', sql`moment`)}) as kind
    from clock_timestamp() as moment`);
  return standing!;
}

interface Wanted {
  id: number;
  now: Instant;
  by: string;
}

async function begin(em: Em, { id, kind, now, until, reason, by }: Wanted & { kind: SuppressionKind; until: Instant | null; reason: string }): Promise<void> {
  await query(em, sql`
    insert into sensor_suppression (sensor_id, kind, from_at, until_at, reason, by_name)
    values (${id}::int, ${kind}, ${at(now)}, ${until === null ? null : at(until)}, ${reason}, ${by})`);
}

async function lift(em: Em, { id, now, by }: Wanted): Promise<void> {
  await query(em, sql`
    update sensor_suppression as suppression set lifted_at = ${at(now)}, lifted_by = ${by} where sensor_id = ${id}::int and ${suppressedAt('suppression', at(now))}`);
}

function checkShelf(length: Duration): Check {
  if (length <= 0) return invalid(['until'], 'It must be in the future.');
  return length > MAX_SHELVING ? { code: 'SHELVED_TOO_LONG', field: ['until'], message: 'It is too long: a sensor is shelved for 24 hours at most. Take it out of service if it is not used.' } : null;
}

const about = (code: string, message: string): UserError => ({ code, field: ['sensor'], message });
