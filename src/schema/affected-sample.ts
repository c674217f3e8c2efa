import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from './connection.js';
import { Sample } from './sample.js';

@ObjectType({ description: 'A sample that was inside at any time of the excursion, and what it went through there.' })
export class AffectedSample {
  @Field(() => Sample, { description: 'The sample.' })
  sample!: Sample;
}

/** A smaller page than others: each sample brings what it went through. */
@ArgsType()
export class AffectedSamplesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many to give at most, from 1 to 500; null: the default.' })
  override first: number | null = 20;
}

export const AffectedSampleConnection = connectionOf(AffectedSample, 'AffectedSample', 'samples that were affected');
