import { listedAttributes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { functionNames, planOf, titleOf } from '@ohjaamo/infra/constructs/functions.ts';
import { consumers } from '@ohjaamo/infra/stacks/operations.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, resources, statements, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

describe('the tables', () => {
  it('are five, each with backup to any second, protection from deletion and a key of its own', () => {
    const tables = ofType('AWS::DynamoDB::GlobalTable');
    const keys = tables.map(({ Properties }) =>
      JSON.stringify(part(Properties, 'Replicas.0.SSESpecification')),
    );
    expect(tables).toHaveLength(5);
    expect(new Set(keys).size).toBe(5);
    for (const { DeletionPolicy, Properties } of tables) {
      const replica = part(Properties, 'Replicas.0');
      expect(part(replica, 'PointInTimeRecoverySpecification')).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(part(replica, 'DeletionProtectionEnabled')).toBe(true);
      expect(part(Properties, 'SSESpecification')).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('stream their changes where others follow them, with the old and the new state', () => {
    const streamed = ofType('AWS::DynamoDB::GlobalTable').filter(({ Properties }) =>
      part(Properties, 'StreamSpecification'),
    );
    expect(streamed.map(({ id }) => id.replace(/Table.*$/u, '')).sort()).toEqual(['Platform', 'Work']);
    for (const { Properties } of streamed) {
      expect(part(Properties, 'StreamSpecification')).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    }
  });

  it('have keys that are rotated every year', () => {
    for (const { id, Properties } of ofType('AWS::KMS::Key'))
      expect(part(Properties, 'EnableKeyRotation'), id).toBe(true);
  });
});

describe('the API', () => {
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
      expect(part(Properties, 'DefaultRouteSettings.ThrottlingRateLimit')).toBeGreaterThan(0);
      expect(part(Properties, 'DefaultRouteSettings.ThrottlingBurstLimit')).toBeGreaterThan(0);
      expect(text(Properties, 'AccessLogSettings.Format')).toContain('$context.routeKey');
      expect(text(Properties, 'AccessLogSettings.Format')).not.toMatch(
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

  const variablesOf = (name: string) =>
    Object.keys(part(named(name).Properties, 'Environment.Variables') as object);

  it('are those of the list and the one that renders the site, all on Node 24 and arm64, logging lines as they are', () => {
    expect(functions()).toHaveLength(functionNames.length + 1);
    for (const { Properties } of functions()) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(part(Properties, 'LoggingConfig.LogFormat')).toBe('Text');
      expect(part(Properties, 'LoggingConfig.LogGroup')).toBeDefined();
    }
  });

  it('never get another clock than the machine’s', () => {
    expect(JSON.stringify(resources().map(({ Properties }) => Properties ?? {}))).not.toContain(
      'CLOCK_OFFSET_SECONDS',
    );
  });

  it.each(functionNames)('give %s the names of what it may use and no other', (name) => {
    const plan = planOf(name);
    const variables = variablesOf(name);
    const roles = variables.filter((each) => each.startsWith('DATA_ROLE_'));
    expect(roles.sort()).toEqual(
      (plan.takes ?? []).map((role) => `DATA_ROLE_${role.toUpperCase()}_ARN`).sort(),
    );
    expect(variables.includes('NETWORK_TABLE')).toBe(plan.network !== undefined);
    expect(variables.includes('PLATFORM_TABLE')).toBe(plan.platform !== undefined);
    expect(variables.includes('USER_POOL_ID')).toBe(plan.identity !== undefined);
    expect(variables.includes('MAIL_FROM')).toBe(plan.mail === true);
    const tells = plan.catalogue === 'TELLS';
    expect(variables.includes('PUBLIC_ORIGIN')).toBe(plan.mail === true || tells);
    expect(variables.includes('CATALOGUE_ORIGIN')).toBe(plan.catalogue !== undefined);
    expect(variables.includes('CATALOGUE_SIGN_IN')).toBe(tells);
  });

  it('let the site know the API’s address and nothing else', () => {
    expect(variablesOf('site').sort()).toEqual(['API_ORIGIN', 'NODE_OPTIONS']);
  });

  it('keep their logs for a month, the access logs for three', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    for (const { id, Properties } of groups) {
      expect(part(Properties, 'RetentionInDays'), id).toBe(id.startsWith('RequestLog') ? 90 : 30);
    }
  });
});

describe('the rights', () => {
  it('name every action: no Allow has a wildcard in it', () => {
    const allowed = statements().filter(({ statement }) => text(statement, 'Effect') === 'Allow');
    expect(allowed.length).toBeGreaterThan(50);
    for (const { place, statement } of allowed) {
      for (const action of list(statement, 'Action')) expect(action, place).not.toContain('*');
    }
  });

  it('give no function’s own role a right on Work, Cases or Audit beyond reading a stream', () => {
    const own = statements().filter(({ place }) => !place.includes('DataRole'));
    // In its own stack a table is named by its logical id, in others by the export made of it.
    const tenantTable = /"(?:Work|Cases|Audit)Table|(?:Ref|GetAtt)(?:Work|Cases|Audit)Table/u;
    const all = own.filter(({ statement }) => tenantTable.test(JSON.stringify(part(statement, 'Resource'))));
    // Keys are listed without what rows hold, by the three functions of a municipality's leaving and coming, and by the one that brings it back to an hour.
    const listing = all.filter(({ statement }) => text(statement, 'Sid') === 'ListKeysOnly');
    expect(
      listing.map(({ place }) => /(?:Erase|Export|Import|Restore)Tenants?/u.exec(place)?.[0]).sort(),
    ).toEqual(['EraseTenants', 'ExportTenant', 'ImportTenant', 'RestoreTenant']);
    for (const { statement } of listing) {
      expect(list(statement, 'Action')).toEqual(['dynamodb:Scan']);
      expect(part(statement, 'Condition')).toEqual({
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': listedAttributes },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
        Null: { 'dynamodb:Attributes': 'false' },
      });
    }
    const reaching = all.filter((each) => !listing.includes(each));
    for (const { place, statement } of reaching) {
      expect(text(statement, 'Sid'), place).toBe('ReadStream');
      expect(list(statement, 'Action')).toEqual([
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
      ]);
    }
    expect(reaching.map(({ place }) => place.replace(/Rights.*$/u, '')).sort()).toEqual(
      Object.entries(consumers)
        .filter(([, { table }]) => table === 'work')
        .map(([name]) => titleOf(name))
        .sort(),
    );
  });

  it.each(['AggregateFigures', 'FollowWork', 'ProvisionTenant'])(
    'give %s all four rights that Lambda demands of the reader of a stream, before it is made one',
    (name) => {
      const own = statements().filter(({ place }) => place.startsWith(`${name}Rights`));
      const rights = own
        .flatMap(({ statement }) => list(statement, 'Action'))
        .filter((action) => /^dynamodb:.*(?:Stream|Record|Shard)/u.test(String(action)));
      expect(rights.sort()).toEqual([
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ]);
      const listing = own.find(({ statement }) => list(statement, 'Action').includes('dynamodb:ListStreams'));
      expect(part(listing?.statement, 'Resource')).toBe('*');
      const mapping = resources().find(
        ({ id, Type }) => Type === 'AWS::Lambda::EventSourceMapping' && id.startsWith(name),
      );
      expect(list(mapping, 'DependsOn')).toContain(listing?.place);
    },
  );

  it('trust each data role to exactly the functions that take it', () => {
    for (const role of ofType('AWS::IAM::Role').filter(({ id }) => id.includes('DataRole'))) {
      const trusted = list(role.Properties, 'AssumeRolePolicyDocument.Statement').map((each) =>
        text(each, 'Principal.AWS.Fn::GetAtt.0'),
      );
      const name = /^Rights(.*)DataRole/u.exec(role.id)?.[1];
      const takers = functionNames.filter((each) =>
        planOf(each).takes?.some((taken) => titleOf(taken) === name),
      );
      expect(trusted.map((each) => each.replace(/[0-9A-F]{8}$/u, '')).sort()).toEqual(
        takers.map((each) => `Rights${titleOf(each)}FunctionRole`).sort(),
      );
    }
  });

  it('let what answers visitors or follows a stream be traced, with the right to write traces and no right to read any', () => {
    const traced = ofType('AWS::Lambda::Function').filter(
      ({ Properties }) => text(Properties, 'TracingConfig.Mode') === 'Active',
    );
    const answering = ofType('AWS::Lambda::Alias').length;
    expect(traced).toHaveLength(answering + Object.keys(consumers).length);
    const rights = statements().flatMap(({ statement }) => list(statement, 'Action').map(String));
    expect(new Set(rights.filter((right) => right.startsWith('xray:')))).toEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
    const writers = statements().filter(({ statement }) => text(statement, 'Sid') === 'OwnTraces');
    expect(writers).toHaveLength(traced.length);
  });

  it('give the rendering function its log, its traces and nothing else', () => {
    const site = statements().filter(({ place }) => place.startsWith('Site'));
    expect(site.map(({ statement }) => text(statement, 'Sid'))).toEqual(['OwnLog', 'OwnTraces']);
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
