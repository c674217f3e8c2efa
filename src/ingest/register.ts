import { arrayLiteral, sql, type Em } from '../database.js';
import { canonicalUnit, quantityOfChannel } from '../domain/quantity.js';
import { assetCodeOf } from './sort.js';

/** The codes among those of the keys that some machine, container or sample has. */
export async function knownAssets(em: Em, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>(em, KNOWN, [arrayLiteral([...new Set(keys.map(assetCodeOf))])]);
  return new Set(rows.map(({ code }) => code));
}

/** Makes the sensors of these keys that can be made: on a known asset, of a channel whose name tells its quantity. */
export async function registerSensors(em: Em, keys: readonly string[]): Promise<void> {
  const wanted = keys.flatMap((key) => {
    const asset = assetCodeOf(key);
    const channel = key.slice(asset.length + 1);
    const quantity = quantityOfChannel(channel);
    return quantity === null ? [] : [{ key, asset, channel, quantity, unit: canonicalUnit(quantity) }];
  });
  if (wanted.length === 0) return;
  await sql(em, REGISTER, [
    arrayLiteral(wanted.map(({ key }) => key)),
    arrayLiteral(wanted.map(({ asset }) => asset)),
    arrayLiteral(wanted.map(({ channel }) => channel)),
    arrayLiteral(wanted.map(({ quantity }) => quantity)),
    arrayLiteral(wanted.map(({ unit }) => unit)),
  ]);
}

const KNOWN = `
  select code from unnest($1::text::text[]) as wanted (code)
  where exists (select from machine where machine.code = wanted.code) or exists (select from container where container.code = wanted.code)
    or exists (select from sample where sample.code = wanted.code)`;

// A code that both a machine and a container have is one thing with two faces; its sensors are the machine's.
const REGISTER = `
  with made as (
    insert into sensor (key, channel, quantity, unit, machine_id, container_id, sample_id)
    select key, channel, quantity, unit, machine.id, case when machine.id is null then container.id end, case when num_nonnulls(machine.id, container.id) = 0 then sample.id end
    from unnest($1::text::text[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::text[]) as new (key, code, channel, quantity, unit)
    left join machine using (code) left join container using (code) left join sample using (code)
    where num_nonnulls(machine.id, container.id, sample.id) > 0
    order by key
    on conflict (key) do nothing
    returning id
  )
  insert into sensor_state (sensor_id, runs) select id, '{}' from made`;
