import { Migration } from '@mikro-orm/migrations';

/**
 * What was remembered of a sensor at the end of each day: so that of an excursion that lasts for months only a day or two is
 * read again when something comes late. It is made by and by; where it is missing, history is read as far as it takes.
 */
export class Migration20261127000000 extends Migration {
  override up(): void {
    this.addSql(checkpoints);
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
