import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Asset, type AnyAsset } from '../schema/asset.js';
import { DefineEscalationPolicyInput, EscalationPolicy, EscalationPolicyPayload, EscalationStep, RetireEscalationPolicyInput } from '../schema/escalation-policy.js';
import { NotificationChannel } from '../schema/notification-channel.js';
import { Site } from '../schema/site.js';
import type { Context } from './context.js';
import { listEscalationPolicies, type EscalationPolicyRow, type StepRow } from './read/escalation-policies.js';
import { defineEscalationPolicy } from './write/define-escalation-policy.js';
import { retireEscalationPolicy } from './write/retire-escalation-policy.js';

@Resolver(() => EscalationPolicy)
export class EscalationPolicyResolver {
  @Query(() => [EscalationPolicy], { description: 'The policies as their newest versions say, in order of their codes; for somebody who is bound to sites those of his sites.' })
  escalationPolicies(
    @Arg('includeRetired', () => Boolean, { nullable: true, defaultValue: false, description: 'Whether those that are retired count too; null: they do not.' })
    includeRetired: boolean | null,
    @Ctx() { em, bounds }: Context,
  ): Promise<EscalationPolicy[]> {
    return listEscalationPolicies(em, bounds, includeRetired ?? false);
  }

  @FieldResolver(() => Site, { nullable: true, description: 'Excursions of what is at this site; null: at any.' })
  async site(@Root() { siteId }: EscalationPolicyRow, @Ctx() { loaders }: Context): Promise<Site | null> {
    return siteId === null ? null : loaders.site.load(siteId);
  }

  @FieldResolver(() => [Asset], { nullable: true, description: 'Excursions of these assets, in the order in which they were named; null: of any.' })
  async assets(@Root() { assets }: EscalationPolicyRow, @Ctx() { loaders }: Context): Promise<AnyAsset[] | null> {
    return assets && Promise.all(assets.map((key) => loaders.asset(key)));
  }

  @FieldResolver(() => [EscalationStep], { description: 'Who is told, first to last.' })
  steps(@Root() { stepRows }: EscalationPolicyRow): StepRow[] {
    return stepRows;
  }

  @Mutation(() => EscalationPolicyPayload, { description: 'Says who is told of which excursions from now on, or changes that by a new version.' })
  defineEscalationPolicy(@Arg('input', { description: 'The policy.' }) input: DefineEscalationPolicyInput, @Ctx() context: Context): Promise<EscalationPolicyPayload> {
    return defineEscalationPolicy(context, input);
  }

  @Mutation(() => EscalationPolicyPayload, { description: 'Ends a policy, with all that it has begun to tell.' })
  retireEscalationPolicy(@Arg('input', { description: 'The policy.' }) input: RetireEscalationPolicyInput, @Ctx() context: Context): Promise<EscalationPolicyPayload> {
    return retireEscalationPolicy(context, input);
  }
}

@Resolver(() => EscalationStep)
export class EscalationStepResolver {
  @FieldResolver(() => [NotificationChannel], { description: 'The channels, in the order in which they were named; for somebody who is bound to sites those of his sites.' })
  channels(@Root() { channelIds }: StepRow, @Ctx() { loaders }: Context): Promise<NotificationChannel[]> {
    return Promise.all(channelIds.map((id) => loaders.notificationChannel.load(id)));
  }
}
