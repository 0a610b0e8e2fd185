import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';
import { titleOf } from './functions.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** The functions behind the API. */
export type ApiFunctions = Readonly<Record<ModuleName | 'authorizer', ServiceFunction>>;

/** Their aliases, which requests go to. */
export type ApiAliases = Readonly<Record<keyof ApiFunctions, Alias>>;

/** How the routes of one stack reach the modules' functions: one integration a module, made when a route asks for it first. */
export class Integrations {
  private readonly made = new Map<ModuleName, HttpLambdaIntegration>();
  private readonly aliases: ApiAliases;

  constructor(aliases: ApiAliases) {
    this.aliases = aliases;
  }

  of(module: ModuleName): HttpLambdaIntegration {
    const standing = this.made.get(module);
    if (standing) return standing;
    const integration = new HttpLambdaIntegration(`${titleOf(module)}Integration`, this.aliases[module], {
      scopePermissionToRoute: false,
    });
    this.made.set(module, integration);
    return integration;
  }
}
