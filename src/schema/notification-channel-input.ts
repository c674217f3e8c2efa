import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Duration as Length } from '../domain/time.js';
import { Duration } from './duration.js';
import { NotificationChannel } from './notification-channel.js';
import { UserError } from './user-error.js';
import { Reasoned } from './reasoned.js';

@InputType({ description: 'Hours of every day in which only what is CRITICAL is told.' })
export class QuietHoursInput {
  @Field({ description: 'When they begin by the clock on the wall, as in "22:00".' })
  from!: string;

  @Field({ description: 'When they are over, as in "06:00"; a time before the beginning is of the next day.' })
  until!: string;

  @Field(() => String, { nullable: true, description: "Of which time zone that clock is, as in the IANA database; null: of the channel's site." })
  timeZone?: string | null;
}

@InputType({ description: 'A way by which somebody is told, or a new version of the one with the same code.' })
export class DefineNotificationChannelInput extends Reasoned {
  @Field({ description: 'The code, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Where a webhook is POSTed to, by http or https; null: it is none, or goes where it went.' })
  url?: string | null;

  @Field(() => [String], { nullable: true, description: 'From 1 to 50 addresses of e-mail; null: it is none, or goes to whom it went.' })
  addresses?: string[] | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether a webhook that has a secret gets another one, from now on; null: it keeps it.' })
  newSecret?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The code of the site whose it is, which who is bound to sites must say; null: of none.' })
  site?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether it is told anything; null: it is.' })
  enabled?: boolean | null;

  @Field(() => QuietHoursInput, { nullable: true, description: 'When only what is CRITICAL is told; null: it is told everything at any time.' })
  quietHours?: QuietHoursInput | null;

  @Field(() => Int, { nullable: true, description: 'More messages than this within digestWindow become one digest; null: never; left out: 10 by e-mail, and never by webhook.' })
  digestAfter?: number | null;

  @Field(() => Duration, { nullable: true, description: 'The time within which messages are counted, from one minute to a day; null: 10 minutes.' })
  digestWindow?: Length | null;
}

@InputType({ description: 'A way by which nobody is to be told any more.' })
export class RetireNotificationChannelInput extends Reasoned {
  @Field({ description: 'The code of the channel.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a channel in a mutation.' })
export class NotificationChannelPayload {
  @Field(() => NotificationChannel, { nullable: true, description: 'The channel as it is now; null when the input was refused.' })
  notificationChannel!: NotificationChannel | null;

  @Field(() => String, { nullable: true, description: 'What signs its messages ("whsec_" and Base64), which is told here and never again; null when no new one was made.' })
  secret!: string | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
