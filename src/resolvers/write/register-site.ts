import { SiteEntity } from '../../entities/site.js';
import type { RegisterSiteInput, SitePayload } from '../../schema/site.js';
import type { Context } from '../context.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { alreadyExists, checkCode, checkName, invalid, refusals } from './input.js';

export async function registerSite(context: Context, { code, name, timeZone }: RegisterSiteInput): Promise<SitePayload> {
  const userErrors = refusals([
    checkCode(code, ['code']),
    checkName(name, ['name']),
    isTimeZone(timeZone) ? null : invalid(['timeZone'], "It must be the name of a time zone in the IANA database, such as 'Europe/Berlin'."),
  ]);
  if (userErrors.length > 0) return { site: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const [row] = await query<EntityRow>(em, sql`
      insert into site (code, name, time_zone) values (${code}, ${name}, ${timeZone}) on conflict (code) do nothing returning *`);
    return row ? { row, userErrors } : refused(alreadyExists(['code'], 'site', code));
  });
  return { site: written.row && entityOf(context.em, SiteEntity, written.row), userErrors: written.userErrors };
}

/** An offset such as +01:00 is none: it has no summer. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
