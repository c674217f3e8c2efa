import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { AuditEntry, AuditEntryConnection, AuditTrailArgs, AuditVerification, VerifiedEntryInput } from '../schema/audit-entry.js';
import { badInput } from '../schema/bad-input.js';
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

  @Query(() => AuditVerification, { description: 'Recomputes the hash chain of the audit trail, of a very long one as far as it comes within an answer, and then behind that; the command `thermograph verify` does all of it.' })
  async verifyAuditTrail(
    @Arg('head', () => String, { nullable: true, description: 'A head that an earlier verification told, which must be among the hashes that are looked at; null: none was noted.' }) noted: string | null,
    @Arg('after', () => VerifiedEntryInput, { nullable: true, description: 'Begins behind this entry, which must still be as it was; null: at the beginning.' }) after: VerifiedEntryInput | null,
    @Ctx() { em }: Context,
  ): Promise<AuditVerification> {
    if (after && !(Number.isSafeInteger(after.seq) && after.seq >= 0)) throw badInput('after.seq must be the number of an entry.');
    return verifyAuditTrail(em, { noted, ...(after && { after }), signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}
