import { compile } from './compile.mjs';
import { main } from './process.mjs';

await main(compile);
