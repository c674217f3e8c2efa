import type { EntityManager } from '@mikro-orm/core';
import { canonicalUnit } from '../domain/quantity.js';
import { now, type Instant } from '../domain/time.js';
import { ContainerEntity, type Container } from '../entities/container.js';
import { ExcursionRuleAssetEntity, ExcursionRuleEntity } from '../entities/excursion-rule.js';
import { MachineEntity, type Machine } from '../entities/machine.js';
import { PlacementEntity } from '../entities/placement.js';
import { SampleEntity, type Sample } from '../entities/sample.js';
import { SensorStateEntity } from '../entities/sensor-state.js';
import { SensorEntity } from '../entities/sensor.js';
import { SiteEntity, type Site } from '../entities/site.js';
import { CONTAINERS, MACHINES, RULES, SAMPLES, SENSORS, SITE } from './inventory.js';

interface World {
  site: Site;
  at: Instant;
  machines: Map<string, Machine>;
  containers: Map<string, Container>;
}

/** Makes the demo's inventory, all or nothing. A database that has its site already is left as it is. True when it was made. */
export async function makeDemoWorld(database: EntityManager): Promise<boolean> {
  return database.fork().transactional(async (em) => {
    if (await em.findOne(SiteEntity, { code: SITE.code })) return false;
    const world: World = { site: em.create(SiteEntity, SITE), at: now(), machines: new Map(), containers: new Map() };
    for (const machine of MACHINES) world.machines.set(machine.code, em.create(MachineEntity, { ...machine, site: world.site, statusAt: world.at }));
    makeContainers(em, world);
    makeSamples(em, world);
    makeSensors(em, world);
    makeRules(em, world);
    return true;
  });
}

const BY = 'demo';

function makeContainers(em: EntityManager, { site, at, machines, containers }: World): void {
  for (const { code, name, kind, inside } of CONTAINERS) {
    const container = em.create(ContainerEntity, { code, name, kind, site, machine: machines.get(code) ?? null });
    containers.set(code, container);
    if (inside) em.create(PlacementEntity, { itemContainer: container, container: containers.get(inside)!, from: at, by: BY });
  }
}

function makeSamples(em: EntityManager, { at, containers }: World): void {
  const samples = new Map<string, Sample>();
  for (const { inside, parent, age, ...fields } of SAMPLES) {
    const sample = em.create(SampleEntity, { ...fields, collectedAt: at - age, parent: parent ? samples.get(parent)! : null });
    samples.set(fields.code, sample);
    em.create(PlacementEntity, { itemSample: sample, container: containers.get(inside)!, from: at, by: BY });
  }
}

function makeSensors(em: EntityManager, world: World): void {
  for (const { asset, channel, quantity, expectedEvery } of SENSORS) {
    const key = `${asset}/${channel}`;
    const sensor = em.create(SensorEntity, { key, channel, quantity, unit: canonicalUnit(quantity), expectedEvery, ...assetOf(asset, world) });
    em.create(SensorStateEntity, { sensor, runs: {} });
  }
}

function makeRules(em: EntityManager, world: World): void {
  for (const { assets, ...fields } of RULES) {
    const rule = em.create(ExcursionRuleEntity, { ...fields, version: 1, createdAt: world.at });
    for (const asset of assets) em.create(ExcursionRuleAssetEntity, { rule, ...assetOf(asset, world) });
  }
}

/** Where a machine and a container have the same code, what is said of them is said of the machine. */
function assetOf(code: string, { machines, containers }: World) {
  const machine = machines.get(code);
  return machine ? { machine } : { container: containers.get(code)! };
}
