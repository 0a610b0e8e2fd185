import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { accessLogged } from '../constructs/accessLog.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Artefacts } from '../constructs/codes.ts';
import { releaseMetric, Releases } from '../constructs/releases.ts';
import { ServiceFunction } from '../constructs/serviceFunction.ts';
import { type CustomDomain, SiteDistribution } from '../constructs/siteDistribution.ts';
import { uploadFiles } from '../constructs/siteFiles.ts';

interface WebStackProps extends StackProps {
  readonly api: HttpApi;
  readonly originProof: string;
  /** What everything that wakes somebody is told to. */
  readonly topic: Topic;
  readonly artefacts: Artefacts;
  readonly domain?: CustomDomain | undefined;
}

/** What people open: the rendering function, the files, and the distribution that makes one origin of it all. */
export class WebStack extends Stack {
  readonly site: ServiceFunction;
  readonly siteApi: HttpApi;
  /** `https://…`, without a slash at the end. */
  readonly publicOrigin: string;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    this.site = this.makeSite(props);
    this.siteApi = this.makeSiteApi(props.topic);
    const files = this.makeBucket();
    const { distribution } = new SiteDistribution(this, 'Origin', {
      api: props.api,
      originProof: props.originProof,
      site: this.siteApi,
      files,
      clientFolder: props.artefacts.site.client,
      domain: props.domain,
    });
    uploadFiles(this, { files, distribution, folder: props.artefacts.site.client });
    this.publicOrigin = `https://${props.domain?.name ?? distribution.distributionDomainName}`;
    new CfnOutput(this, 'PublicOrigin', { value: this.publicOrigin });
  }

  /** Renders the pages. It calls the API as any visitor would and has no right on any table. */
  private makeSite({ api, artefacts }: WebStackProps): ServiceFunction {
    return new ServiceFunction(this, 'Site', {
      code: artefacts.site.server,
      handler: artefacts.site.handler,
      description: 'Renders the pages',
      role: new Role(this, 'SiteFunctionRole', {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        description: 'Runs the rendering function: writes its log, nothing else',
      }),
      environment: { API_ORIGIN: api.apiEndpoint },
      timeout: Duration.seconds(15),
      traced: true,
    });
  }

  private makeSiteApi(topic: Topic): HttpApi {
    const api = new HttpApi(this, 'SiteApi', {
      description: 'Gives every path of the site to the rendering function',
      createDefaultStage: false,
    });
    accessLogged(this, api);
    const serverErrors = api.metricServerError(releaseMetric);
    const { aliases } = new Releases(this, 'Releases', {
      functions: { site: { made: this.site, serverErrors } },
      topic,
    });
    const route = new HttpRoute(this, 'EveryPage', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('SiteIntegration', aliases.site),
    });
    acknowledge(route, 'APIG4', 'Pages decide nothing: the API behind them asks for the session.');
    return api;
  }

  private makeBucket(): Bucket {
    const bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      bucket,
      'S1',
      'Public files of a build, reachable through CloudFront alone: who fetched a stylesheet is nobody’s business.',
    );
    return bucket;
  }
}
