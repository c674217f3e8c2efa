import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { Container } from './container.js';
import { DateTime } from './date-time.js';
import { Reasoned } from './reasoned.js';
import { UserError } from './user-error.js';

@ObjectType({ simpleResolvers: true, description: 'What containers are to be kept under, as its newest version says.' })
export class StorageCondition {
  @Field({ description: 'The code that all versions share.' })
  code!: string;

  @Field(() => Int, { description: 'Which version this is, from 1.' })
  version!: number;

  @Field({ description: 'What people call it.' })
  label!: string;

  @Field(() => Float, { nullable: true, description: 'The lowest temperature that is right, in degrees Celsius; null: none is too cold.' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest temperature that is right, in degrees Celsius; null: none is too warm.' })
  maximum!: number | null;

  @Field({ description: 'Whether a mean kinetic temperature means anything here; of what is frozen it does not.' })
  mktApplicable!: boolean;

  @Field(() => [String], { description: 'The codes by which other vocabularies name the same range, each after the name and version of its vocabulary.' })
  aliases!: string[];

  @Field(() => DateTime, { description: 'When this version was defined.' })
  definedAt!: Instant;

  @Field({ description: 'The name of whoever defined this version.' })
  definedBy!: string;
}

@InputType({ description: 'A storage condition, or a new version of the one with the same code.' })
export class DefineStorageConditionInput extends Reasoned {
  @Field({ description: 'The code, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field({ description: 'What people call it, in 1 to 200 characters.' })
  label!: string;

  @Field(() => Float, { nullable: true, description: 'The lowest temperature that is right, in degrees Celsius; null: none is too cold.' })
  minimum?: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest temperature that is right, in degrees Celsius; null: none is too warm.' })
  maximum?: number | null;

  @Field({ description: 'Whether a mean kinetic temperature means anything here; of what is frozen it does not.' })
  mktApplicable!: boolean;

  @Field(() => [String], { nullable: true, description: 'At most 50 codes by which other vocabularies name the same range; null: none.' })
  aliases?: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a storage condition in a mutation.' })
export class StorageConditionPayload {
  @Field(() => StorageCondition, { nullable: true, description: 'The storage condition as it is now; null when the input was refused.' })
  storageCondition!: StorageCondition | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}

@InputType({ description: 'What containers are to be kept under from a moment on, until the next later thing that was said of each: all of them, or none when one is refused.' })
export class SetStorageConditionInput extends Reasoned {
  @Field(() => [String], { description: 'The codes of from 1 to 10,000 containers.' })
  containers!: string[];

  @Field(() => String, { nullable: true, description: 'The code of the storage condition, which must be said; null: they are kept under none that is known.' })
  storageCondition?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when on, which may be long ago, but not more than a minute ahead; null: now, and where nothing was ever said of a container, for all the time before too.' })
  at?: Instant | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of containers in a mutation.' })
export class ContainersPayload {
  @Field(() => [Container], { description: 'The containers as they are now, in order of their codes; empty when the input was refused.' })
  containers!: Container[];

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
