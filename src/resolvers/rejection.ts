import { isUtf8 } from 'node:buffer';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Rejection as RejectionRow } from '../entities/rejection.js';
import type { Connection } from '../schema/connection.js';
import { Rejection, RejectionConnection, RejectionsArgs } from '../schema/rejection.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import { listRejections } from './read/rejections.js';

const BINARY = 'base64:';

@Resolver(() => Rejection)
export class RejectionResolver {
  @Query(() => RejectionConnection, { description: 'What could not be stored, newest first.' })
  async rejections(@Args(() => RejectionsArgs) args: RejectionsArgs, @Ctx() { em }: Context): Promise<Connection<Rejection>> {
    const page = readPage(args, 50, ['number']);
    return connect(await listRejections(em, args.where ?? {}, page), page, ({ id }) => [id]);
  }

  @FieldResolver(() => String, { description: 'What came, as text if it is UTF-8; else, or if it begins so itself, "base64:" and the bytes in Base64.' })
  payload(@Root() { payload }: RejectionRow): string {
    const bytes = Buffer.from(payload);
    const text = isUtf8(bytes) ? bytes.toString() : null;
    return text === null || text.startsWith(BINARY) ? BINARY + bytes.toString('base64') : text;
  }
}
