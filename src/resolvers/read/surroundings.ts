import type { Em } from '../../database.js';
import type { Condition } from '../../domain/account.js';
import type { Keeping, Surroundings } from '../../domain/life.js';
import { Quantity } from '../../domain/reading.js';
import type { Interval } from '../../domain/stretch.js';
import { formatInstant, type Instant } from '../../domain/time.js';
import type { Mount, Stay } from '../../domain/voice.js';
import { instantOf, list, query, sql } from '../statement.js';
import { SPEAKS_FROM, whoIsMounted } from './mounts.js';

/** A time of a sample's life. */
export interface Life extends Interval {
  sample: number;
}

export interface SurroundingsOfLives {
  /** In the order of the lives. */
  around: Surroundings[];
  /** By their ids. */
  conditions: ReadonlyMap<number, Condition>;
}

/** What was around samples, what measured temperatures there, and under which conditions it was kept: three statements. */
export async function surroundingsOf(em: Em, lives: readonly Life[]): Promise<SurroundingsOfLives> {
  const stays = Map.groupBy(await staysIn(em, lives), ({ place }) => place);
  const containers = [...new Set([...stays.values()].flat().map(({ container }) => container))];
  const [mounts, versions] = await Promise.all([mountsOn(em, containers, [...new Set(lives.map(({ sample }) => sample))]), conditionsOf(em, containers)]);
  const mountsOf = Map.groupBy(mounts, ({ asset }) => asset);
  const keepingsOf = Map.groupBy(versions.map(({ container, id, from, to }): Keeping => ({ asset: nameOfContainer(container), condition: id, from, to })), ({ asset }) => asset);
  return {
    around: lives.map(({ sample }, place) => {
      const itself: Stay = { asset: nameOfSample(sample), depth: 0, from: -Infinity, to: null };
      const around = [itself, ...(stays.get(place) ?? []).map(({ container, depth, from, to }): Stay => ({ asset: nameOfContainer(container), depth, from, to }))];
      const assets = [...new Set(around.map(({ asset }) => asset))];
      return { stays: around, mounts: assets.flatMap((asset) => mountsOf.get(asset) ?? []), keepings: assets.flatMap((asset) => keepingsOf.get(asset) ?? []) };
    }),
    conditions: new Map(versions.map(({ id, minimum, maximum, mktApplicable }) => [id, { minimum, maximum, mktApplicable }])),
  };
}

const nameOfContainer = (id: number): string => `c${id}`;
const nameOfSample = (id: number): string => `s${id}`;
/** The container that a piece of a life is told of; null: it was in none. */
export const containerNamed = (place: string | null): number | null => (place === null ? null : Number(place.slice(1)));

interface StayRow extends Interval {
  place: number;
  container: number;
  depth: number;
}

/** A circle, which no constraint forbids, is left where it closes. */
const staysIn = (em: Em, lives: readonly Life[]): Promise<StayRow[]> => query<StayRow>(em, sql`
  with recursive life as materialized (
    select (ordinality - 1)::int as place, sample_id, from_at, to_at
    from unnest(${list(lives.map(({ sample }) => sample), 'int')}, ${instants(lives.map(({ from }) => from))}, ${instants(lives.map(({ to }) => to))})
      with ordinality as asked (sample_id, from_at, to_at, ordinality)
  ),
  stay (place, container_id, depth, from_at, to_at) as (
    select life.place, placement.container_id, 1, greatest(life.from_at, placement.from_at), least(life.to_at, placement.to_at) from life
    join placement on placement.item_sample_id = life.sample_id and placement.from_at < life.to_at and (placement.to_at is null or placement.to_at > life.from_at)
    union all
    select stay.place, placement.container_id, stay.depth + 1, greatest(stay.from_at, placement.from_at), least(stay.to_at, placement.to_at) from stay
    join placement on placement.item_container_id = stay.container_id and placement.from_at < stay.to_at and (placement.to_at is null or placement.to_at > stay.from_at)
  ) cycle container_id set circle using way
  select place, container_id as container, depth, ${instantOf('from_at')} as "from", ${instantOf('to_at')} as "to" from stay where not circle`);

const instants = (moments: readonly Instant[]) => list(moments.map(formatInstant), 'timestamptz');

/** A freezer that is a machine too has what is on either. */
async function mountsOn(em: Em, containers: readonly number[], samples: readonly number[]): Promise<Mount[]> {
  const told = sql`mount.sensor_id as sensor, ${instantOf(SPEAKS_FROM)} as "from", ${instantOf('mount.to_at')} as "to"`;
  const isThermometer = sql`sensor.quantity = ${sql.lit(Quantity.TEMPERATURE)}`;
  const asked = sql`unnest(${list(containers, 'int')}) as asked (id)`;
  return query<Mount>(em, sql`
    select 'c' || asked.id as asset, ${told} from ${asked} join sensor_mount as mount on mount.container_id = asked.id ${whoIsMounted} where ${isThermometer}
    union all
    select 'c' || asked.id, ${told} from ${asked} join container on container.id = asked.id join sensor_mount as mount on mount.machine_id = container.machine_id ${whoIsMounted} where ${isThermometer}
    union all
    select 's' || asked.id, ${told} from unnest(${list(samples, 'int')}) as asked (id) join sensor_mount as mount on mount.sample_id = asked.id ${whoIsMounted} where ${isThermometer}`);
}

interface ConditionRow extends Condition {
  container: number;
  id: number;
  from: Instant;
  to: Instant | null;
}

/** In the version of the time; the first holds for the time before it was defined too. */
const conditionsOf = (em: Em, containers: readonly number[]): Promise<ConditionRow[]> => query<ConditionRow>(em, sql`
  select kept.container_id as container, version.id, version.minimum, version.maximum, version.mkt_applicable as "mktApplicable",
    ${instantOf('greatest(kept.from_at, version.since)')} as "from", ${instantOf('least(kept.to_at, version.until)')} as "to"
  from container_condition as kept join (
    select *, case when version > first_value(version) over history then defined_at end as since, lead(defined_at) over history as until from storage_condition_version
    window history as (partition by condition_id order by version)
  ) as version on version.condition_id = kept.condition_id
  where kept.container_id in (select unnest(${list(containers, 'int')})) and (version.since is null or kept.to_at is null or version.since < kept.to_at) and (version.until is null or version.until > kept.from_at)`);
