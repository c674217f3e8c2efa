import { graphql } from '../client/index.js';
import type { World } from './graphql-fixture.js';
import { formatInstant, MINUTE, type Instant } from '../../src/domain/time.js';

export const RegisterSite = graphql(`
  mutation RegisterSite($input: RegisterSiteInput!) {
    registerSite(input: $input) { site { id code name timeZone } userErrors { code field message } }
  }
`);

export const RegisterMachine = graphql(`
  mutation RegisterMachine($input: RegisterMachineInput!) {
    registerMachine(input: $input) {
      machine { id code name kind manufacturer model status lastSeenAt site { code } }
      userErrors { code field message }
    }
  }
`);

export const RegisterContainer = graphql(`
  mutation RegisterContainer($input: RegisterContainerInput!) {
    registerContainer(input: $input) {
      container { id code name kind machine { code } parent { code } site { code } custody { container { code } from to by reason } }
      userErrors { code field message }
    }
  }
`);

export const RegisterSensor = graphql(`
  mutation RegisterSensor($input: RegisterSensorInput!) {
    registerSensor(input: $input) {
      sensor { id key quantity unit expectedEvery interpolation status asset { __typename code } latest { value } }
      userErrors { code field message }
    }
  }
`);

export const RegisterSamples = graphql(`
  mutation RegisterSamples($input: RegisterSamplesInput!) {
    registerSamples(input: $input) {
      samples { id code name type description collectedAt status parent { code } container { code } }
      userErrors { code field message }
    }
  }
`);

export const RecordReadings = graphql(`
  mutation RecordReadings($input: RecordReadingsInput!) {
    recordReadings(input: $input) { recorded duplicates userErrors { code field message } }
  }
`);

export const DefineRule = graphql(`
  mutation DefineRule($input: ExcursionRuleInput!) {
    defineExcursionRule(input: $input) {
      excursionRule { id code version quantity severity mode low high deadband onDelay offDelay retiredAt assets { __typename code } }
      userErrors { code field message }
    }
  }
`);

export const IssueApiKey = graphql(`
  mutation IssueApiKey($input: IssueApiKeyInput!) {
    issueApiKey(input: $input) {
      apiKey { id name role prefix sites { code } asset { __typename code } createdAt createdBy expiresAt revokedAt revokedBy lastUsedAt }
      key
      userErrors { code field message }
    }
  }
`);

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) { apiKey { id revokedAt revokedBy } key userErrors { code field message } }
  }
`);

export const RevokeTokens = graphql(`
  mutation RevokeTokens($input: RevokeTokensInput!) {
    revokeTokens(input: $input) { refusedUpTo userErrors { code field message } }
  }
`);

export const ListApiKeys = graphql(`
  query ListApiKeys {
    apiKeys { id name role prefix sites { code } asset { __typename code } createdBy expiresAt revokedAt revokedBy lastUsedAt }
  }
`);

/** Stores values of a sensor, so many minutes after a moment; throws when one is refused. */
export async function record(world: World, sensor: string, start: Instant, points: readonly (readonly [minute: number, value: number])[]): Promise<void> {
  const readings = points.map(([minute, value]) => ({ sensor, measuredAt: formatInstant(start + minute * MINUTE), value }));
  const { recordReadings } = await world.ask(RecordReadings, { input: { readings } });
  if (recordReadings.userErrors.length > 0) throw new Error(JSON.stringify(recordReadings.userErrors));
}

/** A freezer that is both, in a room, with two boxes in it; three samples, one of them with a probe; one plain machine. */
export async function furnish(world: World, collectedAt: Instant): Promise<void> {
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'Europe/Berlin' } });
  for (const code of ['CNC-001', 'FRZ-1']) await world.ask(RegisterMachine, { input: { code, name: `machine ${code}`, site: 'LAB' } });
  await world.ask(RegisterContainer, { input: { code: 'ROOM-1', name: 'Cold room', kind: 'ROOM', site: 'LAB' } });
  await world.ask(RegisterContainer, { input: { code: 'FRZ-1', name: 'Freezer', kind: 'FREEZER', machine: 'FRZ-1', parent: 'ROOM-1' } });
  for (const code of ['BOX-1', 'BOX-2']) await world.ask(RegisterContainer, { input: { code, name: `box ${code}`, kind: 'BOX', parent: 'FRZ-1' } });
  const sample = { name: 'plasma', type: 'plasma', collectedAt: formatInstant(collectedAt) };
  await world.ask(RegisterSamples, {
    input: { samples: [{ ...sample, code: 'S-1', container: 'BOX-1' }, { ...sample, code: 'S-2', container: 'FRZ-1' }, { ...sample, code: 'S-1a', parent: 'S-1', container: 'BOX-2' }] },
  });
  await world.ask(RegisterSensor, { input: { machine: 'CNC-001', channel: 'temperature', quantity: 'TEMPERATURE' } });
  await world.ask(RegisterSensor, { input: { machine: 'FRZ-1', channel: 'power', quantity: 'POWER' } });
  await world.ask(RegisterSensor, { input: { container: 'FRZ-1', channel: 'temperature', quantity: 'TEMPERATURE', expectedEvery: 'PT30M' } });
  await world.ask(RegisterSensor, { input: { container: 'BOX-1', channel: 'temperature', quantity: 'TEMPERATURE' } });
  await world.ask(RegisterSensor, { input: { sample: 'S-2', channel: 'probe', quantity: 'TEMPERATURE' } });
}
