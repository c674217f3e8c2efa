/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An excursion that somebody has seen. */
export type AcknowledgeExcursionInput = {
  /** What there is to say of it, in at most 2,000 characters; null: nothing. */
  comment?: string | null | undefined;
  /** The id of the excursion. */
  excursion: string | number;
};

/** Where the alarm of an excursion stands, in the states of ISA-18.2. */
export type AlarmState =
  /** Acknowledged: it lasts, and somebody has seen it. */
  | 'ACKED'
  /** Suppressed by design: it tells nobody while the process makes it meaningless, which no process does yet. */
  | 'DSUPR'
  /** Latched acknowledged: it has ended, somebody has seen it, and nobody has reset it. */
  | 'LACKED'
  /** Latched unacknowledged: it has ended, its rule latches, and nobody has said that he has seen it. */
  | 'LUNACK'
  /** Normal: it is over, or never was. */
  | 'NORM'
  /** Out of service: it tells nobody because its sensor is not used. */
  | 'OOSRV'
  /** Returned to normal, unacknowledged: it has ended, and nobody has said that he has seen it. */
  | 'RTNUN'
  /** Shelved: it tells nobody while somebody works at the sensor. */
  | 'SHLVD'
  /** Unacknowledged: it lasts, and nobody has said that he has seen it. */
  | 'UNACK';

/** What an excursion means. */
export type AssessExcursionInput = {
  /** What caused it, in 1 to 2,000 characters. */
  cause: string;
  /** What else there is to say of it, in at most 2,000 characters; null: nothing. */
  comment?: string | null | undefined;
  /** The id of the excursion. */
  excursion: string | number;
  /** How bad it is, where that is not what the rule says; null: as the rule says. */
  severity?: Severity | null | undefined;
};

/** What came of a try to send a message. */
export type AttemptOutcome =
  /** It was not taken, or nobody knows. */
  | 'FAILED'
  /** It was taken. */
  | 'SENT';

/** Which entries of the audit trail: those that fit every field that is given. */
export type AuditFilter = {
  /** Those with one of these actions; null: with any. */
  action?: Array<string> | null | undefined;
  /** Those of one of these actors; null: of anybody. */
  actor?: Array<string> | null | undefined;
  /** Those of one of these kinds of thing; null: of any. */
  entity?: Array<string> | null | undefined;
  /** Those of things with one of these codes; null: with any. */
  entityCode?: Array<string> | null | undefined;
  /** Those noted at this moment or later; null: from the first on. */
  from?: string | null | undefined;
  /** Those noted before this moment; null: up to the last. */
  to?: string | null | undefined;
};

/** By which way somebody is told. */
export type ChannelKind =
  /** A mail in plain text. */
  | 'EMAIL'
  /** A signed HTTP POST, as Standard Webhooks has it. */
  | 'WEBHOOK';

/** An excursion about which nothing more is to be done. */
export type CloseExcursionInput = {
  /** What there is to say in the end, in at most 2,000 characters; null: nothing. */
  comment?: string | null | undefined;
  /** The id of the excursion. */
  excursion: string | number;
};

/** On which side of a limit a value is that equals it. */
export type Comparison =
  /** Outside already, as WHO PQS devices alarm. */
  | 'AT_OR_BEYOND'
  /** Inside: only what is above the upper limit or below the lower one is outside, as storage ranges have it. */
  | 'BEYOND';

/** Which containers to list: those that fit every field that is given. */
export type ContainerFilter = {
  /** Those with one of these codes; null: any code. */
  code?: Array<string> | null | undefined;
  /** Those of one of these kinds; null: any kind. */
  kind?: Array<ContainerKind> | null | undefined;
  /** Those that stand directly in a container with one of these codes now; null: anywhere. */
  parent?: Array<string> | null | undefined;
  /** Those registered at a site with one of these codes; null: any site or none. */
  site?: Array<string> | null | undefined;
};

/** What sort of container it is. */
export type ContainerKind =
  /** A bench or table, where things stand in the open. */
  | 'BENCH'
  /** A box, also one to carry. */
  | 'BOX'
  /** A tank with liquid nitrogen or its vapour. */
  | 'CRYO_TANK'
  /** A freezer of any depth of cold. */
  | 'FREEZER'
  /** An incubator, which keeps what is in it warm. */
  | 'INCUBATOR'
  /** A rack that boxes or tubes stand in. */
  | 'RACK'
  /** A refrigerator. */
  | 'REFRIGERATOR'
  /** A room that people walk into. */
  | 'ROOM'
  /** A shelf or drawer of something larger. */
  | 'SHELF'
  /** A package that keeps its temperature on the way. */
  | 'SHIPPER'
  /** A vehicle that carries other containers. */
  | 'VEHICLE';

/** What becomes of samples that an excursion affected. */
export type DecideDispositionInput = {
  /** What becomes of them; PENDING takes back what was decided of them before. */
  disposition: Disposition;
  /** The id of the excursion. */
  excursion: string | number;
  /** Why, in 1 to 2,000 characters. */
  reason: string;
  /** The revision of the excursion that was looked at, so that nothing is decided if it was changed meanwhile; null: whichever it has now. */
  revision?: number | null | undefined;
  /** The codes of the samples, from 1 to 10,000, each that the excursion affected or of which something was decided after it. */
  samples: Array<string>;
  /** The signature, without which only QUARANTINED and RETEST can be said, and not of what was REJECTED or DISCARDED; null: none, which is enough too for whoever is on the machine itself while no access is configured, and is kept as unsigned. */
  signature?: SignatureInput | null | undefined;
};

/** Who is told of which excursions, or a new version of the policy with the same code. */
export type DefineEscalationPolicyInput = {
  /** The code, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** Excursions of containers with these codes, beside those of machines and samples that are named; null: none is named. */
  containers?: Array<string> | null | undefined;
  /** Excursions of these kinds, at least one; null: of any. */
  kinds?: Array<ExcursionKind> | null | undefined;
  /** Excursions of this severity or worse; null: of any. */
  leastSeverity?: Severity | null | undefined;
  /** Excursions of machines with these codes, beside those of containers and samples that are named; null: none is named. */
  machines?: Array<string> | null | undefined;
  /** Excursions of these quantities, at least one; null: of any. */
  quantities?: Array<Quantity> | null | undefined;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** Excursions of probes of samples with these codes, beside those of machines and containers that are named; null: none is named. */
  samples?: Array<string> | null | undefined;
  /** Excursions of what is at the site with this code, which who is bound to sites must say; null: at any. */
  site?: string | null | undefined;
  /** From 1 to 20 steps. */
  steps: Array<EscalationStepInput>;
  /** Whether excursions are told of which everything is more than an hour past when they are found; null: they are not. */
  tellHistory?: boolean | null | undefined;
};

/** A way by which somebody is told, or a new version of the one with the same code. */
export type DefineNotificationChannelInput = {
  /** From 1 to 50 addresses of e-mail; null: it is none, or goes to whom it went. */
  addresses?: Array<string> | null | undefined;
  /** The code, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** More messages than this within digestWindow become one digest; null: never; left out: 10 by e-mail, and never by webhook. */
  digestAfter?: number | null | undefined;
  /** The time within which messages are counted, from one minute to a day; null: 10 minutes. */
  digestWindow?: string | null | undefined;
  /** Whether it is told anything; null: it is. */
  enabled?: boolean | null | undefined;
  /** Whether a webhook that has a secret gets another one, from now on; null: it keeps it. */
  newSecret?: boolean | null | undefined;
  /** When only what is CRITICAL is told; null: it is told everything at any time. */
  quietHours?: QuietHoursInput | null | undefined;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The code of the site whose it is, which who is bound to sites must say; null: of none. */
  site?: string | null | undefined;
  /** Where a webhook is POSTed to, by http or https; null: it is none, or goes where it went. */
  url?: string | null | undefined;
};

/** A stability profile, or a new version of the one with the same code. */
export type DefineStabilityProfileInput = {
  /** The activation energy of its decay in kJ/mol; null: 83.14472, which makes it 10,000 kelvin over the gas constant. */
  activationEnergy?: number | null | undefined;
  /** The code, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** When it counts as frozen and as thawed; null: thaws are not counted. */
  freezing?: FreezingInput | null | undefined;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** From 1 to 50 tiers. */
  tiers: Array<StabilityTierInput>;
};

/** A storage condition, or a new version of the one with the same code. */
export type DefineStorageConditionInput = {
  /** At most 50 codes by which other vocabularies name the same range; null: none. */
  aliases?: Array<string> | null | undefined;
  /** The code, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** What people call it, in 1 to 200 characters. */
  label: string;
  /** The highest temperature that is right, in degrees Celsius; null: none is too warm. */
  maximum?: number | null | undefined;
  /** The lowest temperature that is right, in degrees Celsius; null: none is too cold. */
  minimum?: number | null | undefined;
  /** Whether a mean kinetic temperature means anything here; of what is frozen it does not. */
  mktApplicable: boolean;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** What becomes of a sample that an excursion affected. */
export type Disposition =
  /** It was thrown away because of the excursion. */
  | 'DISCARDED'
  /** Nobody has decided, and nothing calls for quarantine; as a decision, it takes back what was decided before. */
  | 'PENDING'
  /** It is set apart until somebody decides, as somebody said, or because it was taken from a sample that is set apart, or else because the excursion is CRITICAL, by its rule or as it was assessed. */
  | 'QUARANTINED'
  /** It must not be used, and is still there. */
  | 'REJECTED'
  /** It may be used in spite of the excursion. */
  | 'RELEASED'
  /** It is set apart and has to be tested first. */
  | 'RETEST';

/** Some channels that are told together. */
export type EscalationStepInput = {
  /** How long after an excursion was found they are told, if nobody has acknowledged it by then, at most 30 days; null: at once. */
  after?: string | null | undefined;
  /** The codes of from 1 to 20 channels. */
  channels: Array<string>;
  /** How often they are told again until somebody acknowledges it, from a minute to 30 days; null: once. */
  repeatEvery?: string | null | undefined;
};

/** What has happened to an excursion. */
export type ExcursionChange =
  /** Somebody has seen it. */
  | 'ACKNOWLEDGED'
  /** Somebody has said what it means. */
  | 'ASSESSED'
  /** It has ended. */
  | 'CLOSED'
  /** Somebody has said that nothing more is to be done about it. */
  | 'CONCLUDED'
  /** Somebody has decided what becomes of samples that it affected. */
  | 'DECIDED'
  /** Somebody has begun to look for its cause. */
  | 'INVESTIGATED'
  /** It was found, or found again after it had been retracted. */
  | 'OPENED'
  /** Somebody has reset its alarm, which was latched. */
  | 'RESET'
  /** It turned out never to have been. */
  | 'RETRACTED'
  /** It is known better: late or corrected data, or a new version of its rule, changed it. */
  | 'UPDATED';

/** Which excursions: those that fit every field that is given. */
export type ExcursionFilter = {
  /** Those of sensors of a container with one of these codes, or of the machine that it is; null: of anything. */
  container?: Array<string> | null | undefined;
  /** Those that lasted at this moment or later; null: from the first on. */
  from?: string | null | undefined;
  /** Those of one of these kinds; null: of any. */
  kind?: Array<ExcursionKind> | null | undefined;
  /** Those of sensors of a machine with one of these codes, or of the container that it is; null: of anything. */
  machine?: Array<string> | null | undefined;
  /** True: those that still last; false: those that have ended; null: both. */
  open?: boolean | null | undefined;
  /** Those of probes of a sample with one of these codes, and of every container while it was inside; null: of anything. */
  sample?: Array<string> | null | undefined;
  /** Those of one of these severities; null: of any. */
  severity?: Array<Severity> | null | undefined;
  /** Those with one of these statuses; null: with any but RETRACTED in a list, with any in a subscription. */
  status?: Array<ExcursionStatus> | null | undefined;
  /** Those that started before this moment; null: up to the last. */
  to?: string | null | undefined;
};

/** In which way a sensor left what is normal. */
export type ExcursionKind =
  /** Its values were above the upper limit. */
  | 'ABOVE'
  /** Its values were below the lower limit. */
  | 'BELOW'
  /** Its calibration is due in 90 days or less: INFO; in 30 days: WARNING; now: CRITICAL. It lasts until it is calibrated again, and no sample goes through it. */
  | 'CALIBRATION_DUE'
  /** It was silent for longer than expectedEvery. */
  | 'NO_DATA'
  /** Its values stayed the same for longer than a STUCK rule allows. What it said is counted in exposure, compliance and series as ever. */
  | 'STUCK';

/** From where on breaking a rule is worse: at least one limit, none of them nearer than the limits of the rule, or, of a STUCK rule, no limit and a longer on-delay. */
export type ExcursionLevelInput = {
  /** The upper limit, in the quantity's own unit; null: none. */
  high?: number | null | undefined;
  /** The lower limit, in the quantity's own unit; null: none. */
  low?: number | null | undefined;
  /** How long values must stay beyond these limits, or add up to, or stay the same, as the mode of the rule has it; null: no time. */
  onDelay?: string | null | undefined;
  /** How bad it is then, which is worse than the rule without it. */
  severity: Severity;
};

/** A rule, or a new version of the rule that has the same code; at least one limit, which only a STUCK rule has not, and either assets or a storage condition. */
export type ExcursionRuleInput = {
  /** The code of the rule, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** On which side of a limit a value is that equals it; null: BEYOND. */
  comparison?: Comparison | null | undefined;
  /** The codes of containers that it applies to; null: to none. */
  containers?: Array<string> | null | undefined;
  /** How far inside a limit a value must come back to have returned, or, of a STUCK rule, by how much values may differ that count as unchanged, in the quantity's own unit; null: not at all. */
  deadband?: number | null | undefined;
  /** The upper limit, in the quantity's own unit; null: none. */
  high?: number | null | undefined;
  /** Whether an alarm of it stays after its condition has ended, until somebody has acknowledged and reset it; null: it does not. */
  latching?: boolean | null | undefined;
  /** At most 10 levels from which on it is worse; null: it is always the same. */
  levels?: Array<ExcursionLevelInput> | null | undefined;
  /** The lower limit, in the quantity's own unit; null: none. */
  low?: number | null | undefined;
  /** The codes of machines that it applies to; null: to none. */
  machines?: Array<string> | null | undefined;
  /** What it takes to break the rule. */
  mode: RuleMode;
  /** Stretches on the same side that are less than this apart become one excursion, which ACCUMULATIVE and STUCK rules do not have; null: they stay apart. */
  offDelay?: string | null | undefined;
  /** How long values must stay outside to be an excursion, or, of an ACCUMULATIVE rule, must add up to, or, of a STUCK rule, must stay the same; an INSTANT rule has none; null: no time. */
  onDelay?: string | null | undefined;
  /** The quantity whose readings are judged. */
  quantity: Quantity;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The codes of samples whose own probes it applies to; null: to none. */
  samples?: Array<string> | null | undefined;
  /** How bad it is when the rule is broken. */
  severity: Severity;
  /** The code of a storage condition, to every container of which it applies, as long as that is kept under it; null: it applies to assets. */
  storageCondition?: string | null | undefined;
  /** In how much time, of at most 31 days, time outside adds up; it moves in hundredths and may be two of them longer, so that an alarm comes early rather than late; null: it does not, which only rules that are not ACCUMULATIVE may say. */
  window?: string | null | undefined;
};

/** How far people have taken an excursion; whether it still runs is endedAt. */
export type ExcursionStatus =
  /** Somebody has seen it. */
  | 'ACKNOWLEDGED'
  /** Somebody has said what it means. */
  | 'ASSESSED'
  /** Nothing more is to be done about it. */
  | 'CLOSED'
  /** It was found, and nobody has looked at it. */
  | 'DETECTED'
  /** Somebody looks for its cause. */
  | 'INVESTIGATING'
  /** Readings that came late, or a calibration that was told of late, showed that it never was; it is kept and counts no more, unless others show that it was after all: then it is what it had been. */
  | 'RETRACTED';

/** When a product counts as frozen, and when as thawed. */
export type FreezingInput = {
  /** At this temperature in degrees Celsius and below it is frozen. */
  frozenAt: number;
  /** How long it must have been above that without a break to be thawed. */
  thawTime: string;
  /** Above this temperature in degrees Celsius, which is not below that, it thaws. */
  thawedAbove: number;
};

/** What is taken to be true between two readings. */
export type Interpolation =
  /** A straight line runs from one reading to the next, where both may be judged. */
  | 'LINEAR'
  /** A reading holds until the next; one that may not be judged ends it, and holds for nothing. */
  | 'STEP';

/** An excursion for whose cause somebody looks. */
export type InvestigateExcursionInput = {
  /** The id of the excursion. */
  excursion: string | number;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** A key to be issued. */
export type IssueApiKeyInput = {
  /** The code of the container that a DEVICE is; null: it is none. */
  container?: string | null | undefined;
  /** When it ends by itself, which must be later than now; null: never. */
  expiresAt?: string | null | undefined;
  /** The code of the machine that a DEVICE is; null: it is none. */
  machine?: string | null | undefined;
  /** Whose key it is, in 1 to 200 characters; whatever is done with it is kept under this name. */
  name: string;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** What may be done with it. */
  role: Role;
  /** The code of the sample that a DEVICE is; null: it is none. */
  sample?: string | null | undefined;
  /** The codes of the sites that it reaches, at least one; null: it is bound to none of them and reaches all, or it is for a DEVICE. */
  sites?: Array<string> | null | undefined;
};

/** Which machines to list: those that fit every field that is given. */
export type MachineFilter = {
  /** Those with one of these codes; null: any code. */
  code?: Array<string> | null | undefined;
  /** Those of exactly one of these kinds; null: any kind or none. */
  kind?: Array<string> | null | undefined;
  /** Those registered at a site with one of these codes; null: any site or none. */
  site?: Array<string> | null | undefined;
  /** Those with one of these statuses; null: any status. */
  status?: Array<MachineStatus> | null | undefined;
};

/** What a machine does, as it or its operator said last. */
export type MachineStatus =
  /** It has stopped because of a fault. */
  | 'ERROR'
  /** It could work and waits. */
  | 'IDLE'
  /** It is being serviced. */
  | 'MAINTENANCE'
  /** It is switched off, or has never said anything else. */
  | 'OFFLINE'
  /** It works. */
  | 'RUNNING';

/** A move of containers and samples, all of them or none: where they are from a moment on, until the next later thing that is known of each. */
export type MoveInput = {
  /** When it happened, which may be long ago, but not more than a minute ahead; null: now. */
  at?: string | null | undefined;
  /** The code of the container that they are directly inside from then on, which must be said; null: they were taken out, and are nowhere that is known. */
  into?: string | null | undefined;
  /** From 1 to 10,000 different things. */
  items: Array<MoveItemInput>;
  /** Why, in at most 2,000 characters; null: nobody said. */
  reason?: string | null | undefined;
};

/** What is moved: exactly one of container and sample. */
export type MoveItemInput = {
  /** The code of a container, which takes along everything inside it; null: it is a sample. */
  container?: string | null | undefined;
  /** The code of a sample; null: it is a container. */
  sample?: string | null | undefined;
};

/** A sensor and what it is on from a moment on, until the next later move of it: exactly one of machine, container and sample; what it is on already too, if it was there before it was registered and read. */
export type MoveSensorInput = {
  /** When it happened, not more than a minute ahead; null: now. */
  at?: string | null | undefined;
  /** The code of the container that it is in; null: in none. */
  container?: string | null | undefined;
  /** The code of the machine that it is on; null: on none. */
  machine?: string | null | undefined;
  /** Why, in at most 2,000 characters; null: nobody said. */
  reason?: string | null | undefined;
  /** The code of the sample that it is a probe of; null: of none. */
  sample?: string | null | undefined;
  /** The key of the sensor, which it keeps. */
  sensor: string;
};

/** Which notifications to list: those that fit every field that is given. */
export type NotificationFilter = {
  /** Those to channels with one of these codes; null: to any. */
  channel?: Array<string> | null | undefined;
  /** Those about excursions with one of these ids; null: about anything. */
  excursion?: Array<string | number> | null | undefined;
  /** Those that were decided at this moment or later; null: from the first on. */
  from?: string | null | undefined;
  /** Those with one of these reasons; null: with any. */
  reason?: Array<NotificationReason> | null | undefined;
  /** Those with one of these statuses; null: with any. */
  status?: Array<NotificationStatus> | null | undefined;
  /** Those that were decided before this moment; null: up to the last. */
  to?: string | null | undefined;
};

/** Why somebody is told. */
export type NotificationReason =
  /** Somebody has seen it. */
  | 'ACKNOWLEDGED'
  /** Somebody has said what it means. */
  | 'ASSESSED'
  /** It has ended. */
  | 'CLOSED'
  /** So much has happened that it is told in one message. */
  | 'DIGEST'
  /** Nobody has acknowledged it in the time that a step gives. */
  | 'ESCALATED'
  /** The excursion was found, or found again after it had been retracted. */
  | 'OPENED'
  /** Still nobody has acknowledged it. */
  | 'REPEATED'
  /** It turned out never to have been. */
  | 'RETRACTED'
  /** It is worse than it was, or known better. */
  | 'UPDATED';

/** How far a message has come. */
export type NotificationStatus =
  /** It was tried for a day and not taken, or its channel is gone; it can be sent again. */
  | 'DEAD'
  /** It is still to be sent, or tried again. */
  | 'PENDING'
  /** It was taken. */
  | 'SENT';

/** How far a reading can be trusted. */
export type Quality =
  /** The device says that the value means nothing; it is kept and never judged, and from then on nothing is known until the next reading that is. */
  | 'BAD'
  /** The value is known. */
  | 'GOOD'
  /** The device doubts the value, which counts as GOOD where the sensor is set to trust it, and as BAD elsewhere. */
  | 'UNCERTAIN';

/** What a sensor measures. */
export type Quantity =
  /** Acceleration; rules state its limits in "[g]". */
  | 'ACCELERATION'
  /** Charge that is left in the battery of a device; rules state its limits in "%". */
  | 'BATTERY'
  /** Share of carbon dioxide in the air; rules state its limits in "[ppm]". */
  | 'CO2'
  /** Electric current; rules state its limits in "A". */
  | 'CURRENT'
  /** Whether a door is open (1) or closed (0); rules state its limits in "1". */
  | 'DOOR'
  /** Energy, counted up; rules state its limits in "kW.h". */
  | 'ENERGY'
  /** Volume that flows in a time; rules state its limits in "L/min". */
  | 'FLOW'
  /** Frequency; rules state its limits in "Hz". */
  | 'FREQUENCY'
  /** How moist the air is, relative to what it can hold; rules state its limits in "%". */
  | 'HUMIDITY'
  /** How full something is; rules state its limits in "%". */
  | 'LEVEL'
  /** Illuminance; rules state its limits in "lx". */
  | 'LIGHT'
  /** Whether something moves (1) or not (0); rules state its limits in "1". */
  | 'MOTION'
  /** Share of oxygen in the air; rules state its limits in "%". */
  | 'O2'
  /** Power; rules state its limits in "kW". */
  | 'POWER'
  /** Pressure of a gas or liquid; rules state its limits in "bar". */
  | 'PRESSURE'
  /** The greatest acceleration of a blow; rules state its limits in "[g]". */
  | 'SHOCK'
  /** Strength of the radio signal of a device; rules state its limits in "dB{mW}". */
  | 'SIGNAL'
  /** Speed of rotation; rules state its limits in "{rev}/min". */
  | 'SPEED'
  /** How warm it is; rules state its limits in "Cel". */
  | 'TEMPERATURE'
  /** Torque; rules state its limits in "N.m". */
  | 'TORQUE'
  /** Velocity of a vibration, as its effective value; rules state its limits in "mm/s". */
  | 'VIBRATION'
  /** Electric voltage; rules state its limits in "V". */
  | 'VOLTAGE';

/** Hours of every day in which only what is CRITICAL is told. */
export type QuietHoursInput = {
  /** When they begin by the clock on the wall, as in "22:00". */
  from: string;
  /** Of which time zone that clock is, as in the IANA database; null: of the channel's site. */
  timeZone?: string | null | undefined;
  /** When they are over, as in "06:00"; a time before the beginning is of the next day. */
  until: string;
};

/** Which readings to be told of: those that fit every field that is given. */
export type ReadingFilter = {
  /** Those of a container with one of these codes, of the machine that it is, and of everything that stands in it at the time, to any depth; null: of anything. */
  container?: Array<string> | null | undefined;
  /** Those of a machine with one of these codes, or of the container that it is; null: of anything. */
  machine?: Array<string> | null | undefined;
  /** Those of one of these qualities; null: of any. */
  quality?: Array<Quality> | null | undefined;
  /** Those of one of these quantities; null: of any. */
  quantity?: Array<Quantity> | null | undefined;
  /** Those of a probe of a sample with one of these codes, and of whatever speaks for its temperature at the time, wherever it is moved; null: of anything. */
  sample?: Array<string> | null | undefined;
  /** Those of a sensor with one of these keys; null: of any. */
  sensor?: Array<string> | null | undefined;
};

/** That a sensor was calibrated. */
export type RecordCalibrationInput = {
  /** When it was calibrated, which may be long ago, but not more than a minute ahead; null: now. */
  at?: string | null | undefined;
  /** Who calibrated it, in 1 to 200 characters; null: nobody said. */
  by?: string | null | undefined;
  /** The number of the certificate, in 1 to 200 characters; null: nobody said. */
  certificate?: string | null | undefined;
  /** When it is to be calibrated again at the latest, which is after that. */
  dueAt: string;
  /** What else there is to say of it, in at most 2,000 characters; null: nothing. */
  notes?: string | null | undefined;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The key of the sensor. */
  sensor: string;
};

/** A value that a sensor measured. */
export type RecordReadingInput = {
  /** When it was measured; at most 10 minutes ahead of the clock here. */
  measuredAt: string;
  /** How far the value can be trusted; null: GOOD. */
  quality?: Quality | null | undefined;
  /** The key of the sensor, as in 'CNC-001/temperature'. */
  sensor: string;
  /** The unit of the value, which is converted to the sensor's; null: the sensor's own. */
  unit?: string | null | undefined;
  /** The value. */
  value: number;
};

/** Readings to be stored: each of them by itself, so that a bad one keeps no other out. */
export type RecordReadingsInput = {
  /** From 1 to 10,000 readings, of any sensors and in any order. */
  readings: Array<RecordReadingInput>;
};

/** A container to be made known. */
export type RegisterContainerInput = {
  /** A code that no other container has, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** What sort of container it is. */
  kind: ContainerKind;
  /** The code of the machine that this container is, when a freezer is both; null: it is none. */
  machine?: string | null | undefined;
  /** What people call it, in 1 to 200 characters. */
  name: string;
  /** The code of the container that it stands in from now on; null: in none. */
  parent?: string | null | undefined;
  /** The code of the site where it stands; null: not said. */
  site?: string | null | undefined;
  /** The code of the storage condition that it is to be kept under; null: none was said. */
  storageCondition?: string | null | undefined;
};

/** A machine to be made known. */
export type RegisterMachineInput = {
  /** A code that no other machine has, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** What kind of machine it is, in free words of at most 200 characters; null: not said. */
  kind?: string | null | undefined;
  /** Who built it, in at most 200 characters; null: not said. */
  manufacturer?: string | null | undefined;
  /** The model name that its manufacturer gave it, in at most 200 characters; null: not said. */
  model?: string | null | undefined;
  /** What people call it, in 1 to 200 characters. */
  name: string;
  /** The code of the site where it stands; null: not said. */
  site?: string | null | undefined;
};

/** A sample to be made known. */
export type RegisterSampleInput = {
  /** A code that no other sample has, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** When it was taken. */
  collectedAt: string;
  /** The code of the container that it is in from now on; null: in none. */
  container?: string | null | undefined;
  /** What else there is to say of it, in at most 2,000 characters; null: nothing. */
  description?: string | null | undefined;
  /** What people call it, in 1 to 200 characters. */
  name: string;
  /** The code of the sample that it was taken from, which may be one of this call; where that one is set apart or discarded after an excursion that had begun by then, it begins in quarantine after the same; null: from none. */
  parent?: string | null | undefined;
  /** The code of the stability profile that says what it endures; null: none was said. */
  stabilityProfile?: string | null | undefined;
  /** What it is made of, as in "plasma", in 1 to 200 characters. */
  type: string;
};

/** Samples to be made known: all of them, or none when one is refused. */
export type RegisterSamplesInput = {
  /** From 1 to 10,000 samples. */
  samples: Array<RegisterSampleInput>;
};

/** A sensor to be made known, on exactly one of machine, container and sample. */
export type RegisterSensorInput = {
  /** What tells it from other sensors of the asset, as in "temperature", in 1 to 200 characters without control characters, "/", "+" and "#". */
  channel: string;
  /** The code of the container that it is in; null: in none. */
  container?: string | null | undefined;
  /** At most 50 numbers by which the device says that it cannot measure: see setSensorErrorCodes; null: it has none. */
  errorCodes?: Array<number> | null | undefined;
  /** The longest silence that is still normal; null: any. */
  expectedEvery?: string | null | undefined;
  /** What is taken to be true between two of its readings; null: STEP. */
  interpolation?: Interpolation | null | undefined;
  /** The code of the machine that it is on; null: on none. */
  machine?: string | null | undefined;
  /** What it measures. */
  quantity: Quantity;
  /** The code of the sample that it is a probe of; null: of none. */
  sample?: string | null | undefined;
  /** The UCUM code of the unit in which its readings are kept, which must fit the quantity; null: the unit in which rules state limits of the quantity. */
  unit?: string | null | undefined;
};

/** A site to be made known. */
export type RegisterSiteInput = {
  /** A code that no other site has, of 1 to 200 characters without control characters, "/", "+" and "#". */
  code: string;
  /** What people call it, in 1 to 200 characters. */
  name: string;
  /** Its time zone as in the IANA database, such as "Europe/Berlin". */
  timeZone: string;
};

/** Which rejections to list: those that fit every field that is given. */
export type RejectionFilter = {
  /** Those that arrived at this moment or later; null: from the first on. */
  from?: string | null | undefined;
  /** Those with one of these reasons; null: with any. */
  reason?: Array<string> | null | undefined;
  /** True: those that were resolved; false: those that still wait; null: both. */
  resolved?: boolean | null | undefined;
  /** Those that arrived before this moment; null: up to the last. */
  to?: string | null | undefined;
  /** Those whose topic begins with this text; null: any topic. */
  topic?: string | null | undefined;
};

/** A message that was given up and shall be sent again. */
export type ResendNotificationInput = {
  /** The id of the notification. */
  notification: string | number;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** An excursion whose alarm is latched and has been dealt with. */
export type ResetExcursionInput = {
  /** The id of the excursion. */
  excursion: string | number;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** A policy by which nobody is to be told any more, also not of what it has begun to tell. */
export type RetireEscalationPolicyInput = {
  /** The code of the policy. */
  code: string;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** A rule that is to judge no longer. */
export type RetireExcursionRuleInput = {
  /** The code of the rule. */
  code: string;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** A way by which nobody is to be told any more. */
export type RetireNotificationChannelInput = {
  /** The code of the channel. */
  code: string;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** A sensor that is used again. */
export type ReturnToServiceInput = {
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The key of the sensor. */
  sensor: string;
};

/** A key that shall be refused from now on. */
export type RevokeApiKeyInput = {
  /** The id of the key. */
  apiKey: string | number;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

/** Whose tokens shall be refused from now on. */
export type RevokeTokensInput = {
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The subject of the tokens, as their claim "sub" has it, in 1 to 255 characters; it need not be known here. */
  subject: string;
};

/** What somebody may do here. */
export type Role =
  /** May do everything. */
  | 'ADMIN'
  /** Is one asset: brings its readings, registers its sensors and says its status. */
  | 'DEVICE'
  /** Registers things, brings readings, says statuses, acknowledges excursions and sets samples apart. */
  | 'OPERATOR'
  /** Also decides which rules hold, and what becomes of samples. */
  | 'QUALITY'
  /** Sees everything and changes nothing. */
  | 'VIEWER';

/** What it takes to break a rule. */
export type RuleMode =
  /** Time outside the limit that adds up to the on-delay within the window, over however many stretches; time that no reading speaks for is none. */
  | 'ACCUMULATIVE'
  /** Values outside the limits for at least the on-delay, without a return. */
  | 'CONSECUTIVE'
  /** The first value outside the limits. */
  | 'INSTANT'
  /** Values of which no two differ by more than the deadband, for at least the on-delay, though readings come: the sensor seems to be stuck. It has no limits, and time that no reading speaks for counts for none. */
  | 'STUCK';

/** Which samples to list: those that fit every field that is given. */
export type SampleFilter = {
  /** Those with one of these codes; null: any code. */
  code?: Array<string> | null | undefined;
  /** Those that are now inside a container with one of these codes, however deep; null: anywhere. */
  container?: Array<string> | null | undefined;
  /** Those taken from a sample with one of these codes; null: from any or none. */
  parent?: Array<string> | null | undefined;
  /** Those with one of these statuses; null: any status. */
  status?: Array<SampleStatus> | null | undefined;
  /** Those of exactly one of these types; null: any type. */
  type?: Array<string> | null | undefined;
};

/** How far a sample has come. What was decided of it after excursions counts: see each value, and Disposition. */
export type SampleStatus =
  /** It has been analysed. */
  | 'ANALYZED'
  /** It was taken, and nothing else is known yet. */
  | 'COLLECTED'
  /** It was thrown away: its status was said to be so, or it was DISCARDED after an excursion; this comes before everything else. */
  | 'DISPOSED'
  /** It is on its way. */
  | 'IN_TRANSIT'
  /** It is set apart: its status was said to be so, or the disposition of it after some excursion is QUARANTINED, RETEST or REJECTED, also where nobody has decided yet. */
  | 'QUARANTINED'
  /** It has arrived and is not stored yet. */
  | 'RECEIVED'
  /** It may be used: its status was said to be so, or it was RELEASED after an excursion, nothing keeps it in quarantine, and no other status was said of it since. */
  | 'RELEASED'
  /** It is where it is to be kept. */
  | 'STORED';

/** Which sensors to list: those that fit every field that is given. */
export type SensorFilter = {
  /** Those whose last calibration is good for no longer than that, as in "P30D", or is overdue; null: all, also those of which no calibration was recorded. */
  calibrationDueWithin?: string | null | undefined;
  /** Those of a container with one of these codes, or of the machine that it is; null: of anything. */
  container?: Array<string> | null | undefined;
  /** Those with one of these keys; null: any key. */
  key?: Array<string> | null | undefined;
  /** Those of a machine with one of these codes, or of the container that it is; null: of anything. */
  machine?: Array<string> | null | undefined;
  /** Those of one of these quantities; null: of any. */
  quantity?: Array<Quantity> | null | undefined;
  /** Those of a sample with one of these codes; null: of anything. */
  sample?: Array<string> | null | undefined;
  /** Those with one of these statuses now; null: with any. */
  status?: Array<SensorStatus> | null | undefined;
};

/** Whether readings of a sensor come. */
export type SensorStatus =
  /** Its newest reading is not older than expectedEvery, or nothing was expected of it. */
  | 'LIVE'
  /** There is no reading of it. */
  | 'NEVER_SEEN'
  /** It was taken out of service on purpose, so its silence means nothing. */
  | 'OUT_OF_SERVICE'
  /** Its newest reading is older than expectedEvery. */
  | 'STALE';

/** What a machine does from now on. */
export type SetMachineStatusInput = {
  /** The code of the machine. */
  machine: string;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** What it does now. */
  status: MachineStatus;
};

/** The numbers by which devices say that they cannot measure, instead of a value: all of the sensors get them, or none when one is refused. */
export type SetSensorErrorCodesInput = {
  /** At most 50 numbers, exactly as the devices send them, in the unit in which they send them, as in 882.6, -127 or 85; empty: they have none. */
  errorCodes: Array<number>;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The keys of from 1 to 10,000 sensors. */
  sensors: Array<string>;
};

/** What samples endure: all of them, or none when one is refused. */
export type SetStabilityProfileInput = {
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The codes of from 1 to 10,000 samples. */
  samples: Array<string>;
  /** The code of the stability profile, which must be said; null: nobody knows what they endure. */
  stabilityProfile?: string | null | undefined;
};

/** What containers are to be kept under from a moment on, until the next later thing that was said of each: all of them, or none when one is refused. */
export type SetStorageConditionInput = {
  /** From when on, which may be long ago, but not more than a minute ahead; null: now, and where nothing was ever said of a container, for all the time before too. */
  at?: string | null | undefined;
  /** The codes of from 1 to 10,000 containers. */
  containers: Array<string>;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The code of the storage condition, which must be said; null: they are kept under none that is known. */
  storageCondition?: string | null | undefined;
};

/** How bad it is when a rule is broken. */
export type Severity =
  /** Somebody has to act now. */
  | 'CRITICAL'
  /** Worth knowing. */
  | 'INFO'
  /** Worth looking at. */
  | 'WARNING';

/** A sensor whose alarms are to tell nobody for a while. */
export type ShelveSensorInput = {
  /** Why, in 1 to 2,000 characters. */
  reason: string;
  /** The key of the sensor. */
  sensor: string;
  /** Until when, at most 24 hours from now. */
  until: string;
};

/** A signature: who asks shows once more who he is, and says what he means by it. */
export type SignatureInput = {
  /** The API key, or the token of the identity provider, of the caller himself, without "Bearer"; it is looked at and never kept. To be sent in a variable. */
  key: string;
  /** What the signature means. */
  meaning: SignatureMeaning;
};

/** What somebody means by a signature (21 CFR 11.50). */
export type SignatureMeaning =
  /** He approves of it. */
  | 'APPROVAL'
  /** It is his own work. */
  | 'AUTHORSHIP'
  /** He takes responsibility for it. */
  | 'RESPONSIBILITY'
  /** He has reviewed it. */
  | 'REVIEW';

/** Temperatures that a product endures for a time. */
export type StabilityTierInput = {
  /** What the tier is called, in 1 to 200 characters, unique within the profile. */
  code: string;
  /** How long the product endures it in all; null: without end. */
  limit?: string | null | undefined;
  /** The highest temperature of the tier, in degrees Celsius; null: however warm. */
  maximum?: number | null | undefined;
  /** The lowest temperature of the tier, in degrees Celsius; null: however cold. */
  minimum?: number | null | undefined;
  /** Whether the product may go back to a colder tier after it; null: it may not. */
  returnAllowed?: boolean | null | undefined;
};

/** Why the alarms of a sensor tell nobody. */
export type SuppressionKind =
  /** It is not used, until somebody returns it to service. */
  | 'OUT_OF_SERVICE'
  /** Somebody works at it, for a while that is known before. */
  | 'SHELVED';

/** A sensor that is not used from now on. */
export type TakeOutOfServiceInput = {
  /** Why, in 1 to 2,000 characters. */
  reason: string;
  /** The key of the sensor. */
  sensor: string;
};

/** A sensor whose alarms are to tell people again. */
export type UnshelveSensorInput = {
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
  /** The key of the sensor. */
  sensor: string;
};

/** An entry that an earlier verification found good, as the last one. */
export type VerifiedEntryInput = {
  /** Its hash, which head was. */
  hash: string;
  /** Its number, which upTo was. */
  seq: number;
};

/** A calibration that was recorded wrongly. */
export type WithdrawCalibrationInput = {
  /** The id of the calibration. */
  calibration: string | number;
  /** Why, in at most 2,000 characters, for the audit trail; null: nobody said. */
  reason?: string | null | undefined;
};

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { name: string, role: Role } };

export type ShelveSensorMutationVariables = Exact<{
  input: ShelveSensorInput;
}>;


export type ShelveSensorMutation = { shelveSensor: { sensor: { key: string, suppressions: Array<{ kind: SuppressionKind, from: string, until: string | null, reason: string, by: string, liftedAt: string | null, liftedBy: string | null }> } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type UnshelveSensorMutationVariables = Exact<{
  input: UnshelveSensorInput;
}>;


export type UnshelveSensorMutation = { unshelveSensor: { sensor: { key: string } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type TakeOutOfServiceMutationVariables = Exact<{
  input: TakeOutOfServiceInput;
}>;


export type TakeOutOfServiceMutation = { takeOutOfService: { sensor: { key: string, status: SensorStatus } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ReturnToServiceMutationVariables = Exact<{
  input: ReturnToServiceInput;
}>;


export type ReturnToServiceMutation = { returnToService: { sensor: { key: string, status: SensorStatus } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type SuppressionsOfQueryVariables = Exact<{
  sensor: string;
}>;


export type SuppressionsOfQuery = { sensor: { status: SensorStatus, suppressions: Array<{ kind: SuppressionKind, from: string, until: string | null, reason: string, by: string, liftedAt: string | null, liftedBy: string | null }> } | null };

export type AcknowledgeAlarmMutationVariables = Exact<{
  input: AcknowledgeExcursionInput;
}>;


export type AcknowledgeAlarmMutation = { acknowledgeExcursion: { excursion: { alarmState: AlarmState, status: ExcursionStatus, acknowledgedBy: string | null, acknowledgedAt: string | null, comment: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ResetAlarmMutationVariables = Exact<{
  input: ResetExcursionInput;
}>;


export type ResetAlarmMutation = { resetExcursion: { excursion: { alarmState: AlarmState, resetBy: string | null, resetAt: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type InvestigateAlarmMutationVariables = Exact<{
  input: InvestigateExcursionInput;
}>;


export type InvestigateAlarmMutation = { investigateExcursion: { excursion: { status: ExcursionStatus, investigatedBy: string | null, investigatedAt: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type AssessAlarmMutationVariables = Exact<{
  input: AssessExcursionInput;
}>;


export type AssessAlarmMutation = { assessExcursion: { excursion: { status: ExcursionStatus, assessedBy: string | null, assessedAt: string | null, cause: string | null, assessment: string | null, severity: Severity, assessedSeverity: Severity | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type CloseAlarmMutationVariables = Exact<{
  input: CloseExcursionInput;
}>;


export type CloseAlarmMutation = { closeExcursion: { excursion: { status: ExcursionStatus, closedBy: string | null, closedAt: string | null, closingComment: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type AlarmsOfQueryVariables = Exact<{
  machine?: Array<string> | string | null | undefined;
}>;


export type AlarmsOfQuery = { excursions: { nodes: Array<{ id: string, alarmState: AlarmState, status: ExcursionStatus, startedAt: string, endedAt: string | null }> } };

export type AlarmFiguresOfQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type AlarmFiguresOfQuery = { alarmFigures: { alarms: number, suppressed: number, perHour: number, mostPerHour: number, perTenMinutes: number, mostPerTenMinutes: number, busyShare: number, floods: number, inFlood: string, floodShare: number, stale: number, chattering: number, fleeting: number, topShare: number | null, topSources: Array<{ alarms: number, share: number, sensor: { key: string } }>, severities: Array<{ severity: Severity, alarms: number, share: number | null }> } };

export type AuditTrailQueryVariables = Exact<{
  where?: AuditFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditTrailQuery = { auditTrail: { nodes: Array<{ seq: number, at: string, actor: string, role: Role, action: string, entity: string, entityCode: string, before: string | null, after: string | null, reason: string | null, hash: string, previousHash: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type VerifyAuditTrailQueryVariables = Exact<{
  head?: string | null | undefined;
  after?: VerifiedEntryInput | null | undefined;
}>;


export type VerifyAuditTrailQuery = { verifyAuditTrail: { ok: boolean, entries: number, firstBroken: number | null, problem: string | null, head: string, upTo: number, isComplete: boolean } };

export type BrokenProbeQueryVariables = Exact<{
  code: string;
  sensor: string;
  from: string;
  to: string;
}>;


export type BrokenProbeQuery = { sample: { exposure: { minimum: number | null, maximum: number | null, mean: number | null, coverage: number, unknown: string, tooWarm: string, budget: Array<{ tier: string, used: string }> }, series: { coverage: number, longestGap: string, buckets: Array<{ count: number, min: number, max: number, last: number, mean: number }> } } | null, sensor: { series: { coverage: number, longestGap: string, buckets: Array<{ count: number, min: number, max: number, last: number, mean: number }> } } | null };

export type BudgetsSubscriptionVariables = Exact<{
  sample?: Array<string> | string | null | undefined;
  container?: Array<string> | string | null | undefined;
}>;


export type BudgetsSubscription = { budgetChanged: { at: string, temperature: number | null, tier: string | null, exhaustedAt: string | null, sample: { code: string }, budget: Array<{ tier: string, used: string, limit: string | null, remaining: string | null, exhausted: boolean }> } };

export type ContainerComplianceQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type ContainerComplianceQuery = { container: { compliance: { from: string, to: string, inRange: string, outOfRange: string, unknown: string, ratio: number | null, coverage: number } } | null };

export type MachineComplianceQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type MachineComplianceQuery = { machine: { compliance: { from: string, to: string, inRange: string, outOfRange: string, unknown: string, ratio: number | null, coverage: number } } | null };

export type SampleComplianceQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type SampleComplianceQuery = { sample: { compliance: { from: string, to: string, inRange: string, outOfRange: string, unknown: string, ratio: number | null, coverage: number } } | null };

export type CompliancesOfContainersQueryVariables = Exact<{
  codes?: Array<string> | string | null | undefined;
  from: string;
  to: string;
}>;


export type CompliancesOfContainersQuery = { containers: { nodes: Array<{ compliance: { inRange: string } }> } };

export type CompliancesOfSamplesQueryVariables = Exact<{
  codes?: Array<string> | string | null | undefined;
  from: string;
  to: string;
}>;


export type CompliancesOfSamplesQuery = { samples: { nodes: Array<{ compliance: { inRange: string } }> } };

export type MoveMutationVariables = Exact<{
  input: MoveInput;
}>;


export type MoveMutation = { move: { moved: Array<{ from: string, to: string | null, reason: string | null, by: string, container: { code: string } }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type CustodyOfSampleQueryVariables = Exact<{
  code: string;
}>;


export type CustodyOfSampleQuery = { sample: { container: { code: string } | null, custody: Array<{ from: string, to: string | null, reason: string | null, by: string, container: { code: string } }> } | null };

export type CustodyOfContainerQueryVariables = Exact<{
  code: string;
}>;


export type CustodyOfContainerQuery = { container: { parent: { code: string } | null, custody: Array<{ from: string, to: string | null, container: { code: string } }>, samples: { nodes: Array<{ code: string }> } } | null };

export type DefineStorageConditionMutationVariables = Exact<{
  input: DefineStorageConditionInput;
}>;


export type DefineStorageConditionMutation = { defineStorageCondition: { storageCondition: { code: string, version: number, label: string, minimum: number | null, maximum: number | null, mktApplicable: boolean, aliases: Array<string>, definedBy: string } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type SetStorageConditionMutationVariables = Exact<{
  input: SetStorageConditionInput;
}>;


export type SetStorageConditionMutation = { setStorageCondition: { containers: Array<{ code: string, storageCondition: { code: string, version: number } | null }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type StorageConditionsQueryVariables = Exact<{ [key: string]: never; }>;


export type StorageConditionsQuery = { storageConditions: Array<{ code: string, version: number, label: string, minimum: number | null, maximum: number | null, mktApplicable: boolean, aliases: Array<string>, definedBy: string }> };

export type DefineStabilityProfileMutationVariables = Exact<{
  input: DefineStabilityProfileInput;
}>;


export type DefineStabilityProfileMutation = { defineStabilityProfile: { stabilityProfile: { code: string, version: number, activationEnergy: number, definedBy: string, freezing: { frozenAt: number, thawedAbove: number, thawTime: string } | null, tiers: Array<{ code: string, minimum: number | null, maximum: number | null, limit: string | null, returnAllowed: boolean }> } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type SetStabilityProfileMutationVariables = Exact<{
  input: SetStabilityProfileInput;
}>;


export type SetStabilityProfileMutation = { setStabilityProfile: { samples: Array<{ code: string, stabilityProfile: { code: string, version: number } | null }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type StabilityProfilesQueryVariables = Exact<{ [key: string]: never; }>;


export type StabilityProfilesQuery = { stabilityProfiles: Array<{ code: string, version: number, tiers: Array<{ code: string }> }> };

export type MoveSensorMutationVariables = Exact<{
  input: MoveSensorInput;
}>;


export type MoveSensorMutation = { moveSensor: { sensor: { key: string, asset:
        | { code: string }
        | { code: string }
        | { code: string }
       | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ExcursionsOfContainerQueryVariables = Exact<{
  code: string;
}>;


export type ExcursionsOfContainerQuery = { container: { sensors: Array<{ key: string }>, excursions: { nodes: Array<{ id: string, kind: ExcursionKind, startedAt: string, endedAt: string | null, peak: number | null, asset:
          | { code: string }
          | { code: string }
          | { code: string }
        , rule: { code: string } | null, sensor: { key: string }, revisions: Array<{ cause: string }> }> } } | null };

export type ExcursionsWhereQueryVariables = Exact<{
  where: ExcursionFilter;
}>;


export type ExcursionsWhereQuery = { excursions: { nodes: Array<{ id: string, startedAt: string, rule: { code: string } | null }> } };

export type DecideDispositionMutationVariables = Exact<{
  input: DecideDispositionInput;
}>;


export type DecideDispositionMutation = { decideDisposition: { affectedSamples: Array<{ disposition: Disposition, decidedBy: string | null, decidedOnRevision: number | null, isStale: boolean, sample: { code: string, status: SampleStatus }, dispositions: Array<{ disposition: Disposition, by: string, reason: string }> }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ListDispositionsQueryVariables = Exact<{
  container?: Array<string> | string | null | undefined;
  samples?: number | null | undefined;
}>;


export type ListDispositionsQuery = { excursions: { nodes: Array<{ id: string, revision: number, status: ExcursionStatus, severity: Severity, affectedSamples: { nodes: Array<{ disposition: Disposition, decidedBy: string | null, decidedOnRevision: number | null, isStale: boolean, sample: { code: string, status: SampleStatus }, dispositions: Array<{ disposition: Disposition, at: string, by: string, role: Role, reason: string, meaning: SignatureMeaning | null, signedBy: string | null, revision: number, excursion: { id: string } }> }> } }> } };

export type DispositionsOfSampleQueryVariables = Exact<{
  code: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DispositionsOfSampleQuery = { sample: { status: SampleStatus, dispositions: { nodes: Array<{ id: string, disposition: Disposition, by: string, reason: string, revision: number, meaning: SignatureMeaning | null, signedBy: string | null, excursion: { id: string, status: ExcursionStatus } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type DispositionsOfExcursionQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DispositionsOfExcursionQuery = { excursion: { status: ExcursionStatus, dispositions: { nodes: Array<{ disposition: Disposition, by: string, sample: { code: string, status: SampleStatus } }>, pageInfo: { endCursor: string | null } } } | null };

export type SamplesOfStatusQueryVariables = Exact<{
  status?: Array<SampleStatus> | SampleStatus | null | undefined;
}>;


export type SamplesOfStatusQuery = { samples: { nodes: Array<{ code: string, status: SampleStatus }> } };

export type RejectedQueryVariables = Exact<{ [key: string]: never; }>;


export type RejectedQuery = { rejections: { nodes: Array<{ reason: string }> } };

export type AffectedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AffectedQuery = { excursions: { nodes: Array<{ affectedSamples: { nodes: Array<{ sample: { code: string }, exposure: { from: string, to: string, minimum: number | null, maximum: number | null, unknown: string, coverage: number, tooWarm: string, budget: Array<{ tier: string, used: string }>, segments: Array<{ from: string, to: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }> } };

export type SamplesExposedQueryVariables = Exact<{
  first: number;
}>;


export type SamplesExposedQuery = { samples: { nodes: Array<{ code: string, freezeThawCycles: number, exposure: { maximum: number | null, tooWarm: string, budget: Array<{ tier: string, used: string }>, segments: Array<{ maximum: number | null }> } }> } };

export type BlastRadiusQueryVariables = Exact<{
  first: number;
  excursions: number;
}>;


export type BlastRadiusQuery = { excursions: { nodes: Array<{ startedAt: string, affectedSamples: { nodes: Array<{ sample: { code: string }, exposure: { from: string, to: string, maximum: number | null, tooWarm: string, coverage: number } }>, pageInfo: { hasNextPage: boolean } } }> } };

export type ExposureOfQueryVariables = Exact<{
  code: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ExposureOfQuery = { sample: { freezeThawCycles: number, exposure: { from: string, to: string, minimum: number | null, maximum: number | null, mean: number | null, mkt: number | null, mktReason: string | null, coverage: number, unknown: string, tooWarm: string, tooCold: string, segments: Array<{ from: string, to: string, minimum: number | null, maximum: number | null, mean: number | null, container: { code: string }, sensor: { key: string } | null }>, budget: Array<{ tier: string, used: string, limit: string | null, remaining: string | null, exhausted: boolean }> } } | null };

export type HeardSubscriptionVariables = Exact<{
  where?: ReadingFilter | null | undefined;
  after?: string | null | undefined;
  every?: string | null | undefined;
}>;


export type HeardSubscription = { readingRecorded: { cursor: string, reading: { value: number, sensor: { key: string, asset:
          | { code: string, site: { code: string } | null }
          | { code: string, site: { code: string } | null }
          | { code: string, site: { code: string } | null }
         | null } } | null } };

export type SubscribersNowQueryVariables = Exact<{ [key: string]: never; }>;


export type SubscribersNowQuery = { stats: { subscribers: number, queuedEvents: number } };

export type MachineByCodeQueryVariables = Exact<{
  code: string;
}>;


export type MachineByCodeQuery = { machine: { id: string, code: string, name: string, status: MachineStatus, lastSeenAt: string | null, site: { code: string } | null, container: { code: string, kind: ContainerKind } | null, sensors: Array<{ key: string }>, position: { at: string, latitude: number, longitude: number } | null } | null };

export type FacesOfContainerQueryVariables = Exact<{
  code: string;
}>;


export type FacesOfContainerQuery = { container: { code: string, machine: { code: string } | null, sensors: Array<{ key: string }>, site: { code: string } | null } | null };

export type SensorByKeyQueryVariables = Exact<{
  key: string;
}>;


export type SensorByKeyQuery = { sensor: { key: string, status: SensorStatus, asset:
      | { __typename: 'Container', kind: ContainerKind, code: string }
      | { __typename: 'Machine', status: MachineStatus, code: string }
      | { __typename: 'Sample', type: string, code: string }
     | null, latest: { measuredAt: string, value: number, unit: string, quality: Quality, sensor: { key: string } } | null } | null };

export type TrackQueryVariables = Exact<{
  from: string;
  to: string;
  maxPoints?: number | null | undefined;
}>;


export type TrackQuery = { machine: { position: { at: string, latitude: number, longitude: number } | null, track: Array<{ latitude: number }> } | null, container: { position: { latitude: number } | null } | null };

export type ContentsQueryVariables = Exact<{
  code: string;
  nested?: boolean | null | undefined;
  at?: string | null | undefined;
}>;


export type ContentsQuery = { container: { parent: { code: string } | null, containers: Array<{ code: string }>, samples: { nodes: Array<{ code: string }> }, custody: Array<{ from: string, to: string | null, by: string, reason: string | null, container: { code: string } }> } | null };

export type SampleExcursionsQueryVariables = Exact<{
  code: string;
  where?: ExcursionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SampleExcursionsQuery = { sample: { container: { code: string } | null, custody: Array<{ to: string | null, container: { code: string } }>, aliquots: Array<{ code: string }>, excursions: { nodes: Array<{ kind: ExcursionKind, startedAt: string, endedAt: string | null, duration: string, unknown: string, peak: number | null, limit: number | null, status: ExcursionStatus, sensor: { key: string }, asset:
          | { code: string }
          | { code: string }
          | { code: string }
        , rule: { code: string, version: number } | null, revisions: Array<{ revision: number, cause: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ExcursionsQueryVariables = Exact<{
  where?: ExcursionFilter | null | undefined;
}>;


export type ExcursionsQuery = { excursions: { nodes: Array<{ id: string, kind: ExcursionKind, startedAt: string, duration: string, unknown: string, sensor: { key: string } }> } };

export type ExcursionByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type ExcursionByIdQuery = { excursion: { id: string, kind: ExcursionKind } | null };

export type RegisterSiteMutationVariables = Exact<{
  input: RegisterSiteInput;
}>;


export type RegisterSiteMutation = { registerSite: { site: { id: string, code: string, name: string, timeZone: string } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RegisterMachineMutationVariables = Exact<{
  input: RegisterMachineInput;
}>;


export type RegisterMachineMutation = { registerMachine: { machine: { id: string, code: string, name: string, kind: string | null, manufacturer: string | null, model: string | null, status: MachineStatus, lastSeenAt: string | null, site: { code: string } | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RegisterContainerMutationVariables = Exact<{
  input: RegisterContainerInput;
}>;


export type RegisterContainerMutation = { registerContainer: { container: { id: string, code: string, name: string, kind: ContainerKind, machine: { code: string } | null, parent: { code: string } | null, site: { code: string } | null, custody: Array<{ from: string, to: string | null, by: string, reason: string | null, container: { code: string } }> } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RegisterSensorMutationVariables = Exact<{
  input: RegisterSensorInput;
}>;


export type RegisterSensorMutation = { registerSensor: { sensor: { id: string, key: string, quantity: Quantity, unit: string, expectedEvery: string | null, interpolation: Interpolation, status: SensorStatus, asset:
        | { __typename: 'Container', code: string }
        | { __typename: 'Machine', code: string }
        | { __typename: 'Sample', code: string }
       | null, latest: { value: number } | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RegisterSamplesMutationVariables = Exact<{
  input: RegisterSamplesInput;
}>;


export type RegisterSamplesMutation = { registerSamples: { samples: Array<{ id: string, code: string, name: string, type: string, description: string | null, collectedAt: string, status: SampleStatus, parent: { code: string } | null, container: { code: string } | null }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RecordReadingsMutationVariables = Exact<{
  input: RecordReadingsInput;
}>;


export type RecordReadingsMutation = { recordReadings: { recorded: number, duplicates: number, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type DefineRuleMutationVariables = Exact<{
  input: ExcursionRuleInput;
}>;


export type DefineRuleMutation = { defineExcursionRule: { excursionRule: { id: string, code: string, version: number, quantity: Quantity, severity: Severity, mode: RuleMode, low: number | null, high: number | null, deadband: number, onDelay: string, offDelay: string, retiredAt: string | null, assets: Array<
        | { __typename: 'Container', code: string }
        | { __typename: 'Machine', code: string }
        | { __typename: 'Sample', code: string }
      > } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type IssueApiKeyMutationVariables = Exact<{
  input: IssueApiKeyInput;
}>;


export type IssueApiKeyMutation = { issueApiKey: { key: string | null, apiKey: { id: string, name: string, role: Role, prefix: string, createdAt: string, createdBy: string, expiresAt: string | null, revokedAt: string | null, revokedBy: string | null, lastUsedAt: string | null, sites: Array<{ code: string }> | null, asset:
        | { __typename: 'Container', code: string }
        | { __typename: 'Machine', code: string }
        | { __typename: 'Sample', code: string }
       | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { key: string | null, apiKey: { id: string, revokedAt: string | null, revokedBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RevokeTokensMutationVariables = Exact<{
  input: RevokeTokensInput;
}>;


export type RevokeTokensMutation = { revokeTokens: { refusedUpTo: string | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ListApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ListApiKeysQuery = { apiKeys: Array<{ id: string, name: string, role: Role, prefix: string, createdBy: string, expiresAt: string | null, revokedAt: string | null, revokedBy: string | null, lastUsedAt: string | null, sites: Array<{ code: string }> | null, asset:
      | { __typename: 'Container', code: string }
      | { __typename: 'Machine', code: string }
      | { __typename: 'Sample', code: string }
     | null }> };

export type MachinesQueryVariables = Exact<{
  where?: MachineFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MachinesQuery = { machines: { nodes: Array<{ code: string }>, edges: Array<{ cursor: string, node: { code: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ListsQueryVariables = Exact<{
  containers?: ContainerFilter | null | undefined;
  samples?: SampleFilter | null | undefined;
  sensors?: SensorFilter | null | undefined;
}>;


export type ListsQuery = { containers: { nodes: Array<{ code: string }> }, samples: { nodes: Array<{ code: string }> }, sensors: { nodes: Array<{ key: string, status: SensorStatus }> } };

export type ReadingsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ReadingsQuery = { sensor: { readings: { nodes: Array<{ measuredAt: string, value: number }>, edges: Array<{ cursor: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } } | null };

export type RejectionsQueryVariables = Exact<{
  where?: RejectionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RejectionsQuery = { rejections: { nodes: Array<{ topic: string, reason: string, detail: string | null, payload: string, resolvedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { sites: Array<{ code: string }>, site: { name: string, timeZone: string } | null, viewer: { name: string, role: Role }, stats: { machines: number, containers: number, samples: number, sensors: number, openExcursions: number, readings: number, readingsPerSecond: number, rejections: number, subscribers: number, cacheHitRatio: number | null } };

export type WatchReadingsSubscriptionVariables = Exact<{
  where?: ReadingFilter | null | undefined;
}>;


export type WatchReadingsSubscription = { readingRecorded: { cursor: string, gap: { from: string } | null, reading: { measuredAt: string, receivedAt: string, value: number, unit: string, quality: Quality, sensor: { key: string, asset:
          | { code: string }
          | { code: string }
          | { code: string }
         | null, latest: { value: number } | null } } | null } };

export type LeanSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LeanSubscription = { readingRecorded: { reading: { value: number, unit: string, sensor: { key: string, quantity: Quantity } } | null } };

export type SubscribersQueryVariables = Exact<{ [key: string]: never; }>;


export type SubscribersQuery = { stats: { subscribers: number } };

export type SayStatusMutationVariables = Exact<{
  input: SetMachineStatusInput;
}>;


export type SayStatusMutation = { setMachineStatus: { machine: { code: string, status: MachineStatus, lastSeenAt: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type SayTwoStatusesMutationVariables = Exact<{
  one: SetMachineStatusInput;
  two: SetMachineStatusInput;
}>;


export type SayTwoStatusesMutation = { one: { machine: { status: MachineStatus } | null }, two: { machine: { status: MachineStatus } | null } };

export type AcknowledgeMutationVariables = Exact<{
  input: AcknowledgeExcursionInput;
}>;


export type AcknowledgeMutation = { acknowledgeExcursion: { excursion: { id: string, status: ExcursionStatus, acknowledgedBy: string | null, acknowledgedAt: string | null, comment: string | null, revision: number } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type OpenExcursionsQueryVariables = Exact<{
  where?: ExcursionFilter | null | undefined;
}>;


export type OpenExcursionsQuery = { excursions: { nodes: Array<{ id: string, status: ExcursionStatus, startedAt: string }> } };

export type StoredRejectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type StoredRejectionsQuery = { rejections: { nodes: Array<{ topic: string, reason: string, payload: string }> } };

export type RetireRuleMutationVariables = Exact<{
  input: RetireExcursionRuleInput;
}>;


export type RetireRuleMutation = { retireExcursionRule: { excursionRule: { code: string, version: number, retiredAt: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RulesQueryVariables = Exact<{
  includeRetired?: boolean | null | undefined;
}>;


export type RulesQuery = { excursionRules: Array<{ code: string, version: number, retiredAt: string | null, high: number | null }> };

export type ExcursionsOfQueryVariables = Exact<{
  container: Array<string> | string;
}>;


export type ExcursionsOfQuery = { excursions: { nodes: Array<{ id: string, startedAt: string, endedAt: string | null, peak: number | null, revision: number, rule: { code: string, version: number } | null, revisions: Array<{ revision: number, cause: string, endedAt: string | null }> }> } };

export type KnownQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownQuery = { machines: { nodes: Array<{ code: string }> }, samples: { nodes: Array<{ code: string }> }, sensors: { nodes: Array<{ key: string }> } };

export type SamplesNamedQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type SamplesNamedQuery = { samples: { nodes: Array<{ code: string }> } };

export type SeriesOfQueryVariables = Exact<{
  key: string;
  from: string;
  to: string;
  maxPoints?: number | null | undefined;
}>;


export type SeriesOfQuery = { sensor: { series: { resolution: number, coverage: number, longestGap: string, buckets: Array<{ from: string, to: string, count: number, min: number, max: number, first: number, last: number, mean: number }> } } | null };

export type WatchExcursionsSubscriptionVariables = Exact<{
  where?: ExcursionFilter | null | undefined;
}>;


export type WatchExcursionsSubscription = { excursionChanged: { cursor: string, change: ExcursionChange, excursion: { id: string, kind: ExcursionKind, status: ExcursionStatus, startedAt: string, endedAt: string | null, acknowledgedBy: string | null, sensor: { key: string }, rule: { code: string } | null } } };

export type WatchMachinesSubscriptionVariables = Exact<{
  machine?: Array<string> | string | null | undefined;
}>;


export type WatchMachinesSubscription = { machineStatusChanged: { code: string, status: MachineStatus } };

export type WatchRejectionsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchRejectionsSubscription = { messageRejected: { topic: string, reason: string, payload: string } };

export type ChangeStatusMutationVariables = Exact<{
  machine: string;
  status: MachineStatus;
}>;


export type ChangeStatusMutation = { setMachineStatus: { userErrors: Array<{ code: string }> } };

export type AcknowledgeItMutationVariables = Exact<{
  excursion: string | number;
}>;


export type AcknowledgeItMutation = { acknowledgeExcursion: { userErrors: Array<{ code: string }> } };

export type SetErrorCodesMutationVariables = Exact<{
  input: SetSensorErrorCodesInput;
}>;


export type SetErrorCodesMutation = { setSensorErrorCodes: { sensors: Array<{ key: string, errorCodes: Array<number> }>, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ReadingsOfQueryVariables = Exact<{
  sensor: string;
  quality?: Array<Quality> | Quality | null | undefined;
}>;


export type ReadingsOfQuery = { sensor: { errorCodes: Array<number>, latest: { quality: Quality } | null, readings: { nodes: Array<{ value: number, quality: Quality }> } } | null };

export type WentThroughBadOnesQueryVariables = Exact<{
  sample: string;
  from: string;
  to: string;
}>;


export type WentThroughBadOnesQuery = { sample: { exposure: { maximum: number | null, unknown: string, coverage: number }, compliance: { inRange: string, outOfRange: string, unknown: string }, excursions: { nodes: Array<{ kind: ExcursionKind }> } } | null };

export type HeldToQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type HeldToQuery = { container: { compliance: { inRange: string, outOfRange: string, unknown: string, ratio: number | null } } | null };

export type StuckSensorsQueryVariables = Exact<{
  container?: Array<string> | string | null | undefined;
  machine?: Array<string> | string | null | undefined;
  kind?: Array<ExcursionKind> | ExcursionKind | null | undefined;
}>;


export type StuckSensorsQuery = { excursions: { nodes: Array<{ kind: ExcursionKind, severity: Severity, limit: number | null, startedAt: string, confirmedAt: string, endedAt: string | null, peak: number | null, area: number | null, unknown: string, sensor: { key: string }, rule: { code: string } | null, affectedSamples: { nodes: Array<{ sample: { code: string } }> }, severities: Array<{ severity: Severity, reachedAt: string, limit: number | null }>, revisions: Array<{ cause: string, endedAt: string | null }> }> } };

export type RecordCalibrationMutationVariables = Exact<{
  input: RecordCalibrationInput;
}>;


export type RecordCalibrationMutation = { recordCalibration: { calibration: { id: string, at: string, dueAt: string, by: string | null, certificate: string | null, notes: string | null, recordedAt: string, recordedBy: string, withdrawnAt: string | null, withdrawnBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type WithdrawCalibrationMutationVariables = Exact<{
  input: WithdrawCalibrationInput;
}>;


export type WithdrawCalibrationMutation = { withdrawCalibration: { calibration: { id: string, withdrawnAt: string | null, withdrawnBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type CalibrationsOfQueryVariables = Exact<{
  sensor: string;
}>;


export type CalibrationsOfQuery = { sensor: { calibration: { at: string, dueAt: string, certificate: string | null } | null, calibrations: Array<{ at: string, withdrawnBy: string | null }> } | null };

export type DueWithinQueryVariables = Exact<{
  time?: string | null | undefined;
}>;


export type DueWithinQuery = { sensors: { nodes: Array<{ key: string }> } };

export type CalibrationAlarmsQueryVariables = Exact<{
  machine?: Array<string> | string | null | undefined;
}>;


export type CalibrationAlarmsQuery = { excursions: { nodes: Array<{ id: string, severity: Severity, status: ExcursionStatus, startedAt: string, confirmedAt: string, endedAt: string | null, acknowledgedBy: string | null, limit: number | null, peak: number | null, area: number | null, revision: number, rule: { code: string } | null, revisions: Array<{ cause: string, severity: Severity }>, severities: Array<{ severity: Severity, reachedAt: string, limit: number | null }>, affectedSamples: { nodes: Array<{ sample: { code: string } }> } }> } };

export type RegisterManyMutationVariables = Exact<{
  input: RegisterSamplesInput;
}>;


export type RegisterManyMutation = { registerSamples: { samples: Array<{ code: string }>, userErrors: Array<{ code: string }> } };

export type MoveManyMutationVariables = Exact<{
  input: MoveInput;
}>;


export type MoveManyMutation = { move: { moved: Array<{ from: string }>, userErrors: Array<{ code: string }> } };

export type WentThroughQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type WentThroughQuery = { sample: { exposure: { minimum: number | null, maximum: number | null, unknown: string }, series: { coverage: number, buckets: Array<{ mean: number }> }, compliance: { inRange: string, outOfRange: string, unknown: string } } | null };

export type ComplianceOfPlaceQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type ComplianceOfPlaceQuery = { container: { compliance: { inRange: string, outOfRange: string, unknown: string } } | null };

export type DefineChannelMutationVariables = Exact<{
  input: DefineNotificationChannelInput;
}>;


export type DefineChannelMutation = { defineNotificationChannel: { secret: string | null, notificationChannel: { id: string, code: string, version: number, kind: ChannelKind, recipients: Array<string>, enabled: boolean, digestAfter: number | null, digestWindow: string, definedBy: string, retiredAt: string | null, retiredBy: string | null, site: { code: string } | null, quietHours: { from: string, until: string, timeZone: string } | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RetireChannelMutationVariables = Exact<{
  input: RetireNotificationChannelInput;
}>;


export type RetireChannelMutation = { retireNotificationChannel: { secret: string | null, notificationChannel: { code: string, version: number, retiredAt: string | null, retiredBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type DefinePolicyMutationVariables = Exact<{
  input: DefineEscalationPolicyInput;
}>;


export type DefinePolicyMutation = { defineEscalationPolicy: { escalationPolicy: { id: string, code: string, version: number, leastSeverity: Severity, quantities: Array<Quantity> | null, kinds: Array<ExcursionKind> | null, tellHistory: boolean, definedBy: string, retiredAt: string | null, site: { code: string } | null, assets: Array<
        | { __typename: 'Container', code: string }
        | { __typename: 'Machine', code: string }
        | { __typename: 'Sample', code: string }
      > | null, steps: Array<{ step: number, after: string, repeatEvery: string | null, channels: Array<{ code: string }> }> } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RetirePolicyMutationVariables = Exact<{
  input: RetireEscalationPolicyInput;
}>;


export type RetirePolicyMutation = { retireEscalationPolicy: { escalationPolicy: { code: string, version: number, retiredAt: string | null, retiredBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ChannelsQueryVariables = Exact<{
  includeRetired?: boolean | null | undefined;
}>;


export type ChannelsQuery = { notificationChannels: Array<{ code: string, version: number, kind: ChannelKind, recipients: Array<string>, enabled: boolean, site: { code: string } | null }> };

export type PoliciesQueryVariables = Exact<{
  includeRetired?: boolean | null | undefined;
}>;


export type PoliciesQuery = { escalationPolicies: Array<{ code: string, version: number, site: { code: string } | null, assets: Array<
      | { code: string }
      | { code: string }
      | { code: string }
    > | null, steps: Array<{ step: number, after: string, repeatEvery: string | null, channels: Array<{ code: string }> }> }> };

export type NotificationsQueryVariables = Exact<{
  where?: NotificationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NotificationsQuery = { notifications: { nodes: Array<{ id: string, messageId: string, reason: NotificationReason, status: NotificationStatus, happenedAt: string, createdAt: string, holdUntil: string | null, channel: { code: string } | null, excursion: { id: string } | null, digest: { id: string } | null, attempts: Array<{ number: number, at: string, outcome: AttemptOutcome, statusCode: number | null, error: string | null, nextTryAt: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ResendMutationVariables = Exact<{
  input: ResendNotificationInput;
}>;


export type ResendMutation = { resendNotification: { notification: { id: string, messageId: string, status: NotificationStatus } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type AcknowledgeToldMutationVariables = Exact<{
  input: AcknowledgeExcursionInput;
}>;


export type AcknowledgeToldMutation = { acknowledgeExcursion: { userErrors: Array<{ code: string }> } };

export type PatientReadingsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PatientReadingsSubscription = { readingRecorded: { reading: { value: number, sensor: { key: string, asset:
          | { code: string }
          | { code: string }
          | { code: string }
         | null } } | null } };

export type PatientExcursionsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PatientExcursionsSubscription = { excursionChanged: { excursion: { sensor: { key: string }, asset:
        | { code: string }
        | { code: string }
        | { code: string }
       } } };

export type PatientMachinesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PatientMachinesSubscription = { machineStatusChanged: { code: string, site: { code: string } | null } };

export type SetStatusPatientlyMutationVariables = Exact<{
  status: MachineStatus;
}>;


export type SetStatusPatientlyMutation = { setMachineStatus: { userErrors: Array<{ code: string }> } };

export type ResumeSubscriptionVariables = Exact<{
  where?: ReadingFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ResumeSubscription = { readingRecorded: { cursor: string, reading: { value: number, sensor: { key: string } } | null, gap: { from: string, to: string } | null } };

export type ResumeExcursionsSubscriptionVariables = Exact<{
  where?: ExcursionFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ResumeExcursionsSubscription = { excursionChanged: { cursor: string, change: ExcursionChange, excursion: { kind: ExcursionKind, sensor: { key: string } } } };

export type AcknowledgeOneMutationVariables = Exact<{
  excursion: string | number;
}>;


export type AcknowledgeOneMutation = { acknowledgeExcursion: { userErrors: Array<{ code: string }> } };

export type OpenOnesQueryVariables = Exact<{
  machine?: Array<string> | string | null | undefined;
}>;


export type OpenOnesQuery = { excursions: { nodes: Array<{ id: string }> } };

export type DefineFullRuleMutationVariables = Exact<{
  input: ExcursionRuleInput;
}>;


export type DefineFullRuleMutation = { defineExcursionRule: { excursionRule: { code: string, version: number, mode: RuleMode, comparison: Comparison, low: number | null, high: number | null, onDelay: string, window: string | null, levels: Array<{ severity: Severity, low: number | null, high: number | null, onDelay: string }>, storageCondition: { code: string } | null, assets: Array<
        | { code: string }
        | { code: string }
        | { code: string }
      > } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type ExcursionsToldQueryVariables = Exact<{
  container: Array<string> | string;
}>;


export type ExcursionsToldQuery = { excursions: { nodes: Array<{ id: string, kind: ExcursionKind, severity: Severity, limit: number | null, startedAt: string, confirmedAt: string, endedAt: string | null, peak: number | null, area: number | null, unknown: string, status: ExcursionStatus, acknowledgedBy: string | null, rule: { code: string } | null, severities: Array<{ severity: Severity, reachedAt: string, limit: number | null }>, revisions: Array<{ revision: number, cause: string, severity: Severity, startedAt: string, endedAt: string | null }> }> } };

export type AcknowledgeStoryMutationVariables = Exact<{
  input: AcknowledgeExcursionInput;
}>;


export type AcknowledgeStoryMutation = { acknowledgeExcursion: { excursion: { id: string } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RuleByConditionQueryVariables = Exact<{ [key: string]: never; }>;


export type RuleByConditionQuery = { excursionRules: Array<{ code: string, storageCondition: { code: string } | null, assets: Array<
      | { code: string }
      | { code: string }
      | { code: string }
    > }> };

export type RehearseQueryVariables = Exact<{
  rule: ExcursionRuleInput;
  from: string;
  to: string;
}>;


export type RehearseQuery = { rehearseExcursionRule: Array<{ kind: ExcursionKind, severity: Severity, limit: number | null, startedAt: string, confirmedAt: string, endedAt: string | null, peak: number, area: number | null, unknown: string, sensor: { key: string }, severities: Array<{ severity: Severity, reachedAt: string, limit: number | null }> }> };

export type ExcursionsRaisedQueryVariables = Exact<{ [key: string]: never; }>;


export type ExcursionsRaisedQuery = { excursions: { nodes: Array<{ kind: ExcursionKind, severity: Severity, limit: number | null, startedAt: string, confirmedAt: string, endedAt: string | null, peak: number | null, area: number | null, unknown: string, rule: { code: string } | null, sensor: { key: string }, severities: Array<{ severity: Severity, reachedAt: string, limit: number | null }> }> } };

export type RetireByCodeMutationVariables = Exact<{
  input: RetireExcursionRuleInput;
}>;


export type RetireByCodeMutation = { retireExcursionRule: { userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type EveryReadingSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type EveryReadingSubscription = { readingRecorded: { reading: { value: number, sensor: { key: string } } | null } };

export type ReadingsOfSensorSubscriptionVariables = Exact<{
  sensor?: Array<string> | string | null | undefined;
}>;


export type ReadingsOfSensorSubscription = { readingRecorded: { reading: { value: number, sensor: { key: string } } | null } };

export type EveryExcursionSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type EveryExcursionSubscription = { excursionChanged: { change: ExcursionChange, excursion: { kind: ExcursionKind, peak: number | null, sensor: { key: string } } } };

export type EveryStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type EveryStatusSubscription = { machineStatusChanged: { code: string, status: MachineStatus } };

export type SetStatusMutationVariables = Exact<{
  input: SetMachineStatusInput;
}>;


export type SetStatusMutation = { setMachineStatus: { userErrors: Array<{ message: string }> } };

export type ReadingsAfterMoveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ReadingsAfterMoveSubscription = { readingRecorded: { reading: { value: number, sensor: { key: string, asset:
          | { code: string }
          | { code: string }
          | { code: string }
         | null } } | null } };

export type AcknowledgeByIdMutationVariables = Exact<{
  id: string | number;
}>;


export type AcknowledgeByIdMutation = { acknowledgeExcursion: { userErrors: Array<{ code: string }> } };

export type SensorNowQueryVariables = Exact<{
  key: string;
}>;


export type SensorNowQuery = { sensor: { asset:
      | { code: string }
      | { code: string }
      | { code: string }
     | null } | null };

export type ReadingsInSightSubscriptionVariables = Exact<{
  where?: ReadingFilter | null | undefined;
}>;


export type ReadingsInSightSubscription = { readingRecorded: { reading: { value: number, sensor: { key: string, asset:
          | { code: string, parent: { code: string } | null, site: { code: string } | null }
          | { code: string, site: { code: string } | null }
          | { code: string, container: { code: string } | null, site: { code: string } | null }
         | null } } | null } };

export type ExcursionsInSightSubscriptionVariables = Exact<{
  where?: ExcursionFilter | null | undefined;
}>;


export type ExcursionsInSightSubscription = { excursionChanged: { change: ExcursionChange, excursion: { id: string, sensor: { key: string }, asset:
        | { code: string, site: { code: string } | null }
        | { code: string, site: { code: string } | null }
        | { code: string, site: { code: string } | null }
      , rule: { code: string, assets: Array<
          | { code: string }
          | { code: string }
          | { code: string }
        > } | null } } };

export type MachinesInSightSubscriptionVariables = Exact<{
  machine?: Array<string> | string | null | undefined;
}>;


export type MachinesInSightSubscription = { machineStatusChanged: { code: string, status: MachineStatus, site: { code: string } | null } };

export type IdleMachineMutationVariables = Exact<{
  machine: string;
}>;


export type IdleMachineMutation = { setMachineStatus: { userErrors: Array<{ code: string }> } };

export type MaintainMachineMutationVariables = Exact<{
  machine: string;
}>;


export type MaintainMachineMutation = { setMachineStatus: { machine: { code: string, status: MachineStatus, site: { code: string } | null, sensors: Array<{ key: string, asset:
          | { code: string, site: { code: string } | null }
          | { code: string, site: { code: string } | null }
          | { code: string, site: { code: string } | null }
         | null }>, container: { code: string, parent: { code: string } | null, containers: Array<{ code: string }>, samples: { nodes: Array<{ code: string }>, pageInfo: { hasNextPage: boolean } } } | null } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type RetireInSightMutationVariables = Exact<{
  code: string;
}>;


export type RetireInSightMutation = { retireExcursionRule: { excursionRule: { code: string, retiredAt: string | null } | null, userErrors: Array<{ code: string, field: Array<string> }> } };

export type AcknowledgeInSightMutationVariables = Exact<{
  excursion: string | number;
}>;


export type AcknowledgeInSightMutation = { acknowledgeExcursion: { excursion: { id: string, acknowledgedBy: string | null } | null, userErrors: Array<{ code: string, field: Array<string> }> } };

export type RulesInSightQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesInSightQuery = { excursionRules: Array<{ code: string, version: number, retiredAt: string | null, assets: Array<
      | { code: string }
      | { code: string }
      | { code: string }
    > }> };

export type RejectedForAllQueryVariables = Exact<{ [key: string]: never; }>;


export type RejectedForAllQuery = { rejections: { nodes: Array<{ reason: string, payload: string }> } };

export type StatusForAllQueryVariables = Exact<{
  code: string;
}>;


export type StatusForAllQuery = { machine: { status: MachineStatus } | null };

export type DeepQueryVariables = Exact<{
  first: number;
  from: string;
  to: string;
}>;


export type DeepQuery = { machines: { nodes: Array<{ code: string, lastSeenAt: string | null, site: { code: string } | null, position: { at: string } | null, track: Array<{ at: string }>, sensors: Array<{ key: string, status: SensorStatus, latest: { value: number, unit: string, sensor: { key: string } } | null, readings: { nodes: Array<{ value: number, quality: Quality, sensor: { key: string } }> }, series: { coverage: number, buckets: Array<{ mean: number }> }, asset:
          | { code: string, machine: { code: string } | null }
          | { code: string, container: { code: string } | null }
          | { code: string }
         | null }>, excursions: { nodes: Array<{ kind: ExcursionKind, duration: string, sensor: { key: string }, asset:
            | { code: string }
            | { code: string }
            | { code: string }
          , rule: { code: string, assets: Array<
              | { code: string, sensors: Array<{ key: string }> }
              | { code: string, sensors: Array<{ key: string }> }
              | { code: string, sensors: Array<{ key: string }> }
            > } | null, revisions: Array<{ cause: string }> }> }, container: { code: string, machine: { code: string } | null, parent: { code: string, containers: Array<{ code: string }> } | null, containers: Array<{ code: string, parent: { code: string } | null }>, custody: Array<{ container: { code: string, site: { code: string } | null } }>, samples: { nodes: Array<{ code: string, parent: { code: string } | null, aliquots: Array<{ code: string }>, container: { code: string } | null, custody: Array<{ container: { code: string } }>, excursions: { nodes: Array<{ id: string, sensor: { key: string } }> } }> } } | null }> } };

export type DeepSensorsQueryVariables = Exact<{
  first: number;
}>;


export type DeepSensorsQuery = { sensors: { nodes: Array<{ key: string, status: SensorStatus, asset:
        | { code: string, site: { code: string } | null }
        | { code: string, site: { code: string } | null }
        | { code: string, site: { code: string } | null }
       | null, latest: { value: number } | null }> } };

export type KeptQueryVariables = Exact<{
  container: string;
  sample: string;
}>;


export type KeptQuery = { container: { storageCondition: { code: string, version: number, maximum: number | null } | null } | null, sample: { stabilityProfile: { code: string, version: number, tiers: Array<{ code: string }> } | null } | null };

export type SensorsThatAreQueryVariables = Exact<{
  status: Array<SensorStatus> | SensorStatus;
}>;


export type SensorsThatAreQuery = { sensors: { nodes: Array<{ key: string, status: SensorStatus }> } };

export type EverySuppressionQueryVariables = Exact<{ [key: string]: never; }>;


export type EverySuppressionQuery = { sensors: { nodes: Array<{ status: SensorStatus, suppressions: Array<{ kind: SuppressionKind }> }> }, excursions: { nodes: Array<{ alarmState: AlarmState }> } };

export type MoveThermometerMutationVariables = Exact<{
  input: MoveSensorInput;
}>;


export type MoveThermometerMutation = { moveSensor: { sensor: { key: string } | null, userErrors: Array<{ code: string, field: Array<string>, message: string }> } };

export type CountedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  every?: string | null | undefined;
}>;


export type CountedSubscription = { readingRecorded: { cursor: string, reading: { value: number } | null, gap: { from: string } | null } };

export type CountedMachinesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CountedMachinesSubscription = { machineStatusChanged: { code: string } };

export type TrafficQueryVariables = Exact<{ [key: string]: never; }>;


export type TrafficQuery = { stats: { deliveries: number, deliveriesPerSecond: number, queuedEvents: number, horizonAge: string, cacheHitRatio: number | null } };

export type HumanSideQueryVariables = Exact<{
  id: string | number;
}>;


export type HumanSideQuery = { excursion: { id: string, status: ExcursionStatus, startedAt: string, endedAt: string | null, peak: number | null, revision: number, severity: Severity, alarmState: AlarmState, acknowledgedBy: string | null, comment: string | null, investigatedBy: string | null, assessedBy: string | null, cause: string | null, assessment: string | null, assessedSeverity: Severity | null, closedBy: string | null, closingComment: string | null, revisions: Array<{ cause: string }> } | null };

export type ClientReadingsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  machine?: Array<string> | string | null | undefined;
}>;


export type ClientReadingsSubscription = { readingRecorded: { cursor: string, reading: { value: number } | null, gap: { from: string, to: string } | null } };

export type ClientExcursionsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ClientExcursionsSubscription = { excursionChanged: { cursor: string, change: ExcursionChange } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  viewer {
    name
    role
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const ShelveSensorDocument = new TypedDocumentString(`
    mutation ShelveSensor($input: ShelveSensorInput!) {
  shelveSensor(input: $input) {
    sensor {
      key
      suppressions {
        kind
        from
        until
        reason
        by
        liftedAt
        liftedBy
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ShelveSensorMutation, ShelveSensorMutationVariables>;
export const UnshelveSensorDocument = new TypedDocumentString(`
    mutation UnshelveSensor($input: UnshelveSensorInput!) {
  unshelveSensor(input: $input) {
    sensor {
      key
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UnshelveSensorMutation, UnshelveSensorMutationVariables>;
export const TakeOutOfServiceDocument = new TypedDocumentString(`
    mutation TakeOutOfService($input: TakeOutOfServiceInput!) {
  takeOutOfService(input: $input) {
    sensor {
      key
      status
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TakeOutOfServiceMutation, TakeOutOfServiceMutationVariables>;
export const ReturnToServiceDocument = new TypedDocumentString(`
    mutation ReturnToService($input: ReturnToServiceInput!) {
  returnToService(input: $input) {
    sensor {
      key
      status
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReturnToServiceMutation, ReturnToServiceMutationVariables>;
export const SuppressionsOfDocument = new TypedDocumentString(`
    query SuppressionsOf($sensor: String!) {
  sensor(key: $sensor) {
    status
    suppressions {
      kind
      from
      until
      reason
      by
      liftedAt
      liftedBy
    }
  }
}
    `) as unknown as TypedDocumentString<SuppressionsOfQuery, SuppressionsOfQueryVariables>;
export const AcknowledgeAlarmDocument = new TypedDocumentString(`
    mutation AcknowledgeAlarm($input: AcknowledgeExcursionInput!) {
  acknowledgeExcursion(input: $input) {
    excursion {
      alarmState
      status
      acknowledgedBy
      acknowledgedAt
      comment
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeAlarmMutation, AcknowledgeAlarmMutationVariables>;
export const ResetAlarmDocument = new TypedDocumentString(`
    mutation ResetAlarm($input: ResetExcursionInput!) {
  resetExcursion(input: $input) {
    excursion {
      alarmState
      resetBy
      resetAt
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResetAlarmMutation, ResetAlarmMutationVariables>;
export const InvestigateAlarmDocument = new TypedDocumentString(`
    mutation InvestigateAlarm($input: InvestigateExcursionInput!) {
  investigateExcursion(input: $input) {
    excursion {
      status
      investigatedBy
      investigatedAt
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<InvestigateAlarmMutation, InvestigateAlarmMutationVariables>;
export const AssessAlarmDocument = new TypedDocumentString(`
    mutation AssessAlarm($input: AssessExcursionInput!) {
  assessExcursion(input: $input) {
    excursion {
      status
      assessedBy
      assessedAt
      cause
      assessment
      severity
      assessedSeverity
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AssessAlarmMutation, AssessAlarmMutationVariables>;
export const CloseAlarmDocument = new TypedDocumentString(`
    mutation CloseAlarm($input: CloseExcursionInput!) {
  closeExcursion(input: $input) {
    excursion {
      status
      closedBy
      closedAt
      closingComment
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CloseAlarmMutation, CloseAlarmMutationVariables>;
export const AlarmsOfDocument = new TypedDocumentString(`
    query AlarmsOf($machine: [String!]) {
  excursions(
    where: {machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED]}
    first: 200
  ) {
    nodes {
      id
      alarmState
      status
      startedAt
      endedAt
    }
  }
}
    `) as unknown as TypedDocumentString<AlarmsOfQuery, AlarmsOfQueryVariables>;
export const AlarmFiguresOfDocument = new TypedDocumentString(`
    query AlarmFiguresOf($from: DateTime!, $to: DateTime!) {
  alarmFigures(from: $from, to: $to) {
    alarms
    suppressed
    perHour
    mostPerHour
    perTenMinutes
    mostPerTenMinutes
    busyShare
    floods
    inFlood
    floodShare
    stale
    chattering
    fleeting
    topSources {
      sensor {
        key
      }
      alarms
      share
    }
    topShare
    severities {
      severity
      alarms
      share
    }
  }
}
    `) as unknown as TypedDocumentString<AlarmFiguresOfQuery, AlarmFiguresOfQueryVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($where: AuditFilter, $first: Int, $after: String) {
  auditTrail(where: $where, first: $first, after: $after) {
    nodes {
      seq
      at
      actor
      role
      action
      entity
      entityCode
      before
      after
      reason
      hash
      previousHash
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const VerifyAuditTrailDocument = new TypedDocumentString(`
    query VerifyAuditTrail($head: String, $after: VerifiedEntryInput) {
  verifyAuditTrail(head: $head, after: $after) {
    ok
    entries
    firstBroken
    problem
    head
    upTo
    isComplete
  }
}
    `) as unknown as TypedDocumentString<VerifyAuditTrailQuery, VerifyAuditTrailQueryVariables>;
export const BrokenProbeDocument = new TypedDocumentString(`
    query BrokenProbe($code: String!, $sensor: String!, $from: DateTime!, $to: DateTime!) {
  sample(code: $code) {
    exposure(from: $from, to: $to) {
      minimum
      maximum
      mean
      coverage
      unknown
      tooWarm
      budget {
        tier
        used
      }
    }
    series(from: $from, to: $to, maxPoints: 1) {
      coverage
      longestGap
      buckets {
        count
        min
        max
        last
        mean
      }
    }
  }
  sensor(key: $sensor) {
    series(from: $from, to: $to, maxPoints: 1) {
      coverage
      longestGap
      buckets {
        count
        min
        max
        last
        mean
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BrokenProbeQuery, BrokenProbeQueryVariables>;
export const BudgetsDocument = new TypedDocumentString(`
    subscription Budgets($sample: [String!], $container: [String!]) {
  budgetChanged(sample: $sample, container: $container) {
    at
    temperature
    tier
    exhaustedAt
    sample {
      code
    }
    budget {
      tier
      used
      limit
      remaining
      exhausted
    }
  }
}
    `) as unknown as TypedDocumentString<BudgetsSubscription, BudgetsSubscriptionVariables>;
export const ContainerComplianceDocument = new TypedDocumentString(`
    query ContainerCompliance($code: String!, $from: DateTime!, $to: DateTime!) {
  container(code: $code) {
    compliance(from: $from, to: $to) {
      from
      to
      inRange
      outOfRange
      unknown
      ratio
      coverage
    }
  }
}
    `) as unknown as TypedDocumentString<ContainerComplianceQuery, ContainerComplianceQueryVariables>;
export const MachineComplianceDocument = new TypedDocumentString(`
    query MachineCompliance($code: String!, $from: DateTime!, $to: DateTime!) {
  machine(code: $code) {
    compliance(from: $from, to: $to) {
      from
      to
      inRange
      outOfRange
      unknown
      ratio
      coverage
    }
  }
}
    `) as unknown as TypedDocumentString<MachineComplianceQuery, MachineComplianceQueryVariables>;
export const SampleComplianceDocument = new TypedDocumentString(`
    query SampleCompliance($code: String!, $from: DateTime!, $to: DateTime!) {
  sample(code: $code) {
    compliance(from: $from, to: $to) {
      from
      to
      inRange
      outOfRange
      unknown
      ratio
      coverage
    }
  }
}
    `) as unknown as TypedDocumentString<SampleComplianceQuery, SampleComplianceQueryVariables>;
export const CompliancesOfContainersDocument = new TypedDocumentString(`
    query CompliancesOfContainers($codes: [String!], $from: DateTime!, $to: DateTime!) {
  containers(where: {code: $codes}) {
    nodes {
      compliance(from: $from, to: $to) {
        inRange
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompliancesOfContainersQuery, CompliancesOfContainersQueryVariables>;
export const CompliancesOfSamplesDocument = new TypedDocumentString(`
    query CompliancesOfSamples($codes: [String!], $from: DateTime!, $to: DateTime!) {
  samples(where: {code: $codes}) {
    nodes {
      compliance(from: $from, to: $to) {
        inRange
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompliancesOfSamplesQuery, CompliancesOfSamplesQueryVariables>;
export const MoveDocument = new TypedDocumentString(`
    mutation Move($input: MoveInput!) {
  move(input: $input) {
    moved {
      container {
        code
      }
      from
      to
      reason
      by
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MoveMutation, MoveMutationVariables>;
export const CustodyOfSampleDocument = new TypedDocumentString(`
    query CustodyOfSample($code: String!) {
  sample(code: $code) {
    container {
      code
    }
    custody {
      container {
        code
      }
      from
      to
      reason
      by
    }
  }
}
    `) as unknown as TypedDocumentString<CustodyOfSampleQuery, CustodyOfSampleQueryVariables>;
export const CustodyOfContainerDocument = new TypedDocumentString(`
    query CustodyOfContainer($code: String!) {
  container(code: $code) {
    parent {
      code
    }
    custody {
      container {
        code
      }
      from
      to
    }
    samples {
      nodes {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustodyOfContainerQuery, CustodyOfContainerQueryVariables>;
export const DefineStorageConditionDocument = new TypedDocumentString(`
    mutation DefineStorageCondition($input: DefineStorageConditionInput!) {
  defineStorageCondition(input: $input) {
    storageCondition {
      code
      version
      label
      minimum
      maximum
      mktApplicable
      aliases
      definedBy
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefineStorageConditionMutation, DefineStorageConditionMutationVariables>;
export const SetStorageConditionDocument = new TypedDocumentString(`
    mutation SetStorageCondition($input: SetStorageConditionInput!) {
  setStorageCondition(input: $input) {
    containers {
      code
      storageCondition {
        code
        version
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetStorageConditionMutation, SetStorageConditionMutationVariables>;
export const StorageConditionsDocument = new TypedDocumentString(`
    query StorageConditions {
  storageConditions {
    code
    version
    label
    minimum
    maximum
    mktApplicable
    aliases
    definedBy
  }
}
    `) as unknown as TypedDocumentString<StorageConditionsQuery, StorageConditionsQueryVariables>;
export const DefineStabilityProfileDocument = new TypedDocumentString(`
    mutation DefineStabilityProfile($input: DefineStabilityProfileInput!) {
  defineStabilityProfile(input: $input) {
    stabilityProfile {
      code
      version
      activationEnergy
      freezing {
        frozenAt
        thawedAbove
        thawTime
      }
      tiers {
        code
        minimum
        maximum
        limit
        returnAllowed
      }
      definedBy
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefineStabilityProfileMutation, DefineStabilityProfileMutationVariables>;
export const SetStabilityProfileDocument = new TypedDocumentString(`
    mutation SetStabilityProfile($input: SetStabilityProfileInput!) {
  setStabilityProfile(input: $input) {
    samples {
      code
      stabilityProfile {
        code
        version
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetStabilityProfileMutation, SetStabilityProfileMutationVariables>;
export const StabilityProfilesDocument = new TypedDocumentString(`
    query StabilityProfiles {
  stabilityProfiles {
    code
    version
    tiers {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<StabilityProfilesQuery, StabilityProfilesQueryVariables>;
export const MoveSensorDocument = new TypedDocumentString(`
    mutation MoveSensor($input: MoveSensorInput!) {
  moveSensor(input: $input) {
    sensor {
      key
      asset {
        code
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MoveSensorMutation, MoveSensorMutationVariables>;
export const ExcursionsOfContainerDocument = new TypedDocumentString(`
    query ExcursionsOfContainer($code: String!) {
  container(code: $code) {
    sensors {
      key
    }
    excursions {
      nodes {
        id
        kind
        startedAt
        endedAt
        peak
        asset {
          code
        }
        rule {
          code
        }
        sensor {
          key
        }
        revisions {
          cause
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsOfContainerQuery, ExcursionsOfContainerQueryVariables>;
export const ExcursionsWhereDocument = new TypedDocumentString(`
    query ExcursionsWhere($where: ExcursionFilter!) {
  excursions(where: $where) {
    nodes {
      id
      rule {
        code
      }
      startedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsWhereQuery, ExcursionsWhereQueryVariables>;
export const DecideDispositionDocument = new TypedDocumentString(`
    mutation DecideDisposition($input: DecideDispositionInput!) {
  decideDisposition(input: $input) {
    affectedSamples {
      sample {
        code
        status
      }
      disposition
      decidedBy
      decidedOnRevision
      isStale
      dispositions {
        disposition
        by
        reason
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DecideDispositionMutation, DecideDispositionMutationVariables>;
export const ListDispositionsDocument = new TypedDocumentString(`
    query ListDispositions($container: [String!], $samples: Int = 20) {
  excursions(where: {container: $container}, first: 4) {
    nodes {
      id
      revision
      status
      severity
      affectedSamples(first: $samples) {
        nodes {
          sample {
            code
            status
          }
          disposition
          decidedBy
          decidedOnRevision
          isStale
          dispositions {
            disposition
            at
            by
            role
            reason
            meaning
            signedBy
            revision
            excursion {
              id
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListDispositionsQuery, ListDispositionsQueryVariables>;
export const DispositionsOfSampleDocument = new TypedDocumentString(`
    query DispositionsOfSample($code: String!, $first: Int, $after: String) {
  sample(code: $code) {
    status
    dispositions(first: $first, after: $after) {
      nodes {
        id
        disposition
        by
        reason
        revision
        meaning
        signedBy
        excursion {
          id
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DispositionsOfSampleQuery, DispositionsOfSampleQueryVariables>;
export const DispositionsOfExcursionDocument = new TypedDocumentString(`
    query DispositionsOfExcursion($id: ID!, $first: Int, $after: String) {
  excursion(id: $id) {
    status
    dispositions(first: $first, after: $after) {
      nodes {
        disposition
        by
        sample {
          code
          status
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DispositionsOfExcursionQuery, DispositionsOfExcursionQueryVariables>;
export const SamplesOfStatusDocument = new TypedDocumentString(`
    query SamplesOfStatus($status: [SampleStatus!]) {
  samples(where: {status: $status}, first: 500) {
    nodes {
      code
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SamplesOfStatusQuery, SamplesOfStatusQueryVariables>;
export const RejectedDocument = new TypedDocumentString(`
    query Rejected {
  rejections {
    nodes {
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<RejectedQuery, RejectedQueryVariables>;
export const AffectedDocument = new TypedDocumentString(`
    query Affected($first: Int, $after: String) {
  excursions(where: {kind: [ABOVE]}) {
    nodes {
      affectedSamples(first: $first, after: $after) {
        nodes {
          sample {
            code
          }
          exposure {
            from
            to
            minimum
            maximum
            unknown
            coverage
            tooWarm
            budget {
              tier
              used
            }
            segments {
              from
              to
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AffectedQuery, AffectedQueryVariables>;
export const SamplesExposedDocument = new TypedDocumentString(`
    query SamplesExposed($first: Int!) {
  samples(first: $first) {
    nodes {
      code
      freezeThawCycles
      exposure {
        maximum
        tooWarm
        budget {
          tier
          used
        }
        segments {
          maximum
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SamplesExposedQuery, SamplesExposedQueryVariables>;
export const BlastRadiusDocument = new TypedDocumentString(`
    query BlastRadius($first: Int!, $excursions: Int!) {
  excursions(first: $excursions, where: {kind: [ABOVE]}) {
    nodes {
      startedAt
      affectedSamples(first: $first) {
        nodes {
          sample {
            code
          }
          exposure {
            from
            to
            maximum
            tooWarm
            coverage
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BlastRadiusQuery, BlastRadiusQueryVariables>;
export const ExposureOfDocument = new TypedDocumentString(`
    query ExposureOf($code: String!, $from: DateTime, $to: DateTime) {
  sample(code: $code) {
    freezeThawCycles
    exposure(from: $from, to: $to) {
      from
      to
      minimum
      maximum
      mean
      mkt
      mktReason
      coverage
      unknown
      tooWarm
      tooCold
      segments {
        from
        to
        container {
          code
        }
        sensor {
          key
        }
        minimum
        maximum
        mean
      }
      budget {
        tier
        used
        limit
        remaining
        exhausted
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExposureOfQuery, ExposureOfQueryVariables>;
export const HeardDocument = new TypedDocumentString(`
    subscription Heard($where: ReadingFilter, $after: String, $every: Duration) {
  readingRecorded(where: $where, after: $after, every: $every) {
    cursor
    reading {
      value
      sensor {
        key
        asset {
          code
          site {
            code
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HeardSubscription, HeardSubscriptionVariables>;
export const SubscribersNowDocument = new TypedDocumentString(`
    query SubscribersNow {
  stats {
    subscribers
    queuedEvents
  }
}
    `) as unknown as TypedDocumentString<SubscribersNowQuery, SubscribersNowQueryVariables>;
export const MachineByCodeDocument = new TypedDocumentString(`
    query MachineByCode($code: String!) {
  machine(code: $code) {
    id
    code
    name
    status
    lastSeenAt
    site {
      code
    }
    container {
      code
      kind
    }
    sensors {
      key
    }
    position {
      at
      latitude
      longitude
    }
  }
}
    `) as unknown as TypedDocumentString<MachineByCodeQuery, MachineByCodeQueryVariables>;
export const FacesOfContainerDocument = new TypedDocumentString(`
    query FacesOfContainer($code: String!) {
  container(code: $code) {
    code
    machine {
      code
    }
    sensors {
      key
    }
    site {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<FacesOfContainerQuery, FacesOfContainerQueryVariables>;
export const SensorByKeyDocument = new TypedDocumentString(`
    query SensorByKey($key: String!) {
  sensor(key: $key) {
    key
    status
    asset {
      __typename
      code
      ... on Machine {
        status
      }
      ... on Container {
        kind
      }
      ... on Sample {
        type
      }
    }
    latest {
      measuredAt
      value
      unit
      quality
      sensor {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SensorByKeyQuery, SensorByKeyQueryVariables>;
export const TrackDocument = new TypedDocumentString(`
    query Track($from: DateTime!, $to: DateTime!, $maxPoints: Int) {
  machine(code: "FRZ-1") {
    position {
      at
      latitude
      longitude
    }
    track(from: $from, to: $to, maxPoints: $maxPoints) {
      latitude
    }
  }
  container(code: "FRZ-1") {
    position {
      latitude
    }
  }
}
    `) as unknown as TypedDocumentString<TrackQuery, TrackQueryVariables>;
export const ContentsDocument = new TypedDocumentString(`
    query Contents($code: String!, $nested: Boolean, $at: DateTime) {
  container(code: $code) {
    parent {
      code
    }
    containers {
      code
    }
    samples(nested: $nested, at: $at) {
      nodes {
        code
      }
    }
    custody {
      container {
        code
      }
      from
      to
      by
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<ContentsQuery, ContentsQueryVariables>;
export const SampleExcursionsDocument = new TypedDocumentString(`
    query SampleExcursions($code: String!, $where: ExcursionFilter, $first: Int, $after: String) {
  sample(code: $code) {
    container {
      code
    }
    custody {
      container {
        code
      }
      to
    }
    aliquots {
      code
    }
    excursions(where: $where, first: $first, after: $after) {
      nodes {
        kind
        sensor {
          key
        }
        asset {
          code
        }
        rule {
          code
          version
        }
        startedAt
        endedAt
        duration
        unknown
        peak
        limit
        status
        revisions {
          revision
          cause
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SampleExcursionsQuery, SampleExcursionsQueryVariables>;
export const ExcursionsDocument = new TypedDocumentString(`
    query Excursions($where: ExcursionFilter) {
  excursions(where: $where) {
    nodes {
      id
      kind
      startedAt
      duration
      unknown
      sensor {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsQuery, ExcursionsQueryVariables>;
export const ExcursionByIdDocument = new TypedDocumentString(`
    query ExcursionById($id: ID!) {
  excursion(id: $id) {
    id
    kind
  }
}
    `) as unknown as TypedDocumentString<ExcursionByIdQuery, ExcursionByIdQueryVariables>;
export const RegisterSiteDocument = new TypedDocumentString(`
    mutation RegisterSite($input: RegisterSiteInput!) {
  registerSite(input: $input) {
    site {
      id
      code
      name
      timeZone
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterSiteMutation, RegisterSiteMutationVariables>;
export const RegisterMachineDocument = new TypedDocumentString(`
    mutation RegisterMachine($input: RegisterMachineInput!) {
  registerMachine(input: $input) {
    machine {
      id
      code
      name
      kind
      manufacturer
      model
      status
      lastSeenAt
      site {
        code
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterMachineMutation, RegisterMachineMutationVariables>;
export const RegisterContainerDocument = new TypedDocumentString(`
    mutation RegisterContainer($input: RegisterContainerInput!) {
  registerContainer(input: $input) {
    container {
      id
      code
      name
      kind
      machine {
        code
      }
      parent {
        code
      }
      site {
        code
      }
      custody {
        container {
          code
        }
        from
        to
        by
        reason
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterContainerMutation, RegisterContainerMutationVariables>;
export const RegisterSensorDocument = new TypedDocumentString(`
    mutation RegisterSensor($input: RegisterSensorInput!) {
  registerSensor(input: $input) {
    sensor {
      id
      key
      quantity
      unit
      expectedEvery
      interpolation
      status
      asset {
        __typename
        code
      }
      latest {
        value
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterSensorMutation, RegisterSensorMutationVariables>;
export const RegisterSamplesDocument = new TypedDocumentString(`
    mutation RegisterSamples($input: RegisterSamplesInput!) {
  registerSamples(input: $input) {
    samples {
      id
      code
      name
      type
      description
      collectedAt
      status
      parent {
        code
      }
      container {
        code
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterSamplesMutation, RegisterSamplesMutationVariables>;
export const RecordReadingsDocument = new TypedDocumentString(`
    mutation RecordReadings($input: RecordReadingsInput!) {
  recordReadings(input: $input) {
    recorded
    duplicates
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReadingsMutation, RecordReadingsMutationVariables>;
export const DefineRuleDocument = new TypedDocumentString(`
    mutation DefineRule($input: ExcursionRuleInput!) {
  defineExcursionRule(input: $input) {
    excursionRule {
      id
      code
      version
      quantity
      severity
      mode
      low
      high
      deadband
      onDelay
      offDelay
      retiredAt
      assets {
        __typename
        code
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefineRuleMutation, DefineRuleMutationVariables>;
export const IssueApiKeyDocument = new TypedDocumentString(`
    mutation IssueApiKey($input: IssueApiKeyInput!) {
  issueApiKey(input: $input) {
    apiKey {
      id
      name
      role
      prefix
      sites {
        code
      }
      asset {
        __typename
        code
      }
      createdAt
      createdBy
      expiresAt
      revokedAt
      revokedBy
      lastUsedAt
    }
    key
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<IssueApiKeyMutation, IssueApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      id
      revokedAt
      revokedBy
    }
    key
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const RevokeTokensDocument = new TypedDocumentString(`
    mutation RevokeTokens($input: RevokeTokensInput!) {
  revokeTokens(input: $input) {
    refusedUpTo
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeTokensMutation, RevokeTokensMutationVariables>;
export const ListApiKeysDocument = new TypedDocumentString(`
    query ListApiKeys {
  apiKeys {
    id
    name
    role
    prefix
    sites {
      code
    }
    asset {
      __typename
      code
    }
    createdBy
    expiresAt
    revokedAt
    revokedBy
    lastUsedAt
  }
}
    `) as unknown as TypedDocumentString<ListApiKeysQuery, ListApiKeysQueryVariables>;
export const MachinesDocument = new TypedDocumentString(`
    query Machines($where: MachineFilter, $first: Int, $after: String) {
  machines(where: $where, first: $first, after: $after) {
    nodes {
      code
    }
    edges {
      cursor
      node {
        code
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MachinesQuery, MachinesQueryVariables>;
export const ListsDocument = new TypedDocumentString(`
    query Lists($containers: ContainerFilter, $samples: SampleFilter, $sensors: SensorFilter) {
  containers(where: $containers) {
    nodes {
      code
    }
  }
  samples(where: $samples) {
    nodes {
      code
    }
  }
  sensors(where: $sensors) {
    nodes {
      key
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ListsQuery, ListsQueryVariables>;
export const ReadingsDocument = new TypedDocumentString(`
    query Readings($first: Int, $after: String, $from: DateTime, $to: DateTime) {
  sensor(key: "CNC-001/temperature") {
    readings(first: $first, after: $after, from: $from, to: $to) {
      nodes {
        measuredAt
        value
      }
      edges {
        cursor
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingsQuery, ReadingsQueryVariables>;
export const RejectionsDocument = new TypedDocumentString(`
    query Rejections($where: RejectionFilter, $first: Int, $after: String) {
  rejections(where: $where, first: $first, after: $after) {
    nodes {
      topic
      reason
      detail
      payload
      resolvedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<RejectionsQuery, RejectionsQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  sites {
    code
  }
  site(code: "LAB") {
    name
    timeZone
  }
  viewer {
    name
    role
  }
  stats {
    machines
    containers
    samples
    sensors
    openExcursions
    readings
    readingsPerSecond
    rejections
    subscribers
    cacheHitRatio
  }
}
    `) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const WatchReadingsDocument = new TypedDocumentString(`
    subscription WatchReadings($where: ReadingFilter) {
  readingRecorded(where: $where) {
    cursor
    gap {
      from
    }
    reading {
      measuredAt
      receivedAt
      value
      unit
      quality
      sensor {
        key
        asset {
          code
        }
        latest {
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WatchReadingsSubscription, WatchReadingsSubscriptionVariables>;
export const LeanDocument = new TypedDocumentString(`
    subscription Lean {
  readingRecorded {
    reading {
      value
      unit
      sensor {
        key
        quantity
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LeanSubscription, LeanSubscriptionVariables>;
export const SubscribersDocument = new TypedDocumentString(`
    query Subscribers {
  stats {
    subscribers
  }
}
    `) as unknown as TypedDocumentString<SubscribersQuery, SubscribersQueryVariables>;
export const SayStatusDocument = new TypedDocumentString(`
    mutation SayStatus($input: SetMachineStatusInput!) {
  setMachineStatus(input: $input) {
    machine {
      code
      status
      lastSeenAt
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SayStatusMutation, SayStatusMutationVariables>;
export const SayTwoStatusesDocument = new TypedDocumentString(`
    mutation SayTwoStatuses($one: SetMachineStatusInput!, $two: SetMachineStatusInput!) {
  one: setMachineStatus(input: $one) {
    machine {
      status
    }
  }
  two: setMachineStatus(input: $two) {
    machine {
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SayTwoStatusesMutation, SayTwoStatusesMutationVariables>;
export const AcknowledgeDocument = new TypedDocumentString(`
    mutation Acknowledge($input: AcknowledgeExcursionInput!) {
  acknowledgeExcursion(input: $input) {
    excursion {
      id
      status
      acknowledgedBy
      acknowledgedAt
      comment
      revision
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeMutation, AcknowledgeMutationVariables>;
export const OpenExcursionsDocument = new TypedDocumentString(`
    query OpenExcursions($where: ExcursionFilter) {
  excursions(where: $where) {
    nodes {
      id
      status
      startedAt
    }
  }
}
    `) as unknown as TypedDocumentString<OpenExcursionsQuery, OpenExcursionsQueryVariables>;
export const StoredRejectionsDocument = new TypedDocumentString(`
    query StoredRejections {
  rejections {
    nodes {
      topic
      reason
      payload
    }
  }
}
    `) as unknown as TypedDocumentString<StoredRejectionsQuery, StoredRejectionsQueryVariables>;
export const RetireRuleDocument = new TypedDocumentString(`
    mutation RetireRule($input: RetireExcursionRuleInput!) {
  retireExcursionRule(input: $input) {
    excursionRule {
      code
      version
      retiredAt
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetireRuleMutation, RetireRuleMutationVariables>;
export const RulesDocument = new TypedDocumentString(`
    query Rules($includeRetired: Boolean) {
  excursionRules(includeRetired: $includeRetired) {
    code
    version
    retiredAt
    high
  }
}
    `) as unknown as TypedDocumentString<RulesQuery, RulesQueryVariables>;
export const ExcursionsOfDocument = new TypedDocumentString(`
    query ExcursionsOf($container: [String!]!) {
  excursions(where: {container: $container}) {
    nodes {
      id
      startedAt
      endedAt
      peak
      revision
      rule {
        code
        version
      }
      revisions {
        revision
        cause
        endedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsOfQuery, ExcursionsOfQueryVariables>;
export const KnownDocument = new TypedDocumentString(`
    query Known {
  machines {
    nodes {
      code
    }
  }
  samples(first: 500) {
    nodes {
      code
    }
  }
  sensors {
    nodes {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<KnownQuery, KnownQueryVariables>;
export const SamplesNamedDocument = new TypedDocumentString(`
    query SamplesNamed($codes: [String!]!) {
  samples(where: {code: $codes}) {
    nodes {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SamplesNamedQuery, SamplesNamedQueryVariables>;
export const SeriesOfDocument = new TypedDocumentString(`
    query SeriesOf($key: String!, $from: DateTime!, $to: DateTime!, $maxPoints: Int) {
  sensor(key: $key) {
    series(from: $from, to: $to, maxPoints: $maxPoints) {
      resolution
      coverage
      longestGap
      buckets {
        from
        to
        count
        min
        max
        first
        last
        mean
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SeriesOfQuery, SeriesOfQueryVariables>;
export const WatchExcursionsDocument = new TypedDocumentString(`
    subscription WatchExcursions($where: ExcursionFilter) {
  excursionChanged(where: $where) {
    cursor
    change
    excursion {
      id
      kind
      status
      startedAt
      endedAt
      sensor {
        key
      }
      rule {
        code
      }
      acknowledgedBy
    }
  }
}
    `) as unknown as TypedDocumentString<WatchExcursionsSubscription, WatchExcursionsSubscriptionVariables>;
export const WatchMachinesDocument = new TypedDocumentString(`
    subscription WatchMachines($machine: [String!]) {
  machineStatusChanged(machine: $machine) {
    code
    status
  }
}
    `) as unknown as TypedDocumentString<WatchMachinesSubscription, WatchMachinesSubscriptionVariables>;
export const WatchRejectionsDocument = new TypedDocumentString(`
    subscription WatchRejections {
  messageRejected {
    topic
    reason
    payload
  }
}
    `) as unknown as TypedDocumentString<WatchRejectionsSubscription, WatchRejectionsSubscriptionVariables>;
export const ChangeStatusDocument = new TypedDocumentString(`
    mutation ChangeStatus($machine: String!, $status: MachineStatus!) {
  setMachineStatus(input: {machine: $machine, status: $status}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeStatusMutation, ChangeStatusMutationVariables>;
export const AcknowledgeItDocument = new TypedDocumentString(`
    mutation AcknowledgeIt($excursion: ID!) {
  acknowledgeExcursion(input: {excursion: $excursion}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeItMutation, AcknowledgeItMutationVariables>;
export const SetErrorCodesDocument = new TypedDocumentString(`
    mutation SetErrorCodes($input: SetSensorErrorCodesInput!) {
  setSensorErrorCodes(input: $input) {
    sensors {
      key
      errorCodes
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetErrorCodesMutation, SetErrorCodesMutationVariables>;
export const ReadingsOfDocument = new TypedDocumentString(`
    query ReadingsOf($sensor: String!, $quality: [Quality!]) {
  sensor(key: $sensor) {
    errorCodes
    latest {
      quality
    }
    readings(quality: $quality) {
      nodes {
        value
        quality
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingsOfQuery, ReadingsOfQueryVariables>;
export const WentThroughBadOnesDocument = new TypedDocumentString(`
    query WentThroughBadOnes($sample: String!, $from: DateTime!, $to: DateTime!) {
  sample(code: $sample) {
    exposure(from: $from, to: $to) {
      maximum
      unknown
      coverage
    }
    compliance(from: $from, to: $to) {
      inRange
      outOfRange
      unknown
    }
    excursions {
      nodes {
        kind
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WentThroughBadOnesQuery, WentThroughBadOnesQueryVariables>;
export const HeldToDocument = new TypedDocumentString(`
    query HeldTo($code: String!, $from: DateTime!, $to: DateTime!) {
  container(code: $code) {
    compliance(from: $from, to: $to) {
      inRange
      outOfRange
      unknown
      ratio
    }
  }
}
    `) as unknown as TypedDocumentString<HeldToQuery, HeldToQueryVariables>;
export const StuckSensorsDocument = new TypedDocumentString(`
    query StuckSensors($container: [String!], $machine: [String!], $kind: [ExcursionKind!]) {
  excursions(where: {container: $container, machine: $machine, kind: $kind}) {
    nodes {
      kind
      severity
      limit
      startedAt
      confirmedAt
      endedAt
      peak
      area
      unknown
      sensor {
        key
      }
      rule {
        code
      }
      affectedSamples {
        nodes {
          sample {
            code
          }
        }
      }
      severities {
        severity
        reachedAt
        limit
      }
      revisions {
        cause
        endedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StuckSensorsQuery, StuckSensorsQueryVariables>;
export const RecordCalibrationDocument = new TypedDocumentString(`
    mutation RecordCalibration($input: RecordCalibrationInput!) {
  recordCalibration(input: $input) {
    calibration {
      id
      at
      dueAt
      by
      certificate
      notes
      recordedAt
      recordedBy
      withdrawnAt
      withdrawnBy
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordCalibrationMutation, RecordCalibrationMutationVariables>;
export const WithdrawCalibrationDocument = new TypedDocumentString(`
    mutation WithdrawCalibration($input: WithdrawCalibrationInput!) {
  withdrawCalibration(input: $input) {
    calibration {
      id
      withdrawnAt
      withdrawnBy
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawCalibrationMutation, WithdrawCalibrationMutationVariables>;
export const CalibrationsOfDocument = new TypedDocumentString(`
    query CalibrationsOf($sensor: String!) {
  sensor(key: $sensor) {
    calibration {
      at
      dueAt
      certificate
    }
    calibrations {
      at
      withdrawnBy
    }
  }
}
    `) as unknown as TypedDocumentString<CalibrationsOfQuery, CalibrationsOfQueryVariables>;
export const DueWithinDocument = new TypedDocumentString(`
    query DueWithin($time: Duration) {
  sensors(where: {calibrationDueWithin: $time}) {
    nodes {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<DueWithinQuery, DueWithinQueryVariables>;
export const CalibrationAlarmsDocument = new TypedDocumentString(`
    query CalibrationAlarms($machine: [String!]) {
  excursions(
    where: {kind: [CALIBRATION_DUE], machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED]}
  ) {
    nodes {
      id
      severity
      status
      startedAt
      confirmedAt
      endedAt
      acknowledgedBy
      limit
      peak
      area
      rule {
        code
      }
      revision
      revisions {
        cause
        severity
      }
      severities {
        severity
        reachedAt
        limit
      }
      affectedSamples {
        nodes {
          sample {
            code
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CalibrationAlarmsQuery, CalibrationAlarmsQueryVariables>;
export const RegisterManyDocument = new TypedDocumentString(`
    mutation RegisterMany($input: RegisterSamplesInput!) {
  registerSamples(input: $input) {
    samples {
      code
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterManyMutation, RegisterManyMutationVariables>;
export const MoveManyDocument = new TypedDocumentString(`
    mutation MoveMany($input: MoveInput!) {
  move(input: $input) {
    moved {
      from
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<MoveManyMutation, MoveManyMutationVariables>;
export const WentThroughDocument = new TypedDocumentString(`
    query WentThrough($code: String!, $from: DateTime!, $to: DateTime!) {
  sample(code: $code) {
    exposure(from: $from, to: $to) {
      minimum
      maximum
      unknown
    }
    series(from: $from, to: $to, maxPoints: 1) {
      coverage
      buckets {
        mean
      }
    }
    compliance(from: $from, to: $to) {
      inRange
      outOfRange
      unknown
    }
  }
}
    `) as unknown as TypedDocumentString<WentThroughQuery, WentThroughQueryVariables>;
export const ComplianceOfPlaceDocument = new TypedDocumentString(`
    query ComplianceOfPlace($code: String!, $from: DateTime!, $to: DateTime!) {
  container(code: $code) {
    compliance(from: $from, to: $to) {
      inRange
      outOfRange
      unknown
    }
  }
}
    `) as unknown as TypedDocumentString<ComplianceOfPlaceQuery, ComplianceOfPlaceQueryVariables>;
export const DefineChannelDocument = new TypedDocumentString(`
    mutation DefineChannel($input: DefineNotificationChannelInput!) {
  defineNotificationChannel(input: $input) {
    notificationChannel {
      id
      code
      version
      kind
      recipients
      enabled
      site {
        code
      }
      quietHours {
        from
        until
        timeZone
      }
      digestAfter
      digestWindow
      definedBy
      retiredAt
      retiredBy
    }
    secret
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefineChannelMutation, DefineChannelMutationVariables>;
export const RetireChannelDocument = new TypedDocumentString(`
    mutation RetireChannel($input: RetireNotificationChannelInput!) {
  retireNotificationChannel(input: $input) {
    notificationChannel {
      code
      version
      retiredAt
      retiredBy
    }
    secret
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetireChannelMutation, RetireChannelMutationVariables>;
export const DefinePolicyDocument = new TypedDocumentString(`
    mutation DefinePolicy($input: DefineEscalationPolicyInput!) {
  defineEscalationPolicy(input: $input) {
    escalationPolicy {
      id
      code
      version
      site {
        code
      }
      assets {
        __typename
        code
      }
      leastSeverity
      quantities
      kinds
      tellHistory
      definedBy
      retiredAt
      steps {
        step
        after
        repeatEvery
        channels {
          code
        }
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefinePolicyMutation, DefinePolicyMutationVariables>;
export const RetirePolicyDocument = new TypedDocumentString(`
    mutation RetirePolicy($input: RetireEscalationPolicyInput!) {
  retireEscalationPolicy(input: $input) {
    escalationPolicy {
      code
      version
      retiredAt
      retiredBy
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetirePolicyMutation, RetirePolicyMutationVariables>;
export const ChannelsDocument = new TypedDocumentString(`
    query Channels($includeRetired: Boolean) {
  notificationChannels(includeRetired: $includeRetired) {
    code
    version
    kind
    recipients
    enabled
    site {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ChannelsQuery, ChannelsQueryVariables>;
export const PoliciesDocument = new TypedDocumentString(`
    query Policies($includeRetired: Boolean) {
  escalationPolicies(includeRetired: $includeRetired) {
    code
    version
    site {
      code
    }
    assets {
      code
    }
    steps {
      step
      after
      repeatEvery
      channels {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PoliciesQuery, PoliciesQueryVariables>;
export const NotificationsDocument = new TypedDocumentString(`
    query Notifications($where: NotificationFilter, $first: Int, $after: String) {
  notifications(where: $where, first: $first, after: $after) {
    nodes {
      id
      messageId
      reason
      status
      happenedAt
      createdAt
      holdUntil
      channel {
        code
      }
      excursion {
        id
      }
      digest {
        id
      }
      attempts {
        number
        at
        outcome
        statusCode
        error
        nextTryAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<NotificationsQuery, NotificationsQueryVariables>;
export const ResendDocument = new TypedDocumentString(`
    mutation Resend($input: ResendNotificationInput!) {
  resendNotification(input: $input) {
    notification {
      id
      messageId
      status
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResendMutation, ResendMutationVariables>;
export const AcknowledgeToldDocument = new TypedDocumentString(`
    mutation AcknowledgeTold($input: AcknowledgeExcursionInput!) {
  acknowledgeExcursion(input: $input) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeToldMutation, AcknowledgeToldMutationVariables>;
export const PatientReadingsDocument = new TypedDocumentString(`
    subscription PatientReadings {
  readingRecorded(where: {quantity: [POWER]}) {
    reading {
      value
      sensor {
        key
        asset {
          code
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PatientReadingsSubscription, PatientReadingsSubscriptionVariables>;
export const PatientExcursionsDocument = new TypedDocumentString(`
    subscription PatientExcursions {
  excursionChanged(where: {kind: [ABOVE]}) {
    excursion {
      sensor {
        key
      }
      asset {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PatientExcursionsSubscription, PatientExcursionsSubscriptionVariables>;
export const PatientMachinesDocument = new TypedDocumentString(`
    subscription PatientMachines {
  machineStatusChanged {
    code
    site {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<PatientMachinesSubscription, PatientMachinesSubscriptionVariables>;
export const SetStatusPatientlyDocument = new TypedDocumentString(`
    mutation SetStatusPatiently($status: MachineStatus!) {
  setMachineStatus(input: {machine: "NORTH-MILL", status: $status}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetStatusPatientlyMutation, SetStatusPatientlyMutationVariables>;
export const ResumeDocument = new TypedDocumentString(`
    subscription Resume($where: ReadingFilter, $after: String) {
  readingRecorded(where: $where, after: $after) {
    cursor
    reading {
      value
      sensor {
        key
      }
    }
    gap {
      from
      to
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeSubscription, ResumeSubscriptionVariables>;
export const ResumeExcursionsDocument = new TypedDocumentString(`
    subscription ResumeExcursions($where: ExcursionFilter, $after: String) {
  excursionChanged(where: $where, after: $after) {
    cursor
    change
    excursion {
      kind
      sensor {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeExcursionsSubscription, ResumeExcursionsSubscriptionVariables>;
export const AcknowledgeOneDocument = new TypedDocumentString(`
    mutation AcknowledgeOne($excursion: ID!) {
  acknowledgeExcursion(input: {excursion: $excursion}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeOneMutation, AcknowledgeOneMutationVariables>;
export const OpenOnesDocument = new TypedDocumentString(`
    query OpenOnes($machine: [String!]) {
  excursions(first: 1, where: {open: true, machine: $machine}) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<OpenOnesQuery, OpenOnesQueryVariables>;
export const DefineFullRuleDocument = new TypedDocumentString(`
    mutation DefineFullRule($input: ExcursionRuleInput!) {
  defineExcursionRule(input: $input) {
    excursionRule {
      code
      version
      mode
      comparison
      low
      high
      onDelay
      window
      levels {
        severity
        low
        high
        onDelay
      }
      storageCondition {
        code
      }
      assets {
        code
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DefineFullRuleMutation, DefineFullRuleMutationVariables>;
export const ExcursionsToldDocument = new TypedDocumentString(`
    query ExcursionsTold($container: [String!]!) {
  excursions(where: {container: $container}) {
    nodes {
      id
      kind
      severity
      limit
      startedAt
      confirmedAt
      endedAt
      peak
      area
      unknown
      status
      acknowledgedBy
      rule {
        code
      }
      severities {
        severity
        reachedAt
        limit
      }
      revisions {
        revision
        cause
        severity
        startedAt
        endedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsToldQuery, ExcursionsToldQueryVariables>;
export const AcknowledgeStoryDocument = new TypedDocumentString(`
    mutation AcknowledgeStory($input: AcknowledgeExcursionInput!) {
  acknowledgeExcursion(input: $input) {
    excursion {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeStoryMutation, AcknowledgeStoryMutationVariables>;
export const RuleByConditionDocument = new TypedDocumentString(`
    query RuleByCondition {
  excursionRules {
    code
    storageCondition {
      code
    }
    assets {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RuleByConditionQuery, RuleByConditionQueryVariables>;
export const RehearseDocument = new TypedDocumentString(`
    query Rehearse($rule: ExcursionRuleInput!, $from: DateTime!, $to: DateTime!) {
  rehearseExcursionRule(rule: $rule, from: $from, to: $to) {
    sensor {
      key
    }
    kind
    severity
    limit
    startedAt
    confirmedAt
    endedAt
    peak
    area
    unknown
    severities {
      severity
      reachedAt
      limit
    }
  }
}
    `) as unknown as TypedDocumentString<RehearseQuery, RehearseQueryVariables>;
export const ExcursionsRaisedDocument = new TypedDocumentString(`
    query ExcursionsRaised {
  excursions(first: 500) {
    nodes {
      rule {
        code
      }
      sensor {
        key
      }
      kind
      severity
      limit
      startedAt
      confirmedAt
      endedAt
      peak
      area
      unknown
      severities {
        severity
        reachedAt
        limit
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsRaisedQuery, ExcursionsRaisedQueryVariables>;
export const RetireByCodeDocument = new TypedDocumentString(`
    mutation RetireByCode($input: RetireExcursionRuleInput!) {
  retireExcursionRule(input: $input) {
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetireByCodeMutation, RetireByCodeMutationVariables>;
export const EveryReadingDocument = new TypedDocumentString(`
    subscription EveryReading {
  readingRecorded {
    reading {
      sensor {
        key
      }
      value
    }
  }
}
    `) as unknown as TypedDocumentString<EveryReadingSubscription, EveryReadingSubscriptionVariables>;
export const ReadingsOfSensorDocument = new TypedDocumentString(`
    subscription ReadingsOfSensor($sensor: [String!]) {
  readingRecorded(where: {sensor: $sensor}) {
    reading {
      sensor {
        key
      }
      value
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingsOfSensorSubscription, ReadingsOfSensorSubscriptionVariables>;
export const EveryExcursionDocument = new TypedDocumentString(`
    subscription EveryExcursion {
  excursionChanged {
    change
    excursion {
      sensor {
        key
      }
      kind
      peak
    }
  }
}
    `) as unknown as TypedDocumentString<EveryExcursionSubscription, EveryExcursionSubscriptionVariables>;
export const EveryStatusDocument = new TypedDocumentString(`
    subscription EveryStatus {
  machineStatusChanged {
    code
    status
  }
}
    `) as unknown as TypedDocumentString<EveryStatusSubscription, EveryStatusSubscriptionVariables>;
export const SetStatusDocument = new TypedDocumentString(`
    mutation SetStatus($input: SetMachineStatusInput!) {
  setMachineStatus(input: $input) {
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetStatusMutation, SetStatusMutationVariables>;
export const ReadingsAfterMoveDocument = new TypedDocumentString(`
    subscription ReadingsAfterMove {
  readingRecorded {
    reading {
      value
      sensor {
        key
        asset {
          code
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingsAfterMoveSubscription, ReadingsAfterMoveSubscriptionVariables>;
export const AcknowledgeByIdDocument = new TypedDocumentString(`
    mutation AcknowledgeById($id: ID!) {
  acknowledgeExcursion(input: {excursion: $id}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeByIdMutation, AcknowledgeByIdMutationVariables>;
export const SensorNowDocument = new TypedDocumentString(`
    query SensorNow($key: String!) {
  sensor(key: $key) {
    asset {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SensorNowQuery, SensorNowQueryVariables>;
export const ReadingsInSightDocument = new TypedDocumentString(`
    subscription ReadingsInSight($where: ReadingFilter) {
  readingRecorded(where: $where) {
    reading {
      value
      sensor {
        key
        asset {
          code
          site {
            code
          }
          ... on Container {
            parent {
              code
            }
          }
          ... on Sample {
            container {
              code
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingsInSightSubscription, ReadingsInSightSubscriptionVariables>;
export const ExcursionsInSightDocument = new TypedDocumentString(`
    subscription ExcursionsInSight($where: ExcursionFilter) {
  excursionChanged(where: $where) {
    change
    excursion {
      id
      sensor {
        key
      }
      asset {
        code
        site {
          code
        }
      }
      rule {
        code
        assets {
          code
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExcursionsInSightSubscription, ExcursionsInSightSubscriptionVariables>;
export const MachinesInSightDocument = new TypedDocumentString(`
    subscription MachinesInSight($machine: [String!]) {
  machineStatusChanged(machine: $machine) {
    code
    status
    site {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<MachinesInSightSubscription, MachinesInSightSubscriptionVariables>;
export const IdleMachineDocument = new TypedDocumentString(`
    mutation IdleMachine($machine: String!) {
  setMachineStatus(input: {machine: $machine, status: IDLE}) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<IdleMachineMutation, IdleMachineMutationVariables>;
export const MaintainMachineDocument = new TypedDocumentString(`
    mutation MaintainMachine($machine: String!) {
  setMachineStatus(input: {machine: $machine, status: MAINTENANCE}) {
    machine {
      code
      status
      site {
        code
      }
      sensors {
        key
        asset {
          code
          site {
            code
          }
        }
      }
      container {
        code
        parent {
          code
        }
        containers {
          code
        }
        samples {
          nodes {
            code
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MaintainMachineMutation, MaintainMachineMutationVariables>;
export const RetireInSightDocument = new TypedDocumentString(`
    mutation RetireInSight($code: String!) {
  retireExcursionRule(input: {code: $code}) {
    excursionRule {
      code
      retiredAt
    }
    userErrors {
      code
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RetireInSightMutation, RetireInSightMutationVariables>;
export const AcknowledgeInSightDocument = new TypedDocumentString(`
    mutation AcknowledgeInSight($excursion: ID!) {
  acknowledgeExcursion(input: {excursion: $excursion}) {
    excursion {
      id
      acknowledgedBy
    }
    userErrors {
      code
      field
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeInSightMutation, AcknowledgeInSightMutationVariables>;
export const RulesInSightDocument = new TypedDocumentString(`
    query RulesInSight {
  excursionRules(includeRetired: true) {
    code
    version
    retiredAt
    assets {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RulesInSightQuery, RulesInSightQueryVariables>;
export const RejectedForAllDocument = new TypedDocumentString(`
    query RejectedForAll {
  rejections(first: 500) {
    nodes {
      reason
      payload
    }
  }
}
    `) as unknown as TypedDocumentString<RejectedForAllQuery, RejectedForAllQueryVariables>;
export const StatusForAllDocument = new TypedDocumentString(`
    query StatusForAll($code: String!) {
  machine(code: $code) {
    status
  }
}
    `) as unknown as TypedDocumentString<StatusForAllQuery, StatusForAllQueryVariables>;
export const DeepDocument = new TypedDocumentString(`
    query Deep($first: Int!, $from: DateTime!, $to: DateTime!) {
  machines(first: $first) {
    nodes {
      code
      lastSeenAt
      site {
        code
      }
      position {
        at
      }
      track(from: $from, to: $to) {
        at
      }
      sensors {
        key
        status
        latest {
          value
          unit
          sensor {
            key
          }
        }
        readings(first: 2) {
          nodes {
            value
            quality
            sensor {
              key
            }
          }
        }
        series(from: $from, to: $to, maxPoints: 10) {
          coverage
          buckets {
            mean
          }
        }
        asset {
          code
          ... on Machine {
            container {
              code
            }
          }
          ... on Container {
            machine {
              code
            }
          }
        }
      }
      excursions(first: 2) {
        nodes {
          kind
          duration
          sensor {
            key
          }
          asset {
            code
          }
          rule {
            code
            assets {
              code
              sensors {
                key
              }
            }
          }
          revisions {
            cause
          }
        }
      }
      container {
        code
        machine {
          code
        }
        parent {
          code
          containers {
            code
          }
        }
        containers {
          code
          parent {
            code
          }
        }
        custody {
          container {
            code
            site {
              code
            }
          }
        }
        samples(first: 2) {
          nodes {
            code
            parent {
              code
            }
            aliquots {
              code
            }
            container {
              code
            }
            custody {
              container {
                code
              }
            }
            excursions(first: 2) {
              nodes {
                id
                sensor {
                  key
                }
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeepQuery, DeepQueryVariables>;
export const DeepSensorsDocument = new TypedDocumentString(`
    query DeepSensors($first: Int!) {
  sensors(first: $first) {
    nodes {
      key
      status
      asset {
        code
        site {
          code
        }
      }
      latest {
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeepSensorsQuery, DeepSensorsQueryVariables>;
export const KeptDocument = new TypedDocumentString(`
    query Kept($container: String!, $sample: String!) {
  container(code: $container) {
    storageCondition {
      code
      version
      maximum
    }
  }
  sample(code: $sample) {
    stabilityProfile {
      code
      version
      tiers {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeptQuery, KeptQueryVariables>;
export const SensorsThatAreDocument = new TypedDocumentString(`
    query SensorsThatAre($status: [SensorStatus!]!) {
  sensors(where: {status: $status}) {
    nodes {
      key
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SensorsThatAreQuery, SensorsThatAreQueryVariables>;
export const EverySuppressionDocument = new TypedDocumentString(`
    query EverySuppression {
  sensors {
    nodes {
      status
      suppressions {
        kind
      }
    }
  }
  excursions {
    nodes {
      alarmState
    }
  }
}
    `) as unknown as TypedDocumentString<EverySuppressionQuery, EverySuppressionQueryVariables>;
export const MoveThermometerDocument = new TypedDocumentString(`
    mutation MoveThermometer($input: MoveSensorInput!) {
  moveSensor(input: $input) {
    sensor {
      key
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MoveThermometerMutation, MoveThermometerMutationVariables>;
export const CountedDocument = new TypedDocumentString(`
    subscription Counted($after: String, $every: Duration) {
  readingRecorded(after: $after, every: $every) {
    cursor
    reading {
      value
    }
    gap {
      from
    }
  }
}
    `) as unknown as TypedDocumentString<CountedSubscription, CountedSubscriptionVariables>;
export const CountedMachinesDocument = new TypedDocumentString(`
    subscription CountedMachines {
  machineStatusChanged {
    code
  }
}
    `) as unknown as TypedDocumentString<CountedMachinesSubscription, CountedMachinesSubscriptionVariables>;
export const TrafficDocument = new TypedDocumentString(`
    query Traffic {
  stats {
    deliveries
    deliveriesPerSecond
    queuedEvents
    horizonAge
    cacheHitRatio
  }
}
    `) as unknown as TypedDocumentString<TrafficQuery, TrafficQueryVariables>;
export const HumanSideDocument = new TypedDocumentString(`
    query HumanSide($id: ID!) {
  excursion(id: $id) {
    id
    status
    startedAt
    endedAt
    peak
    revision
    severity
    alarmState
    acknowledgedBy
    comment
    investigatedBy
    assessedBy
    cause
    assessment
    assessedSeverity
    closedBy
    closingComment
    revisions {
      cause
    }
  }
}
    `) as unknown as TypedDocumentString<HumanSideQuery, HumanSideQueryVariables>;
export const ClientReadingsDocument = new TypedDocumentString(`
    subscription ClientReadings($after: String, $machine: [String!]) {
  readingRecorded(after: $after, where: {machine: $machine}) {
    cursor
    reading {
      value
    }
    gap {
      from
      to
    }
  }
}
    `) as unknown as TypedDocumentString<ClientReadingsSubscription, ClientReadingsSubscriptionVariables>;
export const ClientExcursionsDocument = new TypedDocumentString(`
    subscription ClientExcursions($after: String) {
  excursionChanged(after: $after) {
    cursor
    change
  }
}
    `) as unknown as TypedDocumentString<ClientExcursionsSubscription, ClientExcursionsSubscriptionVariables>;