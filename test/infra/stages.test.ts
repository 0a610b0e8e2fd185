import { driftArguments } from '@ohjaamo/infra/command/drift.ts';
import { lesserStages } from '@ohjaamo/infra/constructs/stages.ts';
import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { describe, expect, it } from 'vitest';
import { list, part, type Resource, testService } from './service.ts';

/** A synthesis with all checks takes seconds, more on a busy machine. */
const SYNTHESIS = 90_000;

type Parts = readonly Pick<Resource, 'Type' | 'Properties' | 'DeletionPolicy'>[];

class Stage {
  private readonly assembly: CloudAssembly;
  readonly stacks: readonly CloudFormationStackArtifact[];
  readonly resources: Parts;

  constructor(name: string) {
    this.assembly = testService({ stage: name }).app.synth();
    this.stacks = this.assembly.stacks;
    this.resources = this.stacks.flatMap(({ template }) =>
      Object.values(part(template, 'Resources') as Record<string, Parts[number]>),
    );
  }

  of(type: string): Parts {
    const found = this.resources.filter(({ Type }) => Type === type);
    expect(found).not.toEqual([]);
    return found;
  }

  /** What a property is on all resources of a type. */
  values(type: string, path: string): unknown[] {
    return [...new Set(this.of(type).map(({ Properties }) => part(Properties, path)))];
  }

  /** What becomes of the data of a type when the stack goes. */
  afterwards(type: string): unknown[] {
    return [...new Set(this.of(type).map(({ DeletionPolicy }) => DeletionPolicy))];
  }
}

const protects = (stage: Stage) => ({
  stacks: new Set(stage.stacks.map(({ terminationProtection }) => terminationProtection)),
  tables: stage.values('AWS::DynamoDB::GlobalTable', 'Replicas.0.DeletionProtectionEnabled'),
  tablesAfterwards: stage.afterwards('AWS::DynamoDB::GlobalTable'),
  accounts: stage.values('AWS::Cognito::UserPool', 'DeletionProtection'),
  accountsAfterwards: stage.afterwards('AWS::Cognito::UserPool'),
});

const everything = {
  stacks: new Set([true]),
  tables: [true],
  tablesAfterwards: ['Retain'],
  accounts: ['ACTIVE'],
  accountsAfterwards: ['Retain'],
};
const releaseOf = (stage: Stage) =>
  new Set(
    stage
      .of('AWS::CodeDeploy::DeploymentGroup')
      .map(({ Properties }) => JSON.stringify(part(Properties, 'DeploymentConfigName'))),
  );
const waking = (stage: Stage) =>
  stage.of('AWS::CloudWatch::Alarm').filter(({ Properties }) => list(Properties, 'AlarmActions').length > 0)
    .length;

describe('A stage', { timeout: SYNTHESIS }, () => {
  it.each(['ohjaamo', 'prodution'])(
    'of any name that is no lesser one (%s) is protected as production',
    (name) => {
      const stage = new Stage(name);
      expect(stage.stacks.every(({ stackName }) => stackName.startsWith(`${name}-`))).toBe(true);
      expect(protects(stage)).toEqual(everything);
      expect([...releaseOf(stage)]).toEqual([expect.stringContaining('Canary10Percent5Minutes')]);
      expect(waking(stage)).toBe(stage.of('AWS::CloudWatch::Alarm').length);
      expect(stage.values('AWS::Logs::LogGroup', 'RetentionInDays').sort()).toEqual([30, 90]);
    },
  );

  it('for trying a release is released and watched as production, and what it holds may go', () => {
    const stage = new Stage('staging');
    expect(protects(stage)).toEqual({
      stacks: new Set([false]),
      tables: [false],
      tablesAfterwards: ['Delete'],
      accounts: ['INACTIVE'],
      accountsAfterwards: ['Delete'],
    });
    expect([...releaseOf(stage)]).toEqual([expect.stringContaining('Canary10Percent5Minutes')]);
    expect(waking(stage)).toBe(stage.of('AWS::CloudWatch::Alarm').length);
    expect(stage.values('AWS::Logs::LogGroup', 'RetentionInDays')).toEqual([14]);
  });

  it('for building is changed at once and wakes nobody', () => {
    const stage = new Stage('development');
    expect([...releaseOf(stage)]).toEqual([expect.stringContaining('AllAtOnce')]);
    expect(waking(stage)).toBe(0);
    expect(stage.values('AWS::Logs::LogGroup', 'RetentionInDays')).toEqual([3]);
  });

  it('of a lesser name differs in nothing else: the same resources, each right to the letter, backups too', () => {
    const production = new Stage('ohjaamo');
    const rights = (stage: Stage) =>
      ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::Lambda::Permission', 'AWS::KMS::Key'].flatMap((type) =>
        stage.of(type).map(({ Properties }) => withoutNames(Properties)),
      );
    for (const name of lesserStages) {
      const stage = new Stage(name);
      expect(stage.resources.map(({ Type }) => Type)).toEqual(production.resources.map(({ Type }) => Type));
      expect(rights(stage)).toEqual(rights(production));
      const backups = 'Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';
      expect(stage.values('AWS::DynamoDB::GlobalTable', backups)).toEqual([true]);
    }
  });
});

/** Exports bear the stack's name, which begins with the stage's. */
function withoutNames(properties: unknown): string {
  return JSON.stringify(properties).replaceAll(/(?:ohjaamo|staging|development)-/gu, '');
}

describe('npm run drift', () => {
  it('asks for every stack of the stage that is named, and fails when something was changed past the templates', () => {
    expect(driftArguments(['-c', 'stage=staging'])).toEqual([
      ...['drift', '*', '--fail', '--no-notices'],
      ...['-c', 'stage=staging'],
    ]);
  });
});
