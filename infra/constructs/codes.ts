import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from './functions.ts';
import { builtFunction, builtSite } from './places.ts';

/** What the stacks deploy. Tests of the templates give folders of their own and need no bundles. */
export interface Artefacts {
  code(name: FunctionName): Code;
  /** The front end: its rendering function, that function's handler, and the folder of files served as they are. */
  readonly site: { readonly server: Code; readonly handler: string; readonly client: string };
}

/** The bundles of `npm run synth`: functions from esbuild, the site from its own build. */
export function builtArtefacts(): Artefacts {
  return {
    code: (name) => Code.fromAsset(builtFunction(name)),
    site: { server: Code.fromAsset(builtSite.server), handler: 'index.handler', client: builtSite.client },
  };
}
