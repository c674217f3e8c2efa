/** A mutation with its input, and the entries that it leaves: what happened to which thing. */
export type AuditedMutation = readonly [mutation: string, input: string, entries: readonly string[]];

/**
 * Every mutation there is, in an order in which each finds what it needs. Keys of callers and ids count from 1 in this
 * world. A reason that an input takes is 'because', and SOON is in an hour.
 */
export const AUDITED_MUTATIONS: readonly AuditedMutation[] = [
  ['registerSite', '{ code: "LAB", name: "Laboratory", timeZone: "UTC" }', ['CREATE Site LAB']],
  ['registerMachine', '{ code: "MILL", name: "Mill", site: "LAB" }', ['CREATE Machine MILL']],
  ['setMachineStatus', '{ machine: "MILL", status: IDLE, reason: "because" }', ['UPDATE Machine MILL']],
  ['registerContainer', '{ code: "ROOM", name: "Room", kind: ROOM }', ['CREATE Container ROOM']],
  ['registerContainer', '{ code: "BOX", name: "Box", kind: BOX, parent: "ROOM" }', ['CREATE Container BOX', 'CREATE Placement BOX']],
  ['registerSensor', '{ container: "ROOM", channel: "temperature", quantity: TEMPERATURE }', ['CREATE Sensor ROOM/temperature', 'CREATE SensorMount ROOM/temperature']],
  ['registerSamples', '{ samples: [{ code: "S", name: "s", type: "plasma", collectedAt: "2026-01-01T00:00:00Z", container: "BOX" }] }', ['CREATE Sample S', 'CREATE Placement S']],
  ['move', '{ items: [{ sample: "S" }], into: "ROOM", reason: "because" }', ['UPDATE Placement S', 'CREATE Placement S']],
  ['move', '{ items: [{ sample: "S" }], into: null, reason: "because" }', ['UPDATE Placement S', 'CREATE Removal S']],
  ['defineStorageCondition', '{ code: "COOL", label: "Cool", maximum: 8, mktApplicable: true, reason: "because" }', ['CREATE StorageCondition COOL', 'CREATE StorageConditionVersion COOL']],
  ['defineStorageCondition', '{ code: "COOL", label: "Cool", maximum: 9, mktApplicable: true, reason: "because" }', ['CREATE StorageConditionVersion COOL']],
  ['setStorageCondition', '{ containers: ["BOX"], storageCondition: "COOL", reason: "because" }', ['CREATE ContainerCondition BOX']],
  ['defineStabilityProfile', '{ code: "P", tiers: [{ code: "COLD", maximum: 8 }], reason: "because" }', ['CREATE StabilityProfile P', 'CREATE StabilityProfileVersion P', 'CREATE StabilityTier P']],
  ['setStabilityProfile', '{ samples: ["S"], stabilityProfile: "P", reason: "because" }', ['UPDATE Sample S']],
  ['defineExcursionRule', '{ code: "HOT", quantity: TEMPERATURE, severity: WARNING, mode: INSTANT, high: 8, latching: true, containers: ["ROOM"], reason: "because" }', ['CREATE ExcursionRule HOT', 'CREATE ExcursionRuleAsset HOT']],
  ['move', '{ items: [{ sample: "S" }], into: "ROOM", at: "2026-01-01T12:00:00Z", reason: "because" }', ['CREATE Placement S']],
  // Readings are never changed, and are their own record.
  ['recordReadings', '{ readings: [{ sensor: "ROOM/temperature", measuredAt: "2026-01-02T00:00:00Z", value: 9 }] }', []],
  ['acknowledgeExcursion', '{ excursion: "1", comment: "because" }', ['UPDATE Excursion 1']],
  ['investigateExcursion', '{ excursion: "1", reason: "because" }', ['UPDATE Excursion 1']],
  ['assessExcursion', '{ excursion: "1", cause: "door", comment: "because" }', ['UPDATE Excursion 1']],
  ['recordReadings', '{ readings: [{ sensor: "ROOM/temperature", measuredAt: "2026-01-02T01:00:00Z", value: 5 }] }', []],
  ['decideDisposition', '{ excursion: "1", samples: ["S"], disposition: RELEASED, reason: "because", signature: { key: "ADMIN", meaning: APPROVAL } }', ['CREATE Disposition S']],
  ['resetExcursion', '{ excursion: "1", reason: "because" }', ['UPDATE Excursion 1']],
  ['closeExcursion', '{ excursion: "1", comment: "because" }', ['UPDATE Excursion 1']],
  ['setSensorErrorCodes', '{ sensors: ["ROOM/temperature"], errorCodes: [882.6], reason: "because" }', ['UPDATE Sensor ROOM/temperature']],
  ['recordCalibration', '{ sensor: "ROOM/temperature", dueAt: "2100-01-01T00:00:00Z", reason: "because" }', ['CREATE SensorCalibration ROOM/temperature']],
  ['withdrawCalibration', '{ calibration: "1", reason: "because" }', ['UPDATE SensorCalibration ROOM/temperature']],
  ['shelveSensor', '{ sensor: "ROOM/temperature", until: "SOON", reason: "because" }', ['CREATE SensorSuppression ROOM/temperature']],
  ['unshelveSensor', '{ sensor: "ROOM/temperature", reason: "because" }', ['UPDATE SensorSuppression ROOM/temperature']],
  ['takeOutOfService', '{ sensor: "ROOM/temperature", reason: "because" }', ['CREATE SensorSuppression ROOM/temperature']],
  ['returnToService', '{ sensor: "ROOM/temperature", reason: "because" }', ['UPDATE SensorSuppression ROOM/temperature']],
  [
    'defineExcursionRule', '{ code: "HOT", quantity: TEMPERATURE, severity: WARNING, mode: INSTANT, high: 9, containers: ["ROOM"], reason: "because" }',
    ['UPDATE ExcursionRule HOT', 'CREATE ExcursionRule HOT', 'CREATE ExcursionRuleAsset HOT'],
  ],
  ['retireExcursionRule', '{ code: "HOT", reason: "because" }', ['UPDATE ExcursionRule HOT']],
  ['moveSensor', '{ sensor: "ROOM/temperature", container: "BOX", reason: "because" }', ['UPDATE SensorMount ROOM/temperature', 'CREATE SensorMount ROOM/temperature', 'UPDATE Sensor ROOM/temperature']],
  ['defineNotificationChannel', '{ code: "DESK", url: "https://desk.example.org/alarms", site: "LAB", reason: "because" }', ['CREATE NotificationChannel DESK', 'CREATE NotificationChannelVersion DESK', 'CREATE NotificationEndpoint DESK']],
  [
    'defineEscalationPolicy', '{ code: "NIGHT", machines: ["MILL"], steps: [{ channels: ["DESK"] }], reason: "because" }',
    ['CREATE EscalationPolicy NIGHT', 'CREATE EscalationPolicyVersion NIGHT', 'CREATE EscalationPolicyAsset NIGHT', 'CREATE EscalationStep NIGHT'],
  ],
  ['resendNotification', '{ notification: "1", reason: "because" }', ['UPDATE Notification 1']],
  ['retireEscalationPolicy', '{ code: "NIGHT", reason: "because" }', ['UPDATE EscalationPolicyVersion NIGHT']],
  ['retireNotificationChannel', '{ code: "DESK", reason: "because" }', ['UPDATE NotificationChannelVersion DESK', 'DELETE NotificationEndpoint DESK']],
  ['issueApiKey', '{ name: "screen", role: VIEWER, sites: ["LAB"], reason: "because" }', ['CREATE ApiKey PREFIX', 'CREATE ApiKeySite PREFIX']],
  ['revokeApiKey', '{ apiKey: "1", reason: "because" }', ['UPDATE ApiKey PREFIX']],
  ['revokeTokens', '{ subject: "anna", reason: "because" }', ['CREATE TokenRevocation anna']],
];
