import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTable } from '@ohjaamo/functions/access/index.ts';

const file = join(import.meta.dirname, '../../docs/access.md');
writeFileSync(file, await accessTable());
console.log('docs/access.md is written.');
