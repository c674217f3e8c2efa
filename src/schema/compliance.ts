import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';

@ObjectType({
  simpleResolvers: true,
  description: 'How much of an interval an asset was as it should be, by time over all its readings; what stands in it counts for everybody who is told of it.',
})
export class Compliance {
  @Field(() => DateTime, { description: 'Where the interval begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Where the interval ends, which does not belong to it.' })
  to!: Instant;

  @Field(() => Duration, { description: 'The time in which all sensors that limits held for then were within them, a value equal to a limit included.' })
  inRange!: Length;

  @Field(() => Duration, { description: 'The time in which one of the sensors at least was beyond its limits, however short, and whether or not it raised an excursion.' })
  outOfRange!: Length;

  @Field(() => Duration, { description: 'The rest of the interval: no sensor was known to be beyond its limits, and the value of one was not known, or no limits held for any, or it has not come yet.' })
  unknown!: Length;

  @Field(() => Float, { nullable: true, description: 'The share of the known time that was in range: inRange / (inRange + outOfRange), from 0 to 1; null when nothing is known.' })
  ratio!: number | null;

  @Field(() => Float, { description: 'Share of the interval that is known, from 0 to 1.' })
  coverage!: number;
}

@ArgsType()
export class IntervalArgs {
  @Field(() => DateTime, { description: 'The begin of the interval, which belongs to it.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The end of the interval, which does not belong to it.' })
  to!: Instant;
}
