import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFunctions, BuildError } from '@ohjaamo/infra/command/build.ts';
import { missingForDeployment, whatItNeeds } from '@ohjaamo/infra/command/deploy.ts';
import { describe, expect, it } from 'vitest';

describe('the build of the functions', () => {
  it(
    'gives a bundle that Lambda can load by itself, with its source map beside it',
    { timeout: 60_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
      const sizes = await buildFunctions({ names: ['schedule'], folderOf: () => join(folder, 'schedule') });
      const file = join(folder, 'schedule', 'index.mjs');
      const loaded = (await import(pathToFileURL(file).href)) as { readonly handler: unknown };
      expect(loaded.handler).toBeTypeOf('function');
      expect(existsSync(`${file}.map`)).toBe(true);
      expect(sizes.get('schedule')).toBeGreaterThan(0);
    },
  );

  it('stops with one sentence that names every missing entry file', async () => {
    const built = buildFunctions({
      names: ['desk', 'cases'],
      entryOf: (name) => `functions/${name}/nowhere.ts`,
    });
    await expect(built).rejects.toThrow(
      new BuildError('The build stops: functions/desk/nowhere.ts, functions/cases/nowhere.ts are missing.'),
    );
  });
});

describe('the deployment', () => {
  it('says what to do when there are no credentials, and does not begin', () => {
    expect(missingForDeployment({}, false)).toMatch(/^No AWS credentials were found: .*AWS_PROFILE/u);
  });

  it.each(['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE'])(
    'is content with %s',
    (name) => {
      expect(missingForDeployment({ [name]: 'x' }, false)).toBeUndefined();
    },
  );

  it('is content with a folder of AWS profiles', () => {
    expect(missingForDeployment({}, true)).toBeUndefined();
  });

  it('tells the region it prepares: Stockholm, or the one the environment names', () => {
    expect(whatItNeeds({})).toContain('aws://<account>/eu-north-1');
    expect(whatItNeeds({ AWS_REGION: 'eu-west-1' })).toContain('aws://<account>/eu-west-1');
  });
});
