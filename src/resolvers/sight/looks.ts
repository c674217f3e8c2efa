import type { Segment } from '../../domain/account.js';
import type { DispositionWord } from '../../entities/disposition.js';
import type { Excursion } from '../../entities/excursion.js';
import type { ExcursionRule } from '../../entities/excursion-rule.js';
import type { Notification } from '../../entities/notification.js';
import type { Placement } from '../../entities/placement.js';
import type { Sensor } from '../../entities/sensor.js';
import type { Site } from '../../entities/site.js';
import type { AffectedSample } from '../../schema/affected-sample.js';
import type { AnyAsset } from '../../schema/asset.js';
import type { Context } from '../context.js';
import { assetOfSensor, keyOf } from '../read/assets.js';
import type { EscalationPolicyRow } from '../read/escalation-policies.js';
import type { NotificationChannelRow } from '../read/notification-channels.js';
import type { SensorReading } from '../read/readings.js';
import type { RehearsedEpisode } from '../read/rehearsal.js';
import { containerNamed } from '../read/surroundings.js';
import type { Sight } from './sight.js';

/** Whether a thing is in sight of a caller who is bound. */
export type Look<Thing = unknown> = (thing: Thing, sight: Sight, context: Context) => boolean | Promise<boolean>;

const asset: Look<AnyAsset> = (thing, sight) => sight.sees(keyOf(thing));
const ofSensor = async (id: number, sight: Sight, { sensors }: Context) => sight.sees(assetOfSensor(await sensors.load(id)));
const isOwn: Look<{ siteId: number | null }> = ({ siteId }, sight) => siteId !== null && sight.seesSite(siteId);
// It tells of what its sensor was on, and of the sensor, which may be elsewhere now.
const excursion: Look<Excursion> = async (thing, sight, context) =>
  (await Promise.all([ofSensor(thing.sensor.id, sight, context), sight.sees(await context.loaders.assetOfExcursion.load(thing))])).every(Boolean);
const never: Look = () => false;
const keyOfSample = (sample: number) => ({ machine: null, container: null, sample });

/** How the asset or the site of a thing is found, for every type of the schema that is somewhere. */
const PLACED = {
  Site: (({ id }, sight) => sight.seesSite(id)) satisfies Look<Site>,
  Asset: asset,
  Machine: asset,
  Container: asset,
  Sample: asset,
  Sensor: ((sensor, sight) => sight.sees(assetOfSensor(sensor))) satisfies Look<Sensor>,
  Reading: (({ sensorId }, sight, context) => ofSensor(sensorId, sight, context)) satisfies Look<SensorReading>,
  Excursion: excursion,
  DispositionDecision: (async (word, sight, context) =>
    (await Promise.all([excursion(await context.loaders.excursion.load(word.excursion.id), sight, context), sight.sees(keyOfSample(word.sample.id))])).every(Boolean)) satisfies Look<DispositionWord>,
  // A digest, which is about many, is seen with its channel.
  Notification: (async (notification, sight, context) =>
    notification.excursionId !== null ? excursion(await context.loaders.excursion.load(notification.excursionId), sight, context) : isOwn(await context.loaders.notificationChannel.load(notification.channel.id), sight, context)) satisfies Look<Notification>,
  NotificationChannel: isOwn satisfies Look<NotificationChannelRow>,
  EscalationPolicy: isOwn satisfies Look<EscalationPolicyRow>,
  // Of assets that the caller has named, and so may see.
  RehearsedExcursion: (({ sensorId }, sight, context) => ofSensor(sensorId, sight, context)) satisfies Look<RehearsedEpisode>,
  // Where something was is told by those whose container it was in.
  Placement: (({ container }, sight) => sight.sees({ machine: null, container: container.id, sample: null })) satisfies Look<Placement>,
  ExposureSegment: (({ place }, sight) => sight.sees({ machine: null, container: containerNamed(place), sample: null })) satisfies Look<Segment>,
  AffectedSample: (({ sample }, sight) => sight.sees(keyOfSample(sample.id))) satisfies Look<AffectedSample>,
  BudgetEvent: (({ sample }, sight) => sight.sees(keyOfSample(sample.id))) satisfies Look<Pick<AffectedSample, 'sample'>>,
  // A rule over several sites is seen at each of them; of its assets only those there are. A storage condition holds everywhere.
  ExcursionRule: (async ({ id, storageCondition }, sight, { loaders }) =>
    storageCondition !== null || (await Promise.all((await loaders.assetsOfRule.load(id)).map((key) => sight.sees(key)))).some(Boolean)) satisfies Look<ExcursionRule>,
  // These belong to no site.
  Rejection: never,
  Stats: never,
  AuditEntry: never,
  AuditVerification: never,
};

/** What holds everywhere or tells nothing of itself, is reached only by way of something that is looked at, or, as keys, suppressions and figures, is cut to the caller's bounds where it is read. Edges and connections need no mention. */
const OPEN = new Set([
  'ApiKey', 'PageInfo', 'UserError', 'Viewer', 'Position', 'Series', 'Bucket', 'ExcursionRevision', 'ReadingEvent', 'Gap', 'ExcursionEvent', 'ContainerPayload', 'ExcursionPayload',
  'ExcursionRulePayload', 'MachinePayload', 'RecordReadingsPayload', 'SamplesPayload', 'SensorPayload', 'SitePayload', 'ApiKeyPayload', 'RevokeTokensPayload', 'MovePayload', 'ContainersPayload',
  'StorageCondition', 'StorageConditionPayload', 'ExcursionLevel', 'SeverityReached', 'StabilityProfile', 'StabilityTier', 'Freezing', 'StabilityProfilePayload',
  'SensorSuppression', 'Calibration', 'CalibrationPayload', 'SensorsPayload', 'AlarmFigures', 'AlarmSource', 'AlarmsOfSeverity',
  'DispositionPayload', 'Exposure', 'Compliance', 'BudgetUse', 'SampleSeries', 'SampleMove',
  'QuietHours', 'EscalationStep', 'NotificationAttempt', 'NotificationChannelPayload', 'EscalationPolicyPayload', 'NotificationPayload',
]);

export const lookFor = (typeName: string): Look | null => (PLACED as Partial<Record<string, Look<never>>>)[typeName] as Look | undefined ?? null;
export const isOpen = (typeName: string): boolean => OPEN.has(typeName);
