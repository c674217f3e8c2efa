import { arrayLiteral, instant, sql, type Em } from '../database.js';
import { ExcursionChange } from '../domain/excursion.js';
import type { ExcursionChanged } from '../events.js';
import { noteChanges } from './commit-log.js';
import type { ExcursionFacts, ExcursionKey } from '../domain/watch.js';
import type { Finding } from './detect.js';
import { readRetracted } from './known-excursions.js';
import { pair } from './reconcile.js';

type FindingOf<T extends Finding['type']> = Extract<Finding, { type: T }>;
/** What is on record becomes what is so; with an id, something that was retracted. */
interface Rewriting { id?: number; was: ExcursionKey; facts: ExcursionFacts; revises: string | null }
interface Written { id: number; sensorId: number; index: number }

/**
 * Writes what was found, and gives what to tell of it. What is undone goes first and what is new comes last, so that a
 * sensor never has two running excursions of a rule on the way. Where something is new, what was retracted is looked
 * through: what is found again is the same excursion, with all that people said of it. At most six statements.
 */
export async function writeFindings(em: Em, findings: readonly Finding[], position: number): Promise<ExcursionChanged[]> {
  const of = <T extends Finding['type']>(type: T) => findings.filter((finding): finding is FindingOf<T> => finding.type === type);
  const tell = (change: ExcursionChange, { id, sensorId }: Written): ExcursionChanged => ({ name: 'excursionChanged', position, change, excursionId: id, sensorId });
  const retracted = await retract(em, of('retract'));
  const updates = of('update');
  const updated = await rewrite(em, UPDATE, updates);
  const { again, fresh } = await findAgain(em, of('open'));
  const opened = [...(await rewrite(em, REVIVE, again)), ...(await open(em, fresh))];
  return noteChanges(em, [
    ...retracted.map((written) => tell(ExcursionChange.RETRACTED, written)),
    ...updated.flatMap((written) => (updates[written.index]!.change === null ? [] : [tell(updates[written.index]!.change!, written)])),
    ...opened.map((written) => tell(ExcursionChange.OPENED, written)),
  ]);
}

async function retract(em: Em, findings: readonly FindingOf<'retract'>[]): Promise<Written[]> {
  if (findings.length === 0) return [];
  const { rows } = await sql<Written>(em, RETRACT, [...keys(findings.map(({ was }) => was)), arrayLiteral(findings.map(({ revises }) => revises))]);
  return rows;
}

/** Of what is new, what was retracted before; and the rest. */
async function findAgain(em: Em, findings: readonly FindingOf<'open'>[]): Promise<{ again: Rewriting[]; fresh: FindingOf<'open'>[] }> {
  if (findings.length === 0) return { again: [], fresh: [] };
  const retracted = Map.groupBy(await readRetracted(em, findings.map(({ facts }) => facts)), ({ sensorId }) => sensorId);
  const pairs = new Map([...retracted].flatMap(([id, known]) => [...pair(known, findings.flatMap(({ facts }) => (facts.sensorId === id ? [facts] : [])))]));
  return {
    again: [...pairs].map(([facts, was]) => ({ id: was.id, was, facts, revises: 'FOUND_AGAIN' })),
    fresh: findings.filter(({ facts }) => !pairs.has(facts)),
  };
}

async function rewrite(em: Em, statement: string, list: readonly Rewriting[]): Promise<Written[]> {
  if (list.length === 0) return [];
  const columns = [...keys(list.map(({ was }) => was)), ...spans(list.map(({ facts }) => facts)), arrayLiteral(list.map(({ revises }) => revises)), arrayLiteral(list.map(({ id = null }) => id))];
  return (await sql<Written>(em, statement, columns)).rows;
}

async function open(em: Em, findings: readonly FindingOf<'open'>[]): Promise<Written[]> {
  if (findings.length === 0) return [];
  const facts = findings.map((finding) => finding.facts);
  const { rows } = await sql<Written>(em, OPEN, [
    ...keys(facts), ...spans(facts), arrayLiteral(facts.map(({ limit }) => limit)), arrayLiteral(findings.map(({ because }) => because)),
  ]);
  return rows;
}

const keys = (list: readonly ExcursionKey[]): string[] => [
  arrayLiteral(list.map(({ sensorId }) => sensorId)),
  arrayLiteral(list.map(({ ruleId }) => ruleId)),
  arrayLiteral(list.map(({ kind }) => kind)),
  arrayLiteral(list.map(({ startedAt }) => startedAt)),
];

const spans = (list: readonly ExcursionFacts[]): string[] => [
  arrayLiteral(list.map(({ startedAt }) => startedAt)),
  arrayLiteral(list.map(({ confirmedAt }) => confirmedAt)),
  arrayLiteral(list.map(({ endedAt }) => endedAt)),
  arrayLiteral(list.map(({ peak }) => peak)),
  arrayLiteral(list.map(({ area }) => area)),
  arrayLiteral(list.map(({ unknown }) => unknown)),
  arrayLiteral(list.map(({ severity }) => severity)),
  arrayLiteral(list.map(({ severities }) => JSON.stringify(severities))),
];

const KEYS = '$1::text::int[], $2::text::int[], $3::text::text[], $4::text::int8[]';
const SPANS = '$5::text::int8[], $6::text::int8[], $7::text::int8[], $8::text::float8[], $9::text::float8[], $10::text::int8[], $11::text::text[], $12::text::text[]';
const MATCH = `
  where old.sensor_id = new.sensor_id and old.rule_id is not distinct from new.rule_id and old.kind = new.kind
    and old.started_at = ${instant('new.was_started_at')} and old.status <> 'RETRACTED'`;
const WRITTEN = 'id, sensor_id as "sensorId", (ordinality - 1)::int as index';
const REVISIONS = 'insert into excursion_revision (excursion_id, revision, at, cause, started_at, ended_at, peak, severity)';

// Of what ran when it was retracted it is noted until when it had been taken to: the newest reading, or now where it was the clock that said so.
const RETRACT = `
  with written as (
    update excursion as old set status = 'RETRACTED', revision = old.revision + 1
    from unnest(${KEYS}, $5::text::text[]) with ordinality as new (sensor_id, rule_id, kind, was_started_at, cause, ordinality) ${MATCH}
    returning old.*, new.cause, new.ordinality
  ), noted as (
    ${REVISIONS}
    select id, revision, now(), cause, started_at, coalesce(ended_at, greatest(started_at, case when rule_id is null then now() else last_at end)), peak, severity
    from written left join sensor_state using (sensor_id)
  )
  select ${WRITTEN} from written`;

const rewriting = (status: string, match: string) => `
  with written as (
    update excursion as old set started_at = ${instant('new.started_at')}, confirmed_at = ${instant('new.confirmed_at')}, ended_at = ${instant('new.ended_at')},
      peak = new.peak, area = new.area, unknown = new.unknown * interval '1 microsecond',
      severity = new.severity, severities = new.severities::jsonb, status = ${status}, revision = old.revision + case when new.cause is null then 0 else 1 end
    from unnest(${KEYS}, ${SPANS}, $13::text::text[], $14::text::int[]) with ordinality
      as new (sensor_id, rule_id, kind, was_started_at, started_at, confirmed_at, ended_at, peak, area, unknown, severity, severities, cause, retracted_id, ordinality) ${match}
    returning old.*, new.cause, new.ordinality
  ), noted as (${REVISIONS} select id, revision, now(), cause, started_at, ended_at, peak, severity from written where cause is not null)
  select ${WRITTEN} from written`;

/** As far as people have taken it, whatever became of it meanwhile. */
const STATUS = `case when closed_at is not null then 'CLOSED' when assessed_at is not null then 'ASSESSED' when investigated_at is not null then 'INVESTIGATING' when acknowledged_at is not null then 'ACKNOWLEDGED' else 'DETECTED' end`;
const UPDATE = rewriting('old.status', MATCH);
const REVIVE = rewriting(STATUS, 'where old.id = new.retracted_id');

const OPEN = `
  with new as (
    select * from unnest(${KEYS}, ${SPANS}, $13::text::float8[], $14::text::text[]) with ordinality
      as new (sensor_id, rule_id, kind, was_started_at, started_at, confirmed_at, ended_at, peak, area, unknown, severity, severities, limit_value, cause, ordinality)
  ), written as (
    insert into excursion (sensor_id, rule_id, kind, severity, severities, limit_value, started_at, confirmed_at, ended_at, unknown, peak, area)
    select sensor_id, rule_id, kind, severity, severities::jsonb, limit_value, ${instant('started_at')}, ${instant('confirmed_at')}, ${instant('ended_at')}, unknown * interval '1 microsecond', peak, area from new
    returning *
  ), noted as (
    ${REVISIONS} select id, revision, now(), cause, written.started_at, written.ended_at, written.peak, written.severity
    from written join new on new.sensor_id = written.sensor_id and new.rule_id is not distinct from written.rule_id and new.kind = written.kind and ${instant('new.started_at')} = written.started_at
  )
  select id, sensor_id as "sensorId", 0 as index from written`;
