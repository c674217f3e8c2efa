import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import type { Notification as NotificationRow } from '../entities/notification.js';
import { PageArgs, type Connection } from '../schema/connection.js';
import { Excursion } from '../schema/excursion.js';
import { Notification, NotificationAttempt, NotificationConnection, NotificationPayload, NotificationsArgs, ResendNotificationInput } from '../schema/notification.js';
import { NotificationChannel } from '../schema/notification-channel.js';
import type { Context } from './context.js';
import { connect, readPage, type Key, type Page } from './page.js';
import { listNotifications } from './read/notifications.js';
import { resendNotification } from './write/resend-notification.js';

const keyOf = ({ id }: Pick<Notification, 'id'>): Key => [id];
const pageOf = (args: PageArgs): Page => readPage(args, 50, ['number']);

@Resolver(() => Notification)
export class NotificationResolver {
  @Query(() => NotificationConnection, { description: 'What was told or is to be told, newest first; for somebody who is bound to sites what is about his excursions, and digests to channels of his sites.' })
  async notifications(@Args(() => NotificationsArgs) args: NotificationsArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Notification>> {
    const page = pageOf(args);
    return connect(await listNotifications(em, { where: args.where ?? {}, page, bounds }), page, keyOf);
  }

  @FieldResolver(() => Excursion, { nullable: true, description: 'What it is about; null for a digest, which is about many.' })
  async excursion(@Root() { excursionId }: NotificationRow, @Ctx() { loaders }: Context): Promise<Excursion | null> {
    return excursionId === null ? null : loaders.excursion.load(excursionId);
  }

  @FieldResolver(() => NotificationChannel, { nullable: true, description: 'Who is told; null for somebody who is bound to sites, where the channel is of none of them.' })
  async channel(@Root() { channel }: NotificationRow, @Ctx() { loaders }: Context): Promise<NotificationChannel | null> {
    return loaders.notificationChannel.load(channel.id);
  }

  @FieldResolver(() => Notification, { nullable: true, description: 'The digest that tells it, and whose fate it has; null: it goes by itself.' })
  async digest(@Root() { digestId }: NotificationRow, @Ctx() { loaders }: Context): Promise<Notification | null> {
    return digestId === null ? null : loaders.notification.load(digestId);
  }

  @FieldResolver(() => [NotificationAttempt], { description: 'The tries to send it, first to last; of what a digest tells they are of the digest.' })
  attempts(@Root() { id }: NotificationRow, @Ctx() { loaders }: Context): Promise<NotificationAttempt[]> {
    return loaders.attemptsOfNotification.load(id);
  }

  @Mutation(() => NotificationPayload, { description: 'Sends a message again that was given up.' })
  resendNotification(@Arg('input', { description: 'The message.' }) input: ResendNotificationInput, @Ctx() context: Context): Promise<NotificationPayload> {
    return resendNotification(context, input);
  }
}

@Resolver(() => Excursion)
export class ExcursionNotificationsResolver {
  @FieldResolver(() => NotificationConnection, { description: 'Who was told of it or is to be told, newest first.' })
  async notifications(@Root() { id }: ExcursionRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<Notification>> {
    const page = pageOf(args);
    return connect(await loaders.notificationsOfExcursion(id, { page }), page, keyOf);
  }
}
