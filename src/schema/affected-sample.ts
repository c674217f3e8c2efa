import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Sample } from './sample.js';

@ObjectType({ simpleResolvers: true, description: 'A sample that was inside at any time of the excursion, and what it went through there.' })
export class AffectedSample {
  @Field(() => Sample, { description: 'The sample.' })
  sample!: Sample;
}

export const AffectedSampleConnection = connectionOf(AffectedSample, 'AffectedSample', 'samples that were affected');
