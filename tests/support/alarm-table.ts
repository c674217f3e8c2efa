/** ISA-18.2 as a table: from, what happens, to. '*' is every state but `to` itself, which refuses. */
type Row = readonly [from: string, event: string, to: string];

export const STATES = ['NORM', 'UNACK', 'ACKED', 'RTNUN', 'LUNACK', 'LACKED', 'SHLVD', 'DSUPR', 'OOSRV'] as const;

export const NOT_LATCHING: readonly Row[] = [
  ['NORM', 'condition_true', 'UNACK'], ['UNACK', 'ack', 'ACKED'], ['UNACK', 'condition_false', 'RTNUN'],
  ['ACKED', 'condition_false', 'NORM'], ['RTNUN', 'ack', 'NORM'], ['RTNUN', 'condition_true', 'UNACK'],
];

export const LATCHING: readonly Row[] = [
  ['NORM', 'condition_true', 'UNACK'], ['UNACK', 'ack', 'ACKED'], ['UNACK', 'condition_false', 'LUNACK'], ['ACKED', 'condition_false', 'LACKED'],
  ['LUNACK', 'ack', 'LACKED'], ['LUNACK', 'condition_true', 'UNACK'], ['LACKED', 'reset', 'NORM'], ['LACKED', 'condition_true', 'UNACK'],
];

export const BEGINS: readonly Row[] = [['*', 'shelve', 'SHLVD'], ['*', 'suppress_by_design', 'DSUPR'], ['*', 'remove_from_service', 'OOSRV']];

/** What ends a suppression, and into what where the condition is false, and where it is true. */
export const ENDS: readonly (readonly [from: string, event: string, calm: string, broken: string])[] = [
  ['SHLVD', 'unshelve', 'NORM', 'UNACK'], ['DSUPR', 'unsuppress', 'NORM', 'UNACK'], ['OOSRV', 'return_to_service', 'NORM', 'UNACK'],
];

/** One alarm by the table alone: the state, and whether its condition holds. An event that the table lacks changes nothing. */
export function follow(alarm: { state: string; holds: boolean }, event: string, latching: boolean): { state: string; holds: boolean } {
  const holds = event === 'condition_true' || (alarm.holds && event !== 'condition_false');
  const end = ENDS.find(([from, ends]) => from === alarm.state && ends === event);
  if (end) return { state: holds ? end[3] : end[2], holds };
  const row = [...(latching ? LATCHING : NOT_LATCHING), ...BEGINS].find(([from, happens]) => (from === '*' || from === alarm.state) && happens === event);
  return { state: row?.[2] ?? alarm.state, holds };
}
