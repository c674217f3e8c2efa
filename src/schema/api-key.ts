import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Role } from '../domain/role.js';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Reasoned } from './reasoned.js';
import { UserError } from './user-error.js';

@ObjectType({ simpleResolvers: true, description: 'A key that was given to somebody, without the key itself, which nobody can read again.' })
export class ApiKey {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field({ description: 'Whose key it is, and under which name whatever is done with it is kept.' })
  name!: string;

  @Field(() => Role, { description: 'What may be done with it.' })
  role!: Role;

  @Field({ description: 'The first eight characters after "tg_", by which people tell keys apart.' })
  prefix!: string;

  @Field(() => DateTime, { description: 'When it was issued.' })
  createdAt!: Instant;

  @Field({ description: 'Who issued it.' })
  createdBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null: never.' })
  expiresAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null: it was not.' })
  revokedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who revoked it; null: nobody.' })
  revokedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null: it never was.' })
  lastUsedAt!: Instant | null;
}

@InputType({ description: 'A key to be issued.' })
export class IssueApiKeyInput extends Reasoned {
  @Field({ description: 'Whose key it is, in 1 to 200 characters; whatever is done with it is kept under this name.' })
  name!: string;

  @Field(() => Role, { description: 'What may be done with it.' })
  role!: Role;

  @Field(() => [String], { nullable: true, description: 'The codes of the sites that it reaches, at least one; null: it is bound to none of them and reaches all, or it is for a DEVICE.' })
  sites?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The code of the machine that a DEVICE is; null: it is none.' })
  machine?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the container that a DEVICE is; null: it is none.' })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the sample that a DEVICE is; null: it is none.' })
  sample?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself, which must be later than now; null: never.' })
  expiresAt?: Instant | null;
}

@InputType({ description: 'A key that shall be refused from now on.' })
export class RevokeApiKeyInput extends Reasoned {
  @Field(() => ID, { description: 'The id of the key.' })
  apiKey!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a key in a mutation.' })
export class ApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now, without itself; null when the input was refused.' })
  apiKey!: ApiKey | null;

  @Field(() => String, { nullable: true, description: 'The key itself, which is told here and never again; null when none was issued.' })
  key!: string | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
