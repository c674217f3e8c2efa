import { expect, test } from '@jest/globals';
import { parseMessage } from '../../../src/ingest/message.js';

const parse = (topic: string, payload = '1') => parseMessage({ topic, payload: Buffer.from(payload), receivedAt: 0 }, { now: 0 });

test.each([
  'thermograph', 'thermograph/A/b/c', 'Thermograph/A/b', 'zigbee2mqtt/0x00157d00032b1234', 'shellies/room/sensor/temperature', '', '/', '$SYS/broker/uptime',
  'bio_supply/telemetry/box', 'bio_supply/telemetry/crate/1', 'bio_supply/commands/box/1', 'bio_supply/telemetry/box/1/2',
  'manufacturing', 'manufacturing/CNC-001', 'manufacturing/CNC-001/power/x', 'manufacturing/alerts', 'manufacturing/simulator/status',
])('%j is a topic that nothing is recorded from', (topic) => {
  const { refusals, ...found } = parse(topic);
  expect(found).toEqual({ readings: [], positions: [], statuses: [], updates: [] });
  expect(refusals.map(({ reason }) => reason)).toEqual(['UNKNOWN_TOPIC']);
});

test('an unknown topic is told which one to use', () => {
  expect(parse('zigbee2mqtt/0x00157d00032b1234').refusals[0]!.detail).toBe(
    'nothing is recorded from zigbee2mqtt/0x00157d00032b1234; publish on thermograph/{asset}/{channel}, or thermograph/{asset} for several channels at once.',
  );
  expect(parse('manufacturing/alerts').refusals[0]!.detail).toBe('alerts of devices are not taken: excursions are found here, by rules.');
});

test.each([
  'thermograph//t', 'thermograph/A/', 'thermograph/ /t', 'thermograph/', `thermograph/${'x'.repeat(201)}/t`, `thermograph/A/${'x'.repeat(201)}`,
  'thermograph/__proto__/t', 'thermograph/A/constructor', 'thermograph/prototype', 'thermograph/A\0/t', 'thermograph/A/t\ud800',
  'thermograph/A/measuredAt', 'thermograph/A/latitude', 'bio_supply/telemetry/box/', 'manufacturing//power', 'manufacturing/CNC-001/__proto__', 'thermograph//status',
])('%j names no asset or no channel', (topic) => {
  const { readings, refusals } = parse(topic);
  expect(readings).toEqual([]);
  expect(refusals.map(({ reason }) => reason)).toEqual(['INVALID_TEXT']);
  expect(refusals[0]!.detail).not.toMatch(/[\0\p{Cs}]/u);
});

test('a code may have 200 characters of any script', () => {
  const code = 'Ж'.repeat(200);
  expect(parse(`thermograph/${code}/температура 1`).readings).toMatchObject([{ key: `${code}/температура 1` }]);
});

test('what a topic means stays the same after ten thousand others', () => {
  const before = parse('thermograph/A/t');
  for (let index = 0; index < 10_050; index++) parse(`thermograph/A${index}/t`);
  expect(parse('thermograph/A/t')).toEqual(before);
});
