import { graphql } from '../client/index.js';

export const SetErrorCodes = graphql(`
  mutation SetErrorCodes($input: SetSensorErrorCodesInput!) { setSensorErrorCodes(input: $input) { sensors { key errorCodes } userErrors { code field message } } }
`);

export const ReadingsOf = graphql(`
  query ReadingsOf($sensor: String!, $quality: [Quality!]) { sensor(key: $sensor) { errorCodes latest { quality } readings(quality: $quality) { nodes { value quality } } } }
`);

export const WentThrough = graphql(`
  query WentThroughBadOnes($sample: String!, $from: DateTime!, $to: DateTime!) {
    sample(code: $sample) { exposure(from: $from, to: $to) { maximum unknown coverage } compliance(from: $from, to: $to) { inRange outOfRange unknown } excursions { nodes { kind } } }
  }
`);

export const HeldTo = graphql(`
  query HeldTo($code: String!, $from: DateTime!, $to: DateTime!) { container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown ratio } } }
`);

export const StuckSensors = graphql(`
  query StuckSensors($container: [String!], $machine: [String!], $kind: [ExcursionKind!]) {
    excursions(where: { container: $container, machine: $machine, kind: $kind }) {
      nodes {
        kind severity limit startedAt confirmedAt endedAt peak area unknown sensor { key } rule { code } affectedSamples { nodes { sample { code } } }
        severities { severity reachedAt limit } revisions { cause endedAt }
      }
    }
  }
`);

export const RecordCalibration = graphql(`
  mutation RecordCalibration($input: RecordCalibrationInput!) {
    recordCalibration(input: $input) { calibration { id at dueAt by certificate notes recordedAt recordedBy withdrawnAt withdrawnBy } userErrors { code field message } }
  }
`);

export const WithdrawCalibration = graphql(`
  mutation WithdrawCalibration($input: WithdrawCalibrationInput!) { withdrawCalibration(input: $input) { calibration { id withdrawnAt withdrawnBy } userErrors { code field message } } }
`);

export const CalibrationsOf = graphql(`
  query CalibrationsOf($sensor: String!) { sensor(key: $sensor) { calibration { at dueAt certificate } calibrations { at withdrawnBy } } }
`);

export const DueWithin = graphql(`
  query DueWithin($time: Duration) { sensors(where: { calibrationDueWithin: $time }) { nodes { key } } }
`);

export const CalibrationAlarms = graphql(`
  query CalibrationAlarms($machine: [String!]) {
    excursions(where: { kind: [CALIBRATION_DUE], machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }) {
      nodes { id severity status startedAt confirmedAt endedAt acknowledgedBy limit peak area rule { code } revision revisions { cause severity } severities { severity reachedAt limit } affectedSamples { nodes { sample { code } } } }
    }
  }
`);
