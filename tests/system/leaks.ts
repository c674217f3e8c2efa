import { openDatabase, sql } from '../../src/database.js';

/** Something that must not be found, or that must. */
export interface Needle {
  name: string;
  value: string;
}

/** Texts by where they come from. */
export type Places = Record<string, readonly string[]>;

// A part of this length tells too much already; the prefix by which people know their keys is shorter.
const PART = 16;

/** In which places which needle stands: any part of it, or the whole in hexadecimal (so Postgres shows bytes) or in base64. */
export function leaks(needles: readonly Needle[], places: Places): string[] {
  return Object.entries(places).flatMap(([place, texts]) => {
    const text = texts.join('\n');
    return needles.filter(({ value }) => spellings(value).some((spelling) => text.includes(spelling))).map(({ name }) => `${place}: ${name}`);
  });
}

function spellings(value: string): string[] {
  const parts = Array.from({ length: Math.max(1, value.length - PART + 1) }, (_, at) => value.slice(at, at + PART));
  return [...parts, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64').replaceAll('=', '')];
}

/** Every row of every table of ours, as Postgres writes it. */
export async function readDatabase(url: string): Promise<string[]> {
  const database = await openDatabase({ url });
  try {
    const em = database.em.fork();
    const { rows: tables } = await sql<{ name: string }>(em, `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
    const dumps = tables.map(({ name }) => sql<{ row: string }>(em, `select t::text as row from ${name} t`));
    return (await Promise.all(dumps)).flatMap(({ rows }, index) => rows.map(({ row }) => `${tables[index]!.name} ${row}`));
  } finally {
    await database.close();
  }
}
