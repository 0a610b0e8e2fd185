import { resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import { describe, expect, it } from 'vitest';

const data = {
  name: 'Data',
  template: {
    Resources: {
      WorkTable1A2B3C4D: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} },
      StreetRole: { Type: 'AWS::IAM::Role', Properties: {} },
    },
    Outputs: {
      Work: { Value: { Ref: 'WorkTable1A2B3C4D' }, Export: { Name: 'Data:Work' } },
      Role: {
        Value: { 'Fn::GetAtt': ['StreetRole', 'Arn'] },
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Role' } },
      },
    },
  },
};

const api = {
  name: 'Api',
  template: {
    Parameters: { MailFrom: { Type: 'String', Default: 'no-reply@ohjaamo.example' } },
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Function5E6F7A8B: {
        Type: 'AWS::Lambda::Function',
        Properties: { Table: { 'Fn::ImportValue': 'Data:Work' }, Role: { 'Fn::ImportValue': 'Data:Role' } },
      },
    },
  },
};

const resolved = resolveTemplates([data, api], (type) =>
  type === 'AWS::Cognito::UserPool' ? 'eu-north-1_Local0001' : undefined,
);

describe('the names that templates have on this machine', () => {
  it.each([
    [{ Ref: 'MailFrom' }, 'no-reply@ohjaamo.example'],
    [{ Ref: 'Pool' }, 'eu-north-1_Local0001'],
    [{ Ref: 'AWS::Region' }, 'eu-north-1'],
    [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'https://api.execute-api.eu-north-1.amazonaws.com'],
    [{ 'Fn::GetAtt': 'Function5E6F7A8B.Arn' }, 'arn:aws:lambda:eu-north-1:000000000000:function:Function'],
    [{ 'Fn::Join': ['', ['https://', { Ref: 'Api' }, '/x']] }, 'https://api/x'],
    [
      { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }] }] },
      'api.execute-api.eu-north-1.amazonaws.com',
    ],
    [{ 'Fn::Sub': '${AWS::Partition}:${Api}:${!Literal}' }, 'aws:api:${Literal}'],
    [
      { 'Fn::Sub': ['${one}-${Api.ApiId}', { one: { Ref: 'MailFrom' } }] },
      'no-reply@ohjaamo.example-api.ApiId',
    ],
  ])('resolves %j', (value, expected) => {
    expect(resolved.resolve('Api', value)).toBe(expected);
  });

  it("follows another stack's exports", () => {
    expect(resolved.ofType('AWS::Lambda::Function')).toEqual([
      {
        stack: 'Api',
        logicalId: 'Function5E6F7A8B',
        type: 'AWS::Lambda::Function',
        ref: 'Function',
        properties: { Table: 'WorkTable', Role: 'arn:aws:iam::000000000000:role/StreetRole' },
      },
    ]);
  });

  it('leaves out what has no value', () => {
    expect(resolved.resolve('Api', { kept: 1, left: { Ref: 'AWS::NoValue' } })).toEqual({ kept: 1 });
  });

  it.each([
    [{ 'Fn::Cidr': ['10.0.0.0/8', 1] }, 'Fn::Cidr'],
    [{ Ref: 'Nothing' }, 'Nothing'],
    [{ 'Fn::ImportValue': 'Data:Nothing' }, 'Data:Nothing'],
  ])('refuses %j by name', (value, name) => {
    expect(() => resolved.resolve('Api', value)).toThrow(name);
  });
});
