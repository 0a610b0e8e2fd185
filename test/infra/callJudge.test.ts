import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { LOCAL_REGION } from '@ohjaamo/infra/local/dynamodb.ts';
import { LOCAL_ACCOUNT } from '@ohjaamo/infra/local/templates.ts';
import { dataRolePolicy } from '@ohjaamo/infra/policy/dataRolePolicy.ts';
import type { Statement } from '@ohjaamo/infra/policy/statements.ts';
import { describe, expect, it } from 'vitest';
import { Judge } from '../support/calls/judge.ts';

const arn = (table: string) => `arn:aws:dynamodb:${LOCAL_REGION}:${LOCAL_ACCOUNT}:table/${table}`;
const place = (table: string) => ({
  table: arn(table),
  key: `arn:aws:kms:${LOCAL_REGION}:${LOCAL_ACCOUNT}:key/${table}`,
});
const arns = { work: place('WorkTable'), cases: place('CasesTable'), audit: place('AuditTable') };
const desk = dataRolePolicy(dataRoles.desk, arns, LOCAL_REGION);
const tenantId = 'a1b2c3d4e5';
const asker = { role: 'data desk', tenantId };
const read = (key: string) => ({
  action: 'dynamodb:GetItem',
  resource: arn('WorkTable'),
  leadingKeys: [key],
});
const lookedAt = (policy: readonly Statement[], call: Parameters<Judge['look']>[1]) =>
  new Judge({ 'data desk': policy }).look(asker, call);

describe('A call that a test makes', () => {
  it('has no fault when the role may make it for its own municipality and for no other', () => {
    expect(lookedAt(desk, read(`T#${tenantId}#BOOKING#b`))).toBeUndefined();
  });

  it.each([
    ['of another municipality', read('T#zzzzzzzzzz#BOOKING#b')],
    ['of a kind that the role was not given', read(`T#${tenantId}#SHEET#s`)],
    ['that names no key', { action: 'dynamodb:GetItem', resource: arn('WorkTable') }],
    ['that scans', { action: 'dynamodb:Scan', resource: arn('WorkTable') }],
    [
      'of a table that the role does not know',
      { ...read(`T#${tenantId}#BOOKING#b`), resource: arn('PlatformTable') },
    ],
  ])('%s is refused', (_what, call) => {
    expect(lookedAt(desk, call)).toMatch(/^IAM would refuse /u);
  });

  const allow = (statement: Partial<Statement>): Statement => ({
    Sid: 'Slip',
    Effect: 'Allow',
    Action: ['dynamodb:*'],
    Resource: ['*'],
    ...statement,
  });
  const keys = (pattern: string) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] } });
  const present = { Null: { 'dynamodb:LeadingKeys': 'false' } };
  const own = 'T#${aws:PrincipalTag/tenantId}#*';

  it.each([
    ['for any tenant', allow({ Condition: { ...keys('T#*'), ...present } }), 'with the tag'],
    [
      'for tenants that begin alike',
      allow({ Condition: { ...keys('T#${aws:PrincipalTag/tenantId}*'), ...present } }),
      'with the tag',
    ],
    ['when no key is named', allow({ Condition: keys(own) }), 'with no key'],
    ['for scans', allow({ Condition: {} }), 'with'],
  ])('is a fault of the policy that would allow it %s', (_what, slip, how) => {
    const withoutDenial = desk.filter(({ Effect }) => Effect === 'Allow');
    expect(lookedAt([...withoutDenial, slip], read(`T#${tenantId}#BOOKING#b`))).toContain(
      `IAM would allow ${how}`,
    );
  });

  it('is judged once for all ids, and again in another municipality’s name', () => {
    const judge = new Judge({ 'data desk': desk });
    judge.look(asker, read(`T#${tenantId}#BOOKING#b`));
    judge.look(asker, read(`T#${tenantId}#BOOKING#c`));
    judge.look({ ...asker, tenantId: 'b1b2c3d4e5' }, read('T#b1b2c3d4e5#BOOKING#c'));
    expect(judge.seen.size).toBe(1);
    expect(judge.look(asker, read('T#b1b2c3d4e5#BOOKING#c'))).toMatch(/^IAM would refuse /u);
    expect(judge.faults).toHaveLength(1);
  });
});
