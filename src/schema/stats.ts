import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Duration as Length } from '../domain/time.js';
import { Duration } from './duration.js';

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

  @Field(() => Float, { description: 'How many events the process that answers has handed to its subscribers since it began, one to several counted as several.' })
  deliveries!: number;

  @Field(() => Float, { description: 'How many events the process that answers has handed to its subscribers in the last minute, per second.' })
  deliveriesPerSecond!: number;

  @Field(() => Int, { description: 'How many events wait in the process that answers for subscribers who have fallen behind.' })
  queuedEvents!: number;

  @Field(() => Duration, { description: 'For how long a transaction that is not over has been keeping the subscribers of the process that answers from what was committed after it began; PT0S when none does.' })
  horizonAge!: Length;

  @Field(() => Float, { nullable: true, description: 'Share of the documents asked of the process that answers which it had parsed and found valid before, 0 to 1; null: none was asked.' })
  cacheHitRatio!: number | null;
}
