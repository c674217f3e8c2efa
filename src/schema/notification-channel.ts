import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ChannelKind } from '../domain/notification.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';

registerEnumType(ChannelKind, {
  name: 'ChannelKind',
  description: 'By which way somebody is told.',
  valuesConfig: {
    WEBHOOK: { description: 'A signed HTTP POST, as Standard Webhooks has it.' },
    EMAIL: { description: 'A mail in plain text.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Hours of every day in which only what is CRITICAL is told; the rest is told when they are over.' })
export class QuietHours {
  @Field({ description: 'When they begin by the clock on the wall, as in "22:00".' })
  from!: string;

  @Field({ description: 'When they are over, as in "06:00"; a time before the beginning is of the next day.' })
  until!: string;

  @Field({ description: 'Of which time zone that clock is, as in the IANA database.' })
  timeZone!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A way by which somebody is told of excursions, as its newest version says; what signs its messages cannot be read again.' })
export class NotificationChannel {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field({ description: 'The code that all versions share.' })
  code!: string;

  @Field(() => Int, { description: 'Which version this is, from 1.' })
  version!: number;

  @Field(() => ChannelKind, { description: 'By which way its messages go.' })
  kind!: ChannelKind;

  @Field(() => [String], { description: 'The addresses of e-mail; of a webhook only where its URL begins, because the rest may be a secret.' })
  recipients!: string[];

  @Field({ description: 'Whether it is told anything; one that is switched off misses what happens meanwhile.' })
  enabled!: boolean;

  @Field(() => QuietHours, { nullable: true, description: 'When only what is CRITICAL is told; null: it is told everything at any time.' })
  quietHours!: QuietHours | null;

  @Field(() => Int, { nullable: true, description: 'More messages than this within digestWindow become one digest; null: never.' })
  digestAfter!: number | null;

  @Field(() => Duration, { description: 'The time within which messages are counted, and the least time between two digests.' })
  digestWindow!: Length;

  @Field(() => DateTime, { description: 'When this version was defined.' })
  definedAt!: Instant;

  @Field({ description: 'The name of whoever defined this version.' })
  definedBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was retired; null while it is in use.' })
  retiredAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who retired it; null: nobody.' })
  retiredBy!: string | null;
}
