import type { Origin } from './reading.js';

/** Why something that came in could not be taken as it was. The names are public: they stand in Rejection.reason. */
export type RejectionReason =
  | 'UNKNOWN_TOPIC'
  | 'UNKNOWN_ASSET'
  | 'UNKNOWN_SENSOR'
  | 'INVALID_JSON'
  | 'INVALID_VALUE'
  | 'MISSING_VALUE'
  | 'INVALID_TIME'
  | 'FUTURE_TIME'
  | 'INVALID_QUALITY'
  | 'INVALID_STATUS'
  | 'INVALID_TEXT'
  | 'INCOMPATIBLE_UNIT'
  | 'CONFLICT'
  | 'UNSTORABLE';

/** A refusal as a value: what came, why it was refused, and what to do about it in words. */
export interface Refusal {
  origin: Origin;
  reason: RejectionReason;
  detail: string;
}
