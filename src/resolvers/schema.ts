import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { enforcePermissions } from '../access/enforce.js';
import { boundAbundance } from './abundance.js';
import { AffectedSampleResolver, AffectedSamplesResolver } from './affected-sample.js';
import { AlarmResolver, AlarmSourceResolver } from './alarm.js';
import { ApiKeyResolver } from './api-key.js';
import { AssetResolver } from './asset.js';
import { AuditTrailResolver } from './audit-trail.js';
import { CalibrationResolver } from './calibration.js';
import { ContainerResolver } from './container.js';
import { DispositionResolver, ExcursionDispositionsResolver, SampleDispositionsResolver } from './disposition.js';
import { EscalationPolicyResolver, EscalationStepResolver } from './escalation-policy.js';
import { ExcursionResolver } from './excursion.js';
import { ExcursionRuleResolver } from './excursion-rule.js';
import { ExposureSegmentResolver } from './exposure.js';
import { takeFetched } from './fetched.js';
import { MachineResolver } from './machine.js';
import { ExcursionNotificationsResolver, NotificationResolver } from './notification.js';
import { NotificationChannelResolver } from './notification-channel.js';
import { sortParametersOnce } from './parameters.js';
import { PlacementResolver } from './placement.js';
import { ReadingResolver } from './reading.js';
import { RejectionResolver } from './rejection.js';
import { RehearsedExcursionResolver } from './rehearsed-excursion.js';
import { SampleResolver } from './sample.js';
import { SampleHistoryResolver, SampleMoveResolver } from './sample-history.js';
import { SensorResolver } from './sensor.js';
import { castNet } from './sight/net.js';
import { SiteResolver } from './site.js';
import { StabilityProfileResolver } from './stability-profile.js';
import { StatsResolver } from './stats.js';
import { StorageConditionResolver } from './storage-condition.js';
import { SubscriptionResolver } from './subscription.js';

/** The whole public vocabulary and what answers it, to those who may ask, with so many objects at a time as abundance.ts says where nothing is said. Throws where it is not said who may. */
export async function buildGraphQLSchema({ mostObjects }: { mostObjects?: number } = {}): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      StatsResolver, SiteResolver, AssetResolver, MachineResolver, ContainerResolver, PlacementResolver, SampleResolver, SensorResolver, ReadingResolver,
      ExcursionRuleResolver, ExcursionResolver, RejectionResolver, ApiKeyResolver, StorageConditionResolver, StabilityProfileResolver, SubscriptionResolver,
      AlarmResolver, AlarmSourceResolver, CalibrationResolver, SampleHistoryResolver, SampleMoveResolver, ExposureSegmentResolver, AffectedSamplesResolver, AffectedSampleResolver,
      AuditTrailResolver, RehearsedExcursionResolver, DispositionResolver, SampleDispositionsResolver, ExcursionDispositionsResolver,
      NotificationChannelResolver, EscalationPolicyResolver, EscalationStepResolver, NotificationResolver, ExcursionNotificationsResolver,
    ],
    // Inputs are checked where they are used, and refused as userErrors.
    validate: false,
    pubSub: NO_PUBSUB,
  });
  sortParametersOnce();
  takeFetched(schema);
  boundAbundance(schema, mostObjects);
  castNet(schema);
  enforcePermissions(schema);
  return schema;
}

/** type-graphql asks for one though every subscription brings its own bounded source. */
const NO_PUBSUB = {
  publish() {},
  subscribe(): never {
    throw new Error('subscriptions are fed by context.live');
  },
};
