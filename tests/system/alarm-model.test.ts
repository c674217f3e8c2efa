import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lives, type Model, type Real } from './alarm-commands.js';
import { furnishThermometers } from './alarm-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const RUNS = 5;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (const latching of [false, true]) await furnishThermometers(world, `SITE-${latching}`, Array.from({ length: RUNS }, (_, run) => nameOf(run, latching)), { latching });
});
afterAll(async () => world[Symbol.asyncDispose]());

const nameOf = (run: number, latching: boolean) => `${latching ? 'L' : 'N'}-${run}`;

test.each([
  [false, ['NORM', 'UNACK', 'ACKED', 'RTNUN', 'SHLVD', 'OOSRV']],
  [true, ['NORM', 'UNACK', 'ACKED', 'LUNACK', 'LACKED', 'SHLVD', 'OOSRV']],
])('whatever happens to it, an alarm is served in the state in which the standard has it; latching: %s', async (latching, states) => {
  const seen = new Set<string>();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(lives, async (commands) => {
      const model: Model = { latching, alarms: [], shelvedFor: null, isOutOfService: false, broken: false };
      const real: Real = { world, seen, machine: nameOf(run++, latching), ids: [] };
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    // Each run has a sensor of its own, and what failed is told as it was.
    { numRuns: RUNS, seed: 20261124, endOnFailure: true },
  );
  expect([...seen].toSorted()).toEqual(states.toSorted());
});
