import { graphql } from '../client/index.js';

export const Move = graphql(`
  mutation Move($input: MoveInput!) {
    move(input: $input) { moved { container { code } from to reason by } userErrors { code field message } }
  }
`);

export const CustodyOfSample = graphql(`
  query CustodyOfSample($code: String!) {
    sample(code: $code) { container { code } custody { container { code } from to reason by } }
  }
`);

export const CustodyOfContainer = graphql(`
  query CustodyOfContainer($code: String!) {
    container(code: $code) { parent { code } custody { container { code } from to } samples { nodes { code } } }
  }
`);

export const DefineStorageCondition = graphql(`
  mutation DefineStorageCondition($input: DefineStorageConditionInput!) {
    defineStorageCondition(input: $input) { storageCondition { code version label minimum maximum mktApplicable aliases definedBy } userErrors { code field message } }
  }
`);

export const SetStorageCondition = graphql(`
  mutation SetStorageCondition($input: SetStorageConditionInput!) {
    setStorageCondition(input: $input) { containers { code storageCondition { code version } } userErrors { code field message } }
  }
`);

export const StorageConditions = graphql(`
  query StorageConditions { storageConditions { code version label minimum maximum mktApplicable aliases definedBy } }
`);

export const DefineStabilityProfile = graphql(`
  mutation DefineStabilityProfile($input: DefineStabilityProfileInput!) {
    defineStabilityProfile(input: $input) {
      stabilityProfile { code version activationEnergy freezing { frozenAt thawedAbove thawTime } tiers { code minimum maximum limit returnAllowed } definedBy }
      userErrors { code field message }
    }
  }
`);

export const SetStabilityProfile = graphql(`
  mutation SetStabilityProfile($input: SetStabilityProfileInput!) {
    setStabilityProfile(input: $input) { samples { code stabilityProfile { code version } } userErrors { code field message } }
  }
`);

export const StabilityProfiles = graphql(`
  query StabilityProfiles { stabilityProfiles { code version tiers { code } } }
`);

export const MoveSensor = graphql(`
  mutation MoveSensor($input: MoveSensorInput!) {
    moveSensor(input: $input) { sensor { key asset { code } } userErrors { code field message } }
  }
`);

export const ExcursionsOfContainer = graphql(`
  query ExcursionsOfContainer($code: String!) {
    container(code: $code) { sensors { key } excursions { nodes { id kind startedAt endedAt peak asset { code } rule { code } sensor { key } revisions { cause } } } }
  }
`);

export const ExcursionsWhere = graphql(`
  query ExcursionsWhere($where: ExcursionFilter!) { excursions(where: $where) { nodes { id rule { code } startedAt } } }
`);
