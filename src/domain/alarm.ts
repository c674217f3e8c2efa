/** Why a sensor's alarms tell nobody. SHELVED: somebody works at it, for a while. OUT_OF_SERVICE: it is not used. */
export enum SuppressionKind {
  SHELVED = 'SHELVED',
  OUT_OF_SERVICE = 'OUT_OF_SERVICE',
}

/** The nine states of ISA-18.2 and IEC 62682. */
export enum AlarmState {
  NORM = 'NORM',
  UNACK = 'UNACK',
  ACKED = 'ACKED',
  RTNUN = 'RTNUN',
  LUNACK = 'LUNACK',
  LACKED = 'LACKED',
  SHLVD = 'SHLVD',
  DSUPR = 'DSUPR',
  OOSRV = 'OOSRV',
}

export enum AlarmEvent {
  CONDITION_TRUE = 'condition_true',
  CONDITION_FALSE = 'condition_false',
  ACK = 'ack',
  RESET = 'reset',
  SHELVE = 'shelve',
  /** By somebody, or because its time is over. */
  UNSHELVE = 'unshelve',
  SUPPRESS_BY_DESIGN = 'suppress_by_design',
  UNSUPPRESS = 'unsuppress',
  REMOVE_FROM_SERVICE = 'remove_from_service',
  RETURN_TO_SERVICE = 'return_to_service',
}

/** Whether the condition holds is told by most states; while the alarm is suppressed it goes on unseen. */
export interface Alarm {
  state: AlarmState;
  holds: boolean;
}

export const CALM: Alarm = { state: AlarmState.NORM, holds: false };

const { NORM, UNACK, ACKED, RTNUN, LUNACK, LACKED, SHLVD, DSUPR, OOSRV } = AlarmState;

/**
 * An alarm begins when its condition comes true: UNACK, until somebody acknowledges it: ACKED. When the condition ends,
 * what was acknowledged is over, NORM; what was not waits for that, RTNUN, and is over then. Should the condition come true
 * again meanwhile, it is UNACK again.
 *
 * An alarm that latches does not go away by itself: after its condition has ended it is LUNACK or LACKED, and over only
 * when somebody has acknowledged and then reset it.
 *
 * Whatever it is in, an alarm can be shelved, suppressed by design or removed from service: SHLVD, DSUPR, OOSRV. One of
 * the three takes the place of another. Then its condition goes on unseen, and nothing of it can be acknowledged. When that
 * ends the alarm begins anew: UNACK if its condition holds, NORM if not, whatever had been acknowledged before.
 *
 * Null: the event is not for an alarm in this state, as nothing is there to acknowledge in NORM or ACKED, an alarm is shelved
 * already or is not shelved.
 */
export function advance({ state, holds }: Alarm, event: AlarmEvent, { latching }: { latching: boolean }): Alarm | null {
  switch (event) {
    case AlarmEvent.CONDITION_TRUE:
      return { state: holds || isSuppressed(state) ? state : UNACK, holds: true };
    case AlarmEvent.CONDITION_FALSE:
      return { state: holds ? (latching ? WHEN_LATCHED : WHEN_RETURNED)[state] ?? state : state, holds: false };
    default: {
      const next = BY_PEOPLE[event](state, holds);
      return next && { state: next, holds };
    }
  }
}

export const isSuppressed = (state: AlarmState): boolean => [SHLVD, DSUPR, OOSRV].includes(state);

/** Whether somebody should acknowledge it. */
export const isUnacknowledged = (state: AlarmState): boolean => [UNACK, RTNUN, LUNACK].includes(state);

const WHEN_RETURNED: Partial<Record<AlarmState, AlarmState>> = { [UNACK]: RTNUN, [ACKED]: NORM };
const WHEN_LATCHED: Partial<Record<AlarmState, AlarmState>> = { [UNACK]: LUNACK, [ACKED]: LACKED };
const WHEN_ACKNOWLEDGED: Partial<Record<AlarmState, AlarmState>> = { [UNACK]: ACKED, [RTNUN]: NORM, [LUNACK]: LACKED };

type Move = (state: AlarmState, holds: boolean) => AlarmState | null;

const into = (suppressed: AlarmState): Move => (state) => (state === suppressed ? null : suppressed);
const outOf = (suppressed: AlarmState): Move => (state, holds) => (state !== suppressed ? null : holds ? UNACK : NORM);

const BY_PEOPLE: Record<Exclude<AlarmEvent, AlarmEvent.CONDITION_TRUE | AlarmEvent.CONDITION_FALSE>, Move> = {
  [AlarmEvent.ACK]: (state) => WHEN_ACKNOWLEDGED[state] ?? null,
  [AlarmEvent.RESET]: (state) => (state === LACKED ? NORM : null),
  [AlarmEvent.SHELVE]: into(SHLVD),
  [AlarmEvent.UNSHELVE]: outOf(SHLVD),
  [AlarmEvent.SUPPRESS_BY_DESIGN]: into(DSUPR),
  [AlarmEvent.UNSUPPRESS]: outOf(DSUPR),
  [AlarmEvent.REMOVE_FROM_SERVICE]: into(OOSRV),
  [AlarmEvent.RETURN_TO_SERVICE]: outOf(OOSRV),
};
