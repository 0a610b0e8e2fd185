import { functionNames, planOf, titleOf } from '@ohjaamo/infra/constructs/functions.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, type Resource, resources, statements, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

const modules = [...new Set(routeList.map(({ module }) => module))];
/** What answers visitors, as the ids of the constructs begin. */
const released = [...modules, 'authorizer', 'site'].map(titleOf).sort();
const nameOf = ({ id }: Resource) => id.replace(/(?:Live|Release|Function)[0-9A-F]{8}.*$/u, '');
const aliases = () => ofType('AWS::Lambda::Alias');
const found = (id: string) => {
  const resource = resources().find((each) => each.id === id);
  if (!resource) throw new Error(`There is no ${id}`);
  return resource;
};

describe('A release', () => {
  it('is of what answers visitors; streams and jobs are run again when they fail, and change at once', () => {
    expect(aliases().map(nameOf).sort()).toEqual(released);
    expect(ofType('AWS::CodeDeploy::DeploymentGroup').map(nameOf).sort()).toEqual(released);
  });

  it('gives the new version of the same function a tenth of the requests for five minutes, by the group that is its own', () => {
    for (const alias of aliases()) {
      const update = part(alias, 'UpdatePolicy.CodeDeployLambdaAliasUpdate');
      const group = found(text(update, 'DeploymentGroupName.Ref'));
      expect(nameOf(group)).toBe(nameOf(alias));
      expect(part(update, 'ApplicationName')).toEqual(part(group.Properties, 'ApplicationName'));
      expect(group.Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        DeploymentStyle: { DeploymentOption: 'WITH_TRAFFIC_CONTROL', DeploymentType: 'BLUE_GREEN' },
      });
      const version = found(text(alias.Properties, 'FunctionVersion.Fn::GetAtt.0'));
      expect(version.Type).toBe('AWS::Lambda::Version');
      expect(part(version.Properties, 'FunctionName')).toEqual(part(alias.Properties, 'FunctionName'));
    }
  });

  it('is taken back by itself when the part fails for visitors, by failed runs or by its own answers of 5xx', () => {
    for (const group of ofType('AWS::CodeDeploy::DeploymentGroup')) {
      expect(part(group.Properties, 'AutoRollbackConfiguration')).toEqual({
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      });
      expect(part(group.Properties, 'AlarmConfiguration.Enabled')).toBe(true);
      const watched = list(group.Properties, 'AlarmConfiguration.Alarms').map(
        (each) => found(text(each, 'Name.Ref')).Properties,
      );
      expect(watched).toHaveLength(1);
      const seen = JSON.stringify(watched);
      expect(seen).toContain(`{"Ref":"${nameOf(group)}Function`);
      const module = modules.find((each) => titleOf(each) === nameOf(group));
      if (module) {
        expect(seen).toContain(`"Dimensions":[{"Name":"Module","Value":"${module}"}]`);
        expect(seen).toContain('"MetricName":"ServerErrors"');
      }
    }
  });

  it('is what every request meets: no gateway and no authorizer calls a function past its alias', () => {
    const called = [
      ...ofType('AWS::ApiGatewayV2::Integration').map(({ Properties }) => part(Properties, 'IntegrationUri')),
      ...ofType('AWS::ApiGatewayV2::Authorizer').map(({ Properties }) => part(Properties, 'AuthorizerUri')),
      ...ofType('AWS::Lambda::Permission')
        .filter(({ Properties }) => part(Properties, 'Principal') === 'apigateway.amazonaws.com')
        .map(({ Properties }) => part(Properties, 'FunctionName')),
    ];
    expect(called.length).toBeGreaterThan(modules.length);
    for (const each of called) expect(JSON.stringify(each)).toMatch(/Live[0-9A-F]{8}/u);
  });

  it('may move the aliases of these functions and look at alarms, nothing else', () => {
    const rights = statements().filter(({ place }) => place.startsWith('ReleasesRole'));
    expect([...new Set(rights.flatMap(({ statement }) => list(statement, 'Action')))].sort()).toEqual([
      'cloudwatch:DescribeAlarms',
      'lambda:GetAlias',
      'lambda:GetProvisionedConcurrencyConfig',
      'lambda:UpdateAlias',
    ]);
    for (const role of ofType('AWS::IAM::Role').filter(({ id }) => id.startsWith('ReleasesRole'))) {
      expect(part(role.Properties, 'ManagedPolicyArns')).toBeUndefined();
    }
  });

  it('is made when a secret was changed by hand: each function that has one says of which day it is', () => {
    const secrets = ofType('AWS::SecretsManager::Secret').map(({ Properties }) =>
      text(Properties, 'Description'),
    );
    const days = new Set(secrets.map((each) => /\(as of ([\d-]+)\)$/u.exec(each)?.[1]));
    expect(days.size).toBe(1);
    const [day] = days;
    for (const name of functionNames.filter((each) => planOf(each).visitors ?? planOf(each).identifies)) {
      const made = ofType('AWS::Lambda::Function').find((each) => nameOf(each) === titleOf(name));
      expect(text(made?.Properties, 'Description'), name).toContain(`(secrets as of ${String(day)})`);
    }
  });
});
