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
