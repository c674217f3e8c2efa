import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import fc from 'fast-check';
import { openDatabase, sql, type Database, type Em } from '../../src/database.js';
import { eventText, hashOf, type AuditEvent } from '../../src/domain/audit.js';
import { formatInstant } from '../../src/domain/time.js';
import { makeDemoWorld } from '../../src/embedded/world.js';
import { createLog } from '../../src/log.js';
import { verifyAuditTrail } from '../../src/resolvers/read/verify-audit-trail.js';
import { createDatabase } from '../support/database.js';
import { trailOf, type StoredEntry } from './audit-fixture.js';

const log = createLog('silent');
const parts = new AsyncDisposableStack();
let server: Database;
let embedded: Database;
let entries: StoredEntry[];

beforeAll(async () => {
  server = await openDatabase({ url: await createDatabase() }, log);
  parts.defer(() => server.close());
  const postgres = parts.use(await PGlite.create({ extensions: { btree_gist } }));
  embedded = await openDatabase({ embedded: postgres }, log);
  parts.defer(() => embedded.close());
  for (const { em } of [server, embedded]) await makeDemoWorld(em);
  entries = await trailOf(server.em.fork());
}, 400_000);
afterAll(() => parts.disposeAsync());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const unicode = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '\u{10FFFF}'));
const events: fc.Arbitrary<AuditEvent> = fc.record({
  seq: fc.integer({ min: 1, max: 2 ** 31 }),
  at: fc.integer({ min: 0, max: 8_000_000_000_000_000 }),
  actor: unicode, role: unicode, action: unicode, entity: unicode, entityCode: unicode,
  before: fc.option(unicode), after: fc.option(unicode), reason: fc.option(unicode),
});

describe.each([['a server', () => server], ['the embedded database', () => embedded]])('on %s', (_, database) => {
  test('an entry is the same text, and has the same hash, as this program makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(events, unicode, async (event, previous) => {
        const { rows } = await sql<{ text: string; hash: string }>(
          database().em.fork(),
          `select text, audit_link(null, $1, text) as hash from audit_text($2, audit_moment($3::timestamptz), $4, $5, $6, $7, $8, $9, $10, $11) as text`,
          [previous, event.seq, formatInstant(event.at), event.actor, event.role, event.action, event.entity, event.entityCode, event.before, event.after, event.reason],
        );
        expect(rows[0]).toEqual({ text: eventText(event), hash: hashOf(previous, eventText(event), sha256) });
      }),
    );
  });

  test('a world that was made in one transaction is a chain that is whole, however many entries are read at a time', async () => {
    const em = database().em.fork();
    const made = await trailOf(em);

    expect(made.length).toBeGreaterThan(60);
    expect(made.map(({ seq }) => seq)).toEqual(made.map((__, index) => index + 1));
    const seen: number[] = [];
    const whole = { ok: true, entries: made.length, firstBroken: null, problem: null, head: made.at(-1)!.hash, upTo: made.length, isComplete: true };
    for (const chunk of [7, 10_000]) expect(await verifyAuditTrail(em, { chunk, onProgress: (count) => seen.push(count) })).toEqual(whole);
    expect(seen).toEqual(Array.from({ length: Math.floor(made.length / 7) }, (__, index) => (index + 1) * 7));
  });
});

/** What verification says after somebody who may do everything has done this, which is taken back. */
async function after(tamper: (em: Em) => Promise<unknown>, noted: string | null = null, options: Parameters<typeof verifyAuditTrail>[1] = {}) {
  class TakenBack extends Error {}
  let found: Awaited<ReturnType<typeof verifyAuditTrail>>;
  await expect(
    server.em.fork().transactional(async (em) => {
      await sql(em, 'alter table audit_entry disable trigger audit_entry_stays');
      await tamper(em);
      found = await verifyAuditTrail(em, { noted, ...options });
      throw new TakenBack();
    }),
  ).rejects.toThrow(TakenBack);
  return found!;
}

describe('after somebody with all rights over the database', () => {
  const TEXTS = ['actor', 'role', 'action', 'entity', 'entity_code', 'before', 'after', 'reason', 'hash', 'previous_hash'];
  /** One character more, or another where there was one. */
  const altered = (text: string | null, place: number) => {
    const at = place % ((text ?? '').length + 1);
    return `${(text ?? '').slice(0, at)}${text?.[at] === '~' ? '-' : '~'}${(text ?? '').slice(at + 1)}`;
  };

  test('has changed one character of any text of any entry, it is found there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TEXTS), fc.nat(), fc.nat(), async (column, which, place) => {
        const { seq } = entries[which % entries.length]!;
        const found = await after(async (em) => {
          const { rows } = await sql<{ text: string | null }>(em, `select ${column} as text from audit_entry where seq = $1`, [seq]);
          await sql(em, `update audit_entry set ${column} = $2 where seq = $1`, [seq, altered(rows[0]!.text, place)]);
        });
        expect(found).toMatchObject({ ok: false, firstBroken: seq, entries: seq - 1, problem: expect.stringMatching(`^Entry ${seq} is broken: `) });
      }),
    );
  });

  test.each([
    ['has moved the time of an entry by a microsecond', `update audit_entry set at = at + interval '1 microsecond' where seq = 5`, 5],
    ['has put it out of all time', `update audit_entry set at = 'infinity' where seq = 5`, 5],
    ['has taken away what was before', `update audit_entry set after = null where seq = 5`, 5],
    ['has given an entry the number of none', 'update audit_entry set seq = 9000000000000000001 where seq = 5', 6],
    ['has put an entry in front of all', 'update audit_entry set seq = -5 where seq = 5', -5],
    ['has deleted the first', 'delete from audit_entry where seq = 1', 2],
    ['has deleted one between others', 'delete from audit_entry where seq = 5', 6],
    ['has swapped two', 'update audit_entry set seq = case seq when 5 then -1 else 5 end where seq in (5, 6); update audit_entry set seq = 6 where seq = -1', 5],
    [
      'has put one between others, with a hash that fits it',
      `update audit_entry set seq = -seq where seq > 5; update audit_entry set seq = 1 - seq where seq < 0;
       insert into audit_entry (seq, at, actor, role, action, entity, entity_code, previous_hash, hash)
       select 6, at, 'eve', role, action, entity, entity_code, hash, audit_link(null, hash, audit_text(6, audit_moment(at), 'eve', role, action, entity, entity_code, null, null, null)) from audit_entry where seq = 5`,
      7,
    ],
  ])('%s, it is found', async (_, tampering, firstBroken) => {
    const statements = tampering.split(';');
    expect(await after(async (em) => { for (const statement of statements) await sql(em, statement); })).toMatchObject({ ok: false, firstBroken });
  });

  const last = () => entries.at(-1)!;

  test('has changed something while the trail is verified piece by piece, it is found in the next piece, as it is where the pieces meet', async () => {
    const piece = await verifyAuditTrail(server.em.fork(), { chunk: 10, signal: AbortSignal.abort() });
    expect(piece).toEqual({ ok: true, entries: 10, firstBroken: null, problem: null, head: entries[9]!.hash, upTo: 10, isComplete: false });
    const next = { after: { seq: piece.upTo, hash: piece.head } };
    expect(await verifyAuditTrail(server.em.fork(), next)).toEqual({ ok: true, entries: last().seq - 10, firstBroken: null, problem: null, head: last().hash, upTo: last().seq, isComplete: true });
    const change = (seq: number) => (em: Em) => sql(em, `update audit_entry set hash = repeat('f', 64) where seq = $1`, [seq]);
    expect(await after(change(5), null, next)).toMatchObject({ ok: true });
    for (const seq of [10, 11, 30]) expect(await after(change(seq), null, next)).toMatchObject({ ok: false, firstBroken: seq, upTo: seq === 10 ? 10 : seq - 1 });
    expect(await after((em) => sql(em, 'delete from audit_entry where seq > 9'), null, next)).toMatchObject({ ok: false, firstBroken: 10, problem: expect.stringContaining('cut off') });
    expect(await after((em) => sql(em, 'delete from audit_entry where seq = 11'), null, next)).toMatchObject({ ok: false, firstBroken: 12 });
  });

  test('has cut off the end, the chain alone does not show it, and a head that was noted does', async () => {
    const cut = (em: Em) => sql(em, 'delete from audit_entry where seq > $1', [last().seq - 2]);

    expect(await after(cut)).toMatchObject({ ok: true, entries: last().seq - 2 });
    expect(await after(cut, last().hash)).toMatchObject({ ok: false, firstBroken: null, entries: last().seq - 2, problem: expect.stringContaining(`No entry has the noted hash ${last().hash}`) });
    expect(await after(cut, entries.at(-3)!.hash)).toMatchObject({ ok: true });
  });

  test('has written everything anew, only a head that was noted shows it', async () => {
    const forge = async (em: Em) => {
      await sql(em, `create temp table forged as select * from audit_entry`);
      await sql(em, 'delete from audit_entry');
      await sql(em, `insert into audit_entry (seq, at, actor, role, action, entity, entity_code, before, after, reason, hash, previous_hash)
        select seq, at, 'eve', role, action, entity, entity_code, before, after, reason, hash, lag(hash, 1, repeat('0', 64)) over (order by seq) from (
          select *, audit_chain(repeat('0', 64), audit_text(seq, audit_moment(at), 'eve', role, action, entity, entity_code, before, after, reason)) over (order by seq) as hash
          from (select seq, at, role, action, entity, entity_code, before, after, reason from forged) as told
        ) as chained`);
    };

    expect(await after(forge)).toMatchObject({ ok: true, entries: last().seq });
    expect(await after(forge, last().hash)).toMatchObject({ ok: false, problem: expect.stringContaining('No entry has the noted hash') });
  });
});
