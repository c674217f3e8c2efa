import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ChannelKind } from '../domain/notification.js';
import { SiteEntity } from './site.js';
import { DurationType, InstantType } from './types.js';

/** A way by which somebody is told, by name; its versions tell which. Where its messages go and what signs them is known to no entity. */
export const NotificationChannelEntity = defineEntity({
  name: 'NotificationChannel',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
  },
});

/** Never edited but to be retired: a change is a new version, and the newest counts. */
export const NotificationChannelVersionEntity = defineEntity({
  name: 'NotificationChannelVersion',
  uniques: [{ properties: ['channel', 'version'], name: 'notification_channel_version_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    channel: () => p.manyToOne(NotificationChannelEntity).ref(),
    version: p.integer(),
    kind: p.enum(() => ChannelKind),
    /** Whose it is; null: nobody's who is bound to sites. */
    site: () => p.manyToOne(SiteEntity).ref().strictNullable().deleteRule('no action'),
    /** Addresses of e-mail; of a webhook only the origin, for the rest of its URL may be a secret. */
    recipients: p.array().$type<string[]>(),
    enabled: p.boolean(),
    // All three are set, or none.
    quietFrom: p.time().strictNullable(),
    quietUntil: p.time().strictNullable(),
    quietTimeZone: p.text().strictNullable(),
    /** More than so many messages within the window become one; null: never. */
    digestAfter: p.integer().strictNullable(),
    digestWindow: p.type(DurationType),
    definedAt: p.type(InstantType),
    definedBy: p.text(),
    retiredAt: p.type(InstantType).strictNullable(),
    retiredBy: p.text().strictNullable(),
  },
});

export type NotificationChannelVersion = InferEntity<typeof NotificationChannelVersionEntity>;
