import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../constructs/places.ts';
import { CommandFailedError, runQuietly } from './childProcess.ts';
import { ensureJava } from './java.ts';
import { prepare } from './prepare.ts';
import { step } from './progress.ts';

const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const results = join(root, '.local/test-results');

/** One step of the check: its name, and what it runs; a step that fails ends the check. */
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
  { name: 'Unit, repository, isolation and template tests', run: runVitest },
  { name: 'The story in a browser', run: runPlaywright },
];

/** Runs every check, those of the sources two at a time; the first failure ends it. Resolves with the exit code. */
async function main(): Promise<number> {
  const started = performance.now();
  let failure: string | undefined;
  try {
    ensureJava((line) => {
      console.log(line);
    });
    await prepare(step);
    await runTogether(ofTheSources);
    for (const { name, run } of ofTheProduct) await step(name, run);
  } catch (error) {
    failure = error instanceof CommandFailedError || error instanceof Error ? error.message : String(error);
  }
  if (failure !== undefined) console.log(`\n${failure}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  // A step without tests of its own that failed must show in the count.
  const failed = totals.failed === 0 && failure !== undefined ? 1 : totals.failed;
  console.log(`\n${String(totals.passed)} passed, ${String(failed)} failed (${String(seconds)} s)`);
  return failure === undefined && failed === 0 ? 0 : 1;
}

/** Checks that run at the same time: each takes one core, and the largest more than a gigabyte of memory. */
const AT_A_TIME = Math.min(2, availableParallelism());

/** Runs checks {@link AT_A_TIME}; after a failure none begins any more, and the first failure is thrown. */
async function runTogether(checks: readonly Check[]): Promise<void> {
  const waiting = [...checks];
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      await step(next.name, next.run).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  if (failures.length > 0) throw failures[0];
}

async function runVitest(): Promise<void> {
  const report = freshReport('vitest.json');
  const run = runQuietly(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    join(root, 'test'),
  );
  await run.finally(() => {
    const counted = readReport(report) as { numPassedTests?: number; numTotalTests?: number };
    count(counted.numPassedTests, counted.numTotalTests);
  });
  if (totals.failed > 0) throw new CommandFailedError('A test was skipped: every test must run.');
}

async function runPlaywright(): Promise<void> {
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
  if (totals.failed > 0)
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
