import type { Bounds } from '../../access/bounds.js';
import type { ContainerFilter } from '../../schema/container.js';
import type { MachineFilter } from '../../schema/machine.js';
import type { SampleFilter } from '../../schema/sample.js';
import { SensorStatus, type SensorFilter } from '../../schema/sensor.js';
import { every, list, sql, type Fragment } from '../statement.js';
import { isOutOfService } from './alarms.js';
import { isCalibrationDue } from './calibrations.js';
import { containerAtSite, holdsAt, machineAtSite, oneOf, onAssets } from './conditions.js';
import { statusOfSample } from './sample-status.js';
import { inSight } from './sight.js';

// What a filter names counts only where it is in sight itself: else one could ask what else there is.

export const machineConditions = ({ code, site, status, kind }: MachineFilter, bounds: Bounds | null): Fragment =>
  every([inSight(bounds, 'machine'), oneOf('machine.code', code), machineAtSite(site), oneOf('machine.status', status), oneOf('machine.kind', kind)]);

export const containerConditions = ({ code, site, kind, parent }: ContainerFilter, bounds: Bounds | null): Fragment =>
  every([
    inSight(bounds, 'container'),
    oneOf('container.code', code),
    containerAtSite(site),
    oneOf('container.kind', kind),
    parent && sql`container.id in (
      select placement.item_container_id from placement join container as outer_container on outer_container.id = placement.container_id
      where ${every([sql`outer_container.code = any(${list(parent, 'text')})`, holdsAt(null), inSight(bounds, 'container', 'outer_container')])})`,
  ]);

export const sampleConditions = ({ code, type, status, container, parent }: SampleFilter, bounds: Bounds | null): Fragment =>
  every([
    inSight(bounds, 'sample'),
    oneOf('sample.code', code),
    oneOf('sample.type', type),
    status && sql`${statusOfSample()} = any(${list(status, 'text')})`,
    container && sql`sample.id in (
      with recursive inside (container_id) as (
        select id from container where ${every([sql`code = any(${list(container, 'text')})`, inSight(bounds, 'container')])}
        union select placement.item_container_id from inside
          join placement on placement.container_id = inside.container_id and placement.item_container_id is not null and ${holdsAt(null)}
      )
      select placement.item_sample_id from placement join inside on inside.container_id = placement.container_id
      where placement.item_sample_id is not null and ${holdsAt(null)})`,
    parent && sql`sample.parent_id in (select id from sample as origin where ${every([sql`origin.code = any(${list(parent, 'text')})`, inSight(bounds, 'sample', 'origin')])})`,
  ]);

export const sensorConditions = ({ key, machine, container, sample, quantity, status, calibrationDueWithin }: SensorFilter, bounds: Bounds | null): Fragment =>
  every([
    inSight(bounds, 'sensor'),
    oneOf('sensor.key', key),
    onAssets({ machine, container, sample }),
    oneOf('sensor.quantity', quantity),
    status && sql`${statusOfSensor} = any(${list(status, 'text')})`,
    typeof calibrationDueWithin === 'number' && isCalibrationDue(calibrationDueWithin),
  ]);

/** As Sensor.status says it. */
const statusOfSensor = sql`(
  select case when ${isOutOfService('sensor')} then ${sql.lit(SensorStatus.OUT_OF_SERVICE)} when head_at is null then ${sql.lit(SensorStatus.NEVER_SEEN)} when now() - head_at > sensor.expected_every then ${sql.lit(SensorStatus.STALE)} else ${sql.lit(SensorStatus.LIVE)} end
  from (select max(head_at) as head_at from sensor_state where sensor_id = sensor.id) as state)`;
