import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { systemClock } from '../kernel/clock.ts';
import { platformTable } from '../kernel/house.ts';
import { authorize } from './authorize.ts';

const ports = {
  platform: platformTable(process.env),
  clock: systemClock(process.env['CLOCK_OFFSET_SECONDS']),
};

/** Lets every request pass with what is known of its session; the routes decide (see authorizerContext.ts). */
export async function handler(event: Pick<APIGatewayRequestAuthorizerEventV2, 'cookies' | 'headers'>) {
  // API Gateway gives the cookies as a list; the header is read when they stand there only.
  const cookies = (event.cookies as string[] | undefined) ?? (event.headers?.['cookie'] ?? '').split(';');
  return { isAuthorized: true, context: await authorize(ports, cookies) };
}
