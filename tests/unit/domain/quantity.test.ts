import { describe, expect, test } from '@jest/globals';
import { canonicalUnit, quantityOfChannel } from '../../../src/domain/quantity.js';
import { Quantity } from '../../../src/domain/reading.js';
import { ucumCode } from '../../../src/domain/unit.js';

describe('quantityOfChannel', () => {
  test.each([
    [Quantity.TEMPERATURE, ['temperature', 'Temperature', 'TEMPERATURE', 'temp', 't', 'temperature_2', 'temperature-door', 'door_temperature', 'probe1.temperature', 'airTemperature', 'TempC_DS', 'temp1', 'battery_temperature', 'Air_temperature']],
    [Quantity.HUMIDITY, ['humidity', 'rh', 'relative_humidity', 'Hum_SHT', 'h']],
    [Quantity.PRESSURE, ['pressure', 'pressure2', 'airPressure', 'p']],
    [Quantity.VIBRATION, ['vibration', 'vibration_x']],
    [Quantity.ACCELERATION, ['acceleration', 'accelerationX', 'accel-z']],
    [Quantity.SPEED, ['speed', 'spindle_speed', 'rpm']],
    [Quantity.TORQUE, ['torque']],
    [Quantity.POWER, ['power', 'spindlePower']],
    [Quantity.ENERGY, ['energy']],
    [Quantity.CURRENT, ['current', 'motor_current', 'battery_current']],
    [Quantity.VOLTAGE, ['voltage', 'battery_voltage']],
    [Quantity.FREQUENCY, ['frequency']],
    [Quantity.FLOW, ['flow', 'flow_rate', 'current_flow']],
    [Quantity.LEVEL, ['level', 'nitrogen_level']],
    [Quantity.LIGHT, ['light', 'light_level', 'illuminance']],
    [Quantity.CO2, ['co2', 'CO2', 'co2_2']],
    [Quantity.O2, ['o2', 'oxygen']],
    [Quantity.DOOR, ['door', 'door_2', 'doorOpen']],
    [Quantity.MOTION, ['motion', 'pir']],
    [Quantity.BATTERY, ['battery', 'battery_level', 'BatV']],
    [Quantity.SIGNAL, ['rssi', 'signal', 'signal_strength']],
    [Quantity.SHOCK, ['shock']],
  ])('%s is meant by %j', (quantity, channels) => {
    for (const channel of channels) expect([channel, quantityOfChannel(channel)]).toEqual([channel, quantity]);
  });

  test.each(['', 'x', 'serial', 'absolute_humidity', 'wind_speed', 'power_factor', 'door_count', 't_x', 'constructor', '__proto__', 'template', 'powerful'])('%j says nothing', (channel) => {
    expect(quantityOfChannel(channel)).toBeNull();
  });
});

test('every quantity has a unit that UCUM knows', () => {
  for (const quantity of Object.values(Quantity)) {
    const unit = canonicalUnit(quantity);
    expect([quantity, ucumCode(unit)]).toEqual([quantity, unit]);
  }
});
