import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DefineStabilityProfile, DefineStorageCondition, SetStabilityProfile, SetStorageCondition, StabilityProfiles, StorageConditions } from './custody-documents.js';
import { graphql } from '../client/index.js';
import { furnish, RegisterContainer, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { MINUTE, now, formatInstant } from '../../src/domain/time.js';

const Kept = graphql(`
  query Kept($container: String!, $sample: String!) {
    container(code: $container) { storageCondition { code version maximum } }
    sample(code: $sample) { stabilityProfile { code version tiers { code } } }
  }
`);

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await furnish(world, now() - 60 * MINUTE);
});
afterAll(async () => world[Symbol.asyncDispose]());

const reasons = (payload: { userErrors: { code: string; field: string[] }[] }) => payload.userErrors.map(({ code, field }) => [code, ...field].join(' '));

test('the classes of storage that many name alike are there from the start, with the codes of others', async () => {
  const { storageConditions } = await world.ask(StorageConditions);
  expect(storageConditions.length).toBe(17);
  const named = (code: string) => storageConditions.find((each) => each.code === code);
  expect(named('USP_CRT')).toEqual({ code: 'USP_CRT', version: 1, label: 'Controlled room temperature', minimum: 20, maximum: 25, mktApplicable: true, aliases: [], definedBy: 'thermograph' });
  expect(named('BIOBANK_ULT')).toMatchObject({ minimum: -85, maximum: -60, mktApplicable: false, aliases: expect.arrayContaining(['SPREC 2.0: A', 'miabis-storage-temperature-cs: -60to-85']) });
  expect(named('BIOBANK_CRYO')).toMatchObject({ minimum: null, maximum: -135 });
});

test('the same code again is a new version, and who is kept under it follows', async () => {
  const input = { code: 'COLD-ROOM', label: 'Cold room', minimum: 2, maximum: 8, mktApplicable: true, aliases: ['house: CR'] };
  expect((await world.ask(DefineStorageCondition, { input })).defineStorageCondition).toEqual({ storageCondition: { ...input, version: 1, definedBy: 'local' }, userErrors: [] });
  const set = await world.ask(SetStorageCondition, { input: { containers: ['FRZ-1', 'BOX-1'], storageCondition: 'COLD-ROOM' } });
  expect(set.setStorageCondition).toEqual({ containers: ['BOX-1', 'FRZ-1'].map((code) => ({ code, storageCondition: { code: 'COLD-ROOM', version: 1 } })), userErrors: [] });
  await world.ask(DefineStorageCondition, { input: { code: 'COLD-ROOM', label: 'Cold room', maximum: 9, mktApplicable: false } });
  expect((await world.ask(Kept, { container: 'FRZ-1', sample: 'S-1' })).container).toEqual({ storageCondition: { code: 'COLD-ROOM', version: 2, maximum: 9 } });
  expect((await world.ask(StorageConditions)).storageConditions.filter(({ code }) => code === 'COLD-ROOM')).toMatchObject([{ version: 2, minimum: null, aliases: [] }]);
  await world.ask(SetStorageCondition, { input: { containers: ['FRZ-1'], storageCondition: null } });
  expect((await world.ask(Kept, { container: 'FRZ-1', sample: 'S-1' })).container).toEqual({ storageCondition: null });
});

test('a profile says its tiers in order, what it decays by and when it thaws', async () => {
  const tiers = [{ code: 'ULT', minimum: -90, maximum: -60, limit: null, returnAllowed: true }, { code: 'FRIDGE', minimum: 2, maximum: 8, limit: 'PT1680H', returnAllowed: false }, { code: 'ROOM', minimum: 8, maximum: null, limit: 'PT12H', returnAllowed: false }];
  const freezing = { frozenAt: -15, thawedAbove: 0, thawTime: 'PT10M' };
  const first = await world.ask(DefineStabilityProfile, { input: { code: 'VACCINE', tiers, freezing } });
  expect(first.defineStabilityProfile).toEqual({ stabilityProfile: { code: 'VACCINE', version: 1, activationEnergy: 83.14472, freezing, tiers, definedBy: 'local' }, userErrors: [] });
  const second = await world.ask(DefineStabilityProfile, { input: { code: 'VACCINE', tiers: [{ code: 'ROOM', maximum: 25, limit: 'PT0S' }], activationEnergy: 100 } });
  expect(second.defineStabilityProfile.stabilityProfile).toMatchObject({ version: 2, activationEnergy: 100, freezing: null, tiers: [{ code: 'ROOM', minimum: null, limit: 'PT0S', returnAllowed: false }] });
  expect((await world.ask(StabilityProfiles)).stabilityProfiles).toEqual([{ code: 'VACCINE', version: 2, tiers: [{ code: 'ROOM' }] }]);
  const set = await world.ask(SetStabilityProfile, { input: { samples: ['S-1'], stabilityProfile: 'VACCINE' } });
  expect(set.setStabilityProfile).toEqual({ samples: [{ code: 'S-1', stabilityProfile: { code: 'VACCINE', version: 2 } }], userErrors: [] });
});

test('containers and samples are registered with what holds for them', async () => {
  await world.ask(RegisterContainer, { input: { code: 'NEW', name: 'new', kind: 'BOX', storageCondition: 'USP_CRT' } });
  const sample = { name: 'n', type: 'vaccine', collectedAt: formatInstant(now() - MINUTE) };
  await world.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'NEW', stabilityProfile: 'VACCINE' }, { ...sample, code: 'NEW-2' }] } });
  expect(await world.ask(Kept, { container: 'NEW', sample: 'NEW' })).toMatchObject({ container: { storageCondition: { code: 'USP_CRT' } }, sample: { stabilityProfile: { code: 'VACCINE' } } });
  expect((await world.ask(Kept, { container: 'NEW', sample: 'NEW-2' })).sample).toEqual({ stabilityProfile: null });
  expect(reasons((await world.ask(RegisterContainer, { input: { code: 'N-3', name: 'new', kind: 'BOX', storageCondition: 'NONE' } })).registerContainer)).toEqual(['NOT_FOUND storageCondition']);
  expect(reasons((await world.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'N-3', stabilityProfile: 'NONE' }] } })).registerSamples)).toEqual(['NOT_FOUND samples 0 stabilityProfile']);
});

test('what says nothing, or contradicts itself, is refused', async () => {
  const condition = async (input: object) => reasons((await world.ask(DefineStorageCondition, { input: { code: 'X', label: 'x', mktApplicable: true, ...input } })).defineStorageCondition);
  expect(await condition({})).toEqual(['INVALID']);
  expect(await condition({ minimum: 8, maximum: 2 })).toEqual(['INVALID minimum']);
  expect(await condition({ minimum: -300 })).toEqual(['INVALID minimum']);
  expect(await condition({ maximum: 8, code: 'a/b', label: ' ', aliases: [''] })).toEqual(['INVALID code', 'INVALID label', 'INVALID aliases 0']);
  const profile = async (input: object) => reasons((await world.ask(DefineStabilityProfile, { input: { code: 'X', tiers: [{ code: 'T', maximum: 8 }], ...input } })).defineStabilityProfile);
  expect(await profile({ tiers: [] })).toEqual(['INVALID tiers']);
  expect(await profile({ tiers: [{ code: 'T', maximum: 8 }, { code: 'T' }] })).toEqual(['INVALID tiers 1 code', 'INVALID tiers 1']);
  expect(await profile({ activationEnergy: 0 })).toEqual(['INVALID activationEnergy']);
  expect(await profile({ freezing: { frozenAt: 0, thawedAbove: -5, thawTime: 'PT1M' } })).toEqual(['INVALID freezing thawedAbove']);
  const set = async (input: object) => reasons((await world.ask(SetStorageCondition, { input: { containers: ['FRZ-1'], ...input } })).setStorageCondition);
  expect(await set({})).toEqual(['INVALID storageCondition']);
  expect(await set({ storageCondition: 'NONE', containers: ['FRZ-1', 'GONE'] })).toEqual(['NOT_FOUND containers 1', 'NOT_FOUND storageCondition']);
  expect(await set({ storageCondition: null, containers: [] })).toEqual(['INVALID containers']);
});
