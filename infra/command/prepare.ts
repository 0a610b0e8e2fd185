import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../constructs/places.ts';
import { buildFunctions, buildSite } from './build.ts';
import { runQuietly } from './childProcess.ts';

/** Runs a step under its name. */
export type Report = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** Builds functions and pages and synthesises the application: everything that must exist before it can run. */
export async function prepare(report: Report): Promise<void> {
  await report('Build the functions', () => buildFunctions());
  await report('Build the pages', buildChangedSite);
  await report('Synthesise the infrastructure', synthesise);
}

/** Synthesises the application into `cdk.out`; a finding of cdk-nag rejects with what it found. */
async function synthesise(): Promise<void> {
  await runQuietly(process.execPath, [join(root, 'infra/app.ts')], root);
}

/** Builds the pages unless what they are made of is as it was at the last build. */
export async function buildChangedSite(): Promise<void> {
  const mark = join(root, '.local/build/site.sha256');
  const sources = hashOf(['web', 'shared', 'package-lock.json']);
  const built = existsSync(join(root, 'web/dist/lambda/index.mjs')) && existsSync(mark);
  if (built && readFileSync(mark, 'utf8') === sources) return;
  await buildSite();
  mkdirSync(join(root, '.local/build'), { recursive: true });
  writeFileSync(mark, sources);
}

/** One hash over the contents of files and folders, leaving out what builds write. */
function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, join(root, path));
  return hash.digest('hex');
}

const written = new Set(['dist', 'node_modules', '.astro']);

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (path.endsWith('.json') && !existsSync(path)) return;
  const entries = readdirOrFile(path);
  if (!entries) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
    return;
  }
  for (const name of entries) if (!written.has(name)) addTo(hash, join(path, name));
}

function readdirOrFile(path: string): string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
