import { arrayLiteral, instant, sql, type Em } from '../database.js';
import type { IncomingPosition, IncomingStatus, IncomingUpdate } from '../domain/reading.js';
import type { Refusal } from '../domain/rejection.js';
import { SampleStatus } from '../entities/sample.js';
import type { ParsedMessage } from './message.js';
import { refuse, type Outcome } from './sort.js';

/** What messages say of assets themselves: where they are, what they do, what they are called. Gives the ids of machines whose status changed. */
export async function recordAssets(em: Em, messages: readonly ParsedMessage[], outcomes: readonly Outcome[]): Promise<number[]> {
  const all = <T>(pick: (message: ParsedMessage) => readonly T[]) => messages.flatMap((message, index) => pick(message).map((item) => ({ item, outcome: outcomes[index]! })));
  await recordPositions(em, all(({ positions }) => positions));
  await recordUpdates(em, all(({ updates }) => updates));
  return recordStatuses(em, all(({ statuses }) => statuses));
}

interface Owned<T> {
  item: T;
  outcome: Outcome;
}

async function recordPositions(em: Em, positions: readonly Owned<IncomingPosition>[]): Promise<void> {
  if (positions.length === 0) return;
  const { rows } = await sql<{ index: number }>(em, POSITIONS, [
    arrayLiteral(positions.map(({ item }) => item.asset)),
    arrayLiteral(positions.map(({ item }) => item.measuredAt)),
    arrayLiteral(positions.map(({ item }) => item.latitude)),
    arrayLiteral(positions.map(({ item }) => item.longitude)),
  ]);
  refuseUnknown(positions, rows, ({ asset }) => `there is no machine, container or sample '${asset}'`);
}

async function recordStatuses(em: Em, statuses: readonly Owned<IncomingStatus>[]): Promise<number[]> {
  if (statuses.length === 0) return [];
  const { rows } = await sql<{ index: number; changed: number | null }>(em, STATUSES, [
    arrayLiteral(statuses.map(({ item }) => item.machine)),
    arrayLiteral(statuses.map(({ item }) => item.status)),
    arrayLiteral(statuses.map(({ item }) => item.measuredAt)),
  ]);
  refuseUnknown(statuses, rows, ({ machine }) => `there is no machine '${machine}'`);
  return [...new Set(rows.flatMap(({ changed }) => (changed === null ? [] : [changed])))];
}

async function recordUpdates(em: Em, updates: readonly Owned<IncomingUpdate>[]): Promise<void> {
  if (updates.length === 0) return;
  const { rows } = await sql<{ index: number }>(em, UPDATES, [
    arrayLiteral(updates.map(({ item }) => item.entity)),
    arrayLiteral(updates.map(({ item }) => item.code)),
    arrayLiteral(updates.map(({ item }) => item.name ?? null)),
    arrayLiteral(updates.map(({ item }) => item.description ?? null)),
    arrayLiteral(updates.map(({ item, outcome }) => (item.entity === 'sample' ? sampleStatus(item, outcome) : null))),
    arrayLiteral(updates.map(({ item }) => item.collectedAt ?? null)),
  ]);
  refuseUnknown(updates, rows, ({ entity, code }) => `there is no ${entity === 'box' ? 'container' : 'sample'} '${code}'`);
}

/** 'in_transit' is IN_TRANSIT; a word that is no status is refused, and what came with it still counts. */
function sampleStatus(item: IncomingUpdate, outcome: Outcome): string | null {
  const status = item.status?.toUpperCase() ?? null;
  if (status === null || status in SampleStatus) return status;
  outcome.refusals.push(refuse(item, 'INVALID_STATUS', `'${item.status}' is no status of a sample; there are ${Object.keys(SampleStatus).join(', ')}`));
  return null;
}

function refuseUnknown<T extends { origin: Refusal['origin'] }>(items: readonly Owned<T>[], known: readonly { index: number }[], say: (item: T) => string): void {
  const found = new Set(known.map(({ index }) => index));
  items.forEach(({ item, outcome }, index) => {
    if (!found.has(index)) outcome.refusals.push(refuse(item, 'UNKNOWN_ASSET', `${say(item)}; register it, then replay this message`));
  });
}

const POSITIONS = `
  with new as (
    select (ordinality - 1)::int as index, machine.id as machine_id, case when machine.id is null then container.id end as container_id,
      case when num_nonnulls(machine.id, container.id) = 0 then sample.id end as sample_id, ${instant('new.at')} as at, latitude, longitude
    from unnest($1::text::text[], $2::text::int8[], $3::text::float8[], $4::text::float8[]) with ordinality as new (code, at, latitude, longitude, ordinality)
    left join machine using (code) left join container using (code) left join sample using (code)
    where num_nonnulls(machine.id, container.id, sample.id) > 0
  ), stored as (insert into position (machine_id, container_id, sample_id, at, latitude, longitude) select machine_id, container_id, sample_id, at, latitude, longitude from new on conflict do nothing)
  select index from new`;

// The newest of a batch counts, and an older one than is known changes nothing.
const STATUSES = `
  with new as (
    select (ordinality - 1)::int as index, machine.id, new.status, ${instant('new.at')} as at, row_number() over (partition by machine.id order by new.at desc, ordinality desc) as rank
    from unnest($1::text::text[], $2::text::text[], $3::text::int8[]) with ordinality as new (code, status, at, ordinality) join machine using (code)
  ), changed as (
    update machine set status = new.status, status_at = new.at from new
    where machine.id = new.id and new.rank = 1 and (status_at is null or status_at <= new.at) returning machine.id
  )
  select new.index, changed.id as changed from new left join changed using (id)`;

const UPDATES = `
  with new as (
    select (ordinality - 1)::int as index, entity, code, name, description, status, collected_at
    from unnest($1::text::text[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::int8[]) with ordinality
      as new (entity, code, name, description, status, collected_at, ordinality)
  ), newest as (select entity, code, ${['name', 'description', 'status', 'collected_at'].map((column) => `(array_agg(${column} order by index desc) filter (where ${column} is not null))[1] as ${column}`).join(', ')} from new group by entity, code),
  samples as (
    update sample set name = coalesce(newest.name, sample.name), description = coalesce(newest.description, sample.description),
      status = coalesce(newest.status, sample.status), collected_at = coalesce(${instant('newest.collected_at')}, sample.collected_at)
    from newest where entity = 'sample' and sample.code = newest.code
  ), containers as (
    update container set name = coalesce(newest.name, container.name) from newest where entity = 'box' and container.code = newest.code
  )
  select index from new where (entity = 'sample' and exists (select from sample where sample.code = new.code)) or (entity = 'box' and exists (select from container where container.code = new.code))`;
