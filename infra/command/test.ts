import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../constructs/places.ts';
import { CommandFailedError, runQuietly } from './childProcess.ts';
import { ensureJava } from './java.ts';
import { prepare } from './prepare.ts';
import { step } from './progress.ts';

const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const results = join(root, '.local/test-results');
const calls = join(root, '.local/calls');

/** One step of the check: its name, and what it runs. */
interface Check {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** Counts of tests that ran; a test that was skipped counts as failed, because it proved nothing. */
interface Totals {
  passed: number;
  failed: number;
}

const totals: Totals = { passed: 0, failed: 0 };

const inRoot = (name: string, ...args: string[]) => runQuietly(bin(name), args, root);

/** Checks that read the sources and nothing else: none is in another's way. */
const ofTheSources: readonly Check[] = [
  { name: 'Format', run: () => inRoot('prettier', '--check', '--log-level=warn', '.') },
  { name: 'Pages: messages and types', run: () => runQuietly(bin('astro'), ['check'], join(root, 'web')) },
  ...['shared', 'functions', 'infra', 'test'].map((folder) => ({
    name: `Types of ${folder}`,
    run: () => inRoot('tsc', '-p', folder),
  })),
  // One process a folder, two for the tests: the types of more together do not fit into Node's default memory.
  ...['shared', 'functions', 'infra', 'test/[a-i]*/**/*.ts', 'test/{[j-z]*/**/,}*.ts', 'web'].map((part) => ({
    name: `Lint of ${part}`,
    run: () => inRoot('eslint', '--max-warnings=0', part),
  })),
  {
    name: 'Who may import whom',
    run: () =>
      inRoot(
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        'shared',
        'functions',
        'infra',
        'test',
        'web/src',
      ),
  },
  { name: 'Nothing that nobody uses', run: () => inRoot('knip', '--no-progress') },
];

/** Checks that run the product: each has the machine to itself, because some of them measure time. */
const ofTheProduct: readonly Check[] = [
  { name: 'Unit, repository, isolation and template tests', run: () => runVitest('vitest.json', 'test') },
  { name: 'What they asked of the database, by the policies', run: runRecorded },
  { name: 'The story in a browser', run: runPlaywright },
];

/**
 * Runs every check, those of the sources two at a time. One that fails keeps none of the others from their turn, so that one run tells all
 * there is to mend; without a build there is nothing to check. Resolves with the exit code.
 */
async function main(): Promise<number> {
  const started = performance.now();
  rmSync(calls, { recursive: true, force: true });
  mkdirSync(calls, { recursive: true });
  process.env['CALLS_FOLDER'] = calls;
  const failures: unknown[] = [];
  try {
    ensureJava((line) => {
      console.log(line);
    });
    await prepare(step);
    failures.push(...(await runTogether(ofTheSources)));
    for (const check of ofTheProduct) failures.push(...(await failureOf(check)));
  } catch (error) {
    failures.push(error);
  }
  for (const failure of failures)
    console.log(`\n${failure instanceof Error ? failure.message : String(failure)}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  // A step without tests of its own that failed must show in the count.
  const failed = Math.max(totals.failed, failures.length);
  console.log(`\n${String(totals.passed)} passed, ${String(failed)} failed (${String(seconds)} s)`);
  return failed === 0 ? 0 : 1;
}

/** What a check failed of, if it did. */
async function failureOf({ name, run }: Check): Promise<unknown[]> {
  return step(name, run).then(
    () => [],
    (error: unknown) => [error],
  );
}

/** Checks that run at the same time: each takes one core, and the largest more than a gigabyte of memory. */
const AT_A_TIME = Math.min(2, availableParallelism());

/** Runs checks {@link AT_A_TIME}; resolves with the failures. */
async function runTogether(checks: readonly Check[]): Promise<unknown[]> {
  const waiting = [...checks];
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) failures.push(...(await failureOf(next)));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return failures;
}

/** The calls of the tests before, whose shapes they left; see docs/adr/0057-isolation-proven.md. */
async function runRecorded(): Promise<void> {
  await runVitest('recorded.json', 'test/recorded');
}

async function runVitest(name: string, folder: string): Promise<void> {
  const failedBefore = totals.failed;
  const report = freshReport(name);
  const run = runQuietly(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    join(root, folder),
  );
  await run.finally(() => {
    const counted = readReport(report) as { numPassedTests?: number; numTotalTests?: number };
    count(counted.numPassedTests, counted.numTotalTests);
  });
  if (totals.failed > failedBefore) throw new CommandFailedError('A test was skipped: every test must run.');
}

async function runPlaywright(): Promise<void> {
  const failedBefore = totals.failed;
  const report = freshReport('playwright.json');
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = report;
  const run = runQuietly(
    bin('playwright'),
    ['test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json'],
    join(root, 'test'),
  );
  await run.finally(() => {
    const { stats } = readReport(report) as {
      stats?: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
    };
    if (stats) count(stats.expected, stats.expected + stats.unexpected + stats.flaky + stats.skipped);
  });
  if (totals.failed > failedBefore)
    throw new CommandFailedError('A browser test was skipped or passed only at the second try.');
}

function count(passed = 0, total = 0): void {
  totals.passed += passed;
  totals.failed += total - passed;
}

function freshReport(name: string): string {
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

/** What a runner wrote; empty when it ended before it could. */
function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

process.exitCode = await main();
