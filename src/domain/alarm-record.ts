import { advance, AlarmEvent, AlarmState, CALM, SuppressionKind, type Alarm } from './alarm.js';
import { DAY, type Duration, type Instant } from './time.js';

/** Nobody may look away for longer at a time: a shelf is no place to forget alarms in (ISA-18.2, "maximum shelving time"). */
export const MAX_SHELVING: Duration = DAY;

/** What is on record of an excursion, as the alarm that it is. */
export interface AlarmRecord {
  confirmedAt: Instant;
  /** Null while it lasts. */
  endedAt: Instant | null;
  acknowledgedAt: Instant | null;
  resetAt: Instant | null;
  latching: boolean;
  suppressions: readonly Suppressed[];
}

export interface Suppressed {
  kind: SuppressionKind;
  from: Instant;
  /** Null while it lasts. */
  to: Instant | null;
}

const BEGINS = { [SuppressionKind.SHELVED]: AlarmEvent.SHELVE, [SuppressionKind.OUT_OF_SERVICE]: AlarmEvent.REMOVE_FROM_SERVICE };
const ENDS = { [SuppressionKind.SHELVED]: AlarmEvent.UNSHELVE, [SuppressionKind.OUT_OF_SERVICE]: AlarmEvent.RETURN_TO_SERVICE };

/**
 * The state of the alarm, from what is on record and nothing else: so late data that corrects the excursion corrects the
 * state. The alarm is over when it is back in NORM; what comes after that is another one's. An acknowledgement stands
 * however the excursion's times are corrected.
 */
export function stateOf(record: AlarmRecord): AlarmState {
  let alarm: Alarm = CALM;
  for (const { event } of eventsOf(record)) {
    alarm = advance(alarm, event, record) ?? alarm;
    if (alarm.state === AlarmState.NORM) return AlarmState.NORM;
  }
  return alarm.state;
}

interface Happening {
  at: Instant;
  event: AlarmEvent;
}

/**
 * In order of time; what begins when another ends takes its place. A device whose clock runs ahead may date the begin after
 * somebody has seen it.
 */
function eventsOf({ confirmedAt, endedAt, acknowledgedAt, resetAt, suppressions }: AlarmRecord): Happening[] {
  const begin = Math.min(confirmedAt, acknowledgedAt ?? Infinity);
  const happened = (at: Instant | null, event: AlarmEvent): Happening[] => (at === null ? [] : [{ at: Math.max(begin, at), event }]);
  const relevant = suppressions.filter(({ to }) => to === null || to > begin);
  return [
    { at: begin, event: AlarmEvent.CONDITION_TRUE },
    ...happened(endedAt, AlarmEvent.CONDITION_FALSE),
    ...happened(acknowledgedAt, AlarmEvent.ACK),
    ...happened(resetAt, AlarmEvent.RESET),
    ...relevant.flatMap(({ kind, from }) => happened(from, BEGINS[kind])),
    ...relevant.flatMap(({ kind, to }) => happened(to, ENDS[kind])),
  ].sort((one, other) => one.at - other.at);
}
