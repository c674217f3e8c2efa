import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/domain/time.js';
import { RULES, SENSORS } from '../../../src/embedded/inventory.js';
import { loadMotes, type MoteRow } from '../../../src/embedded/motes.js';

const motes = loadMotes({ steamAfter: 40 });
const moteAt = (asset: string) => motes.find((mote) => mote.asset === asset)!;

type Rule = (typeof RULES)[number];
const rulesAt = (asset: string) => RULES.filter(({ assets }) => assets.includes(asset));
const valueFor = ({ quantity }: Rule, { temperature, humidity }: MoteRow) => (quantity === 'TEMPERATURE' ? temperature : humidity);
const breaks = (rule: Rule, row: MoteRow) => (rule.low !== null && valueFor(rule, row) < rule.low) || (rule.high !== null && valueFor(rule, row) > rule.high);

test('each mote has half an hour of rows, and stands at an asset whose sensors the demo has', () => {
  expect(motes.map(({ rows }) => rows.length)).toEqual([360, 360, 360, 360]);
  expect(SENSORS.map(({ asset }) => asset)).toEqual(expect.arrayContaining(motes.map(({ asset }) => asset)));
});

test('the steam comes at the row asked for indoors, and half a loop later outdoors', () => {
  expect(moteAt('INC-001').rows.findIndex(({ steam }) => steam)).toBe(40);
  expect(moteAt('CNC-002').rows.findIndex(({ steam }) => steam)).toBe(40 + 180);
});

describe('the rules of the demo fit the recording', () => {
  test.each(motes)('at $asset nothing that was measured without steam breaks one', ({ asset, rows }) => {
    expect(rows.filter((row) => !row.steam && rulesAt(asset).some((rule) => breaks(rule, row)))).toEqual([]);
  });

  test.each([
    { asset: 'INC-001', rule: 'INCUBATOR-TEMPERATURE', seconds: 60 },
    { asset: 'INC-001', rule: 'INCUBATOR-HUMIDITY', seconds: 200 },
    { asset: 'CNC-002', rule: 'MACHINE-HUMIDITY', seconds: 100 },
  ])('at $asset the steam breaks $rule for more than $seconds seconds, and it is over before the loop is', ({ asset, rule, seconds }) => {
    const { rows } = moteAt(asset);
    const broken = rulesAt(asset).find(({ code }) => code === rule)!;
    const outside = rows.flatMap((row, index) => (breaks(broken, row) ? [index] : []));
    const [first, last] = [outside[0]!, outside.at(-1)!];
    expect((last - first) * 5).toBeGreaterThan(seconds);
    // One excursion comes of it: at ten times the speed no return lasts for the off-delay, but the one after it.
    const longest = (from: number, to?: number) => Math.max(...rows.slice(from, to).map((row) => (valueFor(broken, row) <= broken.high! - broken.deadband ? '#' : ' ')).join('').split(' ').map((stay) => stay.length));
    expect(longest(first, last) * 0.5 * SECOND).toBeLessThan(broken.offDelay);
    expect(longest(last) * 0.5 * SECOND).toBeGreaterThan(broken.offDelay);
  });

  test.each(['ROOM-001', 'CNC-001'])('at %s, beside it, there is no steam', (asset) => {
    expect(moteAt(asset).rows.some(({ steam }) => steam)).toBe(false);
  });
});
