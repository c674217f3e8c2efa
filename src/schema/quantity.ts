import { registerEnumType } from 'type-graphql';
import { Interpolation, Quality, Quantity } from '../domain/reading.js';
import { canonicalUnit } from '../domain/quantity.js';

const meanings: Record<Quantity, string> = {
  TEMPERATURE: 'How warm it is',
  HUMIDITY: 'How moist the air is, relative to what it can hold',
  PRESSURE: 'Pressure of a gas or liquid',
  VIBRATION: 'Velocity of a vibration, as its effective value',
  ACCELERATION: 'Acceleration',
  SHOCK: 'The greatest acceleration of a blow',
  SPEED: 'Speed of rotation',
  TORQUE: 'Torque',
  POWER: 'Power',
  ENERGY: 'Energy, counted up',
  CURRENT: 'Electric current',
  VOLTAGE: 'Electric voltage',
  FLOW: 'Volume that flows in a time',
  LEVEL: 'How full something is',
  FREQUENCY: 'Frequency',
  LIGHT: 'Illuminance',
  CO2: 'Share of carbon dioxide in the air',
  O2: 'Share of oxygen in the air',
  DOOR: 'Whether a door is open (1) or closed (0)',
  MOTION: 'Whether something moves (1) or not (0)',
  BATTERY: 'Charge that is left in the battery of a device',
  SIGNAL: 'Strength of the radio signal of a device',
};

registerEnumType(Quantity, {
  name: 'Quantity',
  description: 'What a sensor measures.',
  valuesConfig: Object.fromEntries(Object.values(Quantity).map((quantity) => [quantity, { description: `${meanings[quantity]}; rules state its limits in "${canonicalUnit(quantity)}".` }])),
});

registerEnumType(Quality, {
  name: 'Quality',
  description: 'How far a reading can be trusted.',
  valuesConfig: {
    GOOD: { description: 'The value is known.' },
    UNCERTAIN: { description: 'The device doubts the value, which counts as GOOD where the sensor is set to trust it, and as BAD elsewhere.' },
    BAD: { description: 'The device says that the value means nothing; it is kept and never judged, and from then on nothing is known until the next reading that is.' },
  },
});

registerEnumType(Interpolation, {
  name: 'Interpolation',
  description: 'What is taken to be true between two readings.',
  valuesConfig: {
    STEP: { description: 'A reading holds until the next; one that may not be judged ends it, and holds for nothing.' },
    LINEAR: { description: 'A straight line runs from one reading to the next, where both may be judged.' },
  },
});
