import { graphql } from '../client/index.js';

export const DefineFullRule = graphql(`
  mutation DefineFullRule($input: ExcursionRuleInput!) {
    defineExcursionRule(input: $input) {
      excursionRule { code version mode comparison low high onDelay window levels { severity low high onDelay } storageCondition { code } assets { code } }
      userErrors { code field message }
    }
  }
`);

export const ExcursionsTold = graphql(`
  query ExcursionsTold($container: [String!]!) {
    excursions(where: { container: $container }) {
      nodes {
        id kind severity limit startedAt confirmedAt endedAt peak area unknown status acknowledgedBy rule { code }
        severities { severity reachedAt limit } revisions { revision cause severity startedAt endedAt }
      }
    }
  }
`);

export const Acknowledge = graphql(`
  mutation AcknowledgeStory($input: AcknowledgeExcursionInput!) {
    acknowledgeExcursion(input: $input) { excursion { id } userErrors { code field message } }
  }
`);

export const RuleByCondition = graphql(`
  query RuleByCondition { excursionRules { code storageCondition { code } assets { code } } }
`);

export const Rehearse = graphql(`
  query Rehearse($rule: ExcursionRuleInput!, $from: DateTime!, $to: DateTime!) {
    rehearseExcursionRule(rule: $rule, from: $from, to: $to) {
      sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit }
    }
  }
`);

export const ExcursionsRaised = graphql(`
  query ExcursionsRaised {
    excursions(first: 500) {
      nodes { rule { code } sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit } }
    }
  }
`);

export const RetireByCode = graphql(`
  mutation RetireByCode($input: RetireExcursionRuleInput!) {
    retireExcursionRule(input: $input) { userErrors { code field message } }
  }
`);
