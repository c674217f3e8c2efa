import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance, AlarmEvent, AlarmState, CALM, isSuppressed, SuppressionKind, type Alarm } from '../../../src/domain/alarm.js';
import { stateOf, type AlarmRecord } from '../../../src/domain/alarm-record.js';
import { BEGINS, ENDS, follow, LATCHING, NOT_LATCHING, STATES } from '../../support/alarm-table.js';

const stateNamed = (name: string): AlarmState => AlarmState[name as keyof typeof AlarmState];
const event = (name: string) => Object.values(AlarmEvent).find((each) => each === name)!;
/** Of states that do not tell it, both. */
const alarmsIn = (name: string): Alarm[] => {
  const state = stateNamed(name);
  return isSuppressed(state) ? [true, false].map((holds) => ({ state, holds })) : [{ state, holds: ['UNACK', 'ACKED'].includes(name) }];
};

test('the states are those of the standard', () => {
  expect(Object.keys(AlarmState)).toEqual(STATES);
});

test.each([...NOT_LATCHING.map((row) => [false, ...row] as const), ...LATCHING.map((row) => [true, ...row] as const)])('latching %s: %s, %s, makes %s', (latching, from, happens, to) => {
  for (const alarm of alarmsIn(from)) expect(advance(alarm, event(happens), { latching })?.state).toBe(to);
});

test.each(BEGINS)('%s, %s, makes %s, and the condition goes on', (_, happens, to) => {
  for (const alarm of STATES.filter((state) => state !== to).flatMap(alarmsIn)) {
    const suppressed = advance(alarm, event(happens), { latching: false });
    expect(suppressed).toEqual({ state: to, holds: alarm.holds });
    for (const [change, holds] of [[AlarmEvent.CONDITION_TRUE, true], [AlarmEvent.CONDITION_FALSE, false]] as const) {
      expect(advance(suppressed!, change, { latching: false })).toEqual({ state: to, holds });
    }
  }
});

test.each(ENDS)('%s, %s, makes %s where the condition is false and %s where it is true', (from, happens, calm, broken) => {
  expect(advance({ state: stateNamed(from), holds: false }, event(happens), { latching: true })?.state).toBe(calm);
  expect(advance({ state: stateNamed(from), holds: true }, event(happens), { latching: true })?.state).toBe(broken);
});

test.each([
  ['nothing is to be acknowledged', 'ack', ['NORM', 'ACKED', 'LACKED', 'SHLVD', 'DSUPR', 'OOSRV']],
  ['nothing is to be reset', 'reset', STATES.filter((state) => state !== 'LACKED')],
  ['it is shelved already', 'shelve', ['SHLVD']],
  ['it is suppressed already', 'suppress_by_design', ['DSUPR']],
  ['it is out of service already', 'remove_from_service', ['OOSRV']],
  ['it is not shelved', 'unshelve', STATES.filter((state) => state !== 'SHLVD')],
  ['it is not suppressed', 'unsuppress', STATES.filter((state) => state !== 'DSUPR')],
  ['it is not out of service', 'return_to_service', STATES.filter((state) => state !== 'OOSRV')],
])('%s: %s is refused', (_, happens, states) => {
  for (const alarm of states.flatMap(alarmsIn)) expect(advance(alarm, event(happens), { latching: false })).toBeNull();
});

test.each([
  [false, ['condition_true', 'ack', 'condition_false'], ['UNACK', 'ACKED', 'NORM']],
  [false, ['condition_true', 'condition_false', 'ack'], ['UNACK', 'RTNUN', 'NORM']],
  [false, ['condition_true', 'condition_false', 'condition_true'], ['UNACK', 'RTNUN', 'UNACK']],
  [true, ['condition_true', 'condition_false', 'ack', 'reset'], ['UNACK', 'LUNACK', 'LACKED', 'NORM']],
  [false, ['condition_true', 'shelve', 'condition_false', 'unshelve'], ['UNACK', 'SHLVD', 'SHLVD', 'NORM']],
])('latching %s: %j goes through %j', (latching, events, states) => {
  let alarm = CALM;
  expect(events.map((happens) => (alarm = advance(alarm, event(happens), { latching })!).state)).toEqual(states);
});

test('a condition that is told twice changes nothing', () => {
  for (const alarm of STATES.flatMap(alarmsIn)) {
    expect(advance(alarm, alarm.holds ? AlarmEvent.CONDITION_TRUE : AlarmEvent.CONDITION_FALSE, { latching: true })).toEqual(alarm);
  }
});

describe('the state of what is on record', () => {
  const { SHELVED, OUT_OF_SERVICE } = SuppressionKind;
  const open: AlarmRecord = { confirmedAt: 10, endedAt: null, acknowledgedAt: null, resetAt: null, latching: false, suppressions: [] };
  test.each<[string, Partial<AlarmRecord>, string]>([
    ['lasts', {}, 'UNACK'],
    ['lasts and was acknowledged', { acknowledgedAt: 20 }, 'ACKED'],
    ['has ended', { endedAt: 30 }, 'RTNUN'],
    ['was acknowledged and has ended', { acknowledgedAt: 20, endedAt: 30 }, 'NORM'],
    ['was acknowledged after it had ended', { acknowledgedAt: 40, endedAt: 30 }, 'NORM'],
    ['was acknowledged before a clock that runs ahead began it', { acknowledgedAt: 5 }, 'ACKED'],
    ['has ended and latches', { endedAt: 30, latching: true }, 'LUNACK'],
    ['has ended, latches and was acknowledged', { endedAt: 30, acknowledgedAt: 20, latching: true }, 'LACKED'],
    ['was reset', { endedAt: 30, acknowledgedAt: 20, resetAt: 40, latching: true }, 'NORM'],
    ['was reset too early, as readings that came late say', { endedAt: 50, acknowledgedAt: 20, resetAt: 40, latching: true }, 'LACKED'],
    ['is shelved', { suppressions: [{ kind: SHELVED, from: 20, to: null }] }, 'SHLVD'],
    ['began on the shelf', { suppressions: [{ kind: SHELVED, from: 5, to: null }] }, 'SHLVD'],
    ['was shelved before it began', { suppressions: [{ kind: SHELVED, from: 5, to: 9 }] }, 'UNACK'],
    ['was acknowledged and then shelved for a while', { acknowledgedAt: 15, suppressions: [{ kind: SHELVED, from: 20, to: 30 }] }, 'UNACK'],
    ['was acknowledged after the shelf', { acknowledgedAt: 35, suppressions: [{ kind: SHELVED, from: 20, to: 30 }] }, 'ACKED'],
    ['was over before it was shelved', { acknowledgedAt: 15, endedAt: 18, suppressions: [{ kind: SHELVED, from: 20, to: null }] }, 'NORM'],
    ['ended on the shelf', { endedAt: 25, suppressions: [{ kind: SHELVED, from: 20, to: 30 }] }, 'NORM'],
    ['ended on the shelf, from which it was taken out of service', { endedAt: 25, suppressions: [{ kind: SHELVED, from: 20, to: 30 }, { kind: OUT_OF_SERVICE, from: 30, to: null }] }, 'OOSRV'],
    ['is out of service', { suppressions: [{ kind: OUT_OF_SERVICE, from: 20, to: null }] }, 'OOSRV'],
  ])('of an excursion that %s', (_, record, state) => {
    expect(stateOf({ ...open, ...record })).toBe(state);
  });

  test('is that of the table, whatever happened in whatever order, until the alarm is over', () => {
    const happening = fc.constantFrom('condition_false', 'ack', 'reset', 'shelve', 'unshelve', 'remove_from_service', 'return_to_service');
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 8 }), fc.boolean(), (events, latching) => {
        const record = { ...open, latching, suppressions: [] as { kind: SuppressionKind; from: number; to: number | null }[] };
        let alarm = follow(CALM, 'condition_true', latching);
        events.forEach((happens, index) => {
          const at = 20 + index;
          if (alarm.state === 'NORM' || (happens === 'shelve' && alarm.state === 'OOSRV')) return;
          const before = alarm;
          alarm = follow(alarm, happens, latching);
          if (happens === 'condition_false') record.endedAt ??= at;
          else if (alarm.state !== before.state) note(record, happens, at);
        });
        expect(stateOf(record)).toBe(alarm.state);
      }),
      { numRuns: 2_000, seed: 20261124 },
    );
  });
});

function note(record: AlarmRecord & { suppressions: { kind: SuppressionKind; from: number; to: number | null }[] }, happens: string, at: number): void {
  const last = record.suppressions.at(-1);
  if (happens === 'ack') record.acknowledgedAt = at;
  if (happens === 'reset') record.resetAt = at;
  if (['unshelve', 'return_to_service', 'remove_from_service'].includes(happens) && last?.to === null) last.to = at;
  if (happens === 'shelve') record.suppressions.push({ kind: SuppressionKind.SHELVED, from: at, to: null });
  if (happens === 'remove_from_service') record.suppressions.push({ kind: SuppressionKind.OUT_OF_SERVICE, from: at, to: null });
}
