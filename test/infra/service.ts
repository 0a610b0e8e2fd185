import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artefacts } from '@ohjaamo/infra/constructs/codes.ts';
import { makeService, type Service } from '@ohjaamo/infra/constructs/service.ts';
import { type Assembly, readAssembly } from '@ohjaamo/infra/local/assembly.ts';
import { Code } from 'aws-cdk-lib/aws-lambda';

export type StackName = 'Identity' | 'Data' | 'Api' | 'Routes' | 'Web' | 'Operations';
export const stackNames: readonly StackName[] = ['Identity', 'Data', 'Api', 'Routes', 'Web', 'Operations'];

/** One resource of a template; what its properties look like is for the test that reads them to say. */
export interface Resource {
  readonly stack: StackName;
  readonly id: string;
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: unknown;
}

/**
 * Artefacts of the right shape with next to nothing in them: the templates do not depend on what the bundles hold, and
 * the real ones are proven by the test of the build.
 */
function smallArtefacts(): Artefacts {
  const folder = mkdtempSync(join(tmpdir(), 'artefacts-'));
  const server = join(folder, 'server');
  const client = join(folder, 'client');
  mkdirSync(server);
  mkdirSync(join(client, '_astro'), { recursive: true });
  writeFileSync(join(server, 'index.mjs'), 'export const handler = () => undefined;\n');
  writeFileSync(join(client, '_astro', 'style.12345678.css'), 'body{}\n');
  writeFileSync(join(client, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  return {
    code: () => Code.fromAsset(server),
    site: { server: Code.fromAsset(server), handler: 'index.handler', client },
  };
}

/** The whole service, made anew: synthesising it closes it. */
export function testService(context: Record<string, string> = {}): Service {
  const outdir = mkdtempSync(join(tmpdir(), 'cloud-assembly-'));
  return makeService({ outdir, context }, smallArtefacts());
}

let folder: string | undefined;
let read: readonly Resource[] | undefined;

/** The folder of the synthesised service; synthesised once for a file of tests. */
export function assemblyFolder(): string {
  folder ??= testService().app.synth().directory;
  return folder;
}

/** Every resource of the six templates. */
export function resources(): readonly Resource[] {
  read ??= readResources(readAssembly(assemblyFolder()));
  return read;
}

function readResources({ stacks }: Assembly): Resource[] {
  return stackNames.flatMap((stack) => {
    const template = stacks.find(({ name }) => name === stack)?.template as
      { readonly Resources: Readonly<Record<string, Omit<Resource, 'stack' | 'id'>>> } | undefined;
    if (!template) throw new Error(`There is no stack ${stack}`);
    return Object.entries(template.Resources).map(([id, resource]) => ({ ...resource, stack, id }));
  });
}

/** The resources of a CloudFormation type, without the CDK's own uploader of files. */
export function ofType(type: string): readonly Resource[] {
  const found = resources().filter(
    ({ Type, id }) => Type === type && !id.startsWith('CustomCDKBucketDeployment'),
  );
  if (found.length === 0) throw new Error(`No template has a ${type}`);
  return found;
}

/** What stands at a path of a template's JSON (`Replicas.0.DeletionProtectionEnabled`), or `undefined`. */
export function part(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name],
      value,
    );
}

/** As {@link part} where a text stands; anything else gives an empty text. */
export function text(value: unknown, path: string): string {
  const found = part(value, path);
  return typeof found === 'string' ? found : '';
}

/** As {@link part} where a list stands; a single value gives a list of it, nothing an empty one. */
export function list(value: unknown, path: string): readonly unknown[] {
  const found = part(value, path);
  return found === undefined ? [] : [found].flat();
}

/** Every statement of every policy of a role, with the resource it stands in. */
export function statements(): { readonly place: string; readonly statement: unknown }[] {
  return resources()
    .filter(
      ({ id, Type }) => /::IAM::(?:Policy|Role)$/u.test(Type) && !id.startsWith('CustomCDKBucketDeployment'),
    )
    .flatMap(({ id, Properties }) => [
      ...list(Properties, 'PolicyDocument.Statement').map((statement) => ({ place: id, statement })),
      ...list(Properties, 'Policies')
        .flatMap((each) => list(each, 'PolicyDocument.Statement'))
        .map((statement) => ({ place: id, statement })),
    ]);
}
