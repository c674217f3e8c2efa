import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Duration } from '../../src/domain/time.js';
import { openTelling, type Freezer, type Telling } from './notify-fixture.js';

/** Steps of the channels that there are in each test. */
export const LADDER = { code: 'LADDER', steps: [{ channels: ['DUTY'], repeatEvery: 'PT10M' }, { channels: ['HEAD'], after: 'PT15M' }, { channels: ['BOSS', 'DUTY'], after: 'PT1H' }] };

export interface Ladder {
  readonly telling: Telling;
  /** How many freezers there are. */
  readonly freezers: number;
  nextFreezer(options?: Parameters<Telling['freezer']>[1]): Promise<Freezer>;
  /** Who is told what so much later, since the last look. */
  wait(length: Duration): Promise<string[]>;
}

/** For a test file: before each test nobody was told anything, and the channels DUTY, HEAD and BOSS are there. */
export function useLadder(): Ladder {
  let telling: Telling;
  let freezers = 0;
  beforeAll(async () => {
    telling = await openTelling();
  });
  afterAll(async () => telling[Symbol.asyncDispose]());
  beforeEach(async () => {
    await telling.forget();
    for (const code of ['DUTY', 'HEAD', 'BOSS']) await telling.channel({ code, url: `${telling.receiver.url}/${code}` });
  });
  return {
    get telling() {
      return telling;
    },
    get freezers() {
      return freezers;
    },
    nextFreezer: (options) => telling.freezer(`FRZ-${++freezers}`, options),
    async wait(length) {
      telling.ahead += length;
      await telling.settle();
      return telling.receiver.received.splice(0).map(({ path, body }) => `${path.split('/').at(-1)} ${body.type.split('.')[1]}`);
    },
  };
}
