import { readdirSync } from 'node:fs';
import { Duration, Fn } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { OPEN_DATA } from '@ohjaamo/shared/kernel/route.ts';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { viewerRequestCode } from './viewerRequest.ts';

/** A name of one's own for the service; its certificate must stand in us-east-1, as CloudFront asks. */
export interface CustomDomain {
  readonly name: string;
  readonly certificateArn: string;
}

interface SiteDistributionProps {
  readonly api: HttpApi;
  readonly site: HttpApi;
  readonly originProof: string;
  readonly files: Bucket;
  /** Folder of files that are served as they are; its first level becomes the paths that lead to the bucket. */
  readonly clientFolder: string;
  readonly domain: CustomDomain | undefined;
}

/**
 * Two years. Not for the browsers' preload list: nobody gets off it soon, and a municipality's other hosts under the same
 * name may not be ready.
 */
const HSTS = { accessControlMaxAge: Duration.days(730), includeSubdomains: true, preload: false };

/** What of other sites and of the device reaches a page of ours: nothing. Open data say of themselves that other sites may read them. */
const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
} as const;

/** The one origin: `/api/*` to the API, files to the bucket, everything else to the rendering function. */
export class SiteDistribution extends Construct {
  readonly distribution: Distribution;
  private readonly functionHeaders: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, props: SiteDistributionProps) {
    super(scope, id);
    const { domain, originProof } = props;
    this.functionHeaders = this.headers('FunctionHeaders', false);
    const shared = this.throughFunctions();
    const api = originOf(props.api, originProof);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Ohjaamo network service',
      defaultBehavior: { ...shared, origin: originOf(props.site, originProof) },
      additionalBehaviors: {
        // Before the API's other paths: the first pattern that fits is taken.
        [`${OPEN_DATA}*`]: this.openData(api),
        '/api/*': {
          ...shared,
          origin: api,
          // A redirect would have sent a request body in the clear before it was told better.
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        },
        ...this.servedFiles(props),
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
    });
    this.acknowledgeFindings(domain);
  }

  /** What both functions' paths share: nothing cached, everything of the request passed on but the host. */
  private throughFunctions(): Omit<BehaviorOptions, 'origin'> {
    const viewerRequest = new EdgeFunction(this, 'ViewerRequest', {
      comment: 'Tells the origins which host the visitor used, and from which address',
      code: FunctionCode.fromInline(viewerRequestCode),
      runtime: FunctionRuntime.JS_2_0,
    });
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // What may not be cached CloudFront does not compress either: the renderer does.
      compress: false,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [{ function: viewerRequest, eventType: FunctionEventType.VIEWER_REQUEST }],
      // The functions set stricter headers of their own; these stand on answers of the gateway and of CloudFront.
      responseHeadersPolicy: this.functionHeaders,
    };
  }

  /**
   * Open data, kept as long as its answers say. Of a request only the path and the version asked for reach the API, so that what is kept for
   * everybody was coloured by nobody's cookies, headers or other query.
   */
  private openData(origin: HttpOrigin): BehaviorOptions {
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: new CachePolicy(this, 'OpenData', {
        comment: 'Open data: by its path and version, as long as the answer says',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.hours(1),
        cookieBehavior: CacheCookieBehavior.none(),
        headerBehavior: CacheHeaderBehavior.none(),
        queryStringBehavior: CacheQueryStringBehavior.allowList('version'),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
      compress: true,
      responseHeadersPolicy: this.functionHeaders,
    };
  }

  /** One path for each entry on the first level of the folder of files. */
  private servedFiles({ files, clientFolder }: SiteDistributionProps): Record<string, BehaviorOptions> {
    const behaviour: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(files),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: this.headers('FileHeaders', true),
    };
    const entries = readdirSync(clientFolder, { withFileTypes: true });
    const paths = entries.map((entry) => (entry.isDirectory() ? `/${entry.name}/*` : `/${entry.name}`));
    return Object.fromEntries(paths.sort().map((path) => [path, behaviour]));
  }

  private headers(id: string, override: boolean): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override,
        },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { ...HSTS, override },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(ISOLATION).map(([header, value]) => ({ header, value, override })),
      },
    });
  }

  private acknowledgeFindings(domain: CustomDomain | undefined): void {
    const { distribution } = this;
    acknowledge(
      distribution,
      'CFR1',
      'Young people abroad (exchange, military service, travel) use the service too: no country is shut out.',
    );
    acknowledge(
      distribution,
      'CFR2',
      'A web firewall for CloudFront can only stand in us-east-1, outside the region of the service. Both APIs are ' +
        'throttled, sign-in counts attempts, every input is parsed by a schema and no SQL exists. See docs/cost.md.',
    );
    acknowledge(
      distribution,
      'CFR3',
      'CloudFront logs the full path, and paths hold secret links and ids of records. Every request that reaches a ' +
        'function is in the access logs of the two APIs by its route, never by its path.',
    );
    if (!domain) {
      acknowledge(
        distribution,
        'CFR4',
        'Without a domain of its own the service uses the certificate of cloudfront.net, whose minimum protocol ' +
          'cannot be set. With the context values domainName and certificateArn it is TLS 1.2.',
      );
    }
  }
}

/** An HTTP API as an origin, by its own host name; it gets the proof that the request came this way. */
function originOf(api: HttpApi, originProof: string): HttpOrigin {
  return new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
    customHeaders: { 'x-origin-proof': originProof },
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    readTimeout: Duration.seconds(30),
  });
}
