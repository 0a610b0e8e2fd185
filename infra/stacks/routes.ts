import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { routeList } from '@ohjaamo/shared/routes.ts';
import type { Construct } from 'constructs';
import { gatewayRoutes } from '../constructs/gatewayRoutes.ts';
import { Integrations } from '../constructs/integrations.ts';
import type { ApiStack } from './api.ts';

/**
 * The routes of the API that need a session, and the authorizer before them. A stack of their own, because CloudFormation takes 500
 * resources in one: every route is one.
 */
export class RoutesStack extends Stack {
  constructor(scope: Construct, id: string, { api, ...props }: StackProps & { readonly api: ApiStack }) {
    super(scope, id, props);
    const authorizer = new HttpLambdaAuthorizer('SessionAuthorizer', api.aliases.authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // A session that was ended is ended at once, so nothing is remembered; and without an identity source the
      // authorizer also sees requests that have no cookie, and gives them the service's own answer.
      resultsCacheTtl: Duration.seconds(0),
      identitySource: [],
    });
    const integrations = new Integrations(api.aliases);
    for (const { method, path, module } of gatewayRoutes(routeList).filter(({ session }) => session)) {
      new HttpRoute(this, `${method}${path}`, {
        httpApi: api.api,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration: integrations.of(module),
        authorizer,
      });
    }
  }
}
