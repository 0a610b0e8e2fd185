import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { stewardshipDispatch } from '@ohjaamo/functions/stewardship/dispatch.ts';
import type { ErasurePorts } from '@ohjaamo/functions/tenants/leaving/ports.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { type TestAnswer, call } from '../support/house.ts';

const actor: Actor = { realm: 'global', subject: 'subject-of-steward', roles: ['NETWORK_STEWARD'] };

/** The network's stewards, who decide about what a municipality that leaves has handed in. */
export function stewardsOf(ports: ErasurePorts) {
  const handler = moduleHandler(stewardshipRoutes, stewardshipDispatch(ports), {
    ...{ ...ports, findTenant: () => Promise.resolve(undefined) },
    memberRole: 'templates',
  });
  return <R extends Route>(route: R, address: string, body: object = {}): Promise<TestAnswer<R>> =>
    call(handler, route, { actor, parameters: { address }, body } as never);
}
