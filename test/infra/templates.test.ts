import { routeList } from '@ohjaamo/shared/routes.ts';
import { functionNames, planOf, titleOf } from '@ohjaamo/infra/constructs/functions.ts';
import { viewerRequestCode } from '@ohjaamo/infra/constructs/viewerRequest.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, type Resource, resources } from './service.ts';

interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

beforeAll(() => {
  resources();
}, 90_000);

const asList = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Every statement of every policy that is attached to a role, with the place it stands in. */
function statements(): { readonly place: string; readonly statement: PolicyStatement }[] {
  return resources()
    .filter(({ id }) => !id.startsWith('CustomCDKBucketDeployment'))
    .flatMap(({ id, Type, Properties }) => {
      const documents: readonly { readonly Statement: PolicyStatement[] }[] =
        Type === 'AWS::IAM::Policy'
          ? [Properties.PolicyDocument]
          : Type === 'AWS::IAM::Role'
            ? (Properties.Policies ?? []).map((each: { PolicyDocument: unknown }) => each.PolicyDocument)
            : [];
      return documents.flatMap(({ Statement }) => Statement.map((statement) => ({ place: id, statement })));
    });
}

describe('the tables', () => {
  it('are five, each with backup to any second, protection from deletion and a key of its own', () => {
    const tables = ofType('AWS::DynamoDB::GlobalTable');
    const keys = tables.map(({ Properties }) => JSON.stringify(Properties.Replicas[0].SSESpecification));
    expect(tables).toHaveLength(5);
    expect(new Set(keys).size).toBe(5);
    for (const { DeletionPolicy, Properties } of tables) {
      const [replica] = Properties.Replicas;
      expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(replica.DeletionProtectionEnabled).toBe(true);
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('stream their changes where others follow them, with the old and the new state', () => {
    const streamed = ofType('AWS::DynamoDB::GlobalTable').filter(
      ({ Properties }) => Properties.StreamSpecification,
    );
    expect(streamed.map(({ id }) => id.replace(/Table.*$/u, '')).sort()).toEqual(['Platform', 'Work']);
    for (const { Properties } of streamed) {
      expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    }
  });

  it('have keys that are rotated every year', () => {
    for (const { id, Properties } of ofType('AWS::KMS::Key'))
      expect(Properties.EnableKeyRotation, id).toBe(true);
  });
});

describe('the API', () => {
  const routes = () => ofType('AWS::ApiGatewayV2::Route').filter(({ stack }) => stack === 'Api');
  const find = (id: string) => resources().find((each) => each.stack === 'Api' && each.id === id);
  const functionOf = (route: Resource) => {
    const integration = find(route.Properties.Target['Fn::Join'][1][1].Ref);
    return integration?.Properties.IntegrationUri['Fn::GetAtt'][0] as string;
  };

  it('has exactly the routes of the route table', () => {
    const made = routes().map(({ Properties }) => Properties.RouteKey as string);
    expect(made.sort()).toEqual(routeList.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it.each(routeList)(
    'gives $method $path to its module, with the authorizer exactly when it needs a session',
    (route) => {
      const made = routes().find(({ Properties }) => Properties.RouteKey === `${route.method} ${route.path}`);
      if (!made) throw new Error('The route is missing');
      expect(functionOf(made).startsWith(`${titleOf(route.module)}Function`)).toBe(true);
      const session = route.access.kind === 'session';
      expect(made.Properties.AuthorizationType).toBe(session ? 'CUSTOM' : 'NONE');
      expect(Boolean(made.Properties.AuthorizerId)).toBe(session);
    },
  );

  it('asks the authorizer every time, also when the request has no cookie', () => {
    const [authorizer, ...others] = ofType('AWS::ApiGatewayV2::Authorizer');
    expect(others).toEqual([]);
    expect(authorizer?.Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
      IdentitySource: [],
      AuthorizerPayloadFormatVersion: '2.0',
    });
  });

  it('is throttled, and logs the route but neither path nor address, as the site does', () => {
    const stages = ofType('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(2);
    for (const { Properties } of stages) {
      expect(Properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
      expect(Properties.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
      expect(Properties.AccessLogSettings.Format).toContain('$context.routeKey');
      expect(Properties.AccessLogSettings.Format).not.toMatch(
        /path|sourceIp|identity|userAgent|authorizer/iu,
      );
    }
  });
});

describe('the functions', () => {
  const functions = () => ofType('AWS::Lambda::Function');
  const named = (name: string) => {
    const found = functions().find(({ id }) => id.startsWith(`${titleOf(name)}Function`));
    if (!found) throw new Error(`${name} is missing`);
    return found;
  };

  it('are those of the list and the one that renders the site, all on Node 24 and arm64, logging JSON', () => {
    expect(functions()).toHaveLength(functionNames.length + 1);
    for (const { Properties } of functions()) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(Properties.LoggingConfig.LogFormat).toBe('JSON');
      expect(Properties.LoggingConfig.LogGroup).toBeDefined();
    }
  });

  it('never get another clock than the machine’s', () => {
    expect(JSON.stringify(resources().map(({ Properties }) => Properties ?? {}))).not.toContain(
      'CLOCK_OFFSET_SECONDS',
    );
  });

  it.each(functionNames)('give %s the names of what it may use and no other', (name) => {
    const plan = planOf(name);
    const variables = Object.keys(named(name).Properties.Environment.Variables);
    const roles = variables.filter((each) => each.startsWith('DATA_ROLE_'));
    expect(roles.sort()).toEqual(
      (plan.takes ?? []).map((role) => `DATA_ROLE_${role.toUpperCase()}_ARN`).sort(),
    );
    expect(variables.includes('NETWORK_TABLE')).toBe(plan.network !== undefined);
    expect(variables.includes('PLATFORM_TABLE')).toBe(plan.platform !== undefined);
    expect(variables.includes('USER_POOL_ID')).toBe(plan.identity !== undefined);
    expect(variables.includes('MAIL_FROM')).toBe(plan.mail === true);
    expect(variables.includes('PUBLIC_ORIGIN')).toBe(plan.mail === true);
  });

  it('let the site know the API’s address and nothing else', () => {
    const { Variables } = named('site').Properties.Environment;
    expect(Object.keys(Variables).sort()).toEqual(['API_ORIGIN', 'NODE_OPTIONS']);
  });

  it('keep their logs for a month, the access logs for three', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    for (const { id, Properties } of groups) {
      expect(Properties.RetentionInDays, id).toBe(id.startsWith('AccessLog') ? 90 : 30);
    }
  });
});

describe('the rights', () => {
  it('name every action: no Allow has a wildcard in it', () => {
    const allowed = statements().filter(({ statement }) => statement.Effect === 'Allow');
    expect(allowed.length).toBeGreaterThan(50);
    for (const { place, statement } of allowed) {
      // The key of the alarms' topic lets CloudWatch use it; it is a key's policy and not a role's.
      for (const action of asList(statement.Action)) expect(action, place).not.toContain('*');
    }
  });

  it('give no function’s own role a right on Work, Cases or Audit beyond reading a stream', () => {
    const tenantTable = /^(?:Work|Cases|Audit)Table/u;
    const own = statements().filter(({ place }) => !place.includes('DataRole'));
    const reaching = own.filter(({ statement }) => {
      const text = JSON.stringify(statement.Resource);
      return (
        /"(?:Fn::GetAtt)":\["([^"]+)"/u.exec(text)?.[1]?.match(tenantTable) ??
        /RefWorkTable|RefCasesTable|RefAuditTable|GetAtt(?:Work|Cases|Audit)Table/u.test(text)
      );
    });
    for (const { place, statement } of reaching) {
      expect(statement.Sid, place).toBe('ReadStream');
      expect(asList(statement.Action)).toEqual([
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
      ]);
    }
    expect(reaching.map(({ place }) => place.replace(/Rights.*$/u, '')).sort()).toEqual([
      'AggregateFigures',
      'SendConfirmations',
    ]);
  });

  it('trust each data role to exactly the functions that take it', () => {
    for (const role of ofType('AWS::IAM::Role').filter(({ id }) => id.includes('DataRole'))) {
      const trusted = role.Properties.AssumeRolePolicyDocument.Statement.map(
        (each: { Principal: { AWS: { 'Fn::GetAtt': string[] } } }) => each.Principal.AWS['Fn::GetAtt'][0],
      ) as string[];
      const name = /^Rights(.*)DataRole/u.exec(role.id)?.[1];
      const takers = functionNames.filter((each) =>
        planOf(each).takes?.some((taken) => titleOf(taken) === name),
      );
      expect(trusted.map((each) => each.replace(/[0-9A-F]{8}$/u, '')).sort()).toEqual(
        takers.map((each) => `Rights${titleOf(each)}FunctionRole`).sort(),
      );
    }
  });

  it('give the rendering function its log and nothing else', () => {
    const site = statements().filter(({ place }) => place.startsWith('Site'));
    expect(site.map(({ statement }) => statement.Sid)).toEqual(['OwnLog']);
  });
});

describe('what runs without a visitor', () => {
  it('reads streams in batches that are cut down to the record at fault, which ends in a queue', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(3);
    for (const { id, Properties } of mappings) {
      expect(Properties, id).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 22 * 3600,
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(Properties.DestinationConfig.OnFailure.Destination).toBeDefined();
      expect(Properties.FilterCriteria.Filters).toHaveLength(1);
    }
  });

  it('submits before it publishes, every night in Finnish time, outside the hour of the clock changes', () => {
    const schedules = ofType('AWS::Scheduler::Schedule');
    const at = (name: string) => {
      const found = schedules.find(({ id }) => id.startsWith(name));
      expect(found?.Properties.ScheduleExpressionTimezone).toBe('Europe/Helsinki');
      expect(found?.Properties.Target.DeadLetterConfig).toBeDefined();
      const [, minute, hour] =
        /^cron\((\d+) (\d+) /u.exec(found?.Properties.ScheduleExpression as string) ?? [];
      expect(hour).not.toBe('3');
      return Number(hour) * 60 + Number(minute);
    };
    expect(schedules).toHaveLength(2);
    expect(at('PublishEveryNight')).toBeGreaterThanOrEqual(at('SubmitEveryNight') + 30);
  });

  it('raises an alarm for every queue of letters, every function, both APIs and every table', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    const queues = ofType('AWS::SQS::Queue');
    expect(queues).toHaveLength(4);
    expect(alarms).toHaveLength(queues.length + 2 * (functionNames.length + 1) + 2 + 5);
    for (const { id, Properties } of alarms) expect(Properties.AlarmActions, id).toHaveLength(1);
  });
});

describe('the one origin', () => {
  const configuration = () => ofType('AWS::CloudFront::Distribution')[0]?.Properties.DistributionConfig;

  it('leads the API, the files and everything else to the right place, over HTTPS only', () => {
    const { CacheBehaviors, DefaultCacheBehavior, Origins, HttpVersion } = configuration();
    const target = (id: string) => JSON.stringify(Origins.find((each: { Id: string }) => each.Id === id));
    const paths = Object.fromEntries(
      CacheBehaviors.map((each: { PathPattern: string; TargetOriginId: string }) => [
        each.PathPattern,
        target(each.TargetOriginId),
      ]),
    ) as Record<string, string>;
    expect(Object.keys(paths).sort()).toEqual(['/_astro/*', '/api/*', '/icon.svg']);
    expect(paths['/api/*']).toContain('HttpApi');
    expect(paths['/_astro/*']).toContain('OriginAccessControlId');
    expect(target(DefaultCacheBehavior.TargetOriginId)).toContain('SiteApi');
    expect(HttpVersion).toBe('http2and3');
    for (const each of [...CacheBehaviors, DefaultCacheBehavior]) {
      expect(each.ViewerProtocolPolicy).toMatch(/^(?:https-only|redirect-to-https)$/u);
    }
  });

  it('tells the functions which host the visitor used, whatever the visitor wrote there', () => {
    const headers = { host: { value: 'ohjaamo.example' }, 'x-forwarded-host': { value: 'evil.example' } };
    // The code runs at the edge as text, so it is run here as text.
    const run = new Function('event', `${viewerRequestCode}; return handler(event);`);
    const passed = run({ request: { headers } }) as { headers: Record<string, { value: string }> };
    expect(passed.headers['x-forwarded-host']).toEqual({ value: 'ohjaamo.example' });
  });

  it('keeps the files private and puts security headers on every answer', () => {
    expect(ofType('AWS::S3::Bucket')[0]?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const policies = ofType('AWS::CloudFront::ResponseHeadersPolicy');
    expect(policies).toHaveLength(2);
    for (const { Properties } of policies) {
      const headers = Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
      expect(headers.StrictTransportSecurity).toMatchObject({
        AccessControlMaxAgeSec: 63_072_000,
        Preload: true,
      });
      expect(headers.ContentSecurityPolicy.ContentSecurityPolicy).toContain("default-src 'none'");
      expect(headers.ContentTypeOptions).toBeDefined();
    }
    const { CacheBehaviors, DefaultCacheBehavior } = configuration();
    for (const each of [...CacheBehaviors, DefaultCacheBehavior])
      expect(each.ResponseHeadersPolicyId).toBeDefined();
  });
});

describe('the staff’s accounts', () => {
  it('are made by invitation only, with a second factor by code and a long password, and cannot be deleted by mistake', () => {
    expect(ofType('AWS::Cognito::UserPool')[0]?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
    });
    expect(ofType('AWS::Cognito::UserPoolClient')[0]?.Properties).toMatchObject({
      GenerateSecret: false,
      ExplicitAuthFlows: expect.arrayContaining(['ALLOW_USER_PASSWORD_AUTH']) as unknown,
      AllowedOAuthFlowsUserPoolClient: false,
    });
  });
});
