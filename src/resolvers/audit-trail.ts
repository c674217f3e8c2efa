import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { AuditEntry, AuditEntryConnection, AuditTrailArgs, AuditVerification } from '../schema/audit-entry.js';
import type { Connection } from '../schema/connection.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import { listAuditTrail } from './read/audit-trail.js';
import { verifyAuditTrail } from './read/verify-audit-trail.js';

/** A little less than anybody waits for an answer. */
const PATIENCE_MS = 25_000;

@Resolver(() => AuditEntry)
export class AuditTrailResolver {
  @Query(() => AuditEntryConnection, { description: 'Who changed what, when and why, newest first.' })
  async auditTrail(@Args(() => AuditTrailArgs) args: AuditTrailArgs, @Ctx() { em }: Context): Promise<Connection<AuditEntry>> {
    const page = readPage(args, 50, ['number']);
    return connect(await listAuditTrail(em, args.where ?? {}, page), page, ({ seq }) => [seq]);
  }

  @Query(() => AuditVerification, { description: 'Recomputes the hash chain of the whole audit trail; of a very long one the command `thermograph verify` does.' })
  async verifyAuditTrail(
    @Arg('head', () => String, { nullable: true, description: 'A head that an earlier verification told, which must be among the hashes; null: none was noted.' }) noted: string | null,
    @Ctx() { em }: Context,
  ): Promise<AuditVerification> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return verifyAuditTrail(em, { noted, signal }).catch((error: unknown) => {
      if (error !== signal.reason) throw error;
      throw new GraphQLError('The audit trail is too long to be verified in one answer. Run `thermograph verify` where the program runs.', { extensions: { code: 'TIMEOUT' } });
    });
  }
}
