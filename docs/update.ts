/** Writes the generated parts of the documentation anew: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentation } from '../test/support/documentation.ts';

for (const [path, page] of documentation()) writeFileSync(join(import.meta.dirname, '..', path), page);
