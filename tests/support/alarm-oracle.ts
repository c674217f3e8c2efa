import { DAY, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';

export interface OracleWorld {
  excursions: { sensor: string; rule: number | null; severity: string; confirmedAt: Instant; endedAt: Instant | null; isRetracted: boolean }[];
  suppressions: { sensor: string; from: Instant; to: Instant | null }[];
}

const INFINITY = Number.POSITIVE_INFINITY;

/** The figures of an interval, each counted as it is described, by looking at everything for every moment. */
export function figuresOf(world: OracleWorld, from: Instant, to: Instant, now: Instant) {
  const real = world.excursions.filter(({ isRetracted }) => !isRetracted).map((each) => ({ ...each, toldAt: toldAt(world, each, now) }));
  const told = real.filter(({ toldAt: at }) => at !== null && at >= from && at < to).map((each) => ({ ...each, at: each.toldAt! })).toSorted((one, other) => one.at - other.at);
  const times = told.map(({ at }) => at);
  const most = (length: number) => Math.max(0, ...times.map((end) => times.filter((at) => at <= end && at > end - length).length));
  const periods = Array.from({ length: Math.ceil((to - from) / (10 * MINUTE)) }, (_, index) => times.filter((at) => Math.floor((at - from) / (10 * MINUTE)) === index).length);
  const chatters = told.map((alarm) => {
    const same = told.filter(({ sensor, rule }) => sensor === alarm.sensor && rule === alarm.rule).map(({ at }) => at);
    return same.some((begin) => alarm.at >= begin && alarm.at < begin + MINUTE && same.filter((at) => at >= begin && at < begin + MINUTE).length >= 3);
  });
  const share = (part: number) => (told.length === 0 ? null : part / told.length);
  const bySensor = [...Map.groupBy(told, ({ sensor }) => sensor)].map(([sensor, list]) => ({ sensor: { key: sensor }, alarms: list.length, share: list.length / told.length }));
  const top = bySensor.toSorted((one, other) => other.alarms - one.alarms || (one.sensor.key < other.sensor.key ? -1 : 1)).slice(0, 10);
  return {
    alarms: told.length,
    suppressed: real.filter(({ toldAt: at, confirmedAt }) => at === null && confirmedAt >= from && confirmedAt < to).length,
    perHour: (told.length * HOUR) / (to - from), mostPerHour: most(HOUR),
    perTenMinutes: (told.length * 10 * MINUTE) / (to - from), mostPerTenMinutes: most(10 * MINUTE),
    busyShare: periods.filter((count) => count > 10).length / periods.length,
    ...floodsOf(times, from, to),
    stale: real.filter(({ toldAt: at, endedAt }) => at !== null && Math.max(at + DAY, from) < Math.min(endedAt ?? INFINITY, now, to)).length,
    chattering: chatters.filter(Boolean).length,
    fleeting: told.filter(({ at, endedAt }, index) => endedAt !== null && endedAt - at < MINUTE && !chatters[index]).length,
    topSources: top, topShare: share(top.reduce((sum, { alarms }) => sum + alarms, 0)),
    severities: ['INFO', 'WARNING', 'CRITICAL'].map((severity) => {
      const alarms = told.filter((each) => each.severity === severity).length;
      return { severity, alarms, share: share(alarms) };
    }),
  };
}

function toldAt({ suppressions }: OracleWorld, { sensor, confirmedAt, endedAt }: OracleWorld['excursions'][number], now: Instant): Instant | null {
  const quiet = suppressions.filter((each) => each.sensor === sensor);
  let at = confirmedAt;
  for (;;) {
    const around = quiet.find(({ from, to }) => from <= at && (to ?? INFINITY) > at);
    if (!around) return at;
    at = around.to ?? INFINITY;
    if (at > now || at >= (endedAt ?? INFINITY)) return null;
  }
}

/** Minute by minute would be too coarse: the level is looked at wherever it changes. */
function floodsOf(times: readonly Instant[], from: Instant, to: Instant) {
  const moments = [...new Set(times.flatMap((at) => [at, at + 10 * MINUTE]))].filter((at) => at < to).toSorted((one, other) => one - other);
  let [floods, micros, isFlooded] = [0, 0, false];
  moments.forEach((moment, index) => {
    const level = times.filter((at) => at <= moment && at > moment - 10 * MINUTE).length;
    if (!isFlooded && level >= 10) floods += 1;
    isFlooded = isFlooded ? level >= 5 : level >= 10;
    if (isFlooded) micros += (moments[index + 1] ?? to) - moment;
  });
  return { floods, inFlood: micros, floodShare: micros / (to - from) };
}
