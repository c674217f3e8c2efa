import { openRedis } from '../live/redis-connection.js';
import type { Logger } from '../log.js';
import { WINDOW_SECONDS } from './rate-limit-local.js';

export interface SharedSpending extends AsyncDisposable {
  /** 0, or after how many seconds there is enough (see RateLimit); null: Redis does not say. */
  spend(callerId: string, points: number): Promise<number | null>;
}

/** So long Redis is waited for, once; then not at all until it has answered a question that nobody waits for. */
const PATIENCE_MS = 150;
const PAUSE_MS = 1_000;
const FIRST_CONTACT_MS = 2_000;

/**
 * The same count as in rate-limit-local, by the clock of Redis: a hash of the points of each second. A second that is not of
 * the last minute is forgotten, also one that is yet to come, for then the clock was put back.
 */
const SPEND = `
local key, points, limit, window = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(redis.call('TIME')[1])
local fields = redis.call('HGETALL', key)
local spent, missing = {}, points - limit
for i = 1, #fields, 2 do
  local second = tonumber(fields[i])
  if math.abs(now - second) < window then
    missing = missing + fields[i + 1]
    table.insert(spent, { second, tonumber(fields[i + 1]) })
  else
    redis.call('HDEL', key, fields[i])
  end
end
if missing <= 0 then
  redis.call('HINCRBY', key, now, points)
  redis.call('EXPIRE', key, window)
  return 0
end
table.sort(spent, function(a, b) return a[1] < b[1] end)
for _, each in ipairs(spent) do
  missing = missing - each[2]
  if missing <= 0 then return each[1] + window - now end
end
return window`;

/** What all processes have let each caller spend, in Redis. */
export async function openSharedSpending({ url, pointsPerMinute, log }: { url: string; pointsPerMinute: number; log: Logger }): Promise<SharedSpending> {
  const connection = openRedis({ url, role: 'rate-limit', log, consequence: 'each process counts alone what callers spend', commandTimeout: PATIENCE_MS });
  const ask = async (callerId: string, points: number) =>
    Number(await connection.redis.eval(SPEND, 1, `thermograph:rate:${callerId}`, points, pointsPerMinute, WINDOW_SECONDS));
  let failedAt: number | null = null;

  const lookAgain = async () => {
    failedAt = performance.now();
    try {
      await ask('', 0);
      failedAt = null;
      log.info('Redis counts again what callers spend');
    } catch (error) {
      log.debug({ reason: (error as Error).message }, 'Redis does not count yet');
    }
  };
  await connection.firstContact(FIRST_CONTACT_MS);
  return {
    async spend(callerId, points) {
      if (failedAt !== null) {
        if (performance.now() - failedAt >= PAUSE_MS) void lookAgain();
        return null;
      }
      try {
        return await ask(callerId, points);
      } catch (error) {
        if (failedAt === null) log.warn({ reason: (error as Error).message }, 'Redis does not count what callers spend; this process counts alone until it does');
        failedAt = performance.now();
        return null;
      }
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
