import { createHash } from 'node:crypto';
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { Credential } from '../access/credential.js';
import type { RateLimit } from '../access/rate-limit.js';
import type { AllowDocument } from './allowed-documents.js';
import { costOf, tooDear, type Asked } from './cost.js';
import { createDocumentCache } from './document-cache.js';
import type { Traffic } from '../live/traffic.js';
import { refusal } from './errors.js';
import { LIMIT_STAGES, LIMITS, overLimit } from './limits.js';

export interface GuardOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  /** Null: every document. */
  allows: AllowDocument | null;
  /** Null: callers may spend without end. */
  rateLimit: RateLimit | null;
  traffic: Pick<Traffic, 'documents' | 'knownDocuments'>;
}

/** What stands before every operation, whichever way it comes. */
export interface Guards {
  /** The document of a text, which is valid and within the limits; or what is wrong with it. */
  check(text: string): DocumentNode | readonly GraphQLError[];
  /** A document that was checked lately, by its hash. */
  find(hash: string): DocumentNode | undefined;
  /** Lets the caller pay for an operation. Null: he has; otherwise why he may not have it. */
  charge(asked: Asked, callerId: Credential['id']): Promise<GraphQLError | null>;
  /** The same for a document that `check` has refused, which is work too. */
  chargeRefusal(callerId: Credential['id']): Promise<GraphQLError | null>;
}

const CACHED_CHARACTERS = 500_000;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function createGuards({ schema, introspection, allows, rateLimit, traffic }: GuardOptions): Guards {
  const cache = createDocumentCache(CACHED_CHARACTERS);
  const spend = async (callerId: string, points: number): Promise<GraphQLError | null> => {
    const retryAfterSeconds = (await rateLimit?.spend(callerId, points)) ?? 0;
    if (retryAfterSeconds === Infinity) return refusal('COST_LIMIT_EXCEEDED', `The operation costs ${points} points, more than anybody may spend in a minute. Ask for fewer at once.`);
    return retryAfterSeconds === 0 ? null : tooOften(points, Math.ceil(retryAfterSeconds));
  };
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  return {
    find: cache.get,
    check(text) {
      const hash = hashOf(text);
      const known = cache.get(hash);
      traffic.documents += 1;
      if (known) traffic.knownDocuments += 1;
      if (known) return known;
      const document = parseWithin(text);
      if (document instanceof GraphQLError) return [document];
      if (allows && !allows(document)) return [refusal('DOCUMENT_NOT_ALLOWED', 'Only the documents are answered that the operator has allowed, and this is none of them.')];
      for (const stage of LIMIT_STAGES) {
        const [error] = validateWithin(schema, document, stage, 1);
        if (error) return [error];
      }
      const errors = validateWithin(schema, document, rules, LIMITS.errors);
      if (errors.length > 0) return errors;
      cache.set(hash, document, text.length);
      return document;
    },
    async charge(asked, callerId) {
      const cost = costOf(schema, asked);
      const refused = cost instanceof GraphQLError ? cost : tooDear(cost, asked.operation);
      return refused ? ((await spend(callerId, LIMITS.refusalCost)) ?? refused) : spend(callerId, cost as number);
    },
    chargeRefusal: (callerId) => spend(callerId, LIMITS.refusalCost),
  };
}

function parseWithin(text: string): DocumentNode | GraphQLError {
  if (text.length > LIMITS.characters) return overLimit(`The document has ${text.length} characters, and may have at most ${LIMITS.characters}. Send data as variables.`);
  try {
    return parse(text, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/contains more tha[nt] \d+ tokens/.test(error.message)) return overLimit(`The document has more than ${LIMITS.tokens} tokens. Send data as variables, or ask in several requests.`);
    return withCode('GRAPHQL_PARSE_FAILED', error);
  }
}

const validateWithin = (schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[], maxErrors: number): GraphQLError[] =>
  validate(schema, document, rules, { maxErrors }).map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));

function withCode(code: string, error: GraphQLError): GraphQLError {
  error.extensions['code'] ??= code;
  return error;
}

const tooOften = (cost: number, retryAfterSeconds: number): GraphQLError =>
  new GraphQLError(`You have spent what you may spend in a minute. This costs ${cost} points: ask again in ${retryAfterSeconds} seconds.`, {
    extensions: { code: 'RATE_LIMITED', retryAfterSeconds },
  });
