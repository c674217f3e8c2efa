import type { Instant } from './time.js';

export enum Quantity {
  TEMPERATURE = 'TEMPERATURE',
  HUMIDITY = 'HUMIDITY',
  PRESSURE = 'PRESSURE',
  VIBRATION = 'VIBRATION',
  ACCELERATION = 'ACCELERATION',
  SHOCK = 'SHOCK',
  SPEED = 'SPEED',
  TORQUE = 'TORQUE',
  POWER = 'POWER',
  ENERGY = 'ENERGY',
  CURRENT = 'CURRENT',
  VOLTAGE = 'VOLTAGE',
  FLOW = 'FLOW',
  LEVEL = 'LEVEL',
  FREQUENCY = 'FREQUENCY',
  LIGHT = 'LIGHT',
  CO2 = 'CO2',
  O2 = 'O2',
  DOOR = 'DOOR',
  MOTION = 'MOTION',
  BATTERY = 'BATTERY',
  SIGNAL = 'SIGNAL',
}

export enum Quality {
  GOOD = 'GOOD',
  UNCERTAIN = 'UNCERTAIN',
  BAD = 'BAD',
}

/** STEP: a reading holds until the next. LINEAR: straight lines between readings. */
export enum Interpolation {
  STEP = 'STEP',
  LINEAR = 'LINEAR',
}

/** As stored: `quality smallint` is the index in this list. */
export const QUALITIES: readonly Quality[] = [Quality.GOOD, Quality.UNCERTAIN, Quality.BAD];

/** Bytes as they came, kept so that a refusal can be seen and replayed. */
export interface Origin {
  topic: string;
  payload: Uint8Array;
  receivedAt: Instant;
}

/** One value that a device reported, before anybody looked up what it belongs to. */
export interface IncomingReading {
  /** The sensor's key: asset code, slash, channel. */
  key: string;
  measuredAt: Instant;
  value: number;
  /** UCUM code or a spelling that devices use; null: the sensor's own unit. */
  unit: string | null;
  quality: Quality;
  origin: Origin;
}

/** Where something was. */
export interface IncomingPosition {
  asset: string;
  measuredAt: Instant;
  latitude: number;
  longitude: number;
  origin: Origin;
}

/** What a machine says that it is doing. */
export interface IncomingStatus {
  /** The machine's code. */
  machine: string;
  /** The name of a MachineStatus. */
  status: string;
  measuredAt: Instant;
  origin: Origin;
}

/** What a predecessor's device says about a box or a sample. These four fields and no others, whatever else it sends. */
export interface IncomingUpdate {
  entity: 'box' | 'sample';
  code: string;
  name?: string;
  description?: string;
  /** In the words of the device: 'in_transit', 'collected'. */
  status?: string;
  collectedAt?: Instant;
  measuredAt: Instant;
  origin: Origin;
}
