import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, HOUR, now } from '../../src/domain/time.js';
import { authenticateByName } from './access-callers.js';
import { briefly, trailOf } from './audit-fixture.js';
import { AUDITED_MUTATIONS } from './audited-mutations.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
});
afterAll(async () => world[Symbol.asyncDispose]());

const trail = (behind = 0) => trailOf(world.database.em.fork(), behind);

test('each mutation of the schema has a row in the table, and leaves an entry or brings readings', () => {
  const rows = Map.groupBy(AUDITED_MUTATIONS, ([mutation]) => mutation);

  expect([...rows.keys()].toSorted()).toEqual(Object.keys(world.schema.getMutationType()!.getFields()).toSorted());
  expect([...rows].filter(([, each]) => each.some(([, , entries]) => entries.length === 0)).map(([mutation]) => mutation)).toEqual(['recordReadings']);
});

// One after the other: each needs what those before it have made.
test.each(AUDITED_MUTATIONS)('%s%s is in the trail', async (mutation, input, entries) => {
  if (mutation === 'resendNotification') await giveUpOne();
  const before = (await trail()).length;

  const answer = await world.as('ADMIN').post(`mutation { ${mutation}(input: ${input.replace('SOON', formatInstant(now() + HOUR))}) { userErrors { code field message } } }`);

  expect(answer).toEqual({ data: { [mutation]: { userErrors: [] } } });
  const made = await trail(before);
  const prefix = made.find(({ entity }) => entity.startsWith('ApiKey'))?.entityCode ?? '';
  expect(made.map(briefly)).toEqual(entries.map((entry) => entry.replace('PREFIX', prefix)));
  for (const entry of made) {
    expect(entry).toMatchObject({ actor: 'ADMIN', role: 'ADMIN', reason: input.includes('because') ? 'because' : null });
    expect([entry.before === null, entry.after === null]).toEqual([entry.action === 'CREATE', entry.action === 'DELETE']);
    expect(JSON.parse(entry.before ?? '{}')).not.toEqual(JSON.parse(entry.after ?? '{}'));
  }
});

/** As the notifier does when nobody answers for a day. */
async function giveUpOne(): Promise<void> {
  await sql(world.database.em.fork(), `insert into notification (channel_id, reason, happened_at, created_at, status) select id, 'DIGEST', now(), now(), 'DEAD' from notification_channel`);
}

test('a mutation that is refused, or changes nothing, leaves none', async () => {
  const before = (await trail()).length;
  const refused = ['registerSite(input: { code: "LAB", name: "again", timeZone: "UTC" })', 'revokeApiKey(input: { apiKey: "1" })', 'revokeTokens(input: { subject: "ben", reason: "\\u0007" })'];

  for (const call of refused) expect(await world.as('ADMIN').post(`mutation { ${call} { userErrors { code } } }`)).toMatchObject({ data: { [call.split('(')[0]!]: { userErrors: [{}] } } });
  await world.as('ADMIN').post('mutation { setStabilityProfile(input: { samples: ["S"], stabilityProfile: "P" }) { userErrors { code } } }');

  expect(await trail(before)).toEqual([]);
});
