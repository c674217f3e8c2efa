import { Field, Float, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { BudgetUse } from './exposure.js';
import { Sample } from './sample.js';

@ObjectType({ simpleResolvers: true, description: 'What is left of the stability budget of a sample, and how long it lasts.' })
export class BudgetEvent {
  @Field(() => Sample, { description: 'The sample.' })
  sample!: Sample;

  @Field(() => DateTime, { description: 'The moment that all of it speaks of.' })
  at!: Instant;

  @Field(() => [BudgetUse], { description: 'What was used since it was collected, tier by tier of its stability profile; what its parent had used until it was taken from it counts.' })
  budget!: BudgetUse[];

  @Field(() => Float, { nullable: true, description: 'The present temperature in °C, by the newest reading of whoever speaks for it; null: nobody does, or it is silent for longer than expectedEvery.' })
  temperature!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the first limit runs out if it stays at the present temperature, or `at` where one has run out already; null: never, or the present temperature is not known.',
  })
  exhaustedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'The code of the tier that the present temperature is in, the first of several; null: it is in none, or is not known.' })
  tier!: string | null;
}
