import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { NotificationChannel } from '../schema/notification-channel.js';
import { DefineNotificationChannelInput, NotificationChannelPayload, RetireNotificationChannelInput } from '../schema/notification-channel-input.js';
import { Site } from '../schema/site.js';
import type { Context } from './context.js';
import { listNotificationChannels, type NotificationChannelRow } from './read/notification-channels.js';
import { defineNotificationChannel } from './write/define-notification-channel.js';
import { retireNotificationChannel } from './write/retire-notification-channel.js';

@Resolver(() => NotificationChannel)
export class NotificationChannelResolver {
  @Query(() => [NotificationChannel], { description: 'The channels as their newest versions say, in order of their codes; for somebody who is bound to sites those of his sites.' })
  notificationChannels(
    @Arg('includeRetired', () => Boolean, { nullable: true, defaultValue: false, description: 'Whether those that are retired count too; null: they do not.' })
    includeRetired: boolean | null,
    @Ctx() { em, bounds }: Context,
  ): Promise<NotificationChannel[]> {
    return listNotificationChannels(em, bounds, includeRetired ?? false);
  }

  @FieldResolver(() => Site, { nullable: true, description: 'The site whose it is; null: of none.' })
  async site(@Root() { siteId }: NotificationChannelRow, @Ctx() { loaders }: Context): Promise<Site | null> {
    return siteId === null ? null : loaders.site.load(siteId);
  }

  @Mutation(() => NotificationChannelPayload, { description: 'Defines a way by which somebody is told, or a new version of the one with the same code; a webhook that is new is given a secret, which is told this once.' })
  defineNotificationChannel(@Arg('input', { description: 'The channel.' }) input: DefineNotificationChannelInput, @Ctx() context: Context): Promise<NotificationChannelPayload> {
    return defineNotificationChannel(context, input);
  }

  @Mutation(() => NotificationChannelPayload, { description: 'Ends a channel that no policy in force tells; what it was told stays.' })
  retireNotificationChannel(@Arg('input', { description: 'The channel.' }) input: RetireNotificationChannelInput, @Ctx() context: Context): Promise<NotificationChannelPayload> {
    return retireNotificationChannel(context, input);
  }
}
