import { sql, type Fragment } from '../statement.js';

const EARLIEST = `timestamptz '0001-01-01T00:00:00Z'`;

/** The earliest moment that can be said: of what began then, nobody has said when it began. */
export const BEGINNING: Fragment = sql.raw(EARLIEST);

/**
 * From when on a sensor that is `mount` speaks for what it is on, with its `sensor` and its `sensor_state`. What was said of
 * it is believed. Of a mount whose beginning nobody has said, it is as long as the sensor is known, or has readings: were it
 * longer, the silence of a probe that is new today would make a past unknown of which others had told.
 */
export const SPEAKS_FROM = `case when mount.from_at = ${EARLIEST} then least(sensor.registered_at, sensor_state.first_at) else mount.from_at end`;

/** What that needs, beside the mount. */
export const whoIsMounted = sql`join sensor on sensor.id = mount.sensor_id left join sensor_state on sensor_state.sensor_id = mount.sensor_id`;

/**
 * `came_at` and `left_at` of the time around a moment in which the sensor `asked.id` was on one thing without a break, however often
 * that was said; a freezer is one thing, be it told of as a machine or as a container. What it measured before and after was elsewhere.
 */
export const stayAround = (moment: Fragment): Fragment => sql`
  select lower(stay) as came_at, coalesce(upper(stay), 'infinity') as left_at from (
    select unnest(range_agg(tstzrange(mount.from_at, mount.to_at))) as stay from sensor_mount as mount left join container as twin on twin.machine_id = mount.machine_id
    where mount.sensor_id = asked.id group by coalesce('c' || coalesce(mount.container_id, twin.id), 'm' || mount.machine_id, 's' || mount.sample_id)
  ) as stay where stay @> ${moment}`;
