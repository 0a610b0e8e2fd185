import { runInNewContext } from 'node:vm';
import { viewerRequestCode } from '@ohjaamo/infra/constructs/viewerRequest.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, resources, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

describe('the one origin', () => {
  const configuration = () =>
    part(ofType('AWS::CloudFront::Distribution')[0]?.Properties, 'DistributionConfig');
  const behaviours = () => [
    ...list(configuration(), 'CacheBehaviors'),
    part(configuration(), 'DefaultCacheBehavior'),
  ];
  const originOf = (behaviour: unknown) =>
    JSON.stringify(
      list(configuration(), 'Origins').find((each) => text(each, 'Id') === text(behaviour, 'TargetOriginId')),
    );

  it('leads the API, the files and everything else to the right place, over HTTPS only', () => {
    const origins = new Map(behaviours().map((each) => [text(each, 'PathPattern'), originOf(each)]));
    expect([...origins.keys()].sort()).toEqual(['', '/_astro/*', '/api/*', '/api/open/*', '/icon.svg']);
    expect(origins.get('/api/*')).toContain('HttpApi');
    expect(origins.get('/_astro/*')).toContain('OriginAccessControlId');
    expect(origins.get('')).toContain('SiteApi');
    expect(text(configuration(), 'HttpVersion')).toBe('http2and3');
    for (const each of behaviours()) {
      expect(text(each, 'ViewerProtocolPolicy')).toMatch(/^(?:https-only|redirect-to-https)$/u);
    }
  });

  it('keeps open data by path and version, before the API’s other paths, and nothing else', () => {
    const patterns = behaviours().map((each) => text(each, 'PathPattern'));
    expect(patterns.indexOf('/api/open/*')).toBeLessThan(patterns.indexOf('/api/*'));
    const [policy, ...others] = ofType('AWS::CloudFront::CachePolicy');
    expect(others).toEqual([]);
    const kept = part(policy?.Properties, 'CachePolicyConfig');
    expect(part(kept, 'MinTTL')).toBe(0);
    expect(part(kept, 'ParametersInCacheKeyAndForwardedToOrigin')).toMatchObject({
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['version'] },
    });
    const open = behaviours().find((each) => text(each, 'PathPattern') === '/api/open/*');
    expect(part(open, 'AllowedMethods')).toEqual(['GET', 'HEAD']);
    // What an origin request policy would pass on beside the name of what is kept could colour it.
    expect(part(open, 'OriginRequestPolicyId')).toBeUndefined();
    for (const pattern of ['/api/*', '']) {
      const behaviour = behaviours().find((each) => text(each, 'PathPattern') === pattern);
      expect(part(behaviour, 'CachePolicyId')).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    }
  });

  it('tells the functions which host the visitor used, whatever the visitor wrote there', () => {
    const headers = {
      host: { value: 'ohjaamo.example' },
      'x-forwarded-host': { value: 'evil.example' },
      'x-visitor-address': { value: '203.0.113.9' },
      'x-amzn-trace-id': { value: 'Root=1-6743f2a0-0123456789abcdef01234567;Sampled=1' },
    };
    // The code runs at the edge as text, so it is run here as text.
    const passed: unknown = runInNewContext(`${viewerRequestCode}; handler(event)`, {
      event: { request: { headers }, viewer: { ip: '192.0.2.7' } },
    });
    expect(part(passed, 'headers.x-forwarded-host.value')).toBe('ohjaamo.example');
    expect(part(passed, 'headers.x-visitor-address.value')).toBe('192.0.2.7');
    expect(part(passed, 'headers')).not.toHaveProperty('x-amzn-trace-id');
  });

  it('proves itself to both APIs by a secret that no template holds', () => {
    const origins = list(configuration(), 'Origins').filter((each) => part(each, 'CustomOriginConfig'));
    expect(origins).toHaveLength(2);
    for (const each of origins) {
      expect(part(each, 'OriginCustomHeaders.0.HeaderName')).toBe('x-origin-proof');
      expect(JSON.stringify(part(each, 'OriginCustomHeaders.0.HeaderValue'))).toContain(
        'resolve:secretsmanager',
      );
    }
  });

  it('keeps the files private and puts security headers on every answer', () => {
    expect(part(ofType('AWS::S3::Bucket')[0], 'Properties.PublicAccessBlockConfiguration')).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const policies = ofType('AWS::CloudFront::ResponseHeadersPolicy');
    expect(policies).toHaveLength(2);
    for (const { Properties } of policies) {
      const headers = part(Properties, 'ResponseHeadersPolicyConfig.SecurityHeadersConfig');
      expect(part(headers, 'StrictTransportSecurity')).toMatchObject({
        AccessControlMaxAgeSec: 63_072_000,
        Preload: false,
      });
      expect(text(headers, 'ContentSecurityPolicy.ContentSecurityPolicy')).toContain("default-src 'none'");
      expect(part(headers, 'ContentTypeOptions')).toBeDefined();
    }
    for (const each of behaviours()) expect(part(each, 'ResponseHeadersPolicyId')).toBeDefined();
  });
});
