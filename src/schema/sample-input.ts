import { Field, InputType, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Sample } from './sample.js';
import { UserError } from './user-error.js';

@InputType({ description: 'A sample to be made known.' })
export class RegisterSampleInput {
  @Field({ description: 'A code that no other sample has, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field({ description: 'What people call it, in 1 to 200 characters.' })
  name!: string;

  @Field({ description: 'What it is made of, as in "plasma", in 1 to 200 characters.' })
  type!: string;

  @Field(() => String, { nullable: true, description: 'What else there is to say of it, in at most 2,000 characters; null: nothing.' })
  description?: string | null;

  @Field(() => DateTime, { description: 'When it was taken.' })
  collectedAt!: Instant;

  @Field(() => String, { nullable: true, description: 'The code of the container that it is in from now on; null: in none.' })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the sample that it was taken from, which may be one of this call; where that one is set apart or discarded after an excursion that had begun by then, it begins in quarantine after the same; null: from none.' })
  parent?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the stability profile that says what it endures; null: none was said.' })
  stabilityProfile?: string | null;
}

@InputType({ description: 'Samples to be made known: all of them, or none when one is refused.' })
export class RegisterSamplesInput {
  @Field(() => [RegisterSampleInput], { description: 'From 1 to 10,000 samples.' })
  samples!: RegisterSampleInput[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of samples in a mutation.' })
export class SamplesPayload {
  @Field(() => [Sample], { description: 'The samples, of registerSamples in the order of the input, else in order of their codes; empty when the input was refused.' })
  samples!: Sample[];

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
