/** How changes of a table become entries of the audit trail. */
export interface Auditing {
  /** What a row of it is called there. */
  entity: string;
  /** By which name people know the row: an expression over it. */
  code: (item: string) => string;
  key?: string;
  /** Columns named so and `_id`, with the table that each points to: the name that people know is told beside the id. */
  names?: Record<string, string>;
  /** Never told; and where nothing else has changed there is no entry. */
  ignores?: readonly string[];
  /** Of these it is told only that they have changed. */
  secrets?: readonly string[];
  /** Columns that the program changes by itself when it hears of it; what somebody makes of them is told, and that a row is gone. 'ALL': so is all of the table. */
  people?: readonly string[] | 'ALL';
}

/** Whoever changes a record needs no right to the trail, and what the functions name is what was there when they were made. */
export const AS_OWNER = 'security definer set search_path from current';

/** Who makes a change by way of the program is said in each transaction; of what the program does by itself its sessions say so. */
export const auditor = [
  `create function audit_author(out actor text, out role text, out reason text, out is_program boolean) language plpgsql stable as $$
  begin
    actor := coalesce(nullif(current_setting('thermograph.actor', true), ''), 'database user ' || session_user);
    role := nullif(current_setting('thermograph.role', true), '');
    reason := nullif(current_setting('thermograph.reason', true), '');
    is_program := actor = 'thermograph' and role is null;
    role := coalesce(role, case when is_program then 'DEVICE' else 'ADMIN' end);
  end $$`,
];

/** The statements that make every change of a table an entry. Whole statements are looked at and not rows: so ten thousand samples cost little. */
export function audited(table: string, auditing: Auditing): string[] {
  const events = ['insert on TABLE referencing new table as new_rows', 'update on TABLE referencing old table as old_rows new table as new_rows', 'delete on TABLE referencing old table as old_rows'];
  return [
    collector(table, auditing),
    `revoke execute on function audit_${table}() from public`,
    ...events.map((event) => `create trigger audit_${event.split(' ')[0]} after ${event.replace('TABLE', table)} for each statement execute function audit_${table}()`),
    `create trigger audit_truncate before truncate on ${table} for each statement execute function audit_${table}()`,
    `alter table ${table} ${['insert', 'update', 'delete', 'truncate'].map((event) => `enable always trigger audit_${event}`).join(', ')}`,
  ];
}

function collector(table: string, { entity, code, key = 'id', names = {}, ignores = [], secrets = [], people = [] }: Auditing): string {
  const entry = (action: string, called: string, before: string, after: string, from: string) => `
      insert into audit_pending (opens, actor, role, reason, action, entity, entity_code, before, after)
      select row_number() over (order by ${key}) = 1, author.actor, author.role, author.reason, '${action}', '${entity}', ${called}, ${before}, ${after} from ${from} order by ${key}`;
  const whole = rowAsJson(names, secrets);
  return `create function audit_${table}() returns trigger language plpgsql ${AS_OWNER} set timezone = 'UTC' set intervalstyle = 'iso_8601' as $$
  declare
    author record;
    hidden text[] := '{${ignores.join(',')}}';
  begin
    select * into author from audit_author();
    ${people === 'ALL' ? `if author.is_program and tg_op in ('INSERT', 'UPDATE') then return null; end if;` : `if author.is_program and tg_op = 'UPDATE' then hidden := hidden || '{${people.join(',')}}'; end if;`}
    case tg_op
    when 'INSERT' then ${entry('CREATE', code('item'), 'null', whole, 'new_rows as item')};
    when 'UPDATE' then ${entry('UPDATE', `coalesce(${code('is_now')}, ${code('was')})`, 'change.before', 'change.after', changes(key, names, secrets))};
    when 'DELETE' then ${entry('DELETE', code('item'), whole, 'null', 'old_rows as item')};
    else ${entry('DELETE', code('item'), whole, 'null', `${table} as item`)};
    end case;
    return null;
  end $$`;
}

const NOT_TOLD = '(not told)';
const nameOf = (item: string, name: string, of: string) => `(select ${of === 'sensor' ? 'key' : 'code'} from ${of} where id = ${item}.${name}_id)`;

function rowAsJson(names: Record<string, string>, secrets: readonly string[]): string {
  const named = Object.entries(names).map(([name, of]) => `'${name}', ${nameOf('item', name, of)}`);
  const instead = JSON.stringify(Object.fromEntries(secrets.map((secret) => [secret, NOT_TOLD])));
  return `(to_jsonb(item) - hidden${named.length > 0 ? ` || jsonb_build_object(${named.join(', ')})` : ''}${secrets.length > 0 ? ` || '${instead}'` : ''})::text`;
}

/** Both rows have the same columns in the same order, unless one of them is not there: then the key itself was changed. */
function changes(key: string, names: Record<string, string>, secrets: readonly string[]): string {
  const told = (value: string) => (secrets.length > 0 ? `case when key in (${secrets.map((secret) => `'${secret}'`).join(', ')}) then '"${NOT_TOLD}"' else ${value} end` : value);
  const named = Object.entries(names).map(([name, of]) => `
            union all select '${name}', to_jsonb(${nameOf('was', name, of)}), to_jsonb(${nameOf('is_now', name, of)}) where was.${name}_id is distinct from is_now.${name}_id`);
  return `old_rows as was full join new_rows as is_now using (${key}) cross join lateral (
          select jsonb_object_agg(key, ${told('value')})::text as before, jsonb_object_agg(key, ${told('other_value')})::text as after from (
            select coalesce(key, other_key) as key, value, other_value
            from rows from (jsonb_each(to_jsonb(was) - hidden), jsonb_each(to_jsonb(is_now) - hidden)) as each (key, value, other_key, other_value)
            where value is distinct from other_value${named.join('')}
          ) as difference
        ) as change
      where change.before is not null`;
}
