import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { stageOf } from './stages.ts';

/** Requests a second, and at once, that one API takes in all; the account's own limit is 10,000. */
export const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/**
 * Gives an API its one stage, throttled and logged. The log holds the route and never the path: a path can hold a secret
 * link or the id of a record. Nor does it hold the caller's address.
 */
export function accessLogged(scope: Construct, api: HttpApi): HttpStage {
  const log = new LogGroup(scope, 'RequestLog', {
    retention: stageOf(scope).requestLogs,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: THROTTLE,
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      format: AccessLogFormat.custom(
        JSON.stringify({
          requestId: '$context.requestId',
          at: '$context.requestTimeEpoch',
          route: '$context.routeKey',
          status: '$context.status',
          milliseconds: '$context.responseLatency',
          functionMilliseconds: '$context.integrationLatency',
          bytes: '$context.responseLength',
          error: '$context.error.responseType',
        }),
      ),
    },
  });
}
