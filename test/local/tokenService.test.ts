import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { startTokenService } from '@ohjaamo/infra/local/sts.ts';
import { readTrust } from '@ohjaamo/infra/local/trust.ts';
import { resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const trusting = (...functions: string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Principal: { AWS: functions.map(role) },
        },
      ],
    },
  },
});

const templates = resolveTemplates([
  {
    name: 'Data',
    template: { Resources: { StreetData: trusting('Booking'), CasesData: trusting('Cases') } },
  },
]);
const bookingFunction = {
  name: 'BookingFunction',
  arn: '',
  folder: '',
  handler: '',
  environment: {},
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  roleArn: role('Booking'),
};

let service: Awaited<ReturnType<typeof startTokenService>>;
let sts: STSClient;

beforeAll(async () => {
  service = await startTokenService(readTrust(templates, [bookingFunction]));
  sts = new STSClient({
    endpoint: service.endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'BOOKINGFUNCTION', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  sts.destroy();
  await service.stop();
});

function take(name: string, tenant?: string) {
  return sts.send(
    new AssumeRoleCommand({
      RoleArn: role(name),
      RoleSessionName: 'tenant',
      DurationSeconds: 3600,
      ...(tenant !== undefined && { Tags: [{ Key: 'tenantId', Value: tenant }] }),
    }),
  );
}

describe('taking a data role', () => {
  it('gives credentials that name the tenant and last as long as asked', async () => {
    const { Credentials } = await take('StreetData', 'abcdefghij');
    expect(Credentials?.AccessKeyId).toBe('TENANTABCDEFGHIJ');
    const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
  });

  it.each([undefined, '', 'ABCDEFGHIJ', 'abc'])('is refused with the tenant tag %j', async (tenant) => {
    await expect(take('StreetData', tenant)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is refused to a function that the role does not trust', async () => {
    await expect(take('CasesData', 'abcdefghij')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
