import { expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { openProcess } from './access-fixture.js';
import { IssueApiKey, RevokeApiKey } from './graphql-documents.js';
import { openWorld } from './graphql-fixture.js';
import { revokeHalf } from './revocation-trial.js';

test('fifty of a hundred keys are revoked by the API: on both processes none gets what was committed 2 s later, and the others get everything', async () => {
  await using world = await openWorld();
  const url = String(world.database.config.get('clientUrl'));
  await using one = await openProcess(url);
  await using other = await openProcess(url);
  const keys: { id: string; key: string }[] = [];
  for (let index = 0; index < 100; index++) {
    const { issueApiKey } = await world.ask(IssueApiKey, { input: { name: `key ${index}`, role: 'VIEWER' } });
    keys.push({ id: issueApiKey.apiKey!.id, key: issueApiKey.key! });
  }
  const { peers, lateness, everything } = await revokeHalf({
    servers: [one.authenticate, other.authenticate],
    authorizations: keys.map(({ key }) => `Bearer ${key}`),
    revoke: async (index) => {
      await world.ask(RevokeApiKey, { input: { apiKey: keys[index]!.id } });
      // `revokedAt` is when the transaction began, and the answer came after its end: Postgres knows when it was committed.
      const { rows } = await sql<{ at: number }>(world.database.em.fork(), `select date_part('epoch', pg_xact_commit_timestamp(xmin)) * 1000 as at from api_key where id = $1::int`, [keys[index]!.id]);
      return rows[0]!.at - performance.timeOrigin;
    },
    meanwhile: async () => {},
    watchedMs: 3_500,
  });
  expect(lateness).toBeLessThanOrEqual(2_000);
  expect(await Promise.all(peers.slice(0, 50).map(async ({ closed }) => (await closed)[0]))).toEqual(Array.from({ length: 50 }, () => 4403));
  for (const peer of peers.slice(50)) expect(peer.machines('1')).toEqual(everything);
});
