import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions, stop } from 'esbuild';
import { type FunctionName, functionNames, planOf } from '../constructs/functions.ts';
import { builtFunction, builtSite, root } from '../constructs/places.ts';

/** A fault of the build that one sentence explains; shown without a stack trace. */
export class BuildError extends Error {
  override name = 'BuildError';
}

interface Wanted {
  readonly names?: readonly FunctionName[];
  /** Where a function's entry file is, from the root of the repository. */
  readonly entryOf?: (name: FunctionName) => string;
  /** The folder of a function's bundle. */
  readonly folderOf?: (name: FunctionName) => string;
}

/**
 * Bundles every function of the list into its own folder under `.local/build/functions`: an ES module with the AWS SDK
 * inside, minified, with source maps. What is imported when it is needed (most of all the SDK's ways to credentials that
 * Lambda never takes) lies in files beside it, which a cold start neither reads nor parses: a third less time. Answers
 * with the bytes of code of each bundle. Throws {@link BuildError} naming every entry file that is missing.
 */
export async function buildFunctions({
  names = functionNames,
  entryOf = (name) => planOf(name).entry,
  folderOf = builtFunction,
}: Wanted = {}): Promise<ReadonlyMap<FunctionName, number>> {
  const missing = names.map(entryOf).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) {
    throw new BuildError(
      `The build stops: ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    );
  }
  const waiting = [...names];
  const sizes = new Map<FunctionName, number>();
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      sizes.set(name, await bundle(entryOf(name), folderOf(name)));
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  } finally {
    // Its process would keep what it has read, some gigabytes, as long as this one lives.
    await stop();
  }
  return sizes;
}

/** Bundles made at the same time: more are no faster and take memory that a laptop lacks. */
const AT_A_TIME = availableParallelism();

/** How functions are bundled; the reference of the cold import bench is too. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  // Packages that still call require() find one; an ES module has none of its own.
  banner: {
    js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
  },
  logLevel: 'error',
} as const satisfies BuildOptions;

/** What reads the access policies, and Cedar, from beside the bundle. */
const POLICY_ENGINE = 'functions/access/engine.ts';
const POLICY_FOLDER = 'functions/access/policies';
const CEDAR = 'node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm';

/** Lays the policies, as a data-protection officer reads them, and Cedar beside a bundle. */
async function layPolicies(folder: string): Promise<void> {
  await cp(join(root, POLICY_FOLDER), join(folder, 'policies'), { recursive: true });
  await copyFile(join(root, CEDAR), join(folder, 'cedar_wasm_bg.wasm'));
}

/** What writes documents reads its two fonts from beside the bundle. */
const DOCUMENT_FONTS = 'functions/plans/document/fonts.ts';
const FONT_FOLDER = 'node_modules/dejavu-fonts-ttf/ttf';

/** Lays the fonts of documents beside a bundle. */
async function layFonts(folder: string): Promise<void> {
  await mkdir(join(folder, 'fonts'));
  for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
    await copyFile(join(root, FONT_FOLDER, file), join(folder, 'fonts', file));
  }
}

async function bundle(entry: string, folder: string): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    ...bundling,
    entryPoints: [{ in: entry, out: 'index' }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    alias: { 'node:process': './infra/command/processModule.mjs' },
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  if (inputs.includes(POLICY_ENGINE)) await layPolicies(folder);
  if (inputs.includes(DOCUMENT_FONTS)) await layFonts(folder);
  return Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

/** Builds the front end into `web/dist`. Throws {@link BuildError} with the end of what the build said. */
export async function buildSite(): Promise<void> {
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  try {
    await promisify(execFile)(process.execPath, [astro, 'build'], {
      cwd: join(root, 'web'),
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const said = error as { readonly stdout?: string; readonly stderr?: string };
    const end = `${said.stdout ?? ''}${said.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
    throw new BuildError(`The build of the site failed:\n${end}`);
  }
  await layHandler();
}

/** Lays the handler that Lambda calls beside the renderer, whose answers it compresses. */
async function layHandler(): Promise<void> {
  const renderer = './entry.mjs';
  await build({
    ...bundling,
    stdin: {
      contents: `import { handler as render } from '${renderer}';
        import { compressing } from '${join(root, 'web/src/lambda/compress.ts')}';
        export const handler = compressing(render);`,
      resolveDir: builtSite.server,
    },
    external: [renderer],
    outfile: join(builtSite.server, 'index.mjs'),
  });
  await stop();
}
