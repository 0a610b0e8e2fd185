import type { Assembly } from './assembly.ts';
import type { ResolvedResource, ResolvedTemplates } from './templates.ts';

/** Where a behaviour sends a request. */
export type Origin =
  | { readonly kind: 'files'; readonly folders: readonly StaticFolder[] }
  | {
      readonly kind: 'http';
      readonly host: string;
      readonly path: string;
      /** Headers that the distribution adds, over whatever the viewer sent. */
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Files that a deployment puts into a bucket, and the headers it gives them. */
export interface StaticFolder {
  readonly folder: string;
  /** Key prefix in the bucket, without slashes at its ends. */
  readonly prefix: string;
  readonly cacheControl?: string;
  /** Keys that are left out, and those of them that are taken in after all; patterns with `*`. */
  readonly exclude: readonly string[];
  readonly include: readonly string[];
}

/** What a cache policy of our own says: how long an answer is kept at the most, and which of the query is part of its name and reaches the origin. */
export interface Keeping {
  readonly longestSeconds: number;
  readonly query: readonly string[];
}

/** One cache behaviour of the distribution. */
export interface Behaviour {
  /** `/api/*`; the last one of all is `*`. */
  readonly pathPattern: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly compress: boolean;
  /** How answers are kept; absent where nothing is, or where files are served as they lie. */
  readonly keeps?: Keeping;
  /** Source of the viewer-request function, if any (CloudFront Functions runtime 2.0). */
  readonly viewerRequest?: string;
  /** Headers that the response headers policy sets; with `override` over the origin's own. */
  readonly responseHeaders: readonly {
    readonly name: string;
    readonly value: string;
    readonly override: boolean;
  }[];
}

export interface Distribution {
  /** The host name that templates give the distribution. */
  readonly host: string;
  readonly defaultRootObject: string;
  readonly behaviours: readonly Behaviour[];
}

/** CloudFront's and S3's patterns: `*` is any number of characters, `?` exactly one; a leading slash is optional. */
export function fits(pattern: string, path: string): boolean {
  const expression = pattern
    .replace(/^\//u, '')
    .replaceAll(/[.+^${}()|[\]\\]/gu, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'u').test(path.replace(/^\//u, ''));
}

interface BehaviourProperties {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly Compress?: boolean;
  readonly CachePolicyId?: string;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
  readonly ResponseHeadersPolicyId?: string;
}

interface Configuration {
  readonly DefaultRootObject?: string;
  readonly Origins: readonly {
    readonly Id: string;
    readonly DomainName: string;
    readonly OriginPath?: string;
    readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
  }[];
  readonly CacheBehaviors?: readonly BehaviourProperties[];
  readonly DefaultCacheBehavior: BehaviourProperties;
}

/** Reads the one CloudFront distribution of the templates. */
export function readDistribution(templates: ResolvedTemplates, assembly: Assembly): Distribution {
  const [resource] = templates.ofType('AWS::CloudFront::Distribution');
  if (!resource) throw new Error('The templates have no distribution');
  const configuration = resource.properties['DistributionConfig'] as Configuration;
  const origins = new Map(
    configuration.Origins.map(({ Id, DomainName, OriginPath = '', OriginCustomHeaders = [] }) => {
      const bucket = templates
        .ofType('AWS::S3::Bucket')
        .find(({ ref }) => DomainName.startsWith(`${ref.toLowerCase()}.s3.`));
      const origin: Origin = bucket
        ? { kind: 'files', folders: staticFolders(bucket.ref, templates, assembly) }
        : {
            kind: 'http',
            host: DomainName,
            path: OriginPath,
            headers: Object.fromEntries(
              OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
                HeaderName.toLowerCase(),
                HeaderValue,
              ]),
            ),
          };
      return [Id, origin];
    }),
  );
  const behaviours = [...(configuration.CacheBehaviors ?? []), configuration.DefaultCacheBehavior];
  return {
    host: `${resource.ref.toLowerCase()}.cloudfront.net`,
    defaultRootObject: configuration.DefaultRootObject ?? '',
    behaviours: behaviours.map((behaviour) => readBehaviour(behaviour, origins, templates)),
  };
}

/** The managed cache policy under which CloudFront compresses; under `CachingDisabled` it does not, whatever the behaviour says. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

function readBehaviour(
  behaviour: BehaviourProperties,
  origins: ReadonlyMap<string, Origin>,
  templates: ResolvedTemplates,
): Behaviour {
  const origin = origins.get(behaviour.TargetOriginId);
  if (!origin) throw new Error(`The distribution has no origin ${behaviour.TargetOriginId}`);
  const policy = cachePolicy(
    templates.ofType('AWS::CloudFront::CachePolicy').find(({ ref }) => ref === behaviour.CachePolicyId),
  );
  const arn = behaviour.FunctionAssociations?.find(
    ({ EventType }) => EventType === 'viewer-request',
  )?.FunctionARN;
  const source = templates
    .ofType('AWS::CloudFront::Function')
    .find(({ ref }) => arn !== undefined && (arn === ref || arn.endsWith(`/${ref}`)))?.properties[
    'FunctionCode'
  ];
  return {
    pathPattern: behaviour.PathPattern ?? '*',
    origin,
    methods: behaviour.AllowedMethods ?? ['GET', 'HEAD'],
    compress:
      behaviour.Compress === true &&
      (behaviour.CachePolicyId === CACHING_OPTIMIZED || policy?.compresses === true),
    ...(policy && { keeps: policy }),
    ...(typeof source === 'string' && { viewerRequest: source }),
    responseHeaders: responseHeaders(
      templates
        .ofType('AWS::CloudFront::ResponseHeadersPolicy')
        .find(({ ref }) => ref === behaviour.ResponseHeadersPolicyId),
    ),
  };
}

interface CacheParameters {
  readonly CookiesConfig: { readonly CookieBehavior: string };
  readonly HeadersConfig: { readonly HeaderBehavior: string };
  readonly QueryStringsConfig: {
    readonly QueryStringBehavior: string;
    readonly QueryStrings?: readonly string[];
  };
  readonly EnableAcceptEncodingGzip: boolean;
}

/** A cache policy of our own; one that keeps by cookies or headers is not understood here. */
function cachePolicy(
  policy: ResolvedResource | undefined,
): (Keeping & { readonly compresses: boolean }) | undefined {
  if (!policy) return undefined;
  const { MaxTTL, ParametersInCacheKeyAndForwardedToOrigin: key } = policy.properties[
    'CachePolicyConfig'
  ] as {
    readonly MaxTTL: number;
    readonly ParametersInCacheKeyAndForwardedToOrigin: CacheParameters;
  };
  const { CookiesConfig, HeadersConfig, QueryStringsConfig, EnableAcceptEncodingGzip } = key;
  if (CookiesConfig.CookieBehavior !== 'none' || HeadersConfig.HeaderBehavior !== 'none') {
    throw new Error('A cache policy keeps by cookies or headers, which the stand-in does not');
  }
  return {
    longestSeconds: MaxTTL,
    query: QueryStringsConfig.QueryStrings ?? [],
    compresses: EnableAcceptEncodingGzip,
  };
}

/** What CDK's BucketDeployment unpacks into a bucket. */
function staticFolders(bucket: string, templates: ResolvedTemplates, assembly: Assembly): StaticFolder[] {
  return templates
    .ofType('Custom::CDKBucketDeployment')
    .filter(({ properties }) => properties['DestinationBucketName'] === bucket)
    .flatMap(({ properties }) => {
      const metadata = properties['SystemMetadata'] as Readonly<Record<string, string>> | undefined;
      const cacheControl = metadata?.['cache-control'];
      return (properties['SourceObjectKeys'] as string[]).flatMap((source) => {
        const folder = assembly.assetFolder(source);
        if (folder === undefined) return [];
        const key = properties['DestinationBucketKeyPrefix'] as string | undefined;
        const prefix = (key ?? '').replaceAll(/^\/|\/$/gu, '');
        const exclude = (properties['Exclude'] as string[] | undefined) ?? [];
        const include = (properties['Include'] as string[] | undefined) ?? [];
        return [{ folder, prefix, exclude, include, ...(cacheControl !== undefined && { cacheControl }) }];
      });
    });
}

interface HeaderItem {
  readonly Header: string;
  readonly Value: string;
  readonly Override: boolean;
}

interface SecurityHeaders {
  readonly ContentSecurityPolicy?: { readonly ContentSecurityPolicy: string; readonly Override: boolean };
  readonly ContentTypeOptions?: { readonly Override: boolean };
  readonly FrameOptions?: { readonly FrameOption: string; readonly Override: boolean };
  readonly ReferrerPolicy?: { readonly ReferrerPolicy: string; readonly Override: boolean };
  readonly StrictTransportSecurity?: {
    readonly AccessControlMaxAgeSec: number;
    readonly IncludeSubdomains?: boolean;
    readonly Preload?: boolean;
    readonly Override: boolean;
  };
}

function responseHeaders(policy: ResolvedResource | undefined): Behaviour['responseHeaders'] {
  const configuration = (policy?.properties['ResponseHeadersPolicyConfig'] ?? {}) as {
    readonly CustomHeadersConfig?: { readonly Items: readonly HeaderItem[] };
    readonly SecurityHeadersConfig?: SecurityHeaders;
  };
  const security = configuration.SecurityHeadersConfig ?? {};
  const transport = security.StrictTransportSecurity;
  const header = (name: string, value: string | undefined, item: { Override: boolean } | undefined) =>
    value === undefined || item === undefined ? [] : [{ name, value, override: item.Override }];
  return [
    ...header(
      'content-security-policy',
      security.ContentSecurityPolicy?.ContentSecurityPolicy,
      security.ContentSecurityPolicy,
    ),
    ...header('x-content-type-options', 'nosniff', security.ContentTypeOptions),
    ...header('x-frame-options', security.FrameOptions?.FrameOption, security.FrameOptions),
    ...header('referrer-policy', security.ReferrerPolicy?.ReferrerPolicy, security.ReferrerPolicy),
    ...header('strict-transport-security', transport && transportSecurity(transport), transport),
    ...(configuration.CustomHeadersConfig?.Items ?? []).flatMap((item) =>
      header(item.Header.toLowerCase(), item.Value, item),
    ),
  ];
}

function transportSecurity(transport: NonNullable<SecurityHeaders['StrictTransportSecurity']>): string {
  return [
    `max-age=${String(transport.AccessControlMaxAgeSec)}`,
    ...(transport.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(transport.Preload ? ['preload'] : []),
  ].join('; ');
}
