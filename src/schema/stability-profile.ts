import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import { UserError } from './user-error.js';

@ObjectType({ simpleResolvers: true, description: 'Temperatures that a product endures for a time, which adds up over all of its life.' })
export class StabilityTier {
  @Field({ description: 'What the tier is called, unique within its profile.' })
  code!: string;

  @Field(() => Float, { nullable: true, description: 'The lowest temperature of the tier, in degrees Celsius; null: however cold.' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest temperature of the tier, in degrees Celsius; null: however warm.' })
  maximum!: number | null;

  @Field(() => Duration, { nullable: true, description: 'How long the product endures it in all; null: without end.' })
  limit!: Length | null;

  @Field({ description: 'Whether the product may go back to a colder tier after it.' })
  returnAllowed!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'When a product counts as frozen, and when as thawed.' })
export class Freezing {
  @Field(() => Float, { description: 'At this temperature in degrees Celsius and below it is frozen.' })
  frozenAt!: number;

  @Field(() => Float, { description: 'Above this temperature in degrees Celsius it thaws.' })
  thawedAbove!: number;

  @Field(() => Duration, { description: 'How long it must have been above that without a break to be thawed.' })
  thawTime!: Length;
}

@ObjectType({ simpleResolvers: true, description: 'What a product endures, as the newest version of its profile says.' })
export class StabilityProfile {
  @Field({ description: 'The code that all versions share.' })
  code!: string;

  @Field(() => Int, { description: 'Which version this is, from 1.' })
  version!: number;

  @Field(() => [StabilityTier], { description: 'The tiers in the order in which they were named.' })
  tiers!: StabilityTier[];

  @Field(() => Float, { description: 'The activation energy of its decay in kJ/mol, from which mean kinetic temperatures follow.' })
  activationEnergy!: number;

  @Field(() => Freezing, { nullable: true, description: 'When it counts as frozen and as thawed; null: thaws are not counted.' })
  freezing!: Freezing | null;

  @Field(() => DateTime, { description: 'When this version was defined.' })
  definedAt!: Instant;

  @Field({ description: 'The name of whoever defined this version.' })
  definedBy!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a stability profile in a mutation.' })
export class StabilityProfilePayload {
  @Field(() => StabilityProfile, { nullable: true, description: 'The stability profile as it is now; null when the input was refused.' })
  stabilityProfile!: StabilityProfile | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
