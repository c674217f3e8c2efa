import { Role } from '../domain/role.js';

export interface Permission {
  readonly roles: readonly Role[];
  /** Only for callers bound to no site: what it shows or makes belongs to none. */
  readonly unboundOnly: boolean;
}

export type Permissions = Readonly<Record<string, Readonly<Record<string, Permission>>>>;

const { VIEWER, OPERATOR, QUALITY, ADMIN, DEVICE } = Role;
const to = (...roles: Role[]): Permission => ({ roles, unboundOnly: false });
const unbound = ({ roles }: Permission): Permission => ({ roles, unboundOnly: true });

const everybody = to(VIEWER, OPERATOR, QUALITY, ADMIN, DEVICE);
const people = to(VIEWER, OPERATOR, QUALITY, ADMIN);
const operators = to(OPERATOR, QUALITY, ADMIN);
const operatorsAndDevices = to(OPERATOR, QUALITY, ADMIN, DEVICE);
const quality = to(QUALITY, ADMIN);
const admins = to(ADMIN);

/**
 * Who may use which field. The three roots name every field they have; of other types only those stand here that not
 * everybody may read who reaches them, and what is said of an interface holds for all its types.
 *
 * Unbound only: figures over everything tell of other sites; what was rejected belongs to no asset that is known; a new
 * site is in nobody's bounds; storage conditions and stability profiles hold everywhere; the audit trail is of all there is; and tokens do not say here whose they are.
 */
export const PERMISSIONS: Permissions = {
  Query: {
    viewer: everybody,
    site: people,
    sites: people,
    machine: people,
    machines: people,
    container: people,
    containers: people,
    sample: people,
    samples: people,
    sensor: people,
    sensors: people,
    excursion: people,
    excursions: people,
    excursionRules: people,
    alarmFigures: people,
    rehearseExcursionRule: quality,
    storageConditions: people,
    stabilityProfiles: people,
    stats: unbound(people),
    rejections: unbound(operators),
    apiKeys: admins,
    auditTrail: unbound(quality),
    verifyAuditTrail: unbound(quality),
    notifications: operators,
    notificationChannels: quality,
    escalationPolicies: quality,
  },
  Mutation: {
    recordReadings: operatorsAndDevices,
    registerSensor: operatorsAndDevices,
    setMachineStatus: operatorsAndDevices,
    registerMachine: operators,
    registerContainer: operators,
    registerSamples: operators,
    move: operators,
    moveSensor: operators,
    setSensorErrorCodes: quality,
    recordCalibration: operators,
    withdrawCalibration: quality,
    acknowledgeExcursion: operators,
    resetExcursion: operators,
    investigateExcursion: operators,
    assessExcursion: quality,
    decideDisposition: operators,
    closeExcursion: quality,
    shelveSensor: operators,
    unshelveSensor: operators,
    takeOutOfService: quality,
    returnToService: quality,
    defineExcursionRule: quality,
    retireExcursionRule: quality,
    defineStorageCondition: unbound(quality),
    defineStabilityProfile: unbound(quality),
    setStorageCondition: quality,
    setStabilityProfile: quality,
    defineEscalationPolicy: quality,
    retireEscalationPolicy: quality,
    resendNotification: operators,
    defineNotificationChannel: admins,
    retireNotificationChannel: admins,
    registerSite: unbound(admins),
    issueApiKey: admins,
    revokeApiKey: admins,
    revokeTokens: unbound(admins),
  },
  Subscription: {
    readingRecorded: people,
    excursionChanged: people,
    budgetChanged: people,
    machineStatusChanged: people,
    messageRejected: unbound(operators),
  },
  // They name people, of whom a device knows nothing, or are told by sensors that are not its own.
  Asset: { excursions: people, compliance: people },
  Container: { custody: people },
  Sensor: { suppressions: people, calibration: people, calibrations: people },
  Sample: { custody: people, dispositions: people, exposure: people, freezeThawCycles: people, series: people },
  // Addresses of people.
  NotificationChannel: { recipients: quality },
  Excursion: { dispositions: people, notifications: people },
};
