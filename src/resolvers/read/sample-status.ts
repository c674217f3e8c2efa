import { SampleStatus } from '../../domain/asset.js';
import { Disposition, SET_APART } from '../../domain/disposition.js';
import type { Em } from '../../database.js';
import { list, query, sql, type Fragment } from '../statement.js';
import { isWithin, within } from './affected-samples.js';
import { groupByParent } from './assets.js';
import { lastsIn, lastsWithin, watchedSensors } from './excursions.js';
import { staysOfSamples } from './stays.js';

// A sample that is gone stays gone, and one that is set apart is in quarantine, whatever else is said of its life. A release
// is said of its life as well: it shows until something newer is said.

/** The status of each sample, told from the samples: for what their boxes went through while they were inside. */
export async function statusesOf(em: Em, ids: readonly number[]): Promise<SampleStatus[]> {
  const rows = await query<{ parent: number; status: SampleStatus }>(em, sql`
    with recursive asset as materialized (
      select parent::int, null::int as machine_id, null::int as container_id, id as sample_id from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    ),
    ${undecidedOfSamples()}
    select asset.parent, ${statusGiven(sql`select sample_id from undecided`)} as status from asset join sample on sample.id = asset.sample_id`);
  return groupByParent(ids.length, rows, ({ status }) => status).map(([status]) => status!);
}

/** `undecided (sample_id, excursion_id)`, to follow `asset` in a `with recursive`: what puts each sample in quarantine until somebody decides. */
export const undecidedOfSamples = (): Fragment => sql`
    ${staysOfSamples}, ${watchedSensors},
    undecided as (
      select distinct asset.sample_id, excursion.id as excursion_id from watched join asset using (parent)
      join excursion on excursion.sensor_id = watched.sensor_id and ${lastsIn('watched')} and ${callsForQuarantine}
      where ${hasNoWord(sql`excursion.id`, sql`asset.sample_id`)}
    )`;

/** The status of `sample`, told from the sensors down, in a sub-select that is run once for a statement: a sample of which something is undecided was there with the sensor. */
export const statusOfSample = (): Fragment => statusGiven(sql`
  with recursive inside (sensor_id, container_id, from_at, to_at) as (
    select mount.sensor_id, container.id, mount.from_at, coalesce(mount.to_at, 'infinity') from sensor_mount as mount
    join container on container.id = mount.container_id or container.machine_id = mount.machine_id
    where mount.sensor_id in (select sensor_id from excursion where ${callsForQuarantine})
    union
    select inside.sensor_id, placement.item_container_id, ${within.from}, ${within.to} from inside join placement on placement.item_container_id is not null and ${isWithin}
  ),
  stay as (
    select inside.sensor_id, placement.item_sample_id as sample_id, ${within.from} as from_at, ${within.to} as to_at from inside join placement on placement.item_sample_id is not null and ${isWithin}
    union all
    select sensor_id, sample_id, from_at, coalesce(to_at, 'infinity') from sensor_mount where sample_id is not null
  )
  select stay.sample_id from stay join excursion on excursion.sensor_id = stay.sensor_id and ${lastsWithin(sql`stay.from_at`, sql`stay.to_at`)} and ${callsForQuarantine}
  where ${hasNoWord(sql`excursion.id`, sql`stay.sample_id`)}`);

function statusGiven(undecided: Fragment): Fragment {
  const { DISPOSED, QUARANTINED, RELEASED } = SampleStatus;
  const said = (...dispositions: Disposition[]) => sql`select from last_disposition where sample_id = sample.id and disposition in (${sql.join(dispositions.map((each) => sql.lit(each)))})`;
  return sql`case
    when sample.status = ${sql.lit(DISPOSED)} or exists (${said(Disposition.DISCARDED)}) then ${sql.lit(DISPOSED)}
    when exists (${said(...SET_APART)}) or sample.id in (${undecided}) then ${sql.lit(QUARANTINED)}
    when exists (${said(Disposition.RELEASED)} and (sample.status_at is null or at > sample.status_at)) then ${sql.lit(RELEASED)}
    else sample.status end`;
}

/** As the index has it. */
const callsForQuarantine = sql`(excursion.severity = 'CRITICAL' or excursion.assessed_severity = 'CRITICAL') and excursion.status <> 'RETRACTED' and excursion.kind <> 'CALIBRATION_DUE'`;

const hasNoWord = (excursion: Fragment, sample: Fragment): Fragment => sql`
  not exists (select from last_disposition as word where word.excursion_id = ${excursion} and word.sample_id = ${sample} and word.disposition <> ${sql.lit(Disposition.PENDING)})`;
