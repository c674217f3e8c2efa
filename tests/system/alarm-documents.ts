import { graphql } from '../client/index.js';
import { DefineRule, RegisterMachine, RegisterSensor, RegisterSite } from './graphql-documents.js';
import type { World } from './graphql-fixture.js';

export const ShelveSensor = graphql(`
  mutation ShelveSensor($input: ShelveSensorInput!) { shelveSensor(input: $input) { sensor { key suppressions { kind from until reason by liftedAt liftedBy } } userErrors { code field message } } }
`);

export const UnshelveSensor = graphql(`
  mutation UnshelveSensor($input: UnshelveSensorInput!) { unshelveSensor(input: $input) { sensor { key } userErrors { code field message } } }
`);

export const TakeOutOfService = graphql(`
  mutation TakeOutOfService($input: TakeOutOfServiceInput!) { takeOutOfService(input: $input) { sensor { key status } userErrors { code field message } } }
`);

export const ReturnToService = graphql(`
  mutation ReturnToService($input: ReturnToServiceInput!) { returnToService(input: $input) { sensor { key status } userErrors { code field message } } }
`);

export const SuppressionsOf = graphql(`
  query SuppressionsOf($sensor: String!) { sensor(key: $sensor) { status suppressions { kind from until reason by liftedAt liftedBy } } }
`);

export const Acknowledge = graphql(`
  mutation AcknowledgeAlarm($input: AcknowledgeExcursionInput!) { acknowledgeExcursion(input: $input) { excursion { alarmState status acknowledgedBy acknowledgedAt comment } userErrors { code field message } } }
`);

export const Reset = graphql(`
  mutation ResetAlarm($input: ResetExcursionInput!) { resetExcursion(input: $input) { excursion { alarmState resetBy resetAt } userErrors { code field message } } }
`);

export const Investigate = graphql(`
  mutation InvestigateAlarm($input: InvestigateExcursionInput!) { investigateExcursion(input: $input) { excursion { status investigatedBy investigatedAt } userErrors { code field message } } }
`);

export const Assess = graphql(`
  mutation AssessAlarm($input: AssessExcursionInput!) { assessExcursion(input: $input) { excursion { status assessedBy assessedAt cause assessment severity assessedSeverity } userErrors { code field message } } }
`);

export const Close = graphql(`
  mutation CloseAlarm($input: CloseExcursionInput!) { closeExcursion(input: $input) { excursion { status closedBy closedAt closingComment } userErrors { code field message } } }
`);

export const AlarmsOf = graphql(`
  query AlarmsOf($machine: [String!]) {
    excursions(where: { machine: $machine, status: [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED, RETRACTED] }, first: 200) { nodes { id alarmState status startedAt endedAt } }
  }
`);

export const AlarmFiguresOf = graphql(`
  query AlarmFiguresOf($from: DateTime!, $to: DateTime!) {
    alarmFigures(from: $from, to: $to) {
      alarms suppressed perHour mostPerHour perTenMinutes mostPerTenMinutes busyShare floods inFlood floodShare stale chattering fleeting
      topSources { sensor { key } alarms share } topShare severities { severity alarms share }
    }
  }
`);

/** Machines at a site, each with a thermometer, as in 'M/t', that must not be above 8. */
export async function furnishThermometers(world: World, site: string, codes: readonly string[], rule: { latching?: boolean; offDelay?: string } = {}): Promise<void> {
  await world.ask(RegisterSite, { input: { code: site, name: site, timeZone: 'UTC' } });
  for (const code of codes) {
    await world.ask(RegisterMachine, { input: { code, name: code, site } });
    await world.ask(RegisterSensor, { input: { machine: code, channel: 't', quantity: 'TEMPERATURE' } });
    await world.ask(DefineRule, { input: { code: `${code}-HOT`, quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 8, machines: [code], ...rule } });
  }
}
