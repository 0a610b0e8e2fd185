import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipelineArguments } from '@ohjaamo/infra/command/pipeline.ts';
import { makePipeline } from '@ohjaamo/infra/constructs/pipelineApp.ts';
import { describe, expect, it } from 'vitest';
import { list, part, type Resource, text } from './service.ts';

/** A synthesis with all checks takes seconds, more on a busy machine. */
const SYNTHESIS = 90_000;

type Parts = readonly Pick<Resource, 'Type' | 'Properties' | 'DeletionPolicy'>[];

function pipelineOf(context: Record<string, string>): { readonly name: string; readonly resources: Parts } {
  const outdir = mkdtempSync(join(tmpdir(), 'pipeline-'));
  const [stack] = makePipeline({ outdir, context }).app.synth().stacks;
  const resources = Object.values(part(stack?.template, 'Resources') as Record<string, Parts[number]>);
  return { name: stack?.stackName ?? '', resources };
}

const ofType = (resources: Parts, type: string) => resources.filter(({ Type }) => Type === type);
const stepsOf = (resources: Parts) =>
  ofType(resources, 'AWS::CodePipeline::Pipeline').flatMap(({ Properties }) =>
    list(Properties, 'Stages').map((each) => text(each, 'Name')),
  );
const commandsOf = (resources: Parts) =>
  ofType(resources, 'AWS::CodeBuild::Project').flatMap(
    ({ Properties }) =>
      part(JSON.parse(text(Properties, 'Source.BuildSpec')), 'phases.build.commands') as readonly string[],
  );

describe('The pipeline', { timeout: SYNTHESIS }, () => {
  it('of production waits for a person after the tests and the comparison, and that of a lesser stage does not', () => {
    expect(stepsOf(pipelineOf({}).resources)).toEqual(['Source', 'Check', 'Agree', 'Deploy']);
    const staging = pipelineOf({ stage: 'staging' });
    expect(staging.name).toBe('staging-pipeline');
    expect(stepsOf(staging.resources)).toEqual(['Source', 'Check', 'Deploy']);
  });

  it('tries, compares and deploys its own stage with the context that it was made with', () => {
    const context = { stage: 'staging', domainName: 'ohjaamo.example', certificateArn: 'arn:aws:acm:1' };
    const given = '-c "stage=staging" -c "domainName=ohjaamo.example" -c "certificateArn=arn:aws:acm:1"';
    expect(commandsOf(pipelineOf(context).resources)).toEqual([
      'npm test',
      `npx cdk diff --all --no-notices ${given}`,
      `npm run deploy -- ${given} --require-approval never`,
    ]);
  });

  it('lets what is tried look and only what is deployed change, by the roles of the CDK in this account alone', () => {
    const { resources } = pipelineOf({});
    const taken = ofType(resources, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      list(Properties, 'PolicyDocument.Statement')
        .filter((each) => text(each, 'Sid') === 'TakeRolesOfTheCdk')
        .map((each) => [
          text(Properties, 'PolicyName').replace(/RoleDefaultPolicy.*$/u, ''),
          list(each, 'Resource').map(
            (role) => /cdk-hnb659fds-([a-z-]+)-role-/u.exec(JSON.stringify(role))?.[1],
          ),
        ]),
    );
    expect(taken).toEqual([
      ['Check', ['lookup']],
      ['Deploy', ['lookup', 'deploy', 'file-publishing']],
    ]);
    const stars = ofType(resources, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      list(Properties, 'PolicyDocument.Statement').filter((each) => list(each, 'Resource').includes('*')),
    );
    expect(stars).toEqual([]);
  });

  it('begins when a release is handed in and at nothing else, and keeps releases encrypted and out of sight', () => {
    const { resources } = pipelineOf({});
    const [rule, ...others] = ofType(resources, 'AWS::Events::Rule');
    expect(others).toEqual([]);
    expect(part(rule?.Properties, 'EventPattern')).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: ['release.zip'] } },
    });
    const buckets = ofType(resources, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const { Properties } of buckets) {
      expect(part(Properties, 'VersioningConfiguration.Status')).toBe('Enabled');
      expect(part(Properties, 'PublicAccessBlockConfiguration.RestrictPublicBuckets')).toBe(true);
      expect(JSON.stringify(part(Properties, 'BucketEncryption'))).toContain('aws:kms');
    }
    const projects = ofType(resources, 'AWS::CodeBuild::Project');
    expect(projects.map(({ Properties }) => part(Properties, 'Environment.PrivilegedMode'))).toEqual([
      false,
      false,
    ]);
  });
});

describe('npm run pipeline', () => {
  it('puts up the pipeline as an app of its own, with the context of the command line', () => {
    const [verb, , app, ...others] = pipelineArguments(['-c', 'stage=staging']);
    expect(verb).toBe('deploy');
    expect(app).toMatch(/infra\/pipeline\.ts$/u);
    expect(others).toEqual(['--output', '.local/pipeline.out', '--no-notices', '-c', 'stage=staging']);
  });
});
