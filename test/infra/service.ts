import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artefacts } from '@ohjaamo/infra/constructs/codes.ts';
import { makeService, type Service } from '@ohjaamo/infra/constructs/service.ts';
import { Code } from 'aws-cdk-lib/aws-lambda';

/**
 * Artefacts of the right shape with next to nothing in them: the templates do not depend on what the bundles hold, and
 * the real ones are proven by `npm run synth`.
 */
function smallArtefacts(): Artefacts {
  const folder = mkdtempSync(join(tmpdir(), 'artefacts-'));
  const server = join(folder, 'server');
  const client = join(folder, 'client');
  mkdirSync(server);
  mkdirSync(join(client, '_astro'), { recursive: true });
  writeFileSync(join(server, 'index.mjs'), 'export const handler = () => undefined;\n');
  writeFileSync(join(client, '_astro', 'style.12345678.css'), 'body{}\n');
  writeFileSync(join(client, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  return {
    code: () => Code.fromAsset(server),
    site: { server: Code.fromAsset(server), handler: 'entry.handler', client },
  };
}

/** The whole service, made anew: synthesising it closes it. */
export function testService(context: Record<string, string> = {}): Service {
  const outdir = mkdtempSync(join(tmpdir(), 'cloud-assembly-'));
  return makeService({ outdir, context }, smallArtefacts());
}
