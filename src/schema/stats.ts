import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How much of everything there is, now.' })
export class Stats {
  @Field(() => Int, { description: 'How many machines are known.' })
  machines!: number;

  @Field(() => Int, { description: 'How many containers are known.' })
  containers!: number;

  @Field(() => Int, { description: 'How many samples are known.' })
  samples!: number;

  @Field(() => Int, { description: 'How many sensors are known.' })
  sensors!: number;

  @Field(() => Int, { description: 'How many excursions still last.' })
  openExcursions!: number;

  @Field(() => Float, { description: 'How many readings are stored: counted up to about a million, from there on an estimate that is some seconds old.' })
  readings!: number;

  @Field(() => Float, { description: 'How many readings arrived in the last minute, per second.' })
  readingsPerSecond!: number;

  @Field(() => Int, { description: 'How many rejections are stored, resolved or not.' })
  rejections!: number;

  @Field(() => Int, { description: 'How many subscriptions run on the process that answers.' })
  subscribers!: number;

  @Field(() => Float, { nullable: true, description: 'Share of questions that a cache answered, 0 to 1; null: nothing is cached.' })
  cacheHitRatio!: number | null;
}
