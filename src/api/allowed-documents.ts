import { readFile } from 'node:fs/promises';
import { parse, print, type DocumentNode } from 'graphql';

/** Whether a document is one of those that are answered. */
export type AllowDocument = (document: DocumentNode) => boolean;

/**
 * Reads the only documents that are answered: a JSON file with an array of them, or with an object whose values they are,
 * as graphql-codegen's `persistedDocuments` writes it. How they are spaced and commented makes no difference.
 */
export async function readAllowedDocuments(path: string): Promise<AllowDocument> {
  const texts = textsOf(parseJson(await readFile(path, 'utf8').catch((cause: unknown) => fail(path, 'it cannot be read', cause)), path));
  if (!texts) fail(path, 'it must be an array of documents, or an object whose values are documents');
  const allowed = new Set(texts.map((text, index) => normalForm(text, path, index)));
  return (document) => allowed.has(print(document));
}

function textsOf(value: unknown): string[] | null {
  const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return values.length > 0 && values.every((each) => typeof each === 'string') ? values : null;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return fail(path, 'it is not JSON', cause);
  }
}

function normalForm(text: string, path: string, index: number): string {
  try {
    return print(parse(text));
  } catch (cause) {
    return fail(path, `document ${index + 1} of it is not GraphQL: ${(cause as Error).message}`, cause);
  }
}

function fail(path: string, what: string, cause?: unknown): never {
  throw Object.assign(new Error(`The allowed documents in ${path} cannot be used: ${what}.`, { cause }), { code: 'ALLOWED_DOCUMENTS' });
}
