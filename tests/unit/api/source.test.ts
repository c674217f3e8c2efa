import { expect, test } from '@jest/globals';
import type { Made, Told } from '../../../src/api/made.js';
import type { Member } from '../../../src/api/member.js';
import { Source } from '../../../src/api/source.js';

test('how far it has come is said when all before it was handed on, and before what follows', async () => {
  const heard: string[] = [];
  const gone = Promise.withResolvers<void>();
  const member = { callerId: 'him', keepsUp: true, take: (made: readonly Made[]) => heard.push(...made.map(({ result }) => String(result))), beat: (_: Told, cursor: string) => heard.push(cursor), end: () => gone.resolve() };
  const change = (position: number): Told => ({ name: 'machineStatusChanged', position, machineId: 1 });
  const source: Source = new Source({
    async open() {
      return (async function* () {
        yield* [change(1), change(2), { name: 'notice', position: 2, at: 0, gap: null } as const, change(3)];
      })();
    },
    tell: async ({ position }) => Buffer.from(`event ${position}`),
    cursorOf: ({ position }) => `behind ${position}`,
    onHandedOn() {},
    onIdle() {},
  });
  source.add(member as unknown as Member);
  await source.started;
  await gone.promise;
  expect(heard).toEqual(['event 1', 'event 2', 'behind 2', 'event 3']);
});
