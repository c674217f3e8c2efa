import { pino, type Logger } from 'pino';

export type { Logger };

/** One style everywhere: `log.warn({ topic, reason }, 'message rejected')`. Nothing per reading above debug. */
export const createLog = (level: string): Logger => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
