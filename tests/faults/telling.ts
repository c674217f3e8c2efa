import { arrayLiteral, sql, type Database, type Em } from '../../src/database.js';
import type { Received } from '../support/receiver.js';

const SENSORS = 30;

/** Sensors of one machine, and a policy that tells all of them to one webhook. */
export async function appoint(database: Database, url: string): Promise<number[]> {
  const em = database.em.fork();
  await sql(em, `with channel as (insert into notification_channel (code) values ('DUTY') returning id), endpoint as (insert into notification_endpoint select id, $1, 'whsec_' || encode('01234567890123456789012345678901', 'base64') from channel)
    insert into notification_channel_version (channel_id, version, kind, recipients, enabled, digest_window, defined_at, defined_by) select id, 1, 'WEBHOOK', '{receiver}', true, '10 min', now(), 'trial' from channel`, [url]);
  await sql(em, `with policy as (insert into escalation_policy (code) values ('ALL') returning id), version as (
    insert into escalation_policy_version (policy_id, version, least_severity, tell_history, defined_at, defined_by) select id, 1, 'INFO', false, now(), 'trial' from policy returning id)
    insert into escalation_step (version_id, step, channel_id, after) select version.id, 1, channel.id, '0' from version, notification_channel as channel`);
  const { rows } = await sql<{ id: number }>(em, `with machine as (insert into machine (code, name) values ('TOWER', 'tower') returning id)
    insert into sensor (key, channel, quantity, unit, machine_id) select 'TOWER/' || n, n, 'TEMPERATURE', 'Cel', machine.id from machine, generate_series(1, $1::int) as n returning id`, [SENSORS]);
  return rows.map(({ id }) => id);
}

/** What happened to each excursion, in order. */
export type Happened = Map<string, string[]>;

const NEXT: Record<string, { type: string; change: string }> = {
  'excursion.opened': { type: 'excursion.updated', change: `severity = 'CRITICAL'` },
  'excursion.updated': { type: 'excursion.acknowledged', change: `status = 'ACKNOWLEDGED', acknowledged_by = 'trial', acknowledged_at = now()` },
  'excursion.acknowledged': { type: 'excursion.closed', change: 'ended_at = now()' },
};

/** Begins an excursion, or takes the one that lasts a step further, on some of the sensors. What is taken back did not happen. */
export async function happen(database: Database, sensors: readonly number[], happened: Happened, takenBack: boolean): Promise<void> {
  const said: [id: string, type: string][] = [];
  const work = async (em: Em) => {
    for (const sensor of sensors) {
      const { rows } = await sql<{ id: string }>(em, 'select id::text as id from excursion where sensor_id = $1 and ended_at is null for update', [sensor]);
      const next = rows[0] && NEXT[happened.get(rows[0].id)!.at(-1)!]!;
      if (next?.type === 'excursion.acknowledged') await sql(em, `select set_config('thermograph.actor', 'trial', true)`);
      if (next) await sql(em, `update excursion set ${next.change} where id = $1`, [rows[0]!.id]);
      const id = next ? rows[0]!.id : (await sql<{ id: string }>(em, `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown) values ($1, 'NO_DATA', 'WARNING', now(), now(), '0') returning id::text as id`, [sensor])).rows[0]!.id;
      said.push([id, next?.type ?? 'excursion.opened']);
    }
    // What grows with every batch is told nobody.
    await sql(em, `update excursion set area = coalesce(area, 0) + 1 where sensor_id in (select unnest($1::text::int[]))`, [arrayLiteral(sensors)]);
    if (takenBack) throw new TakenBack();
  };
  await database.em.fork().transactional(work).then(
    () => said.forEach(([id, type]) => happened.set(id, [...(happened.get(id) ?? []), type])),
    (error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    },
  );
}

class TakenBack extends Error {}

/** What was heard of each excursion, in the order in which it first came: what comes twice has the same id. */
export function heardBy(received: readonly Received[]): Happened {
  const known = new Set<string>();
  const inOrder = received.filter(({ id }) => !known.has(id) && known.add(id));
  return new Map([...Map.groupBy(inOrder, ({ body }) => body.data.excursion.id)].map(([id, story]) => [id, story.map(({ body }) => body.type)]));
}

/** What happened and was not heard, or was heard otherwise. */
export function differences(happened: Happened, heard: Happened): { missing: string[]; disordered: string[] } {
  const missing: string[] = [];
  const disordered: string[] = [];
  for (const id of new Set([...happened.keys(), ...heard.keys()])) {
    const [was, is] = [happened.get(id) ?? [], heard.get(id) ?? []];
    if (was.join() === is.join()) continue;
    if (was.toSorted().join() === is.toSorted().join()) disordered.push(`${id}: ${is.join(' ')}`);
    else missing.push(`${id}: ${was.join(' ')} but ${is.join(' ')}`);
  }
  return { missing, disordered };
}
