/** Why a sensor's alarms tell nobody. SHELVED: somebody works at it, for a while. OUT_OF_SERVICE: it is not used. */
export enum SuppressionKind {
  SHELVED = 'SHELVED',
  OUT_OF_SERVICE = 'OUT_OF_SERVICE',
}
