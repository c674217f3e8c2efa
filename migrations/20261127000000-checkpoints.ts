import { Migration } from '@mikro-orm/migrations';

/**
 * What was remembered of a sensor at the end of each day: so that of an excursion that lasts for months only a day or two is
 * read again when something comes late. It is made by and by; where it is missing, history is read as far as it takes.
 */
export class Migration20261127000000 extends Migration {
  override up(): void {
    for (const statement of [checkpoints, ...guard]) this.addSql(statement);
  }
}

// `at` and `value` are of the last reading of the day. `basis` is what it rests on. By the ids of rules, `courses` say how each goes on, and `pasts` what it was so far.
const checkpoints = `create table sensor_checkpoint (
  sensor_id int not null constraint sensor_checkpoint_sensor_id_foreign references sensor (id),
  at timestamptz not null,
  value double precision not null,
  basis text not null,
  courses jsonb not null,
  pasts jsonb not null,
  primary key (sensor_id, at)
)`;

// An ingest of an older version knows nothing of them, and a late reading that it stores may make them untrue: whoever remembers
// something of a sensor without saying that he keeps its checkpoints leaves none standing.
const guard = [
  `create function forget_checkpoints() returns trigger language plpgsql as $$ begin delete from sensor_checkpoint where sensor_id = new.sensor_id; return null; end $$`,
  `create trigger sensor_state_forgets_checkpoints after update of head_at on sensor_state for each row
    when (current_setting('thermograph.checkpoints', true) is distinct from 'kept') execute function forget_checkpoints()`,
];
