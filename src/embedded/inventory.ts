import { RuleMode, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import { MINUTE, SECOND } from '../domain/time.js';
import { ContainerKind } from '../entities/container.js';
import { MachineStatus } from '../entities/machine.js';
import { SampleStatus } from '../entities/sample.js';

// What the demo is about: a small site whose things fit the recording that is replayed into it (motes.ts). The recording is
// of air at room temperature and of hot steam; so it is the air of a room, of two machines, and of an incubator for
// insect cells, which are grown at 28 °C. The freezer and the refrigerator wait for somebody to publish their temperature.

export const SITE = { code: 'DEMO', name: 'Demonstration site', timeZone: 'Etc/UTC' };

export const MACHINES = [
  { code: 'CNC-001', name: 'Milling machine 1', kind: 'milling machine', status: MachineStatus.RUNNING },
  { code: 'CNC-002', name: 'Milling machine 2', kind: 'milling machine', status: MachineStatus.RUNNING },
  { code: 'CNC-003', name: 'Lathe', kind: 'lathe', status: MachineStatus.MAINTENANCE },
  { code: 'FRZ-001', name: 'Freezer 1', kind: 'freezer', status: MachineStatus.RUNNING },
];

/** A container with the code of a machine is that machine. */
export const CONTAINERS = [
  { code: 'ROOM-001', name: 'Storage room', kind: ContainerKind.ROOM, inside: null },
  { code: 'FRZ-001', name: 'Freezer 1', kind: ContainerKind.FREEZER, inside: 'ROOM-001' },
  { code: 'REF-001', name: 'Refrigerator 1', kind: ContainerKind.REFRIGERATOR, inside: 'ROOM-001' },
  { code: 'INC-001', name: 'Incubator 1', kind: ContainerKind.INCUBATOR, inside: null },
  { code: 'BOX-0001', name: 'Plasma, first half', kind: ContainerKind.BOX, inside: 'FRZ-001' },
  { code: 'BOX-0002', name: 'Plasma, second half', kind: ContainerKind.BOX, inside: 'FRZ-001' },
  { code: 'BOX-0003', name: 'Vaccines', kind: ContainerKind.BOX, inside: 'REF-001' },
  { code: 'BOX-0004', name: 'Cell cultures', kind: ContainerKind.BOX, inside: 'INC-001' },
];

const DAY = 24 * 60 * MINUTE;
const stored = { status: SampleStatus.STORED, parent: null };
export const SAMPLES = [
  { code: 'SAMPLE-0001', name: 'Plasma A', type: 'plasma', inside: 'BOX-0001', age: 40 * DAY, ...stored },
  { code: 'SAMPLE-0002', name: 'Plasma A, aliquot 1', type: 'plasma', inside: 'BOX-0001', age: 40 * DAY, ...stored, parent: 'SAMPLE-0001' },
  { code: 'SAMPLE-0003', name: 'Plasma A, aliquot 2', type: 'plasma', inside: 'BOX-0002', age: 40 * DAY, ...stored, parent: 'SAMPLE-0001' },
  { code: 'SAMPLE-0004', name: 'Plasma B', type: 'plasma', inside: 'BOX-0002', age: 12 * DAY, ...stored },
  { code: 'SAMPLE-0005', name: 'Vaccine, batch 1', type: 'vaccine', inside: 'BOX-0003', age: 9 * DAY, ...stored },
  { code: 'SAMPLE-0006', name: 'Vaccine, batch 2', type: 'vaccine', inside: 'BOX-0003', age: 2 * DAY, ...stored },
  { code: 'SAMPLE-0007', name: 'Insect cells, passage 11', type: 'cell culture', inside: 'BOX-0004', age: 3 * DAY, ...stored },
  { code: 'SAMPLE-0008', name: 'Insect cells, passage 12', type: 'cell culture', inside: 'BOX-0004', age: 1 * DAY, ...stored },
];

/** Longer than a restart takes, so that silence means that the replay was stopped. */
const EXPECTED_EVERY = MINUTE;

/**
 * The sensors that the replay speaks for; and those that wait for somebody, without which the air of the room would be told
 * of what is in the freezer. The others appear when something is published for them.
 */
export const SENSORS = [
  ...['CNC-001', 'CNC-002', 'INC-001', 'ROOM-001'].flatMap((asset) => [
    { asset, channel: 'temperature', quantity: Quantity.TEMPERATURE, expectedEvery: EXPECTED_EVERY },
    { asset, channel: 'humidity', quantity: Quantity.HUMIDITY, expectedEvery: EXPECTED_EVERY },
  ]),
  ...['FRZ-001', 'REF-001'].map((asset) => ({ asset, channel: 'temperature', quantity: Quantity.TEMPERATURE, expectedEvery: null })),
];

const within = (low: number | null, high: number | null, deadband: number) => ({ low, high, deadband });
// The recording is replayed ten times as fast as it was made: delays of seconds stand for those of minutes elsewhere.
const atOnce = { mode: RuleMode.INSTANT, onDelay: 0, offDelay: 0 };
const lasting = { mode: RuleMode.CONSECUTIVE, onDelay: 2 * SECOND, offDelay: 3 * SECOND };
const { TEMPERATURE, HUMIDITY } = Quantity;
export const RULES = [
  { code: 'INCUBATOR-TEMPERATURE', quantity: TEMPERATURE, severity: Severity.CRITICAL, ...within(24, 30, 0.5), ...lasting, assets: ['INC-001'] },
  { code: 'INCUBATOR-HUMIDITY', quantity: HUMIDITY, severity: Severity.WARNING, ...within(null, 60, 2), ...lasting, assets: ['INC-001'] },
  { code: 'MACHINE-HUMIDITY', quantity: HUMIDITY, severity: Severity.WARNING, ...within(null, 65, 3), ...lasting, assets: ['CNC-001', 'CNC-002', 'CNC-003'] },
  { code: 'ROOM-TEMPERATURE', quantity: TEMPERATURE, severity: Severity.INFO, ...within(15, 30, 0.5), ...lasting, assets: ['ROOM-001'] },
  { code: 'FREEZER-TEMPERATURE', quantity: TEMPERATURE, severity: Severity.CRITICAL, ...within(-25, -15, 1), ...atOnce, assets: ['FRZ-001'] },
  { code: 'REFRIGERATOR-TEMPERATURE', quantity: TEMPERATURE, severity: Severity.CRITICAL, ...within(2, 8, 0.5), ...atOnce, assets: ['REF-001'] },
];
