/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query WhoAmI { viewer { name role } }\n": typeof types.WhoAmIDocument,
    "\n  mutation ShelveSensor($input: ShelveSensorInput!) { shelveSensor(input: $input) { sensor { key suppressions { kind from until reason by liftedAt liftedBy } } userErrors { code field message } } }\n": typeof types.ShelveSensorDocument,
    "\n  mutation UnshelveSensor($input: UnshelveSensorInput!) { unshelveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n": typeof types.UnshelveSensorDocument,
    "\n  mutation TakeOutOfService($input: TakeOutOfServiceInput!) { takeOutOfService(input: $input) { sensor { key status } userErrors { code field message } } }\n": typeof types.TakeOutOfServiceDocument,
    "\n  mutation ReturnToService($input: ReturnToServiceInput!) { returnToService(input: $input) { sensor { key status } userErrors { code field message } } }\n": typeof types.ReturnToServiceDocument,
    "\n  query SuppressionsOf($sensor: String!) { sensor(key: $sensor) { status suppressions { kind from until reason by liftedAt liftedBy } } }\n": typeof types.SuppressionsOfDocument,
    "\n  mutation AcknowledgeAlarm($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { excursion { alarmState status acknowledgedBy acknowledgedAt comment } userErrors { code field message } } }\n": typeof types.AcknowledgeAlarmDocument,
    "\n  mutation ResetAlarm($input: ResetExcursionInput!) { resetExcursion(input: $input) { excursion { alarmState resetBy resetAt } userErrors { code field message } } }\n": typeof types.ResetAlarmDocument,
    "\n  mutation InvestigateAlarm($input: InvestigateExcursionInput!) { investigateExcursion(input: $input) { excursion { status investigatedBy investigatedAt } userErrors { code field message } } }\n": typeof types.InvestigateAlarmDocument,
    "\n  mutation AssessAlarm($input: AssessExcursionInput!) { assessExcursion(input: $input) { excursion { status assessedBy assessedAt cause assessment severity assessedSeverity } userErrors { code field message } } }\n": typeof types.AssessAlarmDocument,
    "\n  mutation CloseAlarm($input: CloseExcursionInput!) { closeExcursion(input: $input) { excursion { status closedBy closedAt closingComment } userErrors { code field message } } }\n": typeof types.CloseAlarmDocument,
    "\n  query AlarmsOf($machine: [String!]) {\n    excursions(where: { machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }, first: 200) { nodes { id alarmState status startedAt endedAt } }\n  }\n": typeof types.AlarmsOfDocument,
    "\n  query AlarmFiguresOf($from: DateTime!, $to: DateTime!) {\n    alarmFigures(from: $from, to: $to) {\n      alarms suppressed perHour mostPerHour perTenMinutes mostPerTenMinutes busyShare floods inFlood floodShare stale chattering fleeting\n      topSources { sensor { key } alarms share } topShare severities { severity alarms share }\n    }\n  }\n": typeof types.AlarmFiguresOfDocument,
    "\n  query AuditTrail($where: AuditFilter, $first: Int, $after: String) {\n    auditTrail(where: $where, first: $first, after: $after) {\n      nodes { seq at actor role action entity entityCode before after reason hash previousHash }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AuditTrailDocument,
    "\n  query VerifyAuditTrail($head: String, $after: VerifiedEntryInput) {\n    verifyAuditTrail(head: $head, after: $after) { ok entries firstBroken problem head upTo isComplete }\n  }\n": typeof types.VerifyAuditTrailDocument,
    "\n  query BrokenProbe($code: String!, $sensor: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum mean coverage unknown tooWarm budget { tier used } }\n      series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } }\n    }\n    sensor(key: $sensor) { series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } } }\n  }\n": typeof types.BrokenProbeDocument,
    "\n  subscription Budgets($sample: [String!], $container: [String!]) {\n    budgetChanged(sample: $sample, container: $container) { at temperature tier exhaustedAt sample { code } budget { tier used limit remaining exhausted } }\n  }\n": typeof types.BudgetsDocument,
    "\n  query ContainerCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": typeof types.ContainerComplianceDocument,
    "\n  query MachineCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    machine(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": typeof types.MachineComplianceDocument,
    "\n  query SampleCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": typeof types.SampleComplianceDocument,
    "\n  query CompliancesOfContainers($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    containers(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n": typeof types.CompliancesOfContainersDocument,
    "\n  query CompliancesOfSamples($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    samples(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n": typeof types.CompliancesOfSamplesDocument,
    "\n  mutation Move($input: MoveInput!) {\n    move(input: $input) { moved { container { code } from to reason by } userErrors { code field message } }\n  }\n": typeof types.MoveDocument,
    "\n  query CustodyOfSample($code: String!) {\n    sample(code: $code) { container { code } custody { container { code } from to reason by } }\n  }\n": typeof types.CustodyOfSampleDocument,
    "\n  query CustodyOfContainer($code: String!) {\n    container(code: $code) { parent { code } custody { container { code } from to } samples { nodes { code } } }\n  }\n": typeof types.CustodyOfContainerDocument,
    "\n  mutation DefineStorageCondition($input: DefineStorageConditionInput!) {\n    defineStorageCondition(input: $input) { storageCondition { code version label minimum maximum mktApplicable aliases definedBy } userErrors { code field message } }\n  }\n": typeof types.DefineStorageConditionDocument,
    "\n  mutation SetStorageCondition($input: SetStorageConditionInput!) {\n    setStorageCondition(input: $input) { containers { code storageCondition { code version } } userErrors { code field message } }\n  }\n": typeof types.SetStorageConditionDocument,
    "\n  query StorageConditions { storageConditions { code version label minimum maximum mktApplicable aliases definedBy } }\n": typeof types.StorageConditionsDocument,
    "\n  mutation DefineStabilityProfile($input: DefineStabilityProfileInput!) {\n    defineStabilityProfile(input: $input) {\n      stabilityProfile { code version activationEnergy freezing { frozenAt thawedAbove thawTime } tiers { code minimum maximum limit returnAllowed } definedBy }\n      userErrors { code field message }\n    }\n  }\n": typeof types.DefineStabilityProfileDocument,
    "\n  mutation SetStabilityProfile($input: SetStabilityProfileInput!) {\n    setStabilityProfile(input: $input) { samples { code stabilityProfile { code version } } userErrors { code field message } }\n  }\n": typeof types.SetStabilityProfileDocument,
    "\n  query StabilityProfiles { stabilityProfiles { code version tiers { code } } }\n": typeof types.StabilityProfilesDocument,
    "\n  mutation MoveSensor($input: MoveSensorInput!) {\n    moveSensor(input: $input) { sensor { key asset { code } } userErrors { code field message } }\n  }\n": typeof types.MoveSensorDocument,
    "\n  query ExcursionsOfContainer($code: String!) {\n    container(code: $code) { sensors { key } excursions { nodes { id kind startedAt endedAt peak asset { code } rule { code } sensor { key } revisions { cause } } } }\n  }\n": typeof types.ExcursionsOfContainerDocument,
    "\n  query ExcursionsWhere($where: ExcursionFilter!) { excursions(where: $where) { nodes { id rule { code } startedAt } } }\n": typeof types.ExcursionsWhereDocument,
    "\n  mutation DecideDisposition($input: DecideDispositionInput!) {\n    decideDisposition(input: $input) {\n      affectedSamples { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition by reason } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.DecideDispositionDocument,
    "\n  query ListDispositions($container: [String!], $samples: Int = 20) {\n    excursions(where: { container: $container }, first: 4) {\n      nodes {\n        id revision status severity\n        affectedSamples(first: $samples) {\n          nodes { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition at by role reason meaning signedBy revision excursion { id } } }\n        }\n      }\n    }\n  }\n": typeof types.ListDispositionsDocument,
    "\n  query DispositionsOfSample($code: String!, $first: Int, $after: String) {\n    sample(code: $code) {\n      status\n      dispositions(first: $first, after: $after) { nodes { id disposition by reason revision meaning signedBy excursion { id status } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n": typeof types.DispositionsOfSampleDocument,
    "\n  query DispositionsOfExcursion($id: ID!, $first: Int, $after: String) {\n    excursion(id: $id) { status dispositions(first: $first, after: $after) { nodes { disposition by sample { code status } } pageInfo { endCursor } } }\n  }\n": typeof types.DispositionsOfExcursionDocument,
    "\n  query SamplesOfStatus($status: [SampleStatus!]) { samples(where: { status: $status }, first: 500) { nodes { code status } } }\n": typeof types.SamplesOfStatusDocument,
    "\n  query Rejected { rejections { nodes { reason } } }\n": typeof types.RejectedDocument,
    "\n  query Affected($first: Int, $after: String) {\n    excursions(where: { kind: [ABOVE] }) {\n      nodes { affectedSamples(first: $first, after: $after) { nodes { sample { code } exposure { from to minimum maximum unknown coverage tooWarm budget { tier used } segments { from to } } } pageInfo { hasNextPage endCursor } } }\n    }\n  }\n": typeof types.AffectedDocument,
    "\n  query SamplesExposed($first: Int!) {\n    samples(first: $first) {\n      nodes { code freezeThawCycles exposure { maximum tooWarm budget { tier used } segments { maximum } } }\n    }\n  }\n": typeof types.SamplesExposedDocument,
    "\n  query BlastRadius($first: Int!, $excursions: Int!) {\n    excursions(first: $excursions, where: { kind: [ABOVE] }) {\n      nodes { startedAt affectedSamples(first: $first) { nodes { sample { code } exposure { from to maximum tooWarm coverage } } pageInfo { hasNextPage } } }\n    }\n  }\n": typeof types.BlastRadiusDocument,
    "\n  query ExposureOf($code: String!, $from: DateTime, $to: DateTime) {\n    sample(code: $code) {\n      freezeThawCycles\n      exposure(from: $from, to: $to) {\n        from to minimum maximum mean mkt mktReason coverage unknown tooWarm tooCold\n        segments { from to container { code } sensor { key } minimum maximum mean }\n        budget { tier used limit remaining exhausted }\n      }\n    }\n  }\n": typeof types.ExposureOfDocument,
    "\n  subscription Heard($where: ReadingFilter, $after: String, $every: Duration) {\n    readingRecorded(where: $where, after: $after, every: $every) { cursor reading { value sensor { key asset { code site { code } } } } }\n  }\n": typeof types.HeardDocument,
    "\n  query SubscribersNow { stats { subscribers queuedEvents } }\n": typeof types.SubscribersNowDocument,
    "\n  query MachineByCode($code: String!) {\n    machine(code: $code) { id code name status lastSeenAt site { code } container { code kind } sensors { key } position { at latitude longitude } }\n  }\n": typeof types.MachineByCodeDocument,
    "\n  query FacesOfContainer($code: String!) { container(code: $code) { code machine { code } sensors { key } site { code } } }\n": typeof types.FacesOfContainerDocument,
    "\n  query SensorByKey($key: String!) {\n    sensor(key: $key) {\n      key status\n      asset { __typename code ... on Machine { status } ... on Container { kind } ... on Sample { type } }\n      latest { measuredAt value unit quality sensor { key } }\n    }\n  }\n": typeof types.SensorByKeyDocument,
    "\n  query Track($from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    machine(code: \"FRZ-1\") { position { at latitude longitude } track(from: $from, to: $to, maxPoints: $maxPoints) { latitude } }\n    container(code: \"FRZ-1\") { position { latitude } }\n  }\n": typeof types.TrackDocument,
    "\n  query Contents($code: String!, $nested: Boolean, $at: DateTime) {\n    container(code: $code) {\n      parent { code }\n      containers { code }\n      samples(nested: $nested, at: $at) { nodes { code } }\n      custody { container { code } from to by reason }\n    }\n  }\n": typeof types.ContentsDocument,
    "\n  query SampleExcursions($code: String!, $where: ExcursionFilter, $first: Int, $after: String) {\n    sample(code: $code) {\n      container { code }\n      custody { container { code } to }\n      aliquots { code }\n      excursions(where: $where, first: $first, after: $after) {\n        nodes { kind sensor { key } asset { code } rule { code version } startedAt endedAt duration unknown peak limit status revisions { revision cause } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": typeof types.SampleExcursionsDocument,
    "\n  query Excursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id kind startedAt duration unknown sensor { key } } } }\n": typeof types.ExcursionsDocument,
    "\n  query ExcursionById($id: ID!) { excursion(id: $id) { id kind } }\n": typeof types.ExcursionByIdDocument,
    "\n  mutation RegisterSite($input: RegisterSiteInput!) {\n    registerSite(input: $input) { site { id code name timeZone } userErrors { code field message } }\n  }\n": typeof types.RegisterSiteDocument,
    "\n  mutation RegisterMachine($input: RegisterMachineInput!) {\n    registerMachine(input: $input) {\n      machine { id code name kind manufacturer model status lastSeenAt site { code } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.RegisterMachineDocument,
    "\n  mutation RegisterContainer($input: RegisterContainerInput!) {\n    registerContainer(input: $input) {\n      container { id code name kind machine { code } parent { code } site { code } custody { container { code } from to by reason } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.RegisterContainerDocument,
    "\n  mutation RegisterSensor($input: RegisterSensorInput!) {\n    registerSensor(input: $input) {\n      sensor { id key quantity unit expectedEvery interpolation status asset { __typename code } latest { value } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.RegisterSensorDocument,
    "\n  mutation RegisterSamples($input: RegisterSamplesInput!) {\n    registerSamples(input: $input) {\n      samples { id code name type description collectedAt status parent { code } container { code } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.RegisterSamplesDocument,
    "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) { recorded duplicates userErrors { code field message } }\n  }\n": typeof types.RecordReadingsDocument,
    "\n  mutation DefineRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { id code version quantity severity mode low high deadband onDelay offDelay retiredAt assets { __typename code } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.DefineRuleDocument,
    "\n  mutation IssueApiKey($input: IssueApiKeyInput!) {\n    issueApiKey(input: $input) {\n      apiKey { id name role prefix sites { code } asset { __typename code } createdAt createdBy expiresAt revokedAt revokedBy lastUsedAt }\n      key\n      userErrors { code field message }\n    }\n  }\n": typeof types.IssueApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) { apiKey { id revokedAt revokedBy } key userErrors { code field message } }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation RevokeTokens($input: RevokeTokensInput!) {\n    revokeTokens(input: $input) { refusedUpTo userErrors { code field message } }\n  }\n": typeof types.RevokeTokensDocument,
    "\n  query ListApiKeys {\n    apiKeys { id name role prefix sites { code } asset { __typename code } createdBy expiresAt revokedAt revokedBy lastUsedAt }\n  }\n": typeof types.ListApiKeysDocument,
    "\n  query Machines($where: MachineFilter, $first: Int, $after: String) {\n    machines(where: $where, first: $first, after: $after) {\n      nodes { code }\n      edges { cursor node { code } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.MachinesDocument,
    "\n  query Lists($containers: ContainerFilter, $samples: SampleFilter, $sensors: SensorFilter) {\n    containers(where: $containers) { nodes { code } }\n    samples(where: $samples) { nodes { code } }\n    sensors(where: $sensors) { nodes { key status } }\n  }\n": typeof types.ListsDocument,
    "\n  query Readings($first: Int, $after: String, $from: DateTime, $to: DateTime) {\n    sensor(key: \"CNC-001/temperature\") {\n      readings(first: $first, after: $after, from: $from, to: $to) { nodes { measuredAt value } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } }\n    }\n  }\n": typeof types.ReadingsDocument,
    "\n  query Rejections($where: RejectionFilter, $first: Int, $after: String) {\n    rejections(where: $where, first: $first, after: $after) { nodes { topic reason detail payload resolvedAt } pageInfo { hasNextPage endCursor } }\n  }\n": typeof types.RejectionsDocument,
    "\n  query Overview {\n    sites { code }\n    site(code: \"LAB\") { name timeZone }\n    viewer { name role }\n    stats { machines containers samples sensors openExcursions readings readingsPerSecond rejections subscribers cacheHitRatio }\n  }\n": typeof types.OverviewDocument,
    "\n  subscription WatchReadings($where: ReadingFilter) {\n    readingRecorded(where: $where) { cursor gap { from } reading { measuredAt receivedAt value unit quality sensor { key asset { code } latest { value } } } }\n  }\n": typeof types.WatchReadingsDocument,
    "\n  subscription Lean { readingRecorded { reading { value unit sensor { key quantity } } } }\n": typeof types.LeanDocument,
    "\n  query Subscribers { stats { subscribers } }\n": typeof types.SubscribersDocument,
    "\n  mutation SayStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { machine { code status lastSeenAt } userErrors { code field message } }\n  }\n": typeof types.SayStatusDocument,
    "\n  mutation SayTwoStatuses($one: SetMachineStatusInput!, $two: SetMachineStatusInput!) {\n    one: setMachineStatus(input: $one) { machine { status } }\n    two: setMachineStatus(input: $two) { machine { status } }\n  }\n": typeof types.SayTwoStatusesDocument,
    "\n  mutation Acknowledge($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id status acknowledgedBy acknowledgedAt comment revision } userErrors { code field message } }\n  }\n": typeof types.AcknowledgeDocument,
    "\n  query OpenExcursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id status startedAt } } }\n": typeof types.OpenExcursionsDocument,
    "\n  query StoredRejections { rejections { nodes { topic reason payload } } }\n": typeof types.StoredRejectionsDocument,
    "\n  mutation RetireRule($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { excursionRule { code version retiredAt } userErrors { code field message } }\n  }\n": typeof types.RetireRuleDocument,
    "\n  query Rules($includeRetired: Boolean) { excursionRules(includeRetired: $includeRetired) { code version retiredAt high } }\n": typeof types.RulesDocument,
    "\n  query ExcursionsOf($container: [String!]!) {\n    excursions(where: { container: $container }) { nodes { id startedAt endedAt peak revision rule { code version } revisions { revision cause endedAt } } }\n  }\n": typeof types.ExcursionsOfDocument,
    "\n  query Known { machines { nodes { code } } samples(first: 500) { nodes { code } } sensors { nodes { key } } }\n": typeof types.KnownDocument,
    "\n  query SamplesNamed($codes: [String!]!) { samples(where: { code: $codes }) { nodes { code } } }\n": typeof types.SamplesNamedDocument,
    "\n  query SeriesOf($key: String!, $from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    sensor(key: $key) { series(from: $from, to: $to, maxPoints: $maxPoints) { resolution coverage longestGap buckets { from to count min max first last mean } } }\n  }\n": typeof types.SeriesOfDocument,
    "\n  subscription WatchExcursions($where: ExcursionFilter) {\n    excursionChanged(where: $where) { cursor change excursion { id kind status startedAt endedAt sensor { key } rule { code } acknowledgedBy } }\n  }\n": typeof types.WatchExcursionsDocument,
    "\n  subscription WatchMachines($machine: [String!]) { machineStatusChanged(machine: $machine) { code status } }\n": typeof types.WatchMachinesDocument,
    "\n  subscription WatchRejections { messageRejected { topic reason payload } }\n": typeof types.WatchRejectionsDocument,
    "\n  mutation ChangeStatus($machine: String!, $status: MachineStatus!) { setMachineStatus(input: { machine: $machine, status: $status }) { userErrors { code } } }\n": typeof types.ChangeStatusDocument,
    "\n  mutation AcknowledgeIt($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n": typeof types.AcknowledgeItDocument,
    "\n  mutation SetErrorCodes($input: SetSensorErrorCodesInput!) { setSensorErrorCodes(input: $input) { sensors { key errorCodes } userErrors { code field message } } }\n": typeof types.SetErrorCodesDocument,
    "\n  query ReadingsOf($sensor: String!, $quality: [Quality!]) { sensor(key: $sensor) { errorCodes latest { quality } readings(quality: $quality) { nodes { value quality } } } }\n": typeof types.ReadingsOfDocument,
    "\n  query WentThroughBadOnes($sample: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $sample) { exposure(from: $from, to: $to) { maximum unknown coverage } compliance(from: $from, to: $to) { inRange outOfRange unknown } excursions { nodes { kind } } }\n  }\n": typeof types.WentThroughBadOnesDocument,
    "\n  query HeldTo($code: String!, $from: DateTime!, $to: DateTime!) { container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown ratio } } }\n": typeof types.HeldToDocument,
    "\n  query StuckSensors($container: [String!], $machine: [String!], $kind: [ExcursionKind!]) {\n    excursions(where: { container: $container, machine: $machine, kind: $kind }) {\n      nodes {\n        kind severity limit startedAt confirmedAt endedAt peak area unknown sensor { key } rule { code } affectedSamples { nodes { sample { code } } }\n        severities { severity reachedAt limit } revisions { cause endedAt }\n      }\n    }\n  }\n": typeof types.StuckSensorsDocument,
    "\n  mutation RecordCalibration($input: RecordCalibrationInput!) {\n    recordCalibration(input: $input) { calibration { id at dueAt by certificate notes recordedAt recordedBy withdrawnAt withdrawnBy } userErrors { code field message } }\n  }\n": typeof types.RecordCalibrationDocument,
    "\n  mutation WithdrawCalibration($input: WithdrawCalibrationInput!) { withdrawCalibration(input: $input) { calibration { id withdrawnAt withdrawnBy } userErrors { code field message } } }\n": typeof types.WithdrawCalibrationDocument,
    "\n  query CalibrationsOf($sensor: String!) { sensor(key: $sensor) { calibration { at dueAt certificate } calibrations { at withdrawnBy } } }\n": typeof types.CalibrationsOfDocument,
    "\n  query DueWithin($time: Duration) { sensors(where: { calibrationDueWithin: $time }) { nodes { key } } }\n": typeof types.DueWithinDocument,
    "\n  query CalibrationAlarms($machine: [String!]) {\n    excursions(where: { kind: [CALIBRATION_DUE], machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }) {\n      nodes { id severity status startedAt confirmedAt endedAt acknowledgedBy limit peak area rule { code } revision revisions { cause severity } severities { severity reachedAt limit } affectedSamples { nodes { sample { code } } } }\n    }\n  }\n": typeof types.CalibrationAlarmsDocument,
    "\n  mutation RegisterMany($input: RegisterSamplesInput!) { registerSamples(input: $input) { samples { code } userErrors { code } } }\n": typeof types.RegisterManyDocument,
    "\n  mutation MoveMany($input: MoveInput!) { move(input: $input) { moved { from } userErrors { code } } }\n": typeof types.MoveManyDocument,
    "\n  query WentThrough($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum unknown }\n      series(from: $from, to: $to, maxPoints: 1) { coverage buckets { mean } }\n      compliance(from: $from, to: $to) { inRange outOfRange unknown }\n    }\n  }\n": typeof types.WentThroughDocument,
    "\n  query ComplianceOfPlace($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown } }\n  }\n": typeof types.ComplianceOfPlaceDocument,
    "\n  mutation DefineChannel($input: DefineNotificationChannelInput!) {\n    defineNotificationChannel(input: $input) {\n      notificationChannel { id code version kind recipients enabled site { code } quietHours { from until timeZone } digestAfter digestWindow definedBy retiredAt retiredBy }\n      secret\n      userErrors { code field message }\n    }\n  }\n": typeof types.DefineChannelDocument,
    "\n  mutation RetireChannel($input: RetireNotificationChannelInput!) {\n    retireNotificationChannel(input: $input) { notificationChannel { code version retiredAt retiredBy } secret userErrors { code field message } }\n  }\n": typeof types.RetireChannelDocument,
    "\n  mutation DefinePolicy($input: DefineEscalationPolicyInput!) {\n    defineEscalationPolicy(input: $input) {\n      escalationPolicy {\n        id code version site { code } assets { __typename code } leastSeverity quantities kinds tellHistory definedBy retiredAt\n        steps { step after repeatEvery channels { code } }\n      }\n      userErrors { code field message }\n    }\n  }\n": typeof types.DefinePolicyDocument,
    "\n  mutation RetirePolicy($input: RetireEscalationPolicyInput!) {\n    retireEscalationPolicy(input: $input) { escalationPolicy { code version retiredAt retiredBy } userErrors { code field message } }\n  }\n": typeof types.RetirePolicyDocument,
    "\n  query Channels($includeRetired: Boolean) { notificationChannels(includeRetired: $includeRetired) { code version kind recipients enabled site { code } } }\n": typeof types.ChannelsDocument,
    "\n  query Policies($includeRetired: Boolean) {\n    escalationPolicies(includeRetired: $includeRetired) { code version site { code } assets { code } steps { step after repeatEvery channels { code } } }\n  }\n": typeof types.PoliciesDocument,
    "\n  query Notifications($where: NotificationFilter, $first: Int, $after: String) {\n    notifications(where: $where, first: $first, after: $after) {\n      nodes {\n        id messageId reason status happenedAt createdAt holdUntil channel { code } excursion { id } digest { id }\n        attempts { number at outcome statusCode error nextTryAt }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.NotificationsDocument,
    "\n  mutation Resend($input: ResendNotificationInput!) {\n    resendNotification(input: $input) { notification { id messageId status } userErrors { code field message } }\n  }\n": typeof types.ResendDocument,
    "\n  mutation AcknowledgeTold($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { userErrors { code } } }\n": typeof types.AcknowledgeToldDocument,
    "\n  subscription PatientReadings { readingRecorded(where: { quantity: [POWER] }) { reading { value sensor { key asset { code } } } } }\n": typeof types.PatientReadingsDocument,
    "\n  subscription PatientExcursions { excursionChanged(where: { kind: [ABOVE] }) { excursion { sensor { key } asset { code } } } }\n": typeof types.PatientExcursionsDocument,
    "\n  subscription PatientMachines { machineStatusChanged { code site { code } } }\n": typeof types.PatientMachinesDocument,
    "\n  mutation SetStatusPatiently($status: MachineStatus!) { setMachineStatus(input: { machine: \"NORTH-MILL\", status: $status }) { userErrors { code } } }\n": typeof types.SetStatusPatientlyDocument,
    "\n  subscription Resume($where: ReadingFilter, $after: String) {\n    readingRecorded(where: $where, after: $after) { cursor reading { value sensor { key } } gap { from to } }\n  }\n": typeof types.ResumeDocument,
    "\n  subscription ResumeExcursions($where: ExcursionFilter, $after: String) {\n    excursionChanged(where: $where, after: $after) { cursor change excursion { kind sensor { key } } }\n  }\n": typeof types.ResumeExcursionsDocument,
    "\n  mutation AcknowledgeOne($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n": typeof types.AcknowledgeOneDocument,
    "\n  query OpenOnes($machine: [String!]) { excursions(first: 1, where: { open: true, machine: $machine }) { nodes { id } } }\n": typeof types.OpenOnesDocument,
    "\n  mutation DefineFullRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { code version mode comparison low high onDelay window levels { severity low high onDelay } storageCondition { code } assets { code } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.DefineFullRuleDocument,
    "\n  query ExcursionsTold($container: [String!]!) {\n    excursions(where: { container: $container }) {\n      nodes {\n        id kind severity limit startedAt confirmedAt endedAt peak area unknown status acknowledgedBy rule { code }\n        severities { severity reachedAt limit } revisions { revision cause severity startedAt endedAt }\n      }\n    }\n  }\n": typeof types.ExcursionsToldDocument,
    "\n  mutation AcknowledgeStory($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id } userErrors { code field message } }\n  }\n": typeof types.AcknowledgeStoryDocument,
    "\n  query RuleByCondition { excursionRules { code storageCondition { code } assets { code } } }\n": typeof types.RuleByConditionDocument,
    "\n  query Rehearse($rule: ExcursionRuleInput!, $from: DateTime!, $to: DateTime!) {\n    rehearseExcursionRule(rule: $rule, from: $from, to: $to) {\n      sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit }\n    }\n  }\n": typeof types.RehearseDocument,
    "\n  query ExcursionsRaised {\n    excursions(first: 500) {\n      nodes { rule { code } sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit } }\n    }\n  }\n": typeof types.ExcursionsRaisedDocument,
    "\n  mutation RetireByCode($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { userErrors { code field message } }\n  }\n": typeof types.RetireByCodeDocument,
    "\n  subscription EveryReading {\n    readingRecorded { reading { sensor { key } value } }\n  }\n": typeof types.EveryReadingDocument,
    "\n  subscription ReadingsOfSensor($sensor: [String!]) {\n    readingRecorded(where: { sensor: $sensor }) { reading { sensor { key } value } }\n  }\n": typeof types.ReadingsOfSensorDocument,
    "\n  subscription EveryExcursion {\n    excursionChanged { change excursion { sensor { key } kind peak } }\n  }\n": typeof types.EveryExcursionDocument,
    "\n  subscription EveryStatus {\n    machineStatusChanged { code status }\n  }\n": typeof types.EveryStatusDocument,
    "\n  mutation SetStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { userErrors { message } }\n  }\n": typeof types.SetStatusDocument,
    "\n  subscription ReadingsAfterMove { readingRecorded { reading { value sensor { key asset { code } } } } }\n": typeof types.ReadingsAfterMoveDocument,
    "\n  mutation AcknowledgeById($id: ID!) { acknowledgeExcursion(input: { excursion: $id }) { userErrors { code } } }\n": typeof types.AcknowledgeByIdDocument,
    "\n  query SensorNow($key: String!) { sensor(key: $key) { asset { code } } }\n": typeof types.SensorNowDocument,
    "\n  subscription ReadingsInSight($where: ReadingFilter) {\n    readingRecorded(where: $where) { reading { value sensor { key asset { code site { code } ... on Container { parent { code } } ... on Sample { container { code } } } } } }\n  }\n": typeof types.ReadingsInSightDocument,
    "\n  subscription ExcursionsInSight($where: ExcursionFilter) {\n    excursionChanged(where: $where) { change excursion { id sensor { key } asset { code site { code } } rule { code assets { code } } } }\n  }\n": typeof types.ExcursionsInSightDocument,
    "\n  subscription MachinesInSight($machine: [String!]) { machineStatusChanged(machine: $machine) { code status site { code } } }\n": typeof types.MachinesInSightDocument,
    "\n  mutation IdleMachine($machine: String!) { setMachineStatus(input: { machine: $machine, status: IDLE }) { userErrors { code } } }\n": typeof types.IdleMachineDocument,
    "\n  mutation MaintainMachine($machine: String!) {\n    setMachineStatus(input: { machine: $machine, status: MAINTENANCE }) {\n      machine { code status site { code } sensors { key asset { code site { code } } } container { code parent { code } containers { code } samples { nodes { code } pageInfo { hasNextPage } } } }\n      userErrors { code field message }\n    }\n  }\n": typeof types.MaintainMachineDocument,
    "\n  mutation RetireInSight($code: String!) { retireExcursionRule(input: { code: $code }) { excursionRule { code retiredAt } userErrors { code field } } }\n": typeof types.RetireInSightDocument,
    "\n  mutation AcknowledgeInSight($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { excursion { id acknowledgedBy } userErrors { code field } } }\n": typeof types.AcknowledgeInSightDocument,
    "\n  query RulesInSight { excursionRules(includeRetired: true) { code version retiredAt assets { code } } }\n": typeof types.RulesInSightDocument,
    "\n  query RejectedForAll { rejections(first: 500) { nodes { reason payload } } }\n": typeof types.RejectedForAllDocument,
    "\n  query StatusForAll($code: String!) { machine(code: $code) { status } }\n": typeof types.StatusForAllDocument,
    "\n  query Deep($first: Int!, $from: DateTime!, $to: DateTime!) {\n    machines(first: $first) {\n      nodes {\n        code lastSeenAt site { code } position { at } track(from: $from, to: $to) { at }\n        sensors {\n          key status latest { value unit sensor { key } }\n          readings(first: 2) { nodes { value quality sensor { key } } }\n          series(from: $from, to: $to, maxPoints: 10) { coverage buckets { mean } }\n          asset { code ... on Machine { container { code } } ... on Container { machine { code } } }\n        }\n        excursions(first: 2) { nodes { kind duration sensor { key } asset { code } rule { code assets { code sensors { key } } } revisions { cause } } }\n        container {\n          code machine { code } parent { code containers { code } } containers { code parent { code } } custody { container { code site { code } } }\n          samples(first: 2) { nodes { code parent { code } aliquots { code } container { code } custody { container { code } } excursions(first: 2) { nodes { id sensor { key } } } } }\n        }\n      }\n    }\n  }\n": typeof types.DeepDocument,
    "\n  query DeepSensors($first: Int!) { sensors(first: $first) { nodes { key status asset { code site { code } } latest { value } } } }\n": typeof types.DeepSensorsDocument,
    "\n  query Kept($container: String!, $sample: String!) {\n    container(code: $container) { storageCondition { code version maximum } }\n    sample(code: $sample) { stabilityProfile { code version tiers { code } } }\n  }\n": typeof types.KeptDocument,
    "\n  query SensorsThatAre($status: [SensorStatus!]!) { sensors(where: { status: $status }) { nodes { key status } } }\n": typeof types.SensorsThatAreDocument,
    "\n  query EverySuppression { sensors { nodes { status suppressions { kind } } } excursions { nodes { alarmState } } }\n": typeof types.EverySuppressionDocument,
    "\n  mutation MoveThermometer($input: MoveSensorInput!) { moveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n": typeof types.MoveThermometerDocument,
    "\n  subscription Counted($after: String, $every: Duration) { readingRecorded(after: $after, every: $every) { cursor reading { value } gap { from } } }\n": typeof types.CountedDocument,
    "\n  subscription CountedMachines { machineStatusChanged { code } }\n": typeof types.CountedMachinesDocument,
    "\n  query Traffic { stats { deliveries deliveriesPerSecond queuedEvents horizonAge cacheHitRatio } }\n": typeof types.TrafficDocument,
    "\n  query HumanSide($id: ID!) {\n    excursion(id: $id) {\n      id status startedAt endedAt peak revision severity alarmState acknowledgedBy comment investigatedBy assessedBy cause assessment assessedSeverity closedBy closingComment revisions { cause }\n    }\n  }\n": typeof types.HumanSideDocument,
    "\n  subscription ClientReadings($after: String, $machine: [String!]) {\n    readingRecorded(after: $after, where: { machine: $machine }) { cursor reading { value } gap { from to } }\n  }\n": typeof types.ClientReadingsDocument,
    "\n  subscription ClientExcursions($after: String) { excursionChanged(after: $after) { cursor change } }\n": typeof types.ClientExcursionsDocument,
};
const documents: Documents = {
    "\n  query WhoAmI { viewer { name role } }\n": types.WhoAmIDocument,
    "\n  mutation ShelveSensor($input: ShelveSensorInput!) { shelveSensor(input: $input) { sensor { key suppressions { kind from until reason by liftedAt liftedBy } } userErrors { code field message } } }\n": types.ShelveSensorDocument,
    "\n  mutation UnshelveSensor($input: UnshelveSensorInput!) { unshelveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n": types.UnshelveSensorDocument,
    "\n  mutation TakeOutOfService($input: TakeOutOfServiceInput!) { takeOutOfService(input: $input) { sensor { key status } userErrors { code field message } } }\n": types.TakeOutOfServiceDocument,
    "\n  mutation ReturnToService($input: ReturnToServiceInput!) { returnToService(input: $input) { sensor { key status } userErrors { code field message } } }\n": types.ReturnToServiceDocument,
    "\n  query SuppressionsOf($sensor: String!) { sensor(key: $sensor) { status suppressions { kind from until reason by liftedAt liftedBy } } }\n": types.SuppressionsOfDocument,
    "\n  mutation AcknowledgeAlarm($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { excursion { alarmState status acknowledgedBy acknowledgedAt comment } userErrors { code field message } } }\n": types.AcknowledgeAlarmDocument,
    "\n  mutation ResetAlarm($input: ResetExcursionInput!) { resetExcursion(input: $input) { excursion { alarmState resetBy resetAt } userErrors { code field message } } }\n": types.ResetAlarmDocument,
    "\n  mutation InvestigateAlarm($input: InvestigateExcursionInput!) { investigateExcursion(input: $input) { excursion { status investigatedBy investigatedAt } userErrors { code field message } } }\n": types.InvestigateAlarmDocument,
    "\n  mutation AssessAlarm($input: AssessExcursionInput!) { assessExcursion(input: $input) { excursion { status assessedBy assessedAt cause assessment severity assessedSeverity } userErrors { code field message } } }\n": types.AssessAlarmDocument,
    "\n  mutation CloseAlarm($input: CloseExcursionInput!) { closeExcursion(input: $input) { excursion { status closedBy closedAt closingComment } userErrors { code field message } } }\n": types.CloseAlarmDocument,
    "\n  query AlarmsOf($machine: [String!]) {\n    excursions(where: { machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }, first: 200) { nodes { id alarmState status startedAt endedAt } }\n  }\n": types.AlarmsOfDocument,
    "\n  query AlarmFiguresOf($from: DateTime!, $to: DateTime!) {\n    alarmFigures(from: $from, to: $to) {\n      alarms suppressed perHour mostPerHour perTenMinutes mostPerTenMinutes busyShare floods inFlood floodShare stale chattering fleeting\n      topSources { sensor { key } alarms share } topShare severities { severity alarms share }\n    }\n  }\n": types.AlarmFiguresOfDocument,
    "\n  query AuditTrail($where: AuditFilter, $first: Int, $after: String) {\n    auditTrail(where: $where, first: $first, after: $after) {\n      nodes { seq at actor role action entity entityCode before after reason hash previousHash }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AuditTrailDocument,
    "\n  query VerifyAuditTrail($head: String, $after: VerifiedEntryInput) {\n    verifyAuditTrail(head: $head, after: $after) { ok entries firstBroken problem head upTo isComplete }\n  }\n": types.VerifyAuditTrailDocument,
    "\n  query BrokenProbe($code: String!, $sensor: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum mean coverage unknown tooWarm budget { tier used } }\n      series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } }\n    }\n    sensor(key: $sensor) { series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } } }\n  }\n": types.BrokenProbeDocument,
    "\n  subscription Budgets($sample: [String!], $container: [String!]) {\n    budgetChanged(sample: $sample, container: $container) { at temperature tier exhaustedAt sample { code } budget { tier used limit remaining exhausted } }\n  }\n": types.BudgetsDocument,
    "\n  query ContainerCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": types.ContainerComplianceDocument,
    "\n  query MachineCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    machine(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": types.MachineComplianceDocument,
    "\n  query SampleCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n": types.SampleComplianceDocument,
    "\n  query CompliancesOfContainers($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    containers(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n": types.CompliancesOfContainersDocument,
    "\n  query CompliancesOfSamples($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    samples(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n": types.CompliancesOfSamplesDocument,
    "\n  mutation Move($input: MoveInput!) {\n    move(input: $input) { moved { container { code } from to reason by } userErrors { code field message } }\n  }\n": types.MoveDocument,
    "\n  query CustodyOfSample($code: String!) {\n    sample(code: $code) { container { code } custody { container { code } from to reason by } }\n  }\n": types.CustodyOfSampleDocument,
    "\n  query CustodyOfContainer($code: String!) {\n    container(code: $code) { parent { code } custody { container { code } from to } samples { nodes { code } } }\n  }\n": types.CustodyOfContainerDocument,
    "\n  mutation DefineStorageCondition($input: DefineStorageConditionInput!) {\n    defineStorageCondition(input: $input) { storageCondition { code version label minimum maximum mktApplicable aliases definedBy } userErrors { code field message } }\n  }\n": types.DefineStorageConditionDocument,
    "\n  mutation SetStorageCondition($input: SetStorageConditionInput!) {\n    setStorageCondition(input: $input) { containers { code storageCondition { code version } } userErrors { code field message } }\n  }\n": types.SetStorageConditionDocument,
    "\n  query StorageConditions { storageConditions { code version label minimum maximum mktApplicable aliases definedBy } }\n": types.StorageConditionsDocument,
    "\n  mutation DefineStabilityProfile($input: DefineStabilityProfileInput!) {\n    defineStabilityProfile(input: $input) {\n      stabilityProfile { code version activationEnergy freezing { frozenAt thawedAbove thawTime } tiers { code minimum maximum limit returnAllowed } definedBy }\n      userErrors { code field message }\n    }\n  }\n": types.DefineStabilityProfileDocument,
    "\n  mutation SetStabilityProfile($input: SetStabilityProfileInput!) {\n    setStabilityProfile(input: $input) { samples { code stabilityProfile { code version } } userErrors { code field message } }\n  }\n": types.SetStabilityProfileDocument,
    "\n  query StabilityProfiles { stabilityProfiles { code version tiers { code } } }\n": types.StabilityProfilesDocument,
    "\n  mutation MoveSensor($input: MoveSensorInput!) {\n    moveSensor(input: $input) { sensor { key asset { code } } userErrors { code field message } }\n  }\n": types.MoveSensorDocument,
    "\n  query ExcursionsOfContainer($code: String!) {\n    container(code: $code) { sensors { key } excursions { nodes { id kind startedAt endedAt peak asset { code } rule { code } sensor { key } revisions { cause } } } }\n  }\n": types.ExcursionsOfContainerDocument,
    "\n  query ExcursionsWhere($where: ExcursionFilter!) { excursions(where: $where) { nodes { id rule { code } startedAt } } }\n": types.ExcursionsWhereDocument,
    "\n  mutation DecideDisposition($input: DecideDispositionInput!) {\n    decideDisposition(input: $input) {\n      affectedSamples { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition by reason } }\n      userErrors { code field message }\n    }\n  }\n": types.DecideDispositionDocument,
    "\n  query ListDispositions($container: [String!], $samples: Int = 20) {\n    excursions(where: { container: $container }, first: 4) {\n      nodes {\n        id revision status severity\n        affectedSamples(first: $samples) {\n          nodes { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition at by role reason meaning signedBy revision excursion { id } } }\n        }\n      }\n    }\n  }\n": types.ListDispositionsDocument,
    "\n  query DispositionsOfSample($code: String!, $first: Int, $after: String) {\n    sample(code: $code) {\n      status\n      dispositions(first: $first, after: $after) { nodes { id disposition by reason revision meaning signedBy excursion { id status } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n": types.DispositionsOfSampleDocument,
    "\n  query DispositionsOfExcursion($id: ID!, $first: Int, $after: String) {\n    excursion(id: $id) { status dispositions(first: $first, after: $after) { nodes { disposition by sample { code status } } pageInfo { endCursor } } }\n  }\n": types.DispositionsOfExcursionDocument,
    "\n  query SamplesOfStatus($status: [SampleStatus!]) { samples(where: { status: $status }, first: 500) { nodes { code status } } }\n": types.SamplesOfStatusDocument,
    "\n  query Rejected { rejections { nodes { reason } } }\n": types.RejectedDocument,
    "\n  query Affected($first: Int, $after: String) {\n    excursions(where: { kind: [ABOVE] }) {\n      nodes { affectedSamples(first: $first, after: $after) { nodes { sample { code } exposure { from to minimum maximum unknown coverage tooWarm budget { tier used } segments { from to } } } pageInfo { hasNextPage endCursor } } }\n    }\n  }\n": types.AffectedDocument,
    "\n  query SamplesExposed($first: Int!) {\n    samples(first: $first) {\n      nodes { code freezeThawCycles exposure { maximum tooWarm budget { tier used } segments { maximum } } }\n    }\n  }\n": types.SamplesExposedDocument,
    "\n  query BlastRadius($first: Int!, $excursions: Int!) {\n    excursions(first: $excursions, where: { kind: [ABOVE] }) {\n      nodes { startedAt affectedSamples(first: $first) { nodes { sample { code } exposure { from to maximum tooWarm coverage } } pageInfo { hasNextPage } } }\n    }\n  }\n": types.BlastRadiusDocument,
    "\n  query ExposureOf($code: String!, $from: DateTime, $to: DateTime) {\n    sample(code: $code) {\n      freezeThawCycles\n      exposure(from: $from, to: $to) {\n        from to minimum maximum mean mkt mktReason coverage unknown tooWarm tooCold\n        segments { from to container { code } sensor { key } minimum maximum mean }\n        budget { tier used limit remaining exhausted }\n      }\n    }\n  }\n": types.ExposureOfDocument,
    "\n  subscription Heard($where: ReadingFilter, $after: String, $every: Duration) {\n    readingRecorded(where: $where, after: $after, every: $every) { cursor reading { value sensor { key asset { code site { code } } } } }\n  }\n": types.HeardDocument,
    "\n  query SubscribersNow { stats { subscribers queuedEvents } }\n": types.SubscribersNowDocument,
    "\n  query MachineByCode($code: String!) {\n    machine(code: $code) { id code name status lastSeenAt site { code } container { code kind } sensors { key } position { at latitude longitude } }\n  }\n": types.MachineByCodeDocument,
    "\n  query FacesOfContainer($code: String!) { container(code: $code) { code machine { code } sensors { key } site { code } } }\n": types.FacesOfContainerDocument,
    "\n  query SensorByKey($key: String!) {\n    sensor(key: $key) {\n      key status\n      asset { __typename code ... on Machine { status } ... on Container { kind } ... on Sample { type } }\n      latest { measuredAt value unit quality sensor { key } }\n    }\n  }\n": types.SensorByKeyDocument,
    "\n  query Track($from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    machine(code: \"FRZ-1\") { position { at latitude longitude } track(from: $from, to: $to, maxPoints: $maxPoints) { latitude } }\n    container(code: \"FRZ-1\") { position { latitude } }\n  }\n": types.TrackDocument,
    "\n  query Contents($code: String!, $nested: Boolean, $at: DateTime) {\n    container(code: $code) {\n      parent { code }\n      containers { code }\n      samples(nested: $nested, at: $at) { nodes { code } }\n      custody { container { code } from to by reason }\n    }\n  }\n": types.ContentsDocument,
    "\n  query SampleExcursions($code: String!, $where: ExcursionFilter, $first: Int, $after: String) {\n    sample(code: $code) {\n      container { code }\n      custody { container { code } to }\n      aliquots { code }\n      excursions(where: $where, first: $first, after: $after) {\n        nodes { kind sensor { key } asset { code } rule { code version } startedAt endedAt duration unknown peak limit status revisions { revision cause } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": types.SampleExcursionsDocument,
    "\n  query Excursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id kind startedAt duration unknown sensor { key } } } }\n": types.ExcursionsDocument,
    "\n  query ExcursionById($id: ID!) { excursion(id: $id) { id kind } }\n": types.ExcursionByIdDocument,
    "\n  mutation RegisterSite($input: RegisterSiteInput!) {\n    registerSite(input: $input) { site { id code name timeZone } userErrors { code field message } }\n  }\n": types.RegisterSiteDocument,
    "\n  mutation RegisterMachine($input: RegisterMachineInput!) {\n    registerMachine(input: $input) {\n      machine { id code name kind manufacturer model status lastSeenAt site { code } }\n      userErrors { code field message }\n    }\n  }\n": types.RegisterMachineDocument,
    "\n  mutation RegisterContainer($input: RegisterContainerInput!) {\n    registerContainer(input: $input) {\n      container { id code name kind machine { code } parent { code } site { code } custody { container { code } from to by reason } }\n      userErrors { code field message }\n    }\n  }\n": types.RegisterContainerDocument,
    "\n  mutation RegisterSensor($input: RegisterSensorInput!) {\n    registerSensor(input: $input) {\n      sensor { id key quantity unit expectedEvery interpolation status asset { __typename code } latest { value } }\n      userErrors { code field message }\n    }\n  }\n": types.RegisterSensorDocument,
    "\n  mutation RegisterSamples($input: RegisterSamplesInput!) {\n    registerSamples(input: $input) {\n      samples { id code name type description collectedAt status parent { code } container { code } }\n      userErrors { code field message }\n    }\n  }\n": types.RegisterSamplesDocument,
    "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) { recorded duplicates userErrors { code field message } }\n  }\n": types.RecordReadingsDocument,
    "\n  mutation DefineRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { id code version quantity severity mode low high deadband onDelay offDelay retiredAt assets { __typename code } }\n      userErrors { code field message }\n    }\n  }\n": types.DefineRuleDocument,
    "\n  mutation IssueApiKey($input: IssueApiKeyInput!) {\n    issueApiKey(input: $input) {\n      apiKey { id name role prefix sites { code } asset { __typename code } createdAt createdBy expiresAt revokedAt revokedBy lastUsedAt }\n      key\n      userErrors { code field message }\n    }\n  }\n": types.IssueApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) { apiKey { id revokedAt revokedBy } key userErrors { code field message } }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation RevokeTokens($input: RevokeTokensInput!) {\n    revokeTokens(input: $input) { refusedUpTo userErrors { code field message } }\n  }\n": types.RevokeTokensDocument,
    "\n  query ListApiKeys {\n    apiKeys { id name role prefix sites { code } asset { __typename code } createdBy expiresAt revokedAt revokedBy lastUsedAt }\n  }\n": types.ListApiKeysDocument,
    "\n  query Machines($where: MachineFilter, $first: Int, $after: String) {\n    machines(where: $where, first: $first, after: $after) {\n      nodes { code }\n      edges { cursor node { code } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.MachinesDocument,
    "\n  query Lists($containers: ContainerFilter, $samples: SampleFilter, $sensors: SensorFilter) {\n    containers(where: $containers) { nodes { code } }\n    samples(where: $samples) { nodes { code } }\n    sensors(where: $sensors) { nodes { key status } }\n  }\n": types.ListsDocument,
    "\n  query Readings($first: Int, $after: String, $from: DateTime, $to: DateTime) {\n    sensor(key: \"CNC-001/temperature\") {\n      readings(first: $first, after: $after, from: $from, to: $to) { nodes { measuredAt value } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } }\n    }\n  }\n": types.ReadingsDocument,
    "\n  query Rejections($where: RejectionFilter, $first: Int, $after: String) {\n    rejections(where: $where, first: $first, after: $after) { nodes { topic reason detail payload resolvedAt } pageInfo { hasNextPage endCursor } }\n  }\n": types.RejectionsDocument,
    "\n  query Overview {\n    sites { code }\n    site(code: \"LAB\") { name timeZone }\n    viewer { name role }\n    stats { machines containers samples sensors openExcursions readings readingsPerSecond rejections subscribers cacheHitRatio }\n  }\n": types.OverviewDocument,
    "\n  subscription WatchReadings($where: ReadingFilter) {\n    readingRecorded(where: $where) { cursor gap { from } reading { measuredAt receivedAt value unit quality sensor { key asset { code } latest { value } } } }\n  }\n": types.WatchReadingsDocument,
    "\n  subscription Lean { readingRecorded { reading { value unit sensor { key quantity } } } }\n": types.LeanDocument,
    "\n  query Subscribers { stats { subscribers } }\n": types.SubscribersDocument,
    "\n  mutation SayStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { machine { code status lastSeenAt } userErrors { code field message } }\n  }\n": types.SayStatusDocument,
    "\n  mutation SayTwoStatuses($one: SetMachineStatusInput!, $two: SetMachineStatusInput!) {\n    one: setMachineStatus(input: $one) { machine { status } }\n    two: setMachineStatus(input: $two) { machine { status } }\n  }\n": types.SayTwoStatusesDocument,
    "\n  mutation Acknowledge($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id status acknowledgedBy acknowledgedAt comment revision } userErrors { code field message } }\n  }\n": types.AcknowledgeDocument,
    "\n  query OpenExcursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id status startedAt } } }\n": types.OpenExcursionsDocument,
    "\n  query StoredRejections { rejections { nodes { topic reason payload } } }\n": types.StoredRejectionsDocument,
    "\n  mutation RetireRule($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { excursionRule { code version retiredAt } userErrors { code field message } }\n  }\n": types.RetireRuleDocument,
    "\n  query Rules($includeRetired: Boolean) { excursionRules(includeRetired: $includeRetired) { code version retiredAt high } }\n": types.RulesDocument,
    "\n  query ExcursionsOf($container: [String!]!) {\n    excursions(where: { container: $container }) { nodes { id startedAt endedAt peak revision rule { code version } revisions { revision cause endedAt } } }\n  }\n": types.ExcursionsOfDocument,
    "\n  query Known { machines { nodes { code } } samples(first: 500) { nodes { code } } sensors { nodes { key } } }\n": types.KnownDocument,
    "\n  query SamplesNamed($codes: [String!]!) { samples(where: { code: $codes }) { nodes { code } } }\n": types.SamplesNamedDocument,
    "\n  query SeriesOf($key: String!, $from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    sensor(key: $key) { series(from: $from, to: $to, maxPoints: $maxPoints) { resolution coverage longestGap buckets { from to count min max first last mean } } }\n  }\n": types.SeriesOfDocument,
    "\n  subscription WatchExcursions($where: ExcursionFilter) {\n    excursionChanged(where: $where) { cursor change excursion { id kind status startedAt endedAt sensor { key } rule { code } acknowledgedBy } }\n  }\n": types.WatchExcursionsDocument,
    "\n  subscription WatchMachines($machine: [String!]) { machineStatusChanged(machine: $machine) { code status } }\n": types.WatchMachinesDocument,
    "\n  subscription WatchRejections { messageRejected { topic reason payload } }\n": types.WatchRejectionsDocument,
    "\n  mutation ChangeStatus($machine: String!, $status: MachineStatus!) { setMachineStatus(input: { machine: $machine, status: $status }) { userErrors { code } } }\n": types.ChangeStatusDocument,
    "\n  mutation AcknowledgeIt($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n": types.AcknowledgeItDocument,
    "\n  mutation SetErrorCodes($input: SetSensorErrorCodesInput!) { setSensorErrorCodes(input: $input) { sensors { key errorCodes } userErrors { code field message } } }\n": types.SetErrorCodesDocument,
    "\n  query ReadingsOf($sensor: String!, $quality: [Quality!]) { sensor(key: $sensor) { errorCodes latest { quality } readings(quality: $quality) { nodes { value quality } } } }\n": types.ReadingsOfDocument,
    "\n  query WentThroughBadOnes($sample: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $sample) { exposure(from: $from, to: $to) { maximum unknown coverage } compliance(from: $from, to: $to) { inRange outOfRange unknown } excursions { nodes { kind } } }\n  }\n": types.WentThroughBadOnesDocument,
    "\n  query HeldTo($code: String!, $from: DateTime!, $to: DateTime!) { container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown ratio } } }\n": types.HeldToDocument,
    "\n  query StuckSensors($container: [String!], $machine: [String!], $kind: [ExcursionKind!]) {\n    excursions(where: { container: $container, machine: $machine, kind: $kind }) {\n      nodes {\n        kind severity limit startedAt confirmedAt endedAt peak area unknown sensor { key } rule { code } affectedSamples { nodes { sample { code } } }\n        severities { severity reachedAt limit } revisions { cause endedAt }\n      }\n    }\n  }\n": types.StuckSensorsDocument,
    "\n  mutation RecordCalibration($input: RecordCalibrationInput!) {\n    recordCalibration(input: $input) { calibration { id at dueAt by certificate notes recordedAt recordedBy withdrawnAt withdrawnBy } userErrors { code field message } }\n  }\n": types.RecordCalibrationDocument,
    "\n  mutation WithdrawCalibration($input: WithdrawCalibrationInput!) { withdrawCalibration(input: $input) { calibration { id withdrawnAt withdrawnBy } userErrors { code field message } } }\n": types.WithdrawCalibrationDocument,
    "\n  query CalibrationsOf($sensor: String!) { sensor(key: $sensor) { calibration { at dueAt certificate } calibrations { at withdrawnBy } } }\n": types.CalibrationsOfDocument,
    "\n  query DueWithin($time: Duration) { sensors(where: { calibrationDueWithin: $time }) { nodes { key } } }\n": types.DueWithinDocument,
    "\n  query CalibrationAlarms($machine: [String!]) {\n    excursions(where: { kind: [CALIBRATION_DUE], machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }) {\n      nodes { id severity status startedAt confirmedAt endedAt acknowledgedBy limit peak area rule { code } revision revisions { cause severity } severities { severity reachedAt limit } affectedSamples { nodes { sample { code } } } }\n    }\n  }\n": types.CalibrationAlarmsDocument,
    "\n  mutation RegisterMany($input: RegisterSamplesInput!) { registerSamples(input: $input) { samples { code } userErrors { code } } }\n": types.RegisterManyDocument,
    "\n  mutation MoveMany($input: MoveInput!) { move(input: $input) { moved { from } userErrors { code } } }\n": types.MoveManyDocument,
    "\n  query WentThrough($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum unknown }\n      series(from: $from, to: $to, maxPoints: 1) { coverage buckets { mean } }\n      compliance(from: $from, to: $to) { inRange outOfRange unknown }\n    }\n  }\n": types.WentThroughDocument,
    "\n  query ComplianceOfPlace($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown } }\n  }\n": types.ComplianceOfPlaceDocument,
    "\n  mutation DefineChannel($input: DefineNotificationChannelInput!) {\n    defineNotificationChannel(input: $input) {\n      notificationChannel { id code version kind recipients enabled site { code } quietHours { from until timeZone } digestAfter digestWindow definedBy retiredAt retiredBy }\n      secret\n      userErrors { code field message }\n    }\n  }\n": types.DefineChannelDocument,
    "\n  mutation RetireChannel($input: RetireNotificationChannelInput!) {\n    retireNotificationChannel(input: $input) { notificationChannel { code version retiredAt retiredBy } secret userErrors { code field message } }\n  }\n": types.RetireChannelDocument,
    "\n  mutation DefinePolicy($input: DefineEscalationPolicyInput!) {\n    defineEscalationPolicy(input: $input) {\n      escalationPolicy {\n        id code version site { code } assets { __typename code } leastSeverity quantities kinds tellHistory definedBy retiredAt\n        steps { step after repeatEvery channels { code } }\n      }\n      userErrors { code field message }\n    }\n  }\n": types.DefinePolicyDocument,
    "\n  mutation RetirePolicy($input: RetireEscalationPolicyInput!) {\n    retireEscalationPolicy(input: $input) { escalationPolicy { code version retiredAt retiredBy } userErrors { code field message } }\n  }\n": types.RetirePolicyDocument,
    "\n  query Channels($includeRetired: Boolean) { notificationChannels(includeRetired: $includeRetired) { code version kind recipients enabled site { code } } }\n": types.ChannelsDocument,
    "\n  query Policies($includeRetired: Boolean) {\n    escalationPolicies(includeRetired: $includeRetired) { code version site { code } assets { code } steps { step after repeatEvery channels { code } } }\n  }\n": types.PoliciesDocument,
    "\n  query Notifications($where: NotificationFilter, $first: Int, $after: String) {\n    notifications(where: $where, first: $first, after: $after) {\n      nodes {\n        id messageId reason status happenedAt createdAt holdUntil channel { code } excursion { id } digest { id }\n        attempts { number at outcome statusCode error nextTryAt }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.NotificationsDocument,
    "\n  mutation Resend($input: ResendNotificationInput!) {\n    resendNotification(input: $input) { notification { id messageId status } userErrors { code field message } }\n  }\n": types.ResendDocument,
    "\n  mutation AcknowledgeTold($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { userErrors { code } } }\n": types.AcknowledgeToldDocument,
    "\n  subscription PatientReadings { readingRecorded(where: { quantity: [POWER] }) { reading { value sensor { key asset { code } } } } }\n": types.PatientReadingsDocument,
    "\n  subscription PatientExcursions { excursionChanged(where: { kind: [ABOVE] }) { excursion { sensor { key } asset { code } } } }\n": types.PatientExcursionsDocument,
    "\n  subscription PatientMachines { machineStatusChanged { code site { code } } }\n": types.PatientMachinesDocument,
    "\n  mutation SetStatusPatiently($status: MachineStatus!) { setMachineStatus(input: { machine: \"NORTH-MILL\", status: $status }) { userErrors { code } } }\n": types.SetStatusPatientlyDocument,
    "\n  subscription Resume($where: ReadingFilter, $after: String) {\n    readingRecorded(where: $where, after: $after) { cursor reading { value sensor { key } } gap { from to } }\n  }\n": types.ResumeDocument,
    "\n  subscription ResumeExcursions($where: ExcursionFilter, $after: String) {\n    excursionChanged(where: $where, after: $after) { cursor change excursion { kind sensor { key } } }\n  }\n": types.ResumeExcursionsDocument,
    "\n  mutation AcknowledgeOne($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n": types.AcknowledgeOneDocument,
    "\n  query OpenOnes($machine: [String!]) { excursions(first: 1, where: { open: true, machine: $machine }) { nodes { id } } }\n": types.OpenOnesDocument,
    "\n  mutation DefineFullRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { code version mode comparison low high onDelay window levels { severity low high onDelay } storageCondition { code } assets { code } }\n      userErrors { code field message }\n    }\n  }\n": types.DefineFullRuleDocument,
    "\n  query ExcursionsTold($container: [String!]!) {\n    excursions(where: { container: $container }) {\n      nodes {\n        id kind severity limit startedAt confirmedAt endedAt peak area unknown status acknowledgedBy rule { code }\n        severities { severity reachedAt limit } revisions { revision cause severity startedAt endedAt }\n      }\n    }\n  }\n": types.ExcursionsToldDocument,
    "\n  mutation AcknowledgeStory($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id } userErrors { code field message } }\n  }\n": types.AcknowledgeStoryDocument,
    "\n  query RuleByCondition { excursionRules { code storageCondition { code } assets { code } } }\n": types.RuleByConditionDocument,
    "\n  query Rehearse($rule: ExcursionRuleInput!, $from: DateTime!, $to: DateTime!) {\n    rehearseExcursionRule(rule: $rule, from: $from, to: $to) {\n      sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit }\n    }\n  }\n": types.RehearseDocument,
    "\n  query ExcursionsRaised {\n    excursions(first: 500) {\n      nodes { rule { code } sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit } }\n    }\n  }\n": types.ExcursionsRaisedDocument,
    "\n  mutation RetireByCode($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { userErrors { code field message } }\n  }\n": types.RetireByCodeDocument,
    "\n  subscription EveryReading {\n    readingRecorded { reading { sensor { key } value } }\n  }\n": types.EveryReadingDocument,
    "\n  subscription ReadingsOfSensor($sensor: [String!]) {\n    readingRecorded(where: { sensor: $sensor }) { reading { sensor { key } value } }\n  }\n": types.ReadingsOfSensorDocument,
    "\n  subscription EveryExcursion {\n    excursionChanged { change excursion { sensor { key } kind peak } }\n  }\n": types.EveryExcursionDocument,
    "\n  subscription EveryStatus {\n    machineStatusChanged { code status }\n  }\n": types.EveryStatusDocument,
    "\n  mutation SetStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { userErrors { message } }\n  }\n": types.SetStatusDocument,
    "\n  subscription ReadingsAfterMove { readingRecorded { reading { value sensor { key asset { code } } } } }\n": types.ReadingsAfterMoveDocument,
    "\n  mutation AcknowledgeById($id: ID!) { acknowledgeExcursion(input: { excursion: $id }) { userErrors { code } } }\n": types.AcknowledgeByIdDocument,
    "\n  query SensorNow($key: String!) { sensor(key: $key) { asset { code } } }\n": types.SensorNowDocument,
    "\n  subscription ReadingsInSight($where: ReadingFilter) {\n    readingRecorded(where: $where) { reading { value sensor { key asset { code site { code } ... on Container { parent { code } } ... on Sample { container { code } } } } } }\n  }\n": types.ReadingsInSightDocument,
    "\n  subscription ExcursionsInSight($where: ExcursionFilter) {\n    excursionChanged(where: $where) { change excursion { id sensor { key } asset { code site { code } } rule { code assets { code } } } }\n  }\n": types.ExcursionsInSightDocument,
    "\n  subscription MachinesInSight($machine: [String!]) { machineStatusChanged(machine: $machine) { code status site { code } } }\n": types.MachinesInSightDocument,
    "\n  mutation IdleMachine($machine: String!) { setMachineStatus(input: { machine: $machine, status: IDLE }) { userErrors { code } } }\n": types.IdleMachineDocument,
    "\n  mutation MaintainMachine($machine: String!) {\n    setMachineStatus(input: { machine: $machine, status: MAINTENANCE }) {\n      machine { code status site { code } sensors { key asset { code site { code } } } container { code parent { code } containers { code } samples { nodes { code } pageInfo { hasNextPage } } } }\n      userErrors { code field message }\n    }\n  }\n": types.MaintainMachineDocument,
    "\n  mutation RetireInSight($code: String!) { retireExcursionRule(input: { code: $code }) { excursionRule { code retiredAt } userErrors { code field } } }\n": types.RetireInSightDocument,
    "\n  mutation AcknowledgeInSight($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { excursion { id acknowledgedBy } userErrors { code field } } }\n": types.AcknowledgeInSightDocument,
    "\n  query RulesInSight { excursionRules(includeRetired: true) { code version retiredAt assets { code } } }\n": types.RulesInSightDocument,
    "\n  query RejectedForAll { rejections(first: 500) { nodes { reason payload } } }\n": types.RejectedForAllDocument,
    "\n  query StatusForAll($code: String!) { machine(code: $code) { status } }\n": types.StatusForAllDocument,
    "\n  query Deep($first: Int!, $from: DateTime!, $to: DateTime!) {\n    machines(first: $first) {\n      nodes {\n        code lastSeenAt site { code } position { at } track(from: $from, to: $to) { at }\n        sensors {\n          key status latest { value unit sensor { key } }\n          readings(first: 2) { nodes { value quality sensor { key } } }\n          series(from: $from, to: $to, maxPoints: 10) { coverage buckets { mean } }\n          asset { code ... on Machine { container { code } } ... on Container { machine { code } } }\n        }\n        excursions(first: 2) { nodes { kind duration sensor { key } asset { code } rule { code assets { code sensors { key } } } revisions { cause } } }\n        container {\n          code machine { code } parent { code containers { code } } containers { code parent { code } } custody { container { code site { code } } }\n          samples(first: 2) { nodes { code parent { code } aliquots { code } container { code } custody { container { code } } excursions(first: 2) { nodes { id sensor { key } } } } }\n        }\n      }\n    }\n  }\n": types.DeepDocument,
    "\n  query DeepSensors($first: Int!) { sensors(first: $first) { nodes { key status asset { code site { code } } latest { value } } } }\n": types.DeepSensorsDocument,
    "\n  query Kept($container: String!, $sample: String!) {\n    container(code: $container) { storageCondition { code version maximum } }\n    sample(code: $sample) { stabilityProfile { code version tiers { code } } }\n  }\n": types.KeptDocument,
    "\n  query SensorsThatAre($status: [SensorStatus!]!) { sensors(where: { status: $status }) { nodes { key status } } }\n": types.SensorsThatAreDocument,
    "\n  query EverySuppression { sensors { nodes { status suppressions { kind } } } excursions { nodes { alarmState } } }\n": types.EverySuppressionDocument,
    "\n  mutation MoveThermometer($input: MoveSensorInput!) { moveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n": types.MoveThermometerDocument,
    "\n  subscription Counted($after: String, $every: Duration) { readingRecorded(after: $after, every: $every) { cursor reading { value } gap { from } } }\n": types.CountedDocument,
    "\n  subscription CountedMachines { machineStatusChanged { code } }\n": types.CountedMachinesDocument,
    "\n  query Traffic { stats { deliveries deliveriesPerSecond queuedEvents horizonAge cacheHitRatio } }\n": types.TrafficDocument,
    "\n  query HumanSide($id: ID!) {\n    excursion(id: $id) {\n      id status startedAt endedAt peak revision severity alarmState acknowledgedBy comment investigatedBy assessedBy cause assessment assessedSeverity closedBy closingComment revisions { cause }\n    }\n  }\n": types.HumanSideDocument,
    "\n  subscription ClientReadings($after: String, $machine: [String!]) {\n    readingRecorded(after: $after, where: { machine: $machine }) { cursor reading { value } gap { from to } }\n  }\n": types.ClientReadingsDocument,
    "\n  subscription ClientExcursions($after: String) { excursionChanged(after: $after) { cursor change } }\n": types.ClientExcursionsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhoAmI { viewer { name role } }\n"): typeof import('./graphql.js').WhoAmIDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShelveSensor($input: ShelveSensorInput!) { shelveSensor(input: $input) { sensor { key suppressions { kind from until reason by liftedAt liftedBy } } userErrors { code field message } } }\n"): typeof import('./graphql.js').ShelveSensorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnshelveSensor($input: UnshelveSensorInput!) { unshelveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n"): typeof import('./graphql.js').UnshelveSensorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TakeOutOfService($input: TakeOutOfServiceInput!) { takeOutOfService(input: $input) { sensor { key status } userErrors { code field message } } }\n"): typeof import('./graphql.js').TakeOutOfServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReturnToService($input: ReturnToServiceInput!) { returnToService(input: $input) { sensor { key status } userErrors { code field message } } }\n"): typeof import('./graphql.js').ReturnToServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SuppressionsOf($sensor: String!) { sensor(key: $sensor) { status suppressions { kind from until reason by liftedAt liftedBy } } }\n"): typeof import('./graphql.js').SuppressionsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeAlarm($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { excursion { alarmState status acknowledgedBy acknowledgedAt comment } userErrors { code field message } } }\n"): typeof import('./graphql.js').AcknowledgeAlarmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetAlarm($input: ResetExcursionInput!) { resetExcursion(input: $input) { excursion { alarmState resetBy resetAt } userErrors { code field message } } }\n"): typeof import('./graphql.js').ResetAlarmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InvestigateAlarm($input: InvestigateExcursionInput!) { investigateExcursion(input: $input) { excursion { status investigatedBy investigatedAt } userErrors { code field message } } }\n"): typeof import('./graphql.js').InvestigateAlarmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AssessAlarm($input: AssessExcursionInput!) { assessExcursion(input: $input) { excursion { status assessedBy assessedAt cause assessment severity assessedSeverity } userErrors { code field message } } }\n"): typeof import('./graphql.js').AssessAlarmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseAlarm($input: CloseExcursionInput!) { closeExcursion(input: $input) { excursion { status closedBy closedAt closingComment } userErrors { code field message } } }\n"): typeof import('./graphql.js').CloseAlarmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlarmsOf($machine: [String!]) {\n    excursions(where: { machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }, first: 200) { nodes { id alarmState status startedAt endedAt } }\n  }\n"): typeof import('./graphql.js').AlarmsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlarmFiguresOf($from: DateTime!, $to: DateTime!) {\n    alarmFigures(from: $from, to: $to) {\n      alarms suppressed perHour mostPerHour perTenMinutes mostPerTenMinutes busyShare floods inFlood floodShare stale chattering fleeting\n      topSources { sensor { key } alarms share } topShare severities { severity alarms share }\n    }\n  }\n"): typeof import('./graphql.js').AlarmFiguresOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditTrail($where: AuditFilter, $first: Int, $after: String) {\n    auditTrail(where: $where, first: $first, after: $after) {\n      nodes { seq at actor role action entity entityCode before after reason hash previousHash }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.js').AuditTrailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyAuditTrail($head: String, $after: VerifiedEntryInput) {\n    verifyAuditTrail(head: $head, after: $after) { ok entries firstBroken problem head upTo isComplete }\n  }\n"): typeof import('./graphql.js').VerifyAuditTrailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BrokenProbe($code: String!, $sensor: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum mean coverage unknown tooWarm budget { tier used } }\n      series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } }\n    }\n    sensor(key: $sensor) { series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } } }\n  }\n"): typeof import('./graphql.js').BrokenProbeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Budgets($sample: [String!], $container: [String!]) {\n    budgetChanged(sample: $sample, container: $container) { at temperature tier exhaustedAt sample { code } budget { tier used limit remaining exhausted } }\n  }\n"): typeof import('./graphql.js').BudgetsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContainerCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n"): typeof import('./graphql.js').ContainerComplianceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MachineCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    machine(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n"): typeof import('./graphql.js').MachineComplianceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SampleCompliance($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) { compliance(from: $from, to: $to) { from to inRange outOfRange unknown ratio coverage } }\n  }\n"): typeof import('./graphql.js').SampleComplianceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CompliancesOfContainers($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    containers(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n"): typeof import('./graphql.js').CompliancesOfContainersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CompliancesOfSamples($codes: [String!], $from: DateTime!, $to: DateTime!) {\n    samples(where: { code: $codes }) { nodes { compliance(from: $from, to: $to) { inRange } } }\n  }\n"): typeof import('./graphql.js').CompliancesOfSamplesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Move($input: MoveInput!) {\n    move(input: $input) { moved { container { code } from to reason by } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').MoveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CustodyOfSample($code: String!) {\n    sample(code: $code) { container { code } custody { container { code } from to reason by } }\n  }\n"): typeof import('./graphql.js').CustodyOfSampleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CustodyOfContainer($code: String!) {\n    container(code: $code) { parent { code } custody { container { code } from to } samples { nodes { code } } }\n  }\n"): typeof import('./graphql.js').CustodyOfContainerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineStorageCondition($input: DefineStorageConditionInput!) {\n    defineStorageCondition(input: $input) { storageCondition { code version label minimum maximum mktApplicable aliases definedBy } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').DefineStorageConditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStorageCondition($input: SetStorageConditionInput!) {\n    setStorageCondition(input: $input) { containers { code storageCondition { code version } } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').SetStorageConditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StorageConditions { storageConditions { code version label minimum maximum mktApplicable aliases definedBy } }\n"): typeof import('./graphql.js').StorageConditionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineStabilityProfile($input: DefineStabilityProfileInput!) {\n    defineStabilityProfile(input: $input) {\n      stabilityProfile { code version activationEnergy freezing { frozenAt thawedAbove thawTime } tiers { code minimum maximum limit returnAllowed } definedBy }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DefineStabilityProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStabilityProfile($input: SetStabilityProfileInput!) {\n    setStabilityProfile(input: $input) { samples { code stabilityProfile { code version } } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').SetStabilityProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StabilityProfiles { stabilityProfiles { code version tiers { code } } }\n"): typeof import('./graphql.js').StabilityProfilesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveSensor($input: MoveSensorInput!) {\n    moveSensor(input: $input) { sensor { key asset { code } } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').MoveSensorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionsOfContainer($code: String!) {\n    container(code: $code) { sensors { key } excursions { nodes { id kind startedAt endedAt peak asset { code } rule { code } sensor { key } revisions { cause } } } }\n  }\n"): typeof import('./graphql.js').ExcursionsOfContainerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionsWhere($where: ExcursionFilter!) { excursions(where: $where) { nodes { id rule { code } startedAt } } }\n"): typeof import('./graphql.js').ExcursionsWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DecideDisposition($input: DecideDispositionInput!) {\n    decideDisposition(input: $input) {\n      affectedSamples { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition by reason } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DecideDispositionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListDispositions($container: [String!], $samples: Int = 20) {\n    excursions(where: { container: $container }, first: 4) {\n      nodes {\n        id revision status severity\n        affectedSamples(first: $samples) {\n          nodes { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition at by role reason meaning signedBy revision excursion { id } } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').ListDispositionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DispositionsOfSample($code: String!, $first: Int, $after: String) {\n    sample(code: $code) {\n      status\n      dispositions(first: $first, after: $after) { nodes { id disposition by reason revision meaning signedBy excursion { id status } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n"): typeof import('./graphql.js').DispositionsOfSampleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DispositionsOfExcursion($id: ID!, $first: Int, $after: String) {\n    excursion(id: $id) { status dispositions(first: $first, after: $after) { nodes { disposition by sample { code status } } pageInfo { endCursor } } }\n  }\n"): typeof import('./graphql.js').DispositionsOfExcursionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SamplesOfStatus($status: [SampleStatus!]) { samples(where: { status: $status }, first: 500) { nodes { code status } } }\n"): typeof import('./graphql.js').SamplesOfStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rejected { rejections { nodes { reason } } }\n"): typeof import('./graphql.js').RejectedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Affected($first: Int, $after: String) {\n    excursions(where: { kind: [ABOVE] }) {\n      nodes { affectedSamples(first: $first, after: $after) { nodes { sample { code } exposure { from to minimum maximum unknown coverage tooWarm budget { tier used } segments { from to } } } pageInfo { hasNextPage endCursor } } }\n    }\n  }\n"): typeof import('./graphql.js').AffectedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SamplesExposed($first: Int!) {\n    samples(first: $first) {\n      nodes { code freezeThawCycles exposure { maximum tooWarm budget { tier used } segments { maximum } } }\n    }\n  }\n"): typeof import('./graphql.js').SamplesExposedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BlastRadius($first: Int!, $excursions: Int!) {\n    excursions(first: $excursions, where: { kind: [ABOVE] }) {\n      nodes { startedAt affectedSamples(first: $first) { nodes { sample { code } exposure { from to maximum tooWarm coverage } } pageInfo { hasNextPage } } }\n    }\n  }\n"): typeof import('./graphql.js').BlastRadiusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExposureOf($code: String!, $from: DateTime, $to: DateTime) {\n    sample(code: $code) {\n      freezeThawCycles\n      exposure(from: $from, to: $to) {\n        from to minimum maximum mean mkt mktReason coverage unknown tooWarm tooCold\n        segments { from to container { code } sensor { key } minimum maximum mean }\n        budget { tier used limit remaining exhausted }\n      }\n    }\n  }\n"): typeof import('./graphql.js').ExposureOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Heard($where: ReadingFilter, $after: String, $every: Duration) {\n    readingRecorded(where: $where, after: $after, every: $every) { cursor reading { value sensor { key asset { code site { code } } } } }\n  }\n"): typeof import('./graphql.js').HeardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SubscribersNow { stats { subscribers queuedEvents } }\n"): typeof import('./graphql.js').SubscribersNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MachineByCode($code: String!) {\n    machine(code: $code) { id code name status lastSeenAt site { code } container { code kind } sensors { key } position { at latitude longitude } }\n  }\n"): typeof import('./graphql.js').MachineByCodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FacesOfContainer($code: String!) { container(code: $code) { code machine { code } sensors { key } site { code } } }\n"): typeof import('./graphql.js').FacesOfContainerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SensorByKey($key: String!) {\n    sensor(key: $key) {\n      key status\n      asset { __typename code ... on Machine { status } ... on Container { kind } ... on Sample { type } }\n      latest { measuredAt value unit quality sensor { key } }\n    }\n  }\n"): typeof import('./graphql.js').SensorByKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Track($from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    machine(code: \"FRZ-1\") { position { at latitude longitude } track(from: $from, to: $to, maxPoints: $maxPoints) { latitude } }\n    container(code: \"FRZ-1\") { position { latitude } }\n  }\n"): typeof import('./graphql.js').TrackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contents($code: String!, $nested: Boolean, $at: DateTime) {\n    container(code: $code) {\n      parent { code }\n      containers { code }\n      samples(nested: $nested, at: $at) { nodes { code } }\n      custody { container { code } from to by reason }\n    }\n  }\n"): typeof import('./graphql.js').ContentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SampleExcursions($code: String!, $where: ExcursionFilter, $first: Int, $after: String) {\n    sample(code: $code) {\n      container { code }\n      custody { container { code } to }\n      aliquots { code }\n      excursions(where: $where, first: $first, after: $after) {\n        nodes { kind sensor { key } asset { code } rule { code version } startedAt endedAt duration unknown peak limit status revisions { revision cause } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n"): typeof import('./graphql.js').SampleExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Excursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id kind startedAt duration unknown sensor { key } } } }\n"): typeof import('./graphql.js').ExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionById($id: ID!) { excursion(id: $id) { id kind } }\n"): typeof import('./graphql.js').ExcursionByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterSite($input: RegisterSiteInput!) {\n    registerSite(input: $input) { site { id code name timeZone } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RegisterSiteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterMachine($input: RegisterMachineInput!) {\n    registerMachine(input: $input) {\n      machine { id code name kind manufacturer model status lastSeenAt site { code } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').RegisterMachineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterContainer($input: RegisterContainerInput!) {\n    registerContainer(input: $input) {\n      container { id code name kind machine { code } parent { code } site { code } custody { container { code } from to by reason } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').RegisterContainerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterSensor($input: RegisterSensorInput!) {\n    registerSensor(input: $input) {\n      sensor { id key quantity unit expectedEvery interpolation status asset { __typename code } latest { value } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').RegisterSensorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterSamples($input: RegisterSamplesInput!) {\n    registerSamples(input: $input) {\n      samples { id code name type description collectedAt status parent { code } container { code } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').RegisterSamplesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) { recorded duplicates userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RecordReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { id code version quantity severity mode low high deadband onDelay offDelay retiredAt assets { __typename code } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DefineRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IssueApiKey($input: IssueApiKeyInput!) {\n    issueApiKey(input: $input) {\n      apiKey { id name role prefix sites { code } asset { __typename code } createdAt createdBy expiresAt revokedAt revokedBy lastUsedAt }\n      key\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').IssueApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) { apiKey { id revokedAt revokedBy } key userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RevokeApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeTokens($input: RevokeTokensInput!) {\n    revokeTokens(input: $input) { refusedUpTo userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RevokeTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListApiKeys {\n    apiKeys { id name role prefix sites { code } asset { __typename code } createdBy expiresAt revokedAt revokedBy lastUsedAt }\n  }\n"): typeof import('./graphql.js').ListApiKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Machines($where: MachineFilter, $first: Int, $after: String) {\n    machines(where: $where, first: $first, after: $after) {\n      nodes { code }\n      edges { cursor node { code } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): typeof import('./graphql.js').MachinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lists($containers: ContainerFilter, $samples: SampleFilter, $sensors: SensorFilter) {\n    containers(where: $containers) { nodes { code } }\n    samples(where: $samples) { nodes { code } }\n    sensors(where: $sensors) { nodes { key status } }\n  }\n"): typeof import('./graphql.js').ListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Readings($first: Int, $after: String, $from: DateTime, $to: DateTime) {\n    sensor(key: \"CNC-001/temperature\") {\n      readings(first: $first, after: $after, from: $from, to: $to) { nodes { measuredAt value } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } }\n    }\n  }\n"): typeof import('./graphql.js').ReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rejections($where: RejectionFilter, $first: Int, $after: String) {\n    rejections(where: $where, first: $first, after: $after) { nodes { topic reason detail payload resolvedAt } pageInfo { hasNextPage endCursor } }\n  }\n"): typeof import('./graphql.js').RejectionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Overview {\n    sites { code }\n    site(code: \"LAB\") { name timeZone }\n    viewer { name role }\n    stats { machines containers samples sensors openExcursions readings readingsPerSecond rejections subscribers cacheHitRatio }\n  }\n"): typeof import('./graphql.js').OverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchReadings($where: ReadingFilter) {\n    readingRecorded(where: $where) { cursor gap { from } reading { measuredAt receivedAt value unit quality sensor { key asset { code } latest { value } } } }\n  }\n"): typeof import('./graphql.js').WatchReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Lean { readingRecorded { reading { value unit sensor { key quantity } } } }\n"): typeof import('./graphql.js').LeanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Subscribers { stats { subscribers } }\n"): typeof import('./graphql.js').SubscribersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SayStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { machine { code status lastSeenAt } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').SayStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SayTwoStatuses($one: SetMachineStatusInput!, $two: SetMachineStatusInput!) {\n    one: setMachineStatus(input: $one) { machine { status } }\n    two: setMachineStatus(input: $two) { machine { status } }\n  }\n"): typeof import('./graphql.js').SayTwoStatusesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Acknowledge($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id status acknowledgedBy acknowledgedAt comment revision } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').AcknowledgeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenExcursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id status startedAt } } }\n"): typeof import('./graphql.js').OpenExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StoredRejections { rejections { nodes { topic reason payload } } }\n"): typeof import('./graphql.js').StoredRejectionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireRule($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { excursionRule { code version retiredAt } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RetireRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rules($includeRetired: Boolean) { excursionRules(includeRetired: $includeRetired) { code version retiredAt high } }\n"): typeof import('./graphql.js').RulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionsOf($container: [String!]!) {\n    excursions(where: { container: $container }) { nodes { id startedAt endedAt peak revision rule { code version } revisions { revision cause endedAt } } }\n  }\n"): typeof import('./graphql.js').ExcursionsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Known { machines { nodes { code } } samples(first: 500) { nodes { code } } sensors { nodes { key } } }\n"): typeof import('./graphql.js').KnownDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SamplesNamed($codes: [String!]!) { samples(where: { code: $codes }) { nodes { code } } }\n"): typeof import('./graphql.js').SamplesNamedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeriesOf($key: String!, $from: DateTime!, $to: DateTime!, $maxPoints: Int) {\n    sensor(key: $key) { series(from: $from, to: $to, maxPoints: $maxPoints) { resolution coverage longestGap buckets { from to count min max first last mean } } }\n  }\n"): typeof import('./graphql.js').SeriesOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchExcursions($where: ExcursionFilter) {\n    excursionChanged(where: $where) { cursor change excursion { id kind status startedAt endedAt sensor { key } rule { code } acknowledgedBy } }\n  }\n"): typeof import('./graphql.js').WatchExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchMachines($machine: [String!]) { machineStatusChanged(machine: $machine) { code status } }\n"): typeof import('./graphql.js').WatchMachinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchRejections { messageRejected { topic reason payload } }\n"): typeof import('./graphql.js').WatchRejectionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeStatus($machine: String!, $status: MachineStatus!) { setMachineStatus(input: { machine: $machine, status: $status }) { userErrors { code } } }\n"): typeof import('./graphql.js').ChangeStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeIt($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n"): typeof import('./graphql.js').AcknowledgeItDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetErrorCodes($input: SetSensorErrorCodesInput!) { setSensorErrorCodes(input: $input) { sensors { key errorCodes } userErrors { code field message } } }\n"): typeof import('./graphql.js').SetErrorCodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadingsOf($sensor: String!, $quality: [Quality!]) { sensor(key: $sensor) { errorCodes latest { quality } readings(quality: $quality) { nodes { value quality } } } }\n"): typeof import('./graphql.js').ReadingsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WentThroughBadOnes($sample: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $sample) { exposure(from: $from, to: $to) { maximum unknown coverage } compliance(from: $from, to: $to) { inRange outOfRange unknown } excursions { nodes { kind } } }\n  }\n"): typeof import('./graphql.js').WentThroughBadOnesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HeldTo($code: String!, $from: DateTime!, $to: DateTime!) { container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown ratio } } }\n"): typeof import('./graphql.js').HeldToDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StuckSensors($container: [String!], $machine: [String!], $kind: [ExcursionKind!]) {\n    excursions(where: { container: $container, machine: $machine, kind: $kind }) {\n      nodes {\n        kind severity limit startedAt confirmedAt endedAt peak area unknown sensor { key } rule { code } affectedSamples { nodes { sample { code } } }\n        severities { severity reachedAt limit } revisions { cause endedAt }\n      }\n    }\n  }\n"): typeof import('./graphql.js').StuckSensorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordCalibration($input: RecordCalibrationInput!) {\n    recordCalibration(input: $input) { calibration { id at dueAt by certificate notes recordedAt recordedBy withdrawnAt withdrawnBy } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RecordCalibrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WithdrawCalibration($input: WithdrawCalibrationInput!) { withdrawCalibration(input: $input) { calibration { id withdrawnAt withdrawnBy } userErrors { code field message } } }\n"): typeof import('./graphql.js').WithdrawCalibrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalibrationsOf($sensor: String!) { sensor(key: $sensor) { calibration { at dueAt certificate } calibrations { at withdrawnBy } } }\n"): typeof import('./graphql.js').CalibrationsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DueWithin($time: Duration) { sensors(where: { calibrationDueWithin: $time }) { nodes { key } } }\n"): typeof import('./graphql.js').DueWithinDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalibrationAlarms($machine: [String!]) {\n    excursions(where: { kind: [CALIBRATION_DUE], machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }) {\n      nodes { id severity status startedAt confirmedAt endedAt acknowledgedBy limit peak area rule { code } revision revisions { cause severity } severities { severity reachedAt limit } affectedSamples { nodes { sample { code } } } }\n    }\n  }\n"): typeof import('./graphql.js').CalibrationAlarmsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterMany($input: RegisterSamplesInput!) { registerSamples(input: $input) { samples { code } userErrors { code } } }\n"): typeof import('./graphql.js').RegisterManyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveMany($input: MoveInput!) { move(input: $input) { moved { from } userErrors { code } } }\n"): typeof import('./graphql.js').MoveManyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WentThrough($code: String!, $from: DateTime!, $to: DateTime!) {\n    sample(code: $code) {\n      exposure(from: $from, to: $to) { minimum maximum unknown }\n      series(from: $from, to: $to, maxPoints: 1) { coverage buckets { mean } }\n      compliance(from: $from, to: $to) { inRange outOfRange unknown }\n    }\n  }\n"): typeof import('./graphql.js').WentThroughDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ComplianceOfPlace($code: String!, $from: DateTime!, $to: DateTime!) {\n    container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown } }\n  }\n"): typeof import('./graphql.js').ComplianceOfPlaceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineChannel($input: DefineNotificationChannelInput!) {\n    defineNotificationChannel(input: $input) {\n      notificationChannel { id code version kind recipients enabled site { code } quietHours { from until timeZone } digestAfter digestWindow definedBy retiredAt retiredBy }\n      secret\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DefineChannelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireChannel($input: RetireNotificationChannelInput!) {\n    retireNotificationChannel(input: $input) { notificationChannel { code version retiredAt retiredBy } secret userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RetireChannelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefinePolicy($input: DefineEscalationPolicyInput!) {\n    defineEscalationPolicy(input: $input) {\n      escalationPolicy {\n        id code version site { code } assets { __typename code } leastSeverity quantities kinds tellHistory definedBy retiredAt\n        steps { step after repeatEvery channels { code } }\n      }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DefinePolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetirePolicy($input: RetireEscalationPolicyInput!) {\n    retireEscalationPolicy(input: $input) { escalationPolicy { code version retiredAt retiredBy } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RetirePolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Channels($includeRetired: Boolean) { notificationChannels(includeRetired: $includeRetired) { code version kind recipients enabled site { code } } }\n"): typeof import('./graphql.js').ChannelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Policies($includeRetired: Boolean) {\n    escalationPolicies(includeRetired: $includeRetired) { code version site { code } assets { code } steps { step after repeatEvery channels { code } } }\n  }\n"): typeof import('./graphql.js').PoliciesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Notifications($where: NotificationFilter, $first: Int, $after: String) {\n    notifications(where: $where, first: $first, after: $after) {\n      nodes {\n        id messageId reason status happenedAt createdAt holdUntil channel { code } excursion { id } digest { id }\n        attempts { number at outcome statusCode error nextTryAt }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.js').NotificationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Resend($input: ResendNotificationInput!) {\n    resendNotification(input: $input) { notification { id messageId status } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').ResendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeTold($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { userErrors { code } } }\n"): typeof import('./graphql.js').AcknowledgeToldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PatientReadings { readingRecorded(where: { quantity: [POWER] }) { reading { value sensor { key asset { code } } } } }\n"): typeof import('./graphql.js').PatientReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PatientExcursions { excursionChanged(where: { kind: [ABOVE] }) { excursion { sensor { key } asset { code } } } }\n"): typeof import('./graphql.js').PatientExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PatientMachines { machineStatusChanged { code site { code } } }\n"): typeof import('./graphql.js').PatientMachinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStatusPatiently($status: MachineStatus!) { setMachineStatus(input: { machine: \"NORTH-MILL\", status: $status }) { userErrors { code } } }\n"): typeof import('./graphql.js').SetStatusPatientlyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Resume($where: ReadingFilter, $after: String) {\n    readingRecorded(where: $where, after: $after) { cursor reading { value sensor { key } } gap { from to } }\n  }\n"): typeof import('./graphql.js').ResumeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ResumeExcursions($where: ExcursionFilter, $after: String) {\n    excursionChanged(where: $where, after: $after) { cursor change excursion { kind sensor { key } } }\n  }\n"): typeof import('./graphql.js').ResumeExcursionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeOne($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }\n"): typeof import('./graphql.js').AcknowledgeOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenOnes($machine: [String!]) { excursions(first: 1, where: { open: true, machine: $machine }) { nodes { id } } }\n"): typeof import('./graphql.js').OpenOnesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineFullRule($input: ExcursionRuleInput!) {\n    defineExcursionRule(input: $input) {\n      excursionRule { code version mode comparison low high onDelay window levels { severity low high onDelay } storageCondition { code } assets { code } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').DefineFullRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionsTold($container: [String!]!) {\n    excursions(where: { container: $container }) {\n      nodes {\n        id kind severity limit startedAt confirmedAt endedAt peak area unknown status acknowledgedBy rule { code }\n        severities { severity reachedAt limit } revisions { revision cause severity startedAt endedAt }\n      }\n    }\n  }\n"): typeof import('./graphql.js').ExcursionsToldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeStory($input: AcknowledgeExcursionInput!) {\n    acknowledgeExcursion(input: $input) { excursion { id } userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').AcknowledgeStoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RuleByCondition { excursionRules { code storageCondition { code } assets { code } } }\n"): typeof import('./graphql.js').RuleByConditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rehearse($rule: ExcursionRuleInput!, $from: DateTime!, $to: DateTime!) {\n    rehearseExcursionRule(rule: $rule, from: $from, to: $to) {\n      sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit }\n    }\n  }\n"): typeof import('./graphql.js').RehearseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcursionsRaised {\n    excursions(first: 500) {\n      nodes { rule { code } sensor { key } kind severity limit startedAt confirmedAt endedAt peak area unknown severities { severity reachedAt limit } }\n    }\n  }\n"): typeof import('./graphql.js').ExcursionsRaisedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireByCode($input: RetireExcursionRuleInput!) {\n    retireExcursionRule(input: $input) { userErrors { code field message } }\n  }\n"): typeof import('./graphql.js').RetireByCodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EveryReading {\n    readingRecorded { reading { sensor { key } value } }\n  }\n"): typeof import('./graphql.js').EveryReadingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ReadingsOfSensor($sensor: [String!]) {\n    readingRecorded(where: { sensor: $sensor }) { reading { sensor { key } value } }\n  }\n"): typeof import('./graphql.js').ReadingsOfSensorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EveryExcursion {\n    excursionChanged { change excursion { sensor { key } kind peak } }\n  }\n"): typeof import('./graphql.js').EveryExcursionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EveryStatus {\n    machineStatusChanged { code status }\n  }\n"): typeof import('./graphql.js').EveryStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStatus($input: SetMachineStatusInput!) {\n    setMachineStatus(input: $input) { userErrors { message } }\n  }\n"): typeof import('./graphql.js').SetStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ReadingsAfterMove { readingRecorded { reading { value sensor { key asset { code } } } } }\n"): typeof import('./graphql.js').ReadingsAfterMoveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeById($id: ID!) { acknowledgeExcursion(input: { excursion: $id }) { userErrors { code } } }\n"): typeof import('./graphql.js').AcknowledgeByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SensorNow($key: String!) { sensor(key: $key) { asset { code } } }\n"): typeof import('./graphql.js').SensorNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ReadingsInSight($where: ReadingFilter) {\n    readingRecorded(where: $where) { reading { value sensor { key asset { code site { code } ... on Container { parent { code } } ... on Sample { container { code } } } } } }\n  }\n"): typeof import('./graphql.js').ReadingsInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ExcursionsInSight($where: ExcursionFilter) {\n    excursionChanged(where: $where) { change excursion { id sensor { key } asset { code site { code } } rule { code assets { code } } } }\n  }\n"): typeof import('./graphql.js').ExcursionsInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription MachinesInSight($machine: [String!]) { machineStatusChanged(machine: $machine) { code status site { code } } }\n"): typeof import('./graphql.js').MachinesInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IdleMachine($machine: String!) { setMachineStatus(input: { machine: $machine, status: IDLE }) { userErrors { code } } }\n"): typeof import('./graphql.js').IdleMachineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MaintainMachine($machine: String!) {\n    setMachineStatus(input: { machine: $machine, status: MAINTENANCE }) {\n      machine { code status site { code } sensors { key asset { code site { code } } } container { code parent { code } containers { code } samples { nodes { code } pageInfo { hasNextPage } } } }\n      userErrors { code field message }\n    }\n  }\n"): typeof import('./graphql.js').MaintainMachineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireInSight($code: String!) { retireExcursionRule(input: { code: $code }) { excursionRule { code retiredAt } userErrors { code field } } }\n"): typeof import('./graphql.js').RetireInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeInSight($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { excursion { id acknowledgedBy } userErrors { code field } } }\n"): typeof import('./graphql.js').AcknowledgeInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RulesInSight { excursionRules(includeRetired: true) { code version retiredAt assets { code } } }\n"): typeof import('./graphql.js').RulesInSightDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RejectedForAll { rejections(first: 500) { nodes { reason payload } } }\n"): typeof import('./graphql.js').RejectedForAllDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatusForAll($code: String!) { machine(code: $code) { status } }\n"): typeof import('./graphql.js').StatusForAllDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Deep($first: Int!, $from: DateTime!, $to: DateTime!) {\n    machines(first: $first) {\n      nodes {\n        code lastSeenAt site { code } position { at } track(from: $from, to: $to) { at }\n        sensors {\n          key status latest { value unit sensor { key } }\n          readings(first: 2) { nodes { value quality sensor { key } } }\n          series(from: $from, to: $to, maxPoints: 10) { coverage buckets { mean } }\n          asset { code ... on Machine { container { code } } ... on Container { machine { code } } }\n        }\n        excursions(first: 2) { nodes { kind duration sensor { key } asset { code } rule { code assets { code sensors { key } } } revisions { cause } } }\n        container {\n          code machine { code } parent { code containers { code } } containers { code parent { code } } custody { container { code site { code } } }\n          samples(first: 2) { nodes { code parent { code } aliquots { code } container { code } custody { container { code } } excursions(first: 2) { nodes { id sensor { key } } } } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').DeepDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DeepSensors($first: Int!) { sensors(first: $first) { nodes { key status asset { code site { code } } latest { value } } } }\n"): typeof import('./graphql.js').DeepSensorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Kept($container: String!, $sample: String!) {\n    container(code: $container) { storageCondition { code version maximum } }\n    sample(code: $sample) { stabilityProfile { code version tiers { code } } }\n  }\n"): typeof import('./graphql.js').KeptDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SensorsThatAre($status: [SensorStatus!]!) { sensors(where: { status: $status }) { nodes { key status } } }\n"): typeof import('./graphql.js').SensorsThatAreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EverySuppression { sensors { nodes { status suppressions { kind } } } excursions { nodes { alarmState } } }\n"): typeof import('./graphql.js').EverySuppressionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveThermometer($input: MoveSensorInput!) { moveSensor(input: $input) { sensor { key } userErrors { code field message } } }\n"): typeof import('./graphql.js').MoveThermometerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Counted($after: String, $every: Duration) { readingRecorded(after: $after, every: $every) { cursor reading { value } gap { from } } }\n"): typeof import('./graphql.js').CountedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CountedMachines { machineStatusChanged { code } }\n"): typeof import('./graphql.js').CountedMachinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Traffic { stats { deliveries deliveriesPerSecond queuedEvents horizonAge cacheHitRatio } }\n"): typeof import('./graphql.js').TrafficDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HumanSide($id: ID!) {\n    excursion(id: $id) {\n      id status startedAt endedAt peak revision severity alarmState acknowledgedBy comment investigatedBy assessedBy cause assessment assessedSeverity closedBy closingComment revisions { cause }\n    }\n  }\n"): typeof import('./graphql.js').HumanSideDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ClientReadings($after: String, $machine: [String!]) {\n    readingRecorded(after: $after, where: { machine: $machine }) { cursor reading { value } gap { from to } }\n  }\n"): typeof import('./graphql.js').ClientReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ClientExcursions($after: String) { excursionChanged(after: $after) { cursor change } }\n"): typeof import('./graphql.js').ClientExcursionsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
