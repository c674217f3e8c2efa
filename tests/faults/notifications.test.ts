import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../src/database.js';
import { now } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { openFolder } from '../support/folder.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { openServer, type Server } from '../support/server.js';
import { startCarelessTeller } from './careless-teller.js';
import { createRandom } from './random.js';
import { appoint, differences, happen, heardBy, type Happened } from './telling.js';

const TELLER = fileURLToPath(new URL('teller.js', import.meta.url));
const SPEED = 100;
const ROUNDS = 60;

describe('a receiver that is killed and started again', () => {
  test('and processes that are killed while they tell it: it hears everything, of each excursion in order, and nothing that did not happen', async () => {
    await using trial = await openTrial();
    const { receiver } = trial;
    const began = String(now());
    const tellers = [await trial.startTeller(began), await trial.startTeller(began)];
    await makeHistory(trial, async (round) => {
      if (round % 10 === 3) await receiver.kill();
      if (round % 10 === 7) await receiver.start();
      const teller = tellers[Math.floor(round / 10) % 2]!;
      if (round % 10 === 0) await teller.stop('SIGKILL');
      if (round % 10 === 5) await teller.start();
    });
    await receiver.kill();
    await receiver.start();
    await eventually(() => isEqual(differences(trial.happened, heardBy(receiver.received))), { within: 120_000, every: 100 });

    expect(trial.happened.size).toBeGreaterThan(20);
    expect(differences(trial.happened, heardBy(receiver.received))).toEqual({ missing: [], disordered: [] });
  }, 400_000);

  test('would miss some of it, if each message were sent once', async () => {
    await using trial = await openTrial();
    await using teller = startCarelessTeller({ database: trial.database, habit: 'forget' });
    await makeHistory(trial, async (round) => {
      if (round % 10 === 3) await trial.receiver.kill();
      if (round % 10 === 7) await trial.receiver.start();
    });
    await trial.receiver.kill();
    await teller[Symbol.asyncDispose]();
    expect(differences(trial.happened, heardBy(trial.receiver.received)).missing).not.toEqual([]);
  });

  test('would hear it in another order, if each message were tried by itself', async () => {
    await using trial = await openTrial();
    await using _teller = startCarelessTeller({ database: trial.database, habit: 'overtake' });
    await makeHistory(trial, async (round) => {
      if (round % 10 === 3) await trial.receiver.kill();
      if (round % 10 === 7) await trial.receiver.start();
    });
    await eventually(() => differences(trial.happened, heardBy(trial.receiver.received)).missing.length === 0, { within: 30_000 });
    expect(differences(trial.happened, heardBy(trial.receiver.received)).disordered).not.toEqual([]);
  });
});

interface Trial extends AsyncDisposable {
  database: Database;
  receiver: Receiver;
  sensors: number[];
  happened: Happened;
  random: () => number;
  startTeller(began: string): Promise<Server>;
}

async function openTrial(): Promise<Trial> {
  await using opening = new AsyncDisposableStack();
  const url = await createDatabase();
  const database = await openDatabase({ url }, createLog('silent'));
  opening.defer(() => database.close());
  const receiver = opening.use(await startReceiver());
  const sensors = await appoint(database, receiver.url);
  const open = opening.move();
  return {
    database, receiver, sensors,
    happened: new Map(),
    random: createRandom(20261124),
    async startTeller(began) {
      const folder = await openFolder('teller');
      let lives = 0;
      let before = 0;
      const server = await openServer({ name: 'teller', folder, command: [process.execPath, '--enable-source-maps', TELLER, url, began, String(SPEED)], ready: async () => lives > before, onLine: (line) => void (lives += line === 'telling' ? 1 : 0) });
      const start = server.start.bind(server);
      return open.use(Object.assign(server, {
        start: () => {
          before = lives;
          return start();
        },
      }));
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Things happen to some sensors each round; one transaction in five is taken back. */
async function makeHistory({ database, sensors, happened, random }: Trial, disturb: (round: number) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await disturb(round);
    const some = sensors.filter(() => random() < 0.2);
    await happen(database, some, happened, random() < 0.2);
    await delay(random() * 60);
  }
}

const isEqual = ({ missing, disordered }: ReturnType<typeof differences>): boolean => missing.length + disordered.length === 0;
