import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conversion, convert, ucumCode } from '../../../src/domain/unit.js';

describe('convert', () => {
  test.each([
    [98.6, '[degF]', 37, 'Cel'],
    [0, 'Cel', 273.15, 'K'],
    [-40, '[degF]', -40, 'Cel'],
    [1, 'bar', 100_000, 'Pa'],
    [1, '[g]', 9.80665, 'm/s2'],
    [1, '[in_i]/s', 25.4, 'mm/s'],
  ])('%d %s is %d %s', (value, from, expected, to) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 9);
  });

  // From the UCUM table and UN/ECE Recommendation 20: si = value * factor + offset.
  test.each([
    ['Cel', 1, 273.15, 'K'], ['[degF]', 5 / 9, 273.15 - (32 * 5) / 9, 'K'], ['K', 1, 0, 'K'],
    ['Pa', 1, 0, 'Pa'], ['kPa', 1000, 0, 'Pa'], ['bar', 100_000, 0, 'Pa'], ['mbar', 100, 0, 'Pa'], ['hPa', 100, 0, 'Pa'], ['[psi]', 6894.757, 0, 'Pa'],
    ['%', 0.01, 0, '1'], ['g/m3', 0.001, 0, 'kg/m3'], ['m/s2', 1, 0, 'm/s2'], ['[g]', 9.80665, 0, 'm/s2'], ['mm/s', 0.001, 0, 'm/s'],
    ['m/s', 1, 0, 'm/s'], ['km/h', 0.2777777778, 0, 'm/s'], ['Hz', 1, 0, 'Hz'], ['{rev}/min', 1 / 60, 0, '/s'], ['A', 1, 0, 'A'], ['V', 1, 0, 'V'],
    ['W', 1, 0, 'W'], ['kW', 1000, 0, 'W'], ['kW.h', 3_600_000, 0, 'J'], ['N', 1, 0, 'N'], ['N.m', 1, 0, 'N.m'], ['deg', 0.01745329252, 0, 'rad'],
    ['lx', 1, 0, 'lx'], ['mm', 0.001, 0, 'm'], ['s', 1, 0, 's'], ['min', 60, 0, 's'], ['h', 3600, 0, 's'],
    // Where a widespread converter is wrong by factors of ten and a hundred.
    ['mm[Hg]', 133.322, 0, 'Pa'], ["[in_i'Hg]", 3386.39, 0, 'Pa'], ["[in_i'H2O]", 249.09, 0, 'Pa'],
  ])('%s goes to its SI unit by the factor %d and the offset %d', (unit, factor, offset, si) => {
    for (const value of [0, 1, -40, 882.6]) {
      const expected = value * factor + offset;
      expect(Math.abs(convert(value, unit, si)! - expected)).toBeLessThanOrEqual(1e-5 * Math.abs(value * factor) + 1e-9);
    }
  });

  test('a round number stays one: 46.4 °F is 8 °C and does not lie above a limit of 8', () => {
    expect(convert(46.4, '°F', '°C')).toBe(8);
    expect(convert(35.6, '°F', '°C')).toBe(2);
    expect(convert(32, '°F', '°C')).toBe(0);
    expect(convert(277.15, 'K', 'Cel')).toBe(4);
    expect(convert(-80, 'Cel', 'K')).toBe(193.15);
    expect(convert(1013.25, 'mbar', 'bar')).toBe(1.01325);
    expect(convert(0.55, '1', '%')).toBe(55);
  });

  test('the same unit, in whatever spelling, gives the identical value', () => {
    fc.assert(fc.property(fc.double(), (value) => expect(convert(value, 'celsius', 'Cel')).toBe(value)), { seed: 1 });
    expect(convert(0.1 + 0.2, '%RH', '%')).toBe(0.1 + 0.2);
  });

  test('there and back again is the same to eleven digits', () => {
    const pairs = fc.constantFrom(['[degF]', 'Cel'], ['[psi]', 'bar'], ['kW', 'W'], ['K', '[degF]'], ['{rev}/min', 'Hz']);
    const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(pairs, values, ([from, to], value) => {
        const back = convert(convert(value, from!, to!)!, to!, from!)!;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(value), 1000));
      }),
      { seed: 1 },
    );
  });

  test.each([
    ['Cel', '%'], ['bar', 'Cel'], ['mm/s', '[g]'], ['nonsense', 'Cel'], ['Cel', 'nonsense'], ['', 'Cel'],
    // On a curve, not on a line.
    ['dB', '%'], ['B[W]', 'W'], ['[pH]', 'mol/L'],
  ])('%j does not convert to %j', (from, to) => {
    expect(conversion(from, to)).toBeNull();
    expect(convert(1, from, to)).toBeNull();
  });

  test('a result beyond the range of a number is none', () => {
    expect(convert(1e308, 'bar', 'Pa')).toBeNull();
  });
});

describe('ucumCode', () => {
  test.each([
    ['Cel', ['Cel', 'celsius', 'Celsius', '°C', '\u2103', 'C', 'c', 'degC', 'deg C', 'degrees_celsius', ' °C ']],
    ['[degF]', ['[degF]', 'F', '°F', 'fahrenheit', 'degF']],
    ['K', ['K', 'kelvin', 'Kelvin']],
    ['%', ['%', 'percent', '%RH', '% RH', '%EL']],
    ['{rev}/min', ['rpm', 'RPM', '{rev}/min', '1/min']],
    ['mbar', ['mbar', 'mb']],
    ['hPa', ['hPa', 'hpa']],
    ['bar', ['bar', 'Bar']],
    ['[psi]', ['psi', 'PSI']],
    ['kW', ['kW', 'kw']],
    ['[g]', ['g', 'G', '[g]']],
    ['lx', ['lx', 'lux']],
    ['[ppm]', ['ppm', 'PPM']],
    ['dB{mW}', ['dBm', 'dB[mW]']],
    ['mm/s', ['mm/s', 'mm/sec']],
    ['m/s2', ['m/s2', 'm/s²', 'm/s^2']],
    ['ug/m3', ['ug/m3', 'µg/m³', 'μg/m³']],
    ['N.m', ['Nm', 'N·m', 'N.m']],
    ['nm', ['nm']],
    ['mPa', ['mPa']],
    ['MPa', ['MPa']],
  ])('%s is written %j', (code, spellings) => {
    for (const spelling of spellings) expect([spelling, ucumCode(spelling)]).toEqual([spelling, code]);
  });

  test.each(['', ' ', 'unknown', 'zork', '__proto__', 'constructor', 'toString', 'm/constructor', 'm()', '{x}2', 'Cel\0', 'x'.repeat(1000)])(
    'refuses %j',
    (text) => {
      expect(ucumCode(text)).toBeNull();
    },
  );

  test('no text that a device may send makes it throw, or changes what is known', () => {
    const parts = fc.constantFrom('m', 'Cel', '[degF]', '/', '.', '2', '-', '(', ')', '{', '}', '%', '10*', '^', 'constructor', '__proto__', 'dB', ' ', "'", '[', ']', 'é', '\0', '\ud800');
    const texts = fc.oneof(fc.array(parts, { maxLength: 6 }).map((list) => list.join('')), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (text) => {
        const { factor, offset } = conversion(text, 'Cel') ?? { factor: 1, offset: 0 };
        expect([Number.isFinite(factor), Number.isFinite(offset)]).toEqual([true, true]);
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(Object.keys({})).toEqual([]);
    expect(convert(98.6, '[degF]', 'Cel')).toBe(37);
  });
});
