import { beforeAll, describe, expect, it } from 'vitest';
import { secure } from '../../web/src/security.ts';
import { list, ofType, part, resources, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

/** The response headers policies of the distribution's behaviours, each with the pattern of paths that it answers. */
function policies(): readonly (readonly [string, unknown])[] {
  const configuration = part(ofType('AWS::CloudFront::Distribution')[0]?.Properties, 'DistributionConfig');
  const behaviours = [...list(configuration, 'CacheBehaviors'), part(configuration, 'DefaultCacheBehavior')];
  return behaviours.map((behaviour) => {
    const named = JSON.stringify(part(behaviour, 'ResponseHeadersPolicyId'));
    const found = ofType('AWS::CloudFront::ResponseHeadersPolicy').find(({ id }) => named.includes(id));
    return [text(behaviour, 'PathPattern') || '*', part(found?.Properties, 'ResponseHeadersPolicyConfig')];
  });
}

describe('Headers that the distribution gives to what no function answered', () => {
  it('stand on every path, and let nothing load, be framed, guessed or told', () => {
    const all = policies();
    expect(all.length).toBeGreaterThan(3);
    for (const [path, policy] of all) {
      const security = part(policy, 'SecurityHeadersConfig');
      expect(security, path).toMatchObject({
        ContentSecurityPolicy: {
          ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        },
        ContentTypeOptions: {},
        FrameOptions: { FrameOption: 'DENY' },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      });
    }
  });

  it('keep other sites and the device’s own doors away just as every page says it', () => {
    const page = secure(new Response(''), 'fi').headers;
    for (const [path, policy] of policies()) {
      const items = list(part(policy, 'CustomHeadersConfig'), 'Items');
      const given = Object.fromEntries(items.map((item) => [text(item, 'Header'), text(item, 'Value')]));
      for (const name of ['cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'])
        expect(given[name], `${path} ${name}`).toBe(page.get(name));
    }
  });

  it('leave a function’s own, stricter or more open, as it is', () => {
    const functions = policies().filter(([path]) => ['*', '/api/*', '/api/open/*'].includes(path));
    expect(functions).toHaveLength(3);
    for (const [path, policy] of functions)
      expect(JSON.stringify(policy), path).not.toContain('"Override":true');
  });
});
