import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AttemptOutcome, NotificationReason, NotificationStatus } from '../domain/notification.js';
import type { Instant } from '../domain/time.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';
import { UserError } from './user-error.js';
import { Reasoned } from './reasoned.js';

registerEnumType(NotificationReason, {
  name: 'NotificationReason',
  description: 'Why somebody is told.',
  valuesConfig: {
    OPENED: { description: 'The excursion was found, or found again after it had been retracted.' },
    UPDATED: { description: 'It is worse than it was, or known better.' },
    CLOSED: { description: 'It has ended.' },
    RETRACTED: { description: 'It turned out never to have been.' },
    ACKNOWLEDGED: { description: 'Somebody has seen it.' },
    ASSESSED: { description: 'Somebody has said what it means.' },
    ESCALATED: { description: 'Nobody has acknowledged it in the time that a step gives.' },
    REPEATED: { description: 'Still nobody has acknowledged it.' },
    DIGEST: { description: 'So much has happened that it is told in one message.' },
  },
});

registerEnumType(NotificationStatus, {
  name: 'NotificationStatus',
  description: 'How far a message has come.',
  valuesConfig: {
    PENDING: { description: 'It is still to be sent, or tried again.' },
    SENT: { description: 'It was taken.' },
    DEAD: { description: 'It was tried for a day and not taken, or its channel is gone; it can be sent again.' },
  },
});

registerEnumType(AttemptOutcome, {
  name: 'AttemptOutcome',
  description: 'What came of a try to send a message.',
  valuesConfig: { SENT: { description: 'It was taken.' }, FAILED: { description: 'It was not taken, or nobody knows.' } },
});

@ObjectType({ simpleResolvers: true, description: 'A try to send a message.' })
export class NotificationAttempt {
  @Field(() => Int, { description: 'The how manieth it is, from 1.' })
  number!: number;

  @Field(() => DateTime, { description: 'When it had come to an end.' })
  at!: Instant;

  @Field(() => AttemptOutcome, { description: 'What came of it.' })
  outcome!: AttemptOutcome;

  @Field(() => Int, { nullable: true, description: 'What the other side answered, in the numbers of HTTP or SMTP; null: nothing, or nothing but yes.' })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'What was wrong; null: nothing.' })
  error!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again; null: it is not.' })
  nextTryAt!: Instant | null;
}

@ObjectType({ simpleResolvers: true, description: 'A message to one channel about one excursion, or a digest of many; those to one channel about one excursion go out one after the other.' })
export class Notification {
  @Field(() => ID, { description: 'The id, which never changes; later messages have greater ones.' })
  id!: number;

  @Field({ description: 'By which who gets it twice can tell: the same at every try.' })
  messageId!: string;

  @Field(() => NotificationReason, { description: 'Why somebody is told.' })
  reason!: NotificationReason;

  @Field(() => NotificationStatus, { description: 'How far it has come.' })
  status!: NotificationStatus;

  @Field(() => DateTime, { description: 'When that happened of which it tells.' })
  happenedAt!: Instant;

  @Field(() => DateTime, { description: 'When it was decided that it is told.' })
  createdAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'Until when quiet hours or a digest hold it; null: nothing does.' })
  holdUntil!: Instant | null;
}

export const NotificationConnection = connectionOf(Notification, 'Notification', 'notifications');

@InputType({ description: 'Which notifications to list: those that fit every field that is given.' })
export class NotificationFilter {
  @Field(() => [ID], { nullable: true, description: 'Those about excursions with one of these ids; null: about anything.' })
  excursion?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those to channels with one of these codes; null: to any.' })
  channel?: string[] | null;

  @Field(() => [NotificationStatus], { nullable: true, description: 'Those with one of these statuses; null: with any.' })
  status?: NotificationStatus[] | null;

  @Field(() => [NotificationReason], { nullable: true, description: 'Those with one of these reasons; null: with any.' })
  reason?: NotificationReason[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that were decided at this moment or later; null: from the first on.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that were decided before this moment; null: up to the last.' })
  to?: Instant | null;
}

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field(() => NotificationFilter, { nullable: true, description: 'Which notifications to list; null: all.' })
  where?: NotificationFilter | null;
}

@InputType({ description: 'A message that was given up and shall be sent again.' })
export class ResendNotificationInput extends Reasoned {
  @Field(() => ID, { description: 'The id of the notification.' })
  notification!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a notification in a mutation.' })
export class NotificationPayload {
  @Field(() => Notification, { nullable: true, description: 'The notification as it is now; null when the input was refused.' })
  notification!: Notification | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
