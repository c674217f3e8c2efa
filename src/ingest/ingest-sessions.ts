import { sql, type Database } from '../database.js';

/** Who has a session, and how often he has been heard. */
export interface Beat {
  clientId: string;
  holder: string;
  /** The holder empties it for somebody who is dead. */
  isAdopted: boolean;
  beats: string;
}

/** What one run of a process knows and says of the sessions of its group. */
export class IngestSessions {
  constructor(private readonly database: Database, private readonly group: string, private readonly holder: string) {}

  /** Makes a session ours, whoever has it: it has our name. Returns the group that it was in before. */
  async claim(clientId: string): Promise<string | null> {
    const { rows } = await sql<{ former: string | null }>(this.database.em.fork(), CLAIM, [clientId, this.group, this.holder]);
    return rows[0]!.former;
  }

  /** Says that we live, and reads who has which session of the group. */
  async beat(): Promise<Beat[]> {
    return (await sql<Beat>(this.database.em.fork(), BEAT, [this.group, this.holder])).rows;
  }

  /** Takes over the session of somebody who is dead; false: he was heard, or another was quicker. */
  async adopt({ clientId, holder, beats }: Beat): Promise<boolean> {
    return (await sql(this.database.em.fork(), ADOPT, [clientId, holder, beats, this.holder])).rows.length > 0;
  }

  /** An adopted session that is no more. */
  async forget(clientId: string): Promise<void> {
    await sql(this.database.em.fork(), 'delete from ingest_session where client_id = $1 and holder = $2 and is_adopted', [clientId, this.holder]);
  }
}

/** Who takes all messages himself is in no group any more. Returns the one that his session was in. */
export async function leaveGroup(database: Database, clientId: string): Promise<string | null> {
  const { rows } = await sql<{ group: string }>(database.em.fork(), 'delete from ingest_session where client_id = $1 returning share_group as "group"', [clientId]);
  return rows[0]?.group ?? null;
}

const CLAIM = `
  with former as (select share_group from ingest_session where client_id = $1),
  mine as (insert into ingest_session (client_id, share_group, holder) values ($1, $2, $3)
    on conflict (client_id) do update set share_group = $2, holder = $3, is_adopted = false, beats = ingest_session.beats + 1, seen_at = now())
  select (select share_group from former) as former`;

// Read as it was before the update: only the beats of others are looked at.
const BEAT = `
  with mine as (update ingest_session set beats = beats + 1, seen_at = now() where holder = $2)
  select client_id as "clientId", holder, is_adopted as "isAdopted", beats::text from ingest_session where share_group = $1`;

const ADOPT = `
  update ingest_session set holder = $4, is_adopted = true, beats = beats + 1, seen_at = now()
  where client_id = $1 and holder = $2 and beats = $3::bigint returning client_id`;
