import { type CfnElement, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BuildSpec, ComputeType, LinuxBuildImage, PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, type IAction, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  ManualApprovalAction,
  S3SourceAction,
  S3Trigger,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { CodePipeline } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { stageName, stageOf } from '../constructs/stages.ts';

/** What the CDK's own grants name with a star: acts on objects of the two buckets, under their key, and a log that no project writes because each has its own. */
const GRANTS =
  'The CDK grants it to whoever carries a release on, on the buckets, the key and the logs of this stack and on nothing else.';
const ACTIONS = [
  ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'],
  ...['kms:ReEncrypt*', 'kms:GenerateDataKey*'],
];

/** The name under which a release is handed in. */
export const RELEASE_ARCHIVE = 'release.zip';

/** The roles of the CDK's bootstrap that a command takes, by what their names have ("Bootstrapping", default qualifier). */
const LOOKING = ['lookup'];
const DEPLOYING = ['lookup', 'deploy', 'file-publishing'];

/**
 * Takes a release from an archive to the one stage of this account: tried, compared with what stands, agreed to by a person where the
 * stage is kept, deployed. It knows no code host: whoever may write the archive hands a release in.
 */
export class PipelineStack extends Stack {
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.key = new Key(this, 'Key', {
      description: 'Encrypts releases on their way',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const releases = this.makeBucket('Releases');
    const artifactBucket = this.makeBucket('Artifacts');
    const pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      artifactBucket,
      crossAccountKeys: false,
      restartExecutionOnUpdate: false,
    });
    const context = this.contextGiven();
    // `npm test` installs what the lock file lists; so the comparison needs nothing but the CDK.
    const check = this.makeProject('Check', LOOKING, [
      'npm test',
      `npx cdk diff --all --no-notices ${context}`,
    ]);
    // Nobody is there to be asked; what widens a right was shown by the comparison.
    const deploy = this.makeProject('Deploy', DEPLOYING, [
      `npm run deploy -- ${context} --require-approval never`,
    ]);
    this.addStages(pipeline, releases, check, deploy);
    this.startWhenHandedIn(pipeline, releases);
    new CfnOutput(this, 'HandIn', { value: `s3://${releases.bucketName}/${RELEASE_ARCHIVE}` });
    this.acknowledgeGrants(artifactBucket, [check, deploy]);
  }

  /** The context that the pipeline was made with: without it a deployment would take the stage's own host name away. */
  private contextGiven(): string {
    const given = ['region', 'domainName', 'certificateArn'].flatMap((name) => {
      const value: unknown = this.node.tryGetContext(name);
      return typeof value === 'string' && value !== '' ? [`-c "${name}=${value}"`] : [];
    });
    return [`-c "stage=${stageName(this)}"`, ...given].join(' ');
  }

  private addStages(
    pipeline: Pipeline,
    bucket: Bucket,
    check: PipelineProject,
    deploy: PipelineProject,
  ): void {
    const source = new Artifact();
    const add = (name: string, action: IAction) => pipeline.addStage({ stageName: name, actions: [action] });
    const run = (actionName: string, project: PipelineProject) =>
      add(actionName, new CodeBuildAction({ actionName, project, input: source }));
    const from = { bucket, bucketKey: RELEASE_ARCHIVE, output: source, trigger: S3Trigger.NONE };
    add('Source', new S3SourceAction({ actionName: 'Release', ...from }));
    run('Check', check);
    if (stageOf(this).isKept) {
      const additionalInformation =
        'The log of Check ends with what the deployment changes, rights among it.';
      add('Agree', new ManualApprovalAction({ actionName: 'Agree', additionalInformation }));
    }
    run('Deploy', deploy);
  }

  private startWhenHandedIn(pipeline: Pipeline, releases: Bucket): void {
    // The construct's own switch would bring a function with wide rights.
    (releases.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    new Rule(this, 'HandedIn', {
      description: 'A release was handed in',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [releases.bucketName] }, object: { key: [RELEASE_ARCHIVE] } },
      },
      targets: [new CodePipeline(pipeline)],
    });
  }

  private makeBucket(id: string): Bucket {
    const bucket = new Bucket(this, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(365) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      bucket,
      'S1',
      'It holds source that is public; the pipeline’s history says who handed what in, and when.',
    );
    return bucket;
  }

  /** Runs commands in a clean machine that may take these roles of the CDK in this account, and nothing else. */
  private makeProject(id: string, roles: readonly string[], commands: readonly string[]): PipelineProject {
    const project = new PipelineProject(this, id, {
      // The browser of the tests is built for this architecture.
      environment: { buildImage: LinuxBuildImage.AMAZON_LINUX_2023_5, computeType: ComputeType.LARGE },
      grantReportGroupPermissions: false,
      logging: { cloudWatch: { logGroup: this.makeLog(id) } },
      encryptionKey: this.key,
      timeout: Duration.hours(2),
      buildSpec: BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: [...commands] } } }),
    });
    project.addToRolePolicy(
      new PolicyStatement({
        sid: 'TakeRolesOfTheCdk',
        actions: ['sts:AssumeRole'],
        resources: roles.map((role) =>
          this.formatArn({
            service: 'iam',
            region: '',
            resource: 'role',
            resourceName: `cdk-hnb659fds-${role}-role-${this.account}-${this.region}`,
          }),
        ),
      }),
    );
    return project;
  }

  private makeLog(id: string): LogGroup {
    return new LogGroup(this, `${id}Log`, {
      retention: stageOf(this).requestLogs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** Accepts the stars of what the CDK grants by itself. */
  private acknowledgeGrants(artifacts: Bucket, projects: readonly PipelineProject[]): void {
    const logs = `arn:<AWS::Partition>:logs:${this.region}:<AWS::AccountId>:log-group:/aws/codebuild`;
    const resources = [
      `<${this.idOf(artifacts)}.Arn>/*`,
      ...projects.map((project) => `${logs}/<${this.idOf(project)}>:*`),
    ];
    for (const finding of [
      ...ACTIONS.map((each) => `Action::${each}`),
      ...resources.map((each) => `Resource::${each}`),
    ]) {
      acknowledge(this, `IAM5[${finding}]`, GRANTS);
    }
  }

  private idOf({ node }: Construct): string {
    return String(this.resolve((node.defaultChild as CfnElement).logicalId));
  }
}
