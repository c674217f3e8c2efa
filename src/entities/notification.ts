import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { AttemptOutcome, NotificationReason, NotificationStatus } from '../domain/notification.js';
import { EscalationStepEntity } from './escalation-policy.js';
import { NotificationChannelEntity } from './notification-channel.js';
import { InstantType } from './types.js';

/** One message to one channel. Those to one channel about one excursion go out in the order of their ids. */
export const NotificationEntity = defineEntity({
  name: 'Notification',
  properties: {
    id: p.integer().primary().autoincrement(),
    /** The same at every try, so that who gets it twice knows. */
    messageId: p.text().unique().defaultRaw('new_message_id()'),
    channel: () => p.manyToOne(NotificationChannelEntity).ref(),
    /** Null for a digest. */
    excursionId: p.integer().strictNullable(),
    /** The step that told it; null where it goes on with what the channel was told before. */
    step: () => p.manyToOne(EscalationStepEntity).ref().strictNullable().deleteRule('no action'),
    reason: p.enum(() => NotificationReason),
    happenedAt: p.type(InstantType),
    /** The excursion as it was then; null for a digest. */
    facts: p.json().strictNullable(),
    status: p.enum(() => NotificationStatus).default(NotificationStatus.PENDING),
    /** The digest that tells it instead; null: it goes by itself. */
    digestId: p.integer().strictNullable(),
    createdAt: p.type(InstantType),
    /** Until when quiet hours or a digest hold it. */
    holdUntil: p.type(InstantType).strictNullable(),
    /** Not before; null: it was not tried yet, or not since somebody wanted it sent again. */
    tryAt: p.type(InstantType).strictNullable(),
    /** When the last try began. */
    triedAt: p.type(InstantType).strictNullable(),
    /** While somebody tries. */
    leasedUntil: p.type(InstantType).strictNullable(),
    giveUpAt: p.type(InstantType).strictNullable(),
    attempts: p.integer().default(0),
  },
});

export const NotificationAttemptEntity = defineEntity({
  name: 'NotificationAttempt',
  uniques: [{ properties: ['notification', 'number'], name: 'notification_attempt_number_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    notification: () => p.manyToOne(NotificationEntity).ref(),
    number: p.integer(),
    at: p.type(InstantType),
    outcome: p.enum(() => AttemptOutcome),
    statusCode: p.integer().strictNullable(),
    error: p.text().strictNullable(),
    /** Null: there is none. */
    nextTryAt: p.type(InstantType).strictNullable(),
  },
});

export type Notification = InferEntity<typeof NotificationEntity>;
export type NotificationAttempt = InferEntity<typeof NotificationAttemptEntity>;
