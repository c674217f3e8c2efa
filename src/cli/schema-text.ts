import { printSchema } from 'graphql';
import { buildGraphQLSchema } from '../resolvers/schema.js';

export const SCHEMA_FILE = 'schema.graphql';

/** The public schema as it stands in schema.graphql. */
export async function schemaText(): Promise<string> {
  return `# Made from src/schema and src/resolvers by \`npm run codegen\`; do not edit.\n\n${printSchema(await buildGraphQLSchema())}\n`;
}
