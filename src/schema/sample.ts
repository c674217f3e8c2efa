import { ArgsType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { SampleStatus } from '../domain/asset.js';
import type { Instant } from '../domain/time.js';
import { Asset } from './asset.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';

registerEnumType(SampleStatus, {
  name: 'SampleStatus',
  description: 'How far a sample has come. What was decided of it after excursions counts: see each value, and Disposition.',
  valuesConfig: {
    COLLECTED: { description: 'It was taken, and nothing else is known yet.' },
    IN_TRANSIT: { description: 'It is on its way.' },
    RECEIVED: { description: 'It has arrived and is not stored yet.' },
    STORED: { description: 'It is where it is to be kept.' },
    ANALYZED: { description: 'It has been analysed.' },
    QUARANTINED: { description: 'It is set apart: its status was said to be so, or the disposition of it after some excursion is QUARANTINED, RETEST or REJECTED, also where nobody has decided yet.' },
    RELEASED: { description: 'It may be used: its status was said to be so, or it was RELEASED after an excursion, nothing keeps it in quarantine, and no other status was said of it since.' },
    DISPOSED: { description: 'It was thrown away: its status was said to be so, or it was DISCARDED after an excursion; this comes before everything else.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: Asset, description: 'A biological sample or a product, which keeps its history wherever it is moved.' })
export class Sample extends Asset {
  @Field({ description: 'What it is made of, as in "plasma", in free words.' })
  type!: string;

  @Field(() => String, { nullable: true, description: 'What else there is to say of it; null: nothing was said.' })
  description!: string | null;

  @Field(() => DateTime, { description: 'When it was taken.' })
  collectedAt!: Instant;
}

export const SampleConnection = connectionOf(Sample, 'Sample', 'samples');

@InputType({ description: 'Which samples to list: those that fit every field that is given.' })
export class SampleFilter {
  @Field(() => [String], { nullable: true, description: 'Those with one of these codes; null: any code.' })
  code?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of exactly one of these types; null: any type.' })
  type?: string[] | null;

  @Field(() => [SampleStatus], { nullable: true, description: 'Those with one of these statuses; null: any status.' })
  status?: SampleStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Those that are now inside a container with one of these codes, however deep; null: anywhere.' })
  container?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those taken from a sample with one of these codes; null: from any or none.' })
  parent?: string[] | null;
}

@ArgsType()
export class SamplesArgs extends PageArgs {
  @Field(() => SampleFilter, { nullable: true, description: 'Which samples to list; null: all.' })
  where?: SampleFilter | null;
}

@ArgsType()
export class ContentArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether samples in containers that stand inside count too; null: they do.' })
  nested?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'The moment at which they were inside; null: now.' })
  at?: Instant | null;
}
