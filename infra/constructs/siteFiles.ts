import { type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { stageOf } from './stages.ts';

/**
 * Uploads the front end's files with the deployment. Names under `_astro` carry the hash of their content and may be kept
 * for a year; the others for five minutes. Files of earlier builds stay, so that a page opened before a deployment still
 * finds its own.
 */
export function uploadFiles(
  scope: Construct,
  props: { readonly files: Bucket; readonly distribution: Distribution; readonly folder: string },
): void {
  const logGroup = new LogGroup(scope, 'UploadLog', { retention: stageOf(scope).logs });
  new BucketDeployment(scope, 'HashedFiles', {
    sources: [Source.asset(props.folder)],
    destinationBucket: props.files,
    exclude: ['*'],
    include: ['_astro/*'],
    prune: false,
    cacheControl: [
      CacheControl.setPublic(),
      CacheControl.maxAge(Duration.days(365)),
      CacheControl.immutable(),
    ],
    logGroup,
  });
  new BucketDeployment(scope, 'OtherFiles', {
    sources: [Source.asset(props.folder)],
    destinationBucket: props.files,
    exclude: ['_astro/*'],
    prune: false,
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
    distribution: props.distribution,
    distributionPaths: ['/*'],
    logGroup,
  });
  acknowledgeUploader(scope, props.files);
}

/** The CDK's own function that copies the files; what it is made of is not ours to choose. */
function acknowledgeUploader(scope: Construct, files: Bucket): void {
  const stack = Stack.of(scope);
  const uploader = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!uploader) throw new Error('The uploader has another name in this version of the CDK');
  const bucket = stack.getLogicalId(files.node.defaultChild as CfnElement);
  const findings = [
    'L1',
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['Abort*', 'DeleteObject*', 'GetBucket*', 'GetObject*', 'List*'].map(
      (each) => `IAM5[Action::s3:${each}]`,
    ),
    `IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}/*]`,
    `IAM5[Resource::<${bucket}.Arn>/*]`,
    // CloudFront's invalidation, which the construct asks for on every distribution.
    'IAM5[Resource::*]',
  ];
  for (const finding of findings) {
    acknowledge(
      uploader,
      finding,
      'The CDK makes this function, its runtime and its role. It runs during a deployment only, copies public files ' +
        'from the deployment bucket to the bucket of files, and reaches no table.',
    );
  }
}
