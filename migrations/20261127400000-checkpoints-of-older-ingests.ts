import { Migration } from '@mikro-orm/migrations';

/** Checkpoints that an ingest of an older version makes untrue are forgotten by the database. */
export class Migration20261127400000 extends Migration {
  override up(): void {
    for (const statement of guard) this.addSql(statement);
  }
}

// An older ingest knows nothing of them, and a late reading that it stores may make them untrue: whoever remembers something of a
// sensor without saying that he keeps its checkpoints leaves none standing. Some databases have this from the migration before.
const guard = [
  `create or replace function forget_checkpoints() returns trigger language plpgsql as $$ begin delete from sensor_checkpoint where sensor_id = new.sensor_id; return null; end $$`,
  `create or replace trigger sensor_state_forgets_checkpoints after update of head_at on sensor_state for each row
    when (current_setting('thermograph.checkpoints', true) is distinct from 'kept') execute function forget_checkpoints()`,
];
