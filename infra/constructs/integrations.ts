import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';
import { titleOf } from './functions.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** The functions behind the API. */
export type ApiFunctions = Readonly<Record<ModuleName | 'authorizer', ServiceFunction>>;

/** How the routes of one stack reach the modules' functions: one integration a module, made when a route asks for it first. */
export class Integrations {
  private readonly made = new Map<ModuleName, HttpLambdaIntegration>();
  private readonly functions: ApiFunctions;

  constructor(functions: ApiFunctions) {
    this.functions = functions;
  }

  of(module: ModuleName): HttpLambdaIntegration {
    const standing = this.made.get(module);
    if (standing) return standing;
    const integration = new HttpLambdaIntegration(
      `${titleOf(module)}Integration`,
      this.functions[module].lambda,
      { scopePermissionToRoute: false },
    );
    this.made.set(module, integration);
    return integration;
  }
}
