import { Migration } from '@mikro-orm/migrations';

/** Who may come in. What was once given is never deleted: it says who could do what, and until when. */
export class Migration20261122000000 extends Migration {
  override up(): void {
    for (const statement of [...keys, ...tokens]) this.addSql(statement);
  }
}

// Of a key only its digest is kept. Whether it is bound to sites is a fact of its own: a key that is bound, and whose list
// is empty for whatever reason, reaches nothing, and not everything.
const keys = [
  `create table api_key (
    id serial primary key,
    name text not null check (name <> ''),
    prefix text not null check (length(prefix) = 8),
    hash bytea not null constraint api_key_hash_unique unique check (octet_length(hash) = 32),
    role text not null constraint api_key_role_check check (role in ('VIEWER', 'OPERATOR', 'QUALITY', 'ADMIN', 'DEVICE')),
    bound_to_sites boolean not null,
    machine_id int null constraint api_key_machine_id_foreign references machine (id),
    container_id int null constraint api_key_container_id_foreign references container (id),
    sample_id int null constraint api_key_sample_id_foreign references sample (id),
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz null,
    revoked_at timestamptz null,
    revoked_by text null,
    last_used_at timestamptz null,
    check (num_nonnulls(machine_id, container_id, sample_id) = case role when 'DEVICE' then 1 else 0 end),
    check (role <> 'DEVICE' or not bound_to_sites),
    check ((revoked_at is null) = (revoked_by is null))
  )`,
  `create table api_key_site (
    api_key_id int not null constraint api_key_site_api_key_id_foreign references api_key (id),
    site_id int not null constraint api_key_site_site_id_foreign references site (id),
    primary key (api_key_id, site_id)
  )`,
];

const tokens = [
  `create table token_revocation (
    subject text primary key check (subject <> ''),
    before_at timestamptz not null,
    revoked_at timestamptz not null default now(),
    revoked_by text not null
  )`,
];
