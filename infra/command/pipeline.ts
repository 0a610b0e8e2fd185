import { refusingKindly, runCdk } from './deploy.ts';

/** What the CDK command is told to put up the pipeline of a stage, which is an app of its own. */
export function pipelineArguments(args: readonly string[]): string[] {
  const app = ['--app', `"${process.execPath}" infra/pipeline.ts`];
  // Beside the templates of the service, which stay what the last synthesis left.
  return ['deploy', ...app, '--output', '.local/pipeline.out', '--no-notices', ...args];
}

if (import.meta.main) await refusingKindly(() => runCdk(pipelineArguments(process.argv.slice(2))));
