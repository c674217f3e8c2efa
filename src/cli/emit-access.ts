import { readFile, writeFile } from 'node:fs/promises';
import { ACCESS_FILE, accessText } from './access-text.js';

await writeFile(ACCESS_FILE, accessText(await readFile(ACCESS_FILE, 'utf8')));
console.log(`${ACCESS_FILE} written`);
