import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shape } from '../support/calls/judge.ts';
import type { Policies } from '../support/calls/policies.ts';

/** The shapes of all calls that a run of the tests made, each once. */
export function readShapes(folder: string): Shape[] {
  if (!existsSync(folder)) throw new Error('Nothing was recorded: this check comes after the tests');
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  return [...new Set(lines)].map((line) => JSON.parse(line) as Shape);
}

/** The policies by which they were judged. */
export function readPolicies(folder: string): Policies {
  return JSON.parse(readFileSync(join(folder, 'policies.json'), 'utf8')) as Policies;
}
