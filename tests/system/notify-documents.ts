import { graphql } from '../client/index.js';

export const DefineChannel = graphql(`
  mutation DefineChannel($input: DefineNotificationChannelInput!) {
    defineNotificationChannel(input: $input) {
      notificationChannel { id code version kind recipients enabled site { code } quietHours { from until timeZone } digestAfter digestWindow definedBy retiredAt retiredBy }
      secret
      userErrors { code field message }
    }
  }
`);

export const RetireChannel = graphql(`
  mutation RetireChannel($input: RetireNotificationChannelInput!) {
    retireNotificationChannel(input: $input) { notificationChannel { code version retiredAt retiredBy } secret userErrors { code field message } }
  }
`);

export const DefinePolicy = graphql(`
  mutation DefinePolicy($input: DefineEscalationPolicyInput!) {
    defineEscalationPolicy(input: $input) {
      escalationPolicy {
        id code version site { code } assets { __typename code } leastSeverity quantities kinds tellHistory definedBy retiredAt
        steps { step after repeatEvery channels { code } }
      }
      userErrors { code field message }
    }
  }
`);

export const RetirePolicy = graphql(`
  mutation RetirePolicy($input: RetireEscalationPolicyInput!) {
    retireEscalationPolicy(input: $input) { escalationPolicy { code version retiredAt retiredBy } userErrors { code field message } }
  }
`);

export const Channels = graphql(`
  query Channels($includeRetired: Boolean) { notificationChannels(includeRetired: $includeRetired) { code version kind recipients enabled site { code } } }
`);

export const Policies = graphql(`
  query Policies($includeRetired: Boolean) {
    escalationPolicies(includeRetired: $includeRetired) { code version site { code } assets { code } steps { step after repeatEvery channels { code } } }
  }
`);

export const Notifications = graphql(`
  query Notifications($where: NotificationFilter, $first: Int, $after: String) {
    notifications(where: $where, first: $first, after: $after) {
      nodes {
        id messageId reason status happenedAt createdAt holdUntil channel { code } excursion { id } digest { id }
        attempts { number at outcome statusCode error nextTryAt }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Resend = graphql(`
  mutation Resend($input: ResendNotificationInput!) {
    resendNotification(input: $input) { notification { id messageId status } userErrors { code field message } }
  }
`);

export const Acknowledge = graphql(`
  mutation AcknowledgeTold($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { userErrors { code } } }
`);
