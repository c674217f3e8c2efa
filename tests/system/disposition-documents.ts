import { formatInstant, MINUTE, type Instant } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import type { DecideDispositionInput, ExcursionRuleInput, ListDispositionsQuery, Severity } from '../client/graphql.js';
import { Move } from './custody-documents.js';
import { DefineRule, RegisterContainer, RegisterSamples, RegisterSensor } from './graphql-documents.js';
import type { Caller, World } from './graphql-fixture.js';

export const DecideDisposition = graphql(`
  mutation DecideDisposition($input: DecideDispositionInput!) {
    decideDisposition(input: $input) {
      affectedSamples { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition by reason } }
      userErrors { code field message }
    }
  }
`);

export const ListDispositions = graphql(`
  query ListDispositions($container: [String!], $samples: Int = 20) {
    excursions(where: { container: $container }, first: 4) {
      nodes {
        id revision status severity
        affectedSamples(first: $samples) {
          nodes { sample { code status } disposition decidedBy decidedOnRevision isStale dispositions { disposition at by role reason meaning signedBy revision excursion { id } } }
        }
      }
    }
  }
`);

export const DispositionsOfSample = graphql(`
  query DispositionsOfSample($code: String!, $first: Int, $after: String) {
    sample(code: $code) {
      status
      dispositions(first: $first, after: $after) { nodes { id disposition by reason revision meaning signedBy excursion { id status } } pageInfo { hasNextPage endCursor } }
    }
  }
`);

export const DispositionsOfExcursion = graphql(`
  query DispositionsOfExcursion($id: ID!, $first: Int, $after: String) {
    excursion(id: $id) { status dispositions(first: $first, after: $after) { nodes { disposition by sample { code status } } pageInfo { endCursor } } }
  }
`);

export const SamplesOfStatus = graphql(`
  query SamplesOfStatus($status: [SampleStatus!]) { samples(where: { status: $status }, first: 500) { nodes { code status } } }
`);

/** A container with a thermometer, as in 'FRZ/t', that must not be above 8. */
export async function furnishContainer(world: World, code: string, severity: Severity, { site = null, ...rule }: Partial<ExcursionRuleInput> & { site?: string | null } = {}): Promise<void> {
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'FREEZER', site } });
  await world.ask(RegisterSensor, { input: { container: code, channel: 't', quantity: 'TEMPERATURE' } });
  await world.ask(DefineRule, { input: { code: `${code}-HOT`, quantity: 'TEMPERATURE', severity, mode: 'INSTANT', high: 8, containers: [code], ...rule } });
}

/** Samples that were collected at a moment, and are nowhere. */
export async function registerSamples(world: World, codes: readonly string[], collectedAt: Instant): Promise<void> {
  await world.ask(RegisterSamples, { input: { samples: codes.map((code) => ({ code, name: code, type: 'plasma', collectedAt: formatInstant(collectedAt) })) } });
}

/** Says where samples were from a minute on; null: nowhere known. */
export async function put(world: World, codes: readonly string[], into: string | null, start: Instant, minute: number): Promise<void> {
  const { move } = await world.ask(Move, { input: { items: codes.map((sample) => ({ sample })), into, at: formatInstant(start + minute * MINUTE) } });
  if (move.userErrors.length > 0) throw new Error(JSON.stringify(move.userErrors));
}

export type ListedExcursion = ListDispositionsQuery['excursions']['nodes'][number];

/** The excursions of a container, first to last. */
export async function excursionsOf(caller: Caller, container: string, samples = 20): Promise<ListedExcursion[]> {
  return (await caller.ask(ListDispositions, { container: [container], samples })).excursions.nodes.toReversed();
}

/** What somebody says of samples, and which refusals he gets, as in 'NOT_FOUND samples 0'. */
export async function say(caller: Caller, input: Pick<DecideDispositionInput, 'excursion' | 'samples' | 'disposition'> & Partial<DecideDispositionInput>) {
  const { decideDisposition } = await caller.ask(DecideDisposition, { input: { reason: 'because', ...input } });
  return { parts: decideDisposition.affectedSamples, refusals: decideDisposition.userErrors.map(({ code, field }) => [code, ...field].join(' ')) };
}
