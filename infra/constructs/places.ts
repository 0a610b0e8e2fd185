import { join, resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** Where `npm run synth` writes the templates; the CDK command names another folder when it calls. */
export const cloudAssembly = join(root, 'cdk.out');

/** The folder of a bundled function: `index.mjs`, what it imports when needed, and their source maps. */
export function builtFunction(name: string): string {
  return join(root, '.local/build/functions', name);
}

/** What the front end's build leaves: the rendering function and the files that are served as they are. */
export const builtSite = {
  server: join(root, 'web/dist/lambda'),
  client: join(root, 'web/dist/client'),
};

/** What the stacks' names begin with unless the context value `stage` says otherwise. */
export const DEFAULT_STAGE = 'ohjaamo';

/** Where the data of the network lies unless the context value `region` says otherwise: Stockholm, inside the EU. */
export const DEFAULT_REGION = 'eu-north-1';
