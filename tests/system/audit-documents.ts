import { graphql } from '../client/index.js';

export const AuditTrail = graphql(`
  query AuditTrail($where: AuditFilter, $first: Int, $after: String) {
    auditTrail(where: $where, first: $first, after: $after) {
      nodes { seq at actor role action entity entityCode before after reason hash previousHash }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const VerifyAuditTrail = graphql(`
  query VerifyAuditTrail($head: String, $after: VerifiedEntryInput) {
    verifyAuditTrail(head: $head, after: $after) { ok entries firstBroken problem head upTo isComplete }
  }
`);
