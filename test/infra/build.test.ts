import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFunctions, BuildError } from '@ohjaamo/infra/command/build.ts';
import { cdkArguments, missingForDeployment, whatItNeeds } from '@ohjaamo/infra/command/deploy.ts';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { part, testService } from './service.ts';

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

  it('tells to prepare the region that the stacks will have: Stockholm, or the one of the command line', () => {
    expect(whatItNeeds([])).toContain('aws://<account>/eu-north-1');
    for (const given of [
      ['-c', 'region=eu-west-1'],
      ['--context=region=eu-west-1'],
      ['-cregion=eu-west-1'],
    ]) {
      expect(whatItNeeds(given)).toContain('aws://<account>/eu-west-1');
    }
    expect(whatItNeeds(['-c', 'stage=trial'])).toContain('--parameters trial-operations:MailFrom=');
  });

  describe('with context on the command line', () => {
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    it('leaves the synthesis to the CDK command, which alone hands the context on', () => {
      const given = ['-c', 'domainName=ohjaamo.example'];
      expect(cdkArguments(given)).toEqual(['deploy', '--all', '--no-notices', ...given]);
      expect(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).toMatchObject({
        app: 'npm run --silent synth',
      });
    });

    it('deploys the stacks, the region and the host name that were asked for', { timeout: 90_000 }, () => {
      // This is how the CDK command hands context to the programme that synthesises.
      const context = {
        stage: 'trial',
        region: 'eu-west-1',
        domainName: 'ohjaamo.example',
        certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      };
      vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify(context));
      const web = testService().app.synth().getStackByName('trial-web');
      const resources = Object.values(part(web.template, 'Resources') as Record<string, { Type: string }>);
      const distribution = resources.find(({ Type }) => Type === 'AWS::CloudFront::Distribution');
      expect(part(distribution, 'Properties.DistributionConfig.Aliases')).toEqual(['ohjaamo.example']);
      expect(web.environment.region).toBe('eu-west-1');
    });
  });
});
