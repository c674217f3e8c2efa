import type { Instant } from '../../domain/time.js';
import { at, every, list, sql, type Fragment } from '../statement.js';

type Codes = string[] | null | undefined;

/** Whether a column holds one of the values; every value passes where none is asked for. */
export const oneOf = (column: string, values: readonly string[] | null | undefined): Fragment | null =>
  values ? sql`${sql.ref(column)} = any(${list(values, 'text')})` : null;

/** Whether a machine is registered at a site with one of the codes, itself or else as the container that it is too: as Asset.site has it. */
export const machineAtSite = (codes: Codes): Fragment | null =>
  codes ? isSite(sql`coalesce(machine.site_id, (select twin.site_id from container as twin where twin.machine_id = machine.id))`, codes) : null;

/** The same of a container: what the machine says that it is too comes first. */
export const containerAtSite = (codes: Codes): Fragment | null =>
  codes ? isSite(sql`coalesce((select face.site_id from machine as face where face.id = container.machine_id), container.site_id)`, codes) : null;

const isSite = (id: Fragment, codes: string[]): Fragment => sql`${id} in (select id from site where code = any(${list(codes, 'text')}))`;

/** Whether `sensor` is on assets with these codes; a freezer's sensors are the machine's and the container's. */
export const onAssets = ({ machine, container, sample }: { machine?: Codes; container?: Codes; sample?: Codes }): Fragment =>
  every([onMachine(machine), onContainer(container), onSample(sample)]);

export const onMachine = (codes: Codes): Fragment | null =>
  codes
    ? sql`(sensor.machine_id in (select id from machine where code = any(${list(codes, 'text')}))
        or sensor.container_id in (select container.id from container join machine on machine.id = container.machine_id where machine.code = any(${list(codes, 'text')})))`
    : null;

export const onContainer = (codes: Codes): Fragment | null =>
  codes
    ? sql`(sensor.container_id in (select id from container where code = any(${list(codes, 'text')}))
        or sensor.machine_id in (select machine_id from container where code = any(${list(codes, 'text')})))`
    : null;

export const onSample = (codes: Codes): Fragment | null =>
  codes ? sql`sensor.sample_id in (select id from sample where code = any(${list(codes, 'text')}))` : null;

/** Whether a placement holds at a moment; by the clock of the database where none is named, which also dates what is placed. */
export const holdsAt = (moment: Instant | null): Fragment => {
  const then = moment === null ? sql`now()` : at(moment);
  return sql`placement.from_at <= ${then} and (placement.to_at is null or placement.to_at > ${then})`;
};
