import { Migration } from '@mikro-orm/migrations';

/** Where a sensor was once may become known late, though it is elsewhere now: the log tells that, too. */
export class Migration20261128100000 extends Migration {
  override up(): void {
    this.addSql('create trigger sensor_mount_notes_moves after insert or update or delete on sensor_mount for each statement execute function note_moves()');
  }
}
