import { writeFile } from 'node:fs/promises';
import { SCHEMA_FILE, schemaText } from './schema-text.js';

await writeFile(SCHEMA_FILE, await schemaText());
console.log(`${SCHEMA_FILE} written`);
