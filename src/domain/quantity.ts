import { Quantity } from './reading.js';

/**
 * What a channel measures, by its name: 'temperature', 'temp_2', 'probe1.temperature', 'TempC_DS'. Null when no word of it
 * is known. Of several known words the more telling one counts: 'battery_voltage' is a voltage, 'door-temperature' a temperature.
 */
export function quantityOfChannel(channel: string): Quantity | null {
  const words = wordsOf(channel);
  if (words.some((word) => OTHERWISE.has(word))) return null;
  for (const [quantity, names] of NAMES) if (words.some((word) => names.has(word))) return quantity;
  return words.length === 1 ? (SYMBOLS.get(words[0]!) ?? null) : null;
}

/** The unit that a sensor of this quantity gets when nobody says another: a UCUM code. */
export function canonicalUnit(quantity: Quantity): string {
  return UNITS[quantity];
}

const UNITS: Record<Quantity, string> = {
  TEMPERATURE: 'Cel',
  HUMIDITY: '%',
  PRESSURE: 'bar',
  VIBRATION: 'mm/s',
  ACCELERATION: '[g]',
  SHOCK: '[g]',
  SPEED: '{rev}/min',
  TORQUE: 'N.m',
  POWER: 'kW',
  ENERGY: 'kW.h',
  CURRENT: 'A',
  VOLTAGE: 'V',
  FLOW: 'L/min',
  LEVEL: '%',
  FREQUENCY: 'Hz',
  LIGHT: 'lx',
  CO2: '[ppm]',
  O2: '%',
  DOOR: '1',
  MOTION: '1',
  BATTERY: '%',
  // Not dB[mW], which looks like UCUM and is not; the annotation says what the decibels refer to.
  SIGNAL: 'dB{mW}',
};

// From the most telling to the least: the first quantity that has a word of the channel's name is taken.
const NAMES: readonly (readonly [Quantity, ReadonlySet<string>])[] = [
  [Quantity.TEMPERATURE, new Set(['temperature', 'temperatur', 'temp', 'tempc', 'tempf', 'dewpoint'])],
  [Quantity.HUMIDITY, new Set(['humidity', 'hum', 'rh', 'humid'])],
  [Quantity.CO2, new Set(['co2', 'eco2', 'pco2'])],
  [Quantity.O2, new Set(['o2', 'oxygen', 'po2'])],
  [Quantity.VIBRATION, new Set(['vibration', 'vib'])],
  [Quantity.ACCELERATION, new Set(['acceleration', 'accel', 'acc'])],
  [Quantity.SHOCK, new Set(['shock', 'impact'])],
  [Quantity.TORQUE, new Set(['torque'])],
  [Quantity.ENERGY, new Set(['energy', 'kwh', 'wh'])],
  [Quantity.POWER, new Set(['power', 'kw', 'watt', 'watts'])],
  [Quantity.VOLTAGE, new Set(['voltage', 'volt', 'volts', 'vbat'])],
  [Quantity.FREQUENCY, new Set(['frequency', 'freq', 'hz'])],
  [Quantity.FLOW, new Set(['flow', 'flowrate'])],
  [Quantity.PRESSURE, new Set(['pressure', 'press', 'barometer', 'baro'])],
  [Quantity.SPEED, new Set(['speed', 'rpm'])],
  [Quantity.LIGHT, new Set(['light', 'illuminance', 'lux', 'luminosity'])],
  // After all that may be current in the other sense: current_speed.
  [Quantity.CURRENT, new Set(['current', 'amp', 'amps', 'ampere'])],
  [Quantity.SIGNAL, new Set(['rssi', 'signal', 'rsrp'])],
  [Quantity.BATTERY, new Set(['battery', 'batt', 'bat'])],
  [Quantity.DOOR, new Set(['door', 'lid', 'contact'])],
  [Quantity.MOTION, new Set(['motion', 'movement', 'pir', 'occupancy', 'presence'])],
  [Quantity.LEVEL, new Set(['level'])],
];

const SYMBOLS = new Map([['t', Quantity.TEMPERATURE], ['h', Quantity.HUMIDITY], ['p', Quantity.PRESSURE]]);

// Words that make it another thing than the word beside them says: an absolute humidity is no percentage, wind no spindle.
const OTHERWISE = new Set(['absolute', 'wind', 'factor', 'count', 'counter']);

/** 'airTemperature_2' -> air, temperature. The digits of co2 and o2 belong to the word; others number it. */
function wordsOf(channel: string): string[] {
  return channel
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .map((word) => (word.endsWith('o2') ? word : word.replace(/\d+$/, '')))
    .filter((word) => word !== '');
}
