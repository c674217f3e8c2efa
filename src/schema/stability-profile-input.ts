import { Field, Float, InputType } from 'type-graphql';
import type { Duration as Length } from '../domain/time.js';
import { Duration } from './duration.js';
import { Reasoned } from './reasoned.js';

@InputType({ description: 'Temperatures that a product endures for a time.' })
export class StabilityTierInput {
  @Field({ description: 'What the tier is called, in 1 to 200 characters, unique within the profile.' })
  code!: string;

  @Field(() => Float, { nullable: true, description: 'The lowest temperature of the tier, in degrees Celsius; null: however cold.' })
  minimum?: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest temperature of the tier, in degrees Celsius; null: however warm.' })
  maximum?: number | null;

  @Field(() => Duration, { nullable: true, description: 'How long the product endures it in all; null: without end.' })
  limit?: Length | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether the product may go back to a colder tier after it; null: it may not.' })
  returnAllowed?: boolean | null;
}

@InputType({ description: 'When a product counts as frozen, and when as thawed.' })
export class FreezingInput {
  @Field(() => Float, { description: 'At this temperature in degrees Celsius and below it is frozen.' })
  frozenAt!: number;

  @Field(() => Float, { description: 'Above this temperature in degrees Celsius, which is not below that, it thaws.' })
  thawedAbove!: number;

  @Field(() => Duration, { description: 'How long it must have been above that without a break to be thawed.' })
  thawTime!: Length;
}

@InputType({ description: 'A stability profile, or a new version of the one with the same code.' })
export class DefineStabilityProfileInput extends Reasoned {
  @Field({ description: 'The code, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field(() => [StabilityTierInput], { description: 'From 1 to 50 tiers.' })
  tiers!: StabilityTierInput[];

  @Field(() => Float, { nullable: true, defaultValue: 83.14472, description: 'The activation energy of its decay in kJ/mol; null: 83.14472, which makes it 10,000 kelvin over the gas constant.' })
  activationEnergy?: number | null;

  @Field(() => FreezingInput, { nullable: true, description: 'When it counts as frozen and as thawed; null: thaws are not counted.' })
  freezing?: FreezingInput | null;
}

@InputType({ description: 'What samples endure: all of them, or none when one is refused.' })
export class SetStabilityProfileInput extends Reasoned {
  @Field(() => [String], { description: 'The codes of from 1 to 10,000 samples.' })
  samples!: string[];

  @Field(() => String, { nullable: true, description: 'The code of the stability profile, which must be said; null: nobody knows what they endure.' })
  stabilityProfile?: string | null;
}
