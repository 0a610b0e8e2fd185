import { join } from 'node:path';
import { root } from '../constructs/places.ts';
import { runAloud } from './childProcess.ts';

/** Writes every file in the one format. */
process.exitCode = await runAloud(
  join(root, 'node_modules/.bin/prettier'),
  ['--write', '--log-level=warn', '.'],
  root,
);
