import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Database } from '../../src/database.js';
import { now } from '../../src/domain/time.js';
import { bodyOf } from '../../src/notify/body.js';
import { loadLetters, type Letter } from '../../src/notify/letter.js';
import { plan } from '../../src/notify/plan.js';
import { createReach } from '../../src/notify/reachable.js';
import { postWebhook } from '../../src/notify/webhook.js';

/** What one could do instead. `forget`: send each message once, when it is there. `overtake`: try each until it is taken, without a look at the others. */
export function startCarelessTeller({ database, habit }: { database: Database; habit: 'forget' | 'overtake' }): AsyncDisposable {
  const stop = new AbortController();
  const sending = new Set<Promise<void>>();
  const running = (async () => {
    let last = 0;
    while (!stop.signal.aborted) {
      await database.em.fork().transactional(async (em) => plan(em, now()));
      const { rows } = await sql<{ id: number }>(database.em.fork(), 'select id from notification where id > $1 order by id', [last]);
      last = rows.at(-1)?.id ?? last;
      for (const letter of await loadLetters(database.em.fork(), rows.map(({ id }) => id))) sending.add(send(letter, habit));
      await delay(20);
    }
    await Promise.all(sending);
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

async function send(letter: Letter, habit: 'forget' | 'overtake'): Promise<void> {
  for (let pause = 50; ; pause *= 2) {
    const { sent } = await postWebhook({ url: letter.address!.url!, secret: letter.address!.secret!, id: letter.messageId, body: bodyOf(letter) }, { reach: createReach([]) });
    if (sent || habit === 'forget') return;
    await delay(pause * (1 - Math.random() / 5));
  }
}
