import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './tables.ts';

/** One stack of a synthesised application: its name and its CloudFormation template. */
export interface SynthesisedStack {
  readonly name: string;
  readonly template: Template;
}

/** What `app.synth()` left in a folder (`cdk.out`). */
export interface Assembly {
  readonly stacks: readonly SynthesisedStack[];
  /** The folder of a file asset by the S3 key that the templates give it, or `undefined` when it is not a folder. */
  assetFolder(s3Key: string): string | undefined;
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly properties?: { readonly templateFile?: string } }>
  >;
}

/** Reads the stacks of a synthesised application, in the order of its manifest. */
export function readAssembly(folder: string): Assembly {
  const manifest = readJson(join(folder, 'manifest.json')) as Manifest;
  const stacks = Object.entries(manifest.artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([name, { properties }]) => ({
      name,
      template: readJson(join(folder, properties?.templateFile ?? `${name}.template.json`)) as Template,
    }));
  return {
    stacks,
    assetFolder(s3Key) {
      const asset = join(folder, `asset.${s3Key.replace(/\.zip$/u, '')}`);
      return existsSync(asset) ? asset : undefined;
    },
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
