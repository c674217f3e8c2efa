import type { EntityName } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import type { Bounds } from '../access/bounds.js';
import type { Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import { ContainerEntity } from '../entities/container.js';
import { ExcursionEntity, type Excursion } from '../entities/excursion.js';
import { ExcursionRuleEntity } from '../entities/excursion-rule.js';
import { MachineEntity } from '../entities/machine.js';
import { NotificationEntity } from '../entities/notification.js';
import { SampleEntity } from '../entities/sample.js';
import { SensorEntity } from '../entities/sensor.js';
import { SiteEntity } from '../entities/site.js';
import type { AnyAsset } from '../schema/asset.js';
import type { Page } from './page.js';
import { affectedSamples } from './read/affected-samples.js';
import { alarmStatesOf, suppressionsOf } from './read/alarms.js';
import { sitesOfApiKeys } from './read/api-keys.js';
import { nameOf, type AssetKey } from './read/assets.js';
import { calibrationsOf } from './read/calibrations.js';
import { compliancesOf, type ComplianceWanted } from './read/compliance.js';
import { assetsOfExcursions, excursionsOfAssets, revisionsOf } from './read/excursions.js';
import { wordsOf, wordsOn, type Part } from './read/dispositions.js';
import { exposuresOf, type ExposureWanted } from './read/exposure.js';
import { aliquotsOf, containersOfMachines } from './read/kin.js';
import { notificationChannelsOf } from './read/notification-channels.js';
import { attemptsOfNotifications, notificationsOfExcursions } from './read/notifications.js';
import { containerOf, containersIn, custodyOf, samplesIn } from './read/placements.js';
import { latestPositions, tracksOf } from './read/positions.js';
import { latestReadings, readingsOfSensors } from './read/readings.js';
import { assetsOfRules } from './read/rules.js';
import { statusesOf } from './read/sample-status.js';
import { seriesOfSamples } from './read/sample-series.js';
import { seriesOfSensors } from './read/series.js';
import { lastReceivedOfMachines, sensorsOfAssets, standingsOfSensors, type SensorsWanted } from './read/sensors.js';
import { siteIdsOf } from './read/sites.js';
import { stabilityProfilesOf } from './read/stability-profiles.js';
import { conditionsOfContainers, storageConditionsOf } from './read/storage-conditions.js';
import { inTurn } from './turns.js';

export type Loaders = ReturnType<typeof createLoaders>;

/** One statement for all that a level of a query asks for, however many parents ask. Pages hold what is in the caller's bounds; of the rest nothing is left out here. */
export function createLoaders(em: Em, bounds: Bounds | null, now: Instant) {
  const machine = byId(em, MachineEntity);
  const container = byId(em, ContainerEntity);
  const sample = byId(em, SampleEntity);
  return {
    site: byId(em, SiteEntity),
    machine,
    container,
    sample,
    sensor: byId(em, SensorEntity),
    rule: byId(em, ExcursionRuleEntity),
    statusOfSample: perId((ids) => statusesOf(em, ids)),
    dispositions: new DataLoader((parts: readonly Part[]) => wordsOn(em, parts), { cacheKeyFn: ({ excursion, sample }) => `${excursion}/${sample}` }),
    dispositionsOf: {
      sample: perArguments((ids: readonly number[], wanted: { page: Page }) => wordsOf(em, 'sample', ids, { ...wanted, bounds }), String),
      excursion: perArguments((ids: readonly number[], wanted: { page: Page }) => wordsOf(em, 'excursion', ids, { ...wanted, bounds }), String),
    },
    asset: async (key: AssetKey): Promise<AnyAsset> =>
      (key.machine !== null ? machine.load(key.machine) : key.container !== null ? container.load(key.container) : sample.load(key.sample!)),
    siteOfAsset: perAsset((keys) => siteIdsOf(em, keys)),
    sensorsOfAsset: perArguments((keys: readonly AssetKey[], wanted: SensorsWanted) => sensorsOfAssets(em, keys, wanted), nameOf),
    positionOfAsset: perAsset((keys) => latestPositions(em, keys)),
    track: perArguments((keys: readonly AssetKey[], wanted: Parameters<typeof tracksOf>[2]) => tracksOf(em, keys, wanted), nameOf),
    excursionsOfAsset: perArguments((keys: readonly AssetKey[], wanted: Unbounded<typeof excursionsOfAssets>) => excursionsOfAssets(em, keys, { ...wanted, bounds }), nameOf),
    affectedSamples: perArguments((ids: readonly number[], wanted: Unbounded<typeof affectedSamples>) => affectedSamples(em, ids, { ...wanted, bounds, now }), String),
    exposure: new DataLoader((wanted: readonly ExposureWanted[]) => exposuresOf(em, wanted, now), { cacheKeyFn: JSON.stringify }),
    compliance: new DataLoader((wanted: readonly ComplianceWanted[]) => compliancesOf(em, wanted, now), { cacheKeyFn: JSON.stringify }),
    containerOfMachine: perId((ids) => containersOfMachines(em, ids)),
    lastReceivedOfMachine: perId((ids) => lastReceivedOfMachines(em, ids)),
    containersIn: perId((ids) => containersIn(em, ids)),
    samplesIn: perArguments((ids: readonly number[], wanted: Unbounded<typeof samplesIn>) => samplesIn(em, ids, { ...wanted, bounds }), String),
    aliquots: perId((ids) => aliquotsOf(em, ids)),
    containerAround: { sample: perId((ids) => containerOf(em, 'sample', ids)), container: perId((ids) => containerOf(em, 'container', ids)) },
    custody: { sample: perId((ids) => custodyOf(em, 'sample', ids)), container: perId((ids) => custodyOf(em, 'container', ids)) },
    standingOfSensor: perId((ids) => standingsOfSensors(em, ids)),
    latestReading: perId((ids) => latestReadings(em, ids)),
    readings: perArguments((ids: readonly number[], wanted: Parameters<typeof readingsOfSensors>[2]) => readingsOfSensors(em, ids, wanted), String),
    series: perArguments((ids: readonly number[], wanted: Parameters<typeof seriesOfSensors>[2]) => seriesOfSensors(em, ids, wanted), String),
    conditionOfContainer: perId((ids) => conditionsOfContainers(em, ids)),
    storageCondition: perId((ids) => storageConditionsOf(em, ids)),
    stabilityProfile: perId((ids) => stabilityProfilesOf(em, ids)),
    assetOfExcursion: new DataLoader<Excursion, AssetKey, number>((excursions) => assetsOfExcursions(em, excursions), { cacheKeyFn: ({ id }) => id }),
    sampleSeries: perArguments((ids: readonly number[], wanted: Parameters<typeof seriesOfSamples>[2]) => seriesOfSamples(em, ids, wanted), String),
    alarmState: perId((ids) => alarmStatesOf(em, ids)),
    suppressions: perId((ids) => suppressionsOf(em, ids, bounds)),
    calibrations: perId((ids) => calibrationsOf(em, ids)),
    revisions: perId((ids) => revisionsOf(em, ids)),
    assetsOfRule: perId((ids) => assetsOfRules(em, ids)),
    excursion: byId(em, ExcursionEntity),
    notification: byId(em, NotificationEntity),
    notificationChannel: perId((ids) => notificationChannelsOf(em, ids)),
    notificationsOfExcursion: perArguments((ids: readonly number[], wanted: Parameters<typeof notificationsOfExcursions>[2]) => notificationsOfExcursions(em, ids, wanted), String),
    attemptsOfNotification: perId((ids) => attemptsOfNotifications(em, ids)),
    sitesOfApiKey: perId((ids) => sitesOfApiKeys(em, ids)),
  };
}

/** What a list is asked for, without what holds for the whole context. */
type Unbounded<Read extends (em: Em, keys: never, wanted: never) => unknown> = Omit<Parameters<Read>[2], 'bounds' | 'now'>;

/** What a row refers to exists: foreign keys say so. */
function byId<Entity extends { id: number }>(em: Em, entity: EntityName<Entity>): DataLoader<number, Entity> {
  return perId(async (ids) => {
    const found = await inTurn(em, () => em.find<Entity>(entity, { id: { $in: ids } } as never));
    const known = new Map(found.map((each) => [each.id, each]));
    return ids.map((id) => known.get(id) ?? new Error(`there is no row ${id} of ${String(em.getMetadata().get(entity).className)}`));
  });
}

const perId = <Value>(batch: (ids: readonly number[]) => Promise<(Value | Error)[]>): DataLoader<number, Value> => new DataLoader(batch);

const perAsset = <Value>(batch: (keys: readonly AssetKey[]) => Promise<Value[]>): DataLoader<AssetKey, Value, string> => new DataLoader(batch, { cacheKeyFn: nameOf });

/** Parents that are asked with the same arguments are answered together. */
function perArguments<Key, Wanted, Value>(batch: (keys: readonly Key[], wanted: Wanted) => Promise<Value[]>, name: (key: Key) => string) {
  const loaders = new Map<string, DataLoader<Key, Value, string>>();
  // Mostly all parents bring the very same.
  let last: { wanted: Wanted; loader: DataLoader<Key, Value, string> } | null = null;
  return (key: Key, wanted: Wanted): Promise<Value> => {
    if (last?.wanted === wanted) return last.loader.load(key);
    const asked = JSON.stringify(wanted);
    const loader = loaders.get(asked) ?? new DataLoader<Key, Value, string>((keys) => batch(keys, wanted), { cacheKeyFn: name });
    loaders.set(asked, loader);
    last = { wanted, loader };
    return loader.load(key);
  };
}
