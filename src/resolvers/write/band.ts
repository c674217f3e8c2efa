import { invalid, type Check } from './input.js';

const ABSOLUTE_ZERO = -273.15;

/** A range of temperatures has a lower limit, an upper one, or both. */
export function checkBand({ minimum, maximum }: { minimum?: number | null | undefined; maximum?: number | null | undefined }, path: string[]): Check[] {
  const given = typeof minimum === 'number' || typeof maximum === 'number';
  return [
    given ? null : invalid(path, 'It has a minimum, a maximum, or both.'),
    checkTemperature(minimum, [...path, 'minimum']),
    checkTemperature(maximum, [...path, 'maximum']),
    typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum ? invalid([...path, 'minimum'], 'The minimum is above the maximum.') : null,
  ];
}

export const checkTemperature = (value: number | null | undefined, path: string[]): Check =>
  typeof value === 'number' && value < ABSOLUTE_ZERO ? invalid(path, `Nothing is colder than ${ABSOLUTE_ZERO} degrees Celsius.`) : null;
