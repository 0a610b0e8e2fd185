import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Artefacts } from '../constructs/codes.ts';
import { environmentOf } from '../constructs/environment.ts';
import { type FunctionName, planOf, titleOf } from '../constructs/functions.ts';
import { ServiceFunction } from '../constructs/serviceFunction.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import { accessLogged } from '../constructs/accessLog.ts';

interface ApiStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly artefacts: Artefacts;
}

/** The API: every route of the route table, one function per module, the authorizer on routes that need a session. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: Readonly<Record<ModuleName | 'authorizer', ServiceFunction>>;
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
    ) as Record<ModuleName | 'authorizer', ServiceFunction>;
    this.api = new HttpApi(this, 'HttpApi', {
      description: 'The API of the service, behind the one origin of the Web stack',
      createDefaultStage: false,
    });
    accessLogged(this, this.api);
    this.addRoutes(modules);
    new CfnOutput(this, 'ApiEndpoint', { value: this.api.apiEndpoint });
  }

  private makeOriginProof(): string {
    const proof = new Secret(this, 'OriginProof', {
      description: 'The distribution proves itself by it; without it no word about an address counts',
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
      description:
        "The identification service's issuer and each municipality's keys to it: docs/operations.md",
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
      description: plan.purpose,
      role: data.rights.functionRoles[name],
      environment: environmentOf(name, {
        data,
        identity,
        originProof: this.originProof,
        identification: this.identification,
      }),
      // The gateway gives up after 30 s; a person has long gone by then.
      timeout: Duration.seconds(10),
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

  private addRoutes(modules: readonly ModuleName[]): void {
    const authorizer = new HttpLambdaAuthorizer('SessionAuthorizer', this.functions.authorizer.lambda, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // A session that was ended is ended at once, so nothing is remembered; and without an identity source the
      // authorizer also sees requests that have no cookie, and gives them the service's own answer.
      resultsCacheTtl: Duration.seconds(0),
      identitySource: [],
    });
    const integrations = new Map(
      modules.map((name) => [
        name,
        new HttpLambdaIntegration(`${titleOf(name)}Integration`, this.functions[name].lambda, {
          scopePermissionToRoute: false,
        }),
      ]),
    );
    for (const route of routeList) {
      const integration = integrations.get(route.module);
      if (!integration) throw new Error(`No integration for the module ${route.module}`);
      const needsSession = ['session', 'person'].includes(route.access.kind);
      const made = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration,
        authorizer: needsSession ? authorizer : new HttpNoneAuthorizer(),
      });
      if (needsSession) continue;
      for (const each of made) {
        acknowledge(
          each,
          'APIG4',
          `${route.id} is for people who are not signed in (access: ${route.access.kind}).`,
        );
      }
    }
  }
}
