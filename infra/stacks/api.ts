import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { AlarmTopic } from '../constructs/alarmTopic.ts';
import { gatewayRoutes } from '../constructs/gatewayRoutes.ts';
import { type ApiAliases, type ApiFunctions, Integrations } from '../constructs/integrations.ts';
import type { Artefacts } from '../constructs/codes.ts';
import { environmentOf } from '../constructs/environment.ts';
import { type FunctionName, planOf, titleOf } from '../constructs/functions.ts';
import { moduleMetric } from '../constructs/moduleMetrics.ts';
import { releaseMetric, Releases } from '../constructs/releases.ts';
import { ServiceFunction } from '../constructs/serviceFunction.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import { accessLogged } from '../constructs/accessLog.ts';

/**
 * When a secret was last changed by hand. Whoever changes one writes the date here and deploys: secrets and functions say it in their
 * descriptions, so that CloudFormation reads the secret again and makes a new version of each function that has it.
 */
const SECRETS_AS_OF = '2026-11-23';

interface ApiStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly artefacts: Artefacts;
}

/** The API: one function per module, and the routes that need no session. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: ApiFunctions;
  /** Where visitors' requests go: the version of each function that is live. */
  readonly aliases: ApiAliases;
  /** What everything that wakes somebody is told to. */
  readonly topic: Topic;
  /** What the distribution proves itself by when it tells a visitor's address; a reference, never the value itself. */
  readonly originProof: string;
  /** Issuer and the municipalities' keys of the identification service; a reference, never the value itself. */
  private readonly identification: string;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.originProof = this.makeOriginProof();
    this.identification = this.makeIdentification();
    const modules = [...new Set(routeList.map((route) => route.module))];
    this.functions = Object.fromEntries(
      [...modules, 'authorizer' as const].map((name) => [name, this.makeFunction(name, props)]),
    ) as ApiFunctions;
    ({ topic: this.topic } = new AlarmTopic(this, 'Alarm'));
    this.aliases = this.release(modules);
    this.api = new HttpApi(this, 'HttpApi', {
      description: 'The API of the service, behind the one origin of the Web stack',
      createDefaultStage: false,
    });
    accessLogged(this, this.api);
    this.addRoutes();
    new CfnOutput(this, 'ApiEndpoint', { value: this.api.apiEndpoint });
  }

  /** The authorizer counts no answers: what it fails at is a failed run. */
  private release(modules: readonly ModuleName[]): ApiAliases {
    const counting = modules.map((name) => {
      const serverErrors = moduleMetric(name, 'ServerErrors', releaseMetric);
      return [name, { made: this.functions[name], serverErrors }] as const;
    });
    const functions = { ...Object.fromEntries(counting), authorizer: { made: this.functions.authorizer } };
    return new Releases(this, 'Releases', { functions, topic: this.topic }).aliases as ApiAliases;
  }

  private makeOriginProof(): string {
    const proof = new Secret(this, 'OriginProof', {
      description: `The distribution proves itself by it; without it no word about an address counts (as of ${SECRETS_AS_OF})`,
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
    });
    acknowledge(
      proof,
      'SMG4',
      'It guards the counting of bookings by address, not data. A new one takes effect with a deployment, because it ' +
        'stands in the distribution: docs/operations.md says how.',
    );
    return proof.secretValue.unsafeUnwrap();
  }

  private makeIdentification(): string {
    const keys = new Secret(this, 'Identification', {
      description: `The identification service's issuer and each municipality's keys to it: docs/operations.md (as of ${SECRETS_AS_OF})`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ issuer: '', origin: '', clients: {} }),
        // Secrets Manager generates something in any case; nothing reads it.
        generateStringKey: 'unused',
      },
    });
    acknowledge(
      keys,
      'SMG4',
      'The identification service gives the keys and changes them; the runbook says how a new one is put in.',
    );
    return keys.secretValue.unsafeUnwrap();
  }

  private makeFunction(name: FunctionName, { data, identity, artefacts }: ApiStackProps): ServiceFunction {
    const plan = planOf(name);
    return new ServiceFunction(this, titleOf(name), {
      code: artefacts.code(name),
      description:
        plan.visitors || plan.identifies ? `${plan.purpose} (secrets as of ${SECRETS_AS_OF})` : plan.purpose,
      role: data.rights.functionRoles[name],
      environment: environmentOf(name, {
        data,
        identity,
        originProof: this.originProof,
        identification: this.identification,
      }),
      // The gateway gives up after 30 s; a person has long gone by then.
      timeout: Duration.seconds(10),
      traced: true,
      rights: plan.identity
        ? [
            new PolicyStatement({
              sid: 'StaffAccounts',
              actions: [...plan.identity],
              resources: [identity.userPool.userPoolArn],
            }),
          ]
        : [],
    });
  }

  /** What the street calls; what needs a session is in {@link RoutesStack}. */
  private addRoutes(): void {
    const integrations = new Integrations(this.aliases);
    const street = gatewayRoutes(routeList).filter(({ session }) => !session);
    for (const { method, path, module } of street) {
      const route = new HttpRoute(this, `${method}${path}`, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration: integrations.of(module),
        authorizer: new HttpNoneAuthorizer(),
      });
      acknowledge(route, 'APIG4', `Everything of ${module} there is for people who are not signed in.`);
    }
    this.answerUnknownPaths(integrations);
  }

  /** A path that no module has gets the service's own answer, a problem document with 404. Any function gives it: none knows such a path. */
  private answerUnknownPaths(integrations: Integrations): void {
    const route = new HttpRoute(this, 'UnknownPath', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.of('tenants'),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(route, 'APIG4', 'Nothing is there: a route of the function is asked for by its whole path.');
  }
}
