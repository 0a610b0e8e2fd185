import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeService } from '../constructs/service.ts';
import { builtSite, cloudAssembly } from '../constructs/places.ts';
import { BuildError, buildFunctions, buildSite } from './build.ts';

/**
 * Builds the functions and the site, then writes the templates to `cdk.out` (or to CDK_OUTDIR, which the CDK command
 * sets). Needs no account, no Docker and no network. Answers with the folder. `say` gets one line for each step.
 */
export async function synthesise(say: (line: string) => void): Promise<string> {
  const [sizes] = await Promise.all([buildFunctions(), buildSite()]);
  const bytes = [...sizes.values()].reduce((sum, each) => sum + each, 0);
  say(`Built ${String(sizes.size)} functions (${String(Math.round(bytes / 1024))} kB) and the site.`);
  if (!existsSync(join(builtSite.server, 'index.mjs'))) {
    throw new BuildError('The build of the site left no rendering function in web/dist/lambda.');
  }
  const { directory } = makeService({ outdir: process.env['CDK_OUTDIR'] ?? cloudAssembly }).app.synth();
  say(`Templates written to ${directory}.`);
  return directory;
}

if (import.meta.main) {
  try {
    await synthesise((line) => {
      console.log(line);
    });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
