import { isDigest, type Part } from './part.js';

const ZERO_CELSIUS = 273.15;

/** In °C: nothing is as cold. */
export const ABSOLUTE_ZERO = -ZERO_CELSIUS;

const GAS_CONSTANT = 8.314472;

/** ΔH/R in kelvin where a product says nothing of its own: 83.14472 kJ/mol by 8.314472 J/(mol K), the convention of the USP. */
export const USUAL_ACTIVATION = 10_000;

/** ΔH/R in kelvin of an activation energy in kJ/mol; twelve digits, so that the usual one is the usual one. */
export const activationOf = (kiloJoulePerMole: number): number => Number(((kiloJoulePerMole * 1000) / GAS_CONSTANT).toPrecision(12));

/**
 * Mean kinetic temperature (Haynes, J. Pharm. Sci. 60:927, 1971; ICH Q1A(R2)): the one temperature that would have done as much
 * as the changing ones, in °C:
 *
 *   a / -ln( Σ w exp(-a/T) / Σ w ) - 273.15      a = ΔH/R in K, T in K, w the time for which T held
 *
 * Where the temperature changes along a line, by the trapezoid of exp(-a/T) (Tong and Lock, JSM 2015); of a part of a line by what
 * lies below the same straight edge, so that to cut a line changes nothing. Summed relative to the greatest term, for exp(-a/T) of
 * a cold sample is less than a number can hold. Null: no time at all; that is not a temperature of 0.
 */
export class MeanKinetic {
  private greatest = -Infinity;
  private sum = 0;
  private weight = 0;

  constructor(private readonly activation: number = USUAL_ACTIVATION) {}

  /** A digest counts by its own mean kinetic temperature, made with the same ΔH/R. */
  add(part: Part): void {
    if (isDigest(part)) return part.kinetic === null ? undefined : this.addConstant(part.kinetic, part.known);
    const { from, to, first, last, line = part } = part;
    if (first === last) return this.addConstant(first, to - from);
    const middle = ((from + to) / 2 - line.from) / (line.to - line.from);
    this.addTerm(exponentOf(line.first, this.activation), (to - from) * (1 - middle));
    this.addTerm(exponentOf(line.last, this.activation), (to - from) * middle);
    this.weight += to - from;
  }

  /** What was summed up of another time, with the same ΔH/R. */
  merge({ greatest, sum, weight }: MeanKinetic): void {
    if (weight === 0) return;
    this.addTerm(greatest, sum);
    this.weight += weight;
  }

  /** Any unit of weight will do, if it is always the same. Throws where no temperature can be: at absolute zero, or none. */
  addConstant(celsius: number, weight: number): void {
    this.addTerm(exponentOf(celsius, this.activation), weight);
    this.weight += weight;
  }

  get value(): number | null {
    return this.weight > 0 ? this.activation / -(this.greatest + Math.log(this.sum / this.weight)) - ZERO_CELSIUS : null;
  }

  private addTerm(exponent: number, weight: number): void {
    if (exponent > this.greatest) {
      this.sum *= Math.exp(this.greatest - exponent);
      this.greatest = exponent;
    }
    this.sum += weight * Math.exp(exponent - this.greatest);
  }
}

function exponentOf(celsius: number, activation: number): number {
  if (!(celsius > -ZERO_CELSIUS && celsius < Infinity)) throw new RangeError(`${celsius} °C is no temperature`);
  return -activation / (celsius + ZERO_CELSIUS);
}
