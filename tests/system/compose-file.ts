import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  restart?: string;
  ports?: string[];
  volumes?: string[];
  networks: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

export interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
}

export type Variables = Record<string, string>;

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** docker-compose.yml as `docker compose` reads it with these variables; throws where one is required and missing. */
export function readCompose(variables: Variables): Compose {
  return fillIn(parse(readText('docker-compose.yml'), { merge: true }), variables) as Compose;
}

/** The names that docker-compose.yml asks .env for; `required` are those without which it refuses. */
export function variablesOfCompose(): { all: Set<string>; required: Set<string> } {
  const found = [...withoutComments(readText('docker-compose.yml')).matchAll(new RegExp(VARIABLE, 'g'))].filter(([, name]) => name !== undefined);
  return { all: new Set(found.map(([, name]) => name!)), required: new Set(found.filter(([, , operator]) => operator === ':?').map(([, name]) => name!)) };
}

/** .env.example: each variable with the comment above it. */
export function readEnvExample(): Map<string, { value: string; comment: string }> {
  const paragraphs = readText('.env.example').split(/\n\n+/);
  return new Map(
    paragraphs.flatMap((paragraph) => {
      const lines = paragraph.trim().split('\n');
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(lines.at(-1)!) ?? [];
      return name === undefined ? [] : [[name, { value: value!, comment: lines.slice(0, -1).join('\n') }] as const];
    }),
  );
}

/** A value for everything that .env must say, as its owner would make them. */
export function secrets(): Variables {
  const { required } = variablesOfCompose();
  return Object.fromEntries([...required].map((name, index) => [name, String(index + 1).repeat(64)]));
}

const VARIABLE = String.raw`\$(?:\$|\{([A-Z_]+)(?:(:[-?])([^}]*))?\})`;

function fillIn(node: unknown, variables: Variables): unknown {
  if (typeof node === 'string') return node.replaceAll(new RegExp(VARIABLE, 'g'), (_, name?: string, operator?: string, word = '') => valueOf(variables, name, operator, word));
  if (Array.isArray(node)) return node.map((each) => fillIn(each, variables));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fillIn(value, variables)]));
}

function valueOf(variables: Variables, name: string | undefined, operator: string | undefined, word: string): string {
  if (name === undefined) return '$';
  const value = variables[name];
  if (value) return value;
  if (operator === ':?') throw new Error(`${name}: ${word}`);
  return word;
}

const withoutComments = (yaml: string): string => yaml.replaceAll(/^\s*#.*$/gm, '');
