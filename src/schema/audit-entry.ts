import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Role } from '../domain/role.js';
import type { Instant } from '../domain/time.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';

@ObjectType({ simpleResolvers: true, description: 'One change of one thing, as the database noted it when the change was committed; it is never changed itself.' })
export class AuditEntry {
  @Field(() => Int, { description: 'Its number, from 1 without a gap, in the order of commits.' })
  seq!: number;

  @Field(() => DateTime, { description: "When it was noted, by the database's clock; never before the entry in front of it." })
  at!: Instant;

  @Field({ description: 'The name of who made the change; "thermograph": the program by itself; "database user" and a name: somebody past the program.' })
  actor!: string;

  @Field(() => Role, { description: 'The role in which it was made; of the program by itself, which goes by what devices say, it is DEVICE, and of somebody past the program ADMIN.' })
  role!: Role;

  @Field({ description: 'What happened to the row: CREATE, UPDATE or DELETE.' })
  action!: string;

  @Field({ description: 'What kind of thing it is, as in "Sample", "Placement" or "ExcursionRule".' })
  entity!: string;

  @Field({ description: 'The code of the thing, or of what it belongs to; the key of a sensor, the prefix of an API key, the id of what has no name.' })
  entityCode!: string;

  @Field(() => String, { nullable: true, description: 'What it was before, as JSON: the columns that changed, or the whole row when it went; null when it was new.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it was from then on, as JSON: the columns that changed, or the whole row when it was new; null when it went.' })
  after!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who made the change; null: nobody said.' })
  reason!: string | null;

  @Field({ description: 'The SHA-256, in hexadecimal digits, of `previousHash` and the other fields of this entry as JSON, with the keys in order and no spaces.' })
  hash!: string;

  @Field({ description: 'The hash of the entry in front of it; 64 zeros for the first.' })
  previousHash!: string;
}

export const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry', 'entries of the audit trail');

@InputType({ description: 'Which entries of the audit trail: those that fit every field that is given.' })
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'Those of one of these actors; null: of anybody.' })
  actor?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those with one of these actions; null: with any.' })
  action?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of one of these kinds of thing; null: of any.' })
  entity?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of things with one of these codes; null: with any.' })
  entityCode?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Those noted at this moment or later; null: from the first on.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Those noted before this moment; null: up to the last.' })
  to?: Instant | null;
}

@ArgsType()
export class AuditTrailArgs extends PageArgs {
  @Field(() => AuditFilter, { nullable: true, description: 'Which entries to list; null: all.' })
  where?: AuditFilter | null;
}

@InputType({ description: 'An entry that an earlier verification found good, as the last one.' })
export class VerifiedEntryInput {
  @Field(() => Float, { description: 'Its number, which upTo was.' })
  seq!: number;

  @Field({ description: 'Its hash, which head was.' })
  hash!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Whether the audit trail is as the database made it, as far as its hashes can tell.' })
export class AuditVerification {
  @Field({ description: 'Whether every entry that was looked at continues the one in front of it, and the noted head, if one was given and the end was reached, is among them.' })
  ok!: boolean;

  @Field(() => Int, { description: 'How many entries were found good.' })
  entries!: number;

  @Field(() => Float, { description: 'The number of the last good entry, 0 before the first.' })
  upTo!: number;

  @Field({ description: 'False: the time of an answer was over before the last entry was reached, and nothing was found wrong up to there; the rest is verified behind upTo, whose hash is head.' })
  isComplete!: boolean;

  @Field(() => Float, { nullable: true, description: 'The number of the first entry that is not as it was made, or that follows what is missing; null: there is none.' })
  firstBroken!: number | null;

  @Field(() => String, { nullable: true, description: 'What is wrong, for people; null: nothing.' })
  problem!: string | null;

  @Field({ description: 'The hash of the last good entry, 64 zeros before the first: noted elsewhere, it shows later whether entries were cut off, or all of them written anew.' })
  head!: string;
}
