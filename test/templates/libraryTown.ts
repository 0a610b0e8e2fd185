import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { stewardshipDispatch } from '@ohjaamo/functions/stewardship/dispatch.ts';
import { templatesDispatch } from '@ohjaamo/functions/templates/dispatch.ts';
import { handIn } from '@ohjaamo/functions/templates/index.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { call, seedTenant, type TestAnswer, type TestCall, testClock, testHouse } from '../support/house.ts';
import { site, staffMember, town, worker } from '../support/schedule.ts';

export const MONDAY = '2027-02-01T08:30+02:00';
export const steward: Actor = { realm: 'global', subject: 'subject-of-steward', roles: ['NETWORK_STEWARD'] };

/** Two municipalities and the network's stewards in front of the library. */
export async function libraryTown() {
  const clock = testClock(MONDAY);
  const house = testHouse(clock);
  const manager = worker(4);
  const open = async () => {
    const main = site('keskusta');
    const tenant = town({ staff: [staffMember(manager, 'YOUTH')], services: [], sites: [main] });
    return seedTenant(house, tenant, []);
  };
  const [tenantId, otherId] = [await open(), await open()];
  const actorIn = (tenant: typeof tenantId): Actor => ({
    realm: 'tenant',
    subject: 'subject-of-manager',
    tenantId: tenant,
    staffId: manager,
    roles: ['SITE_MANAGER'],
  });
  const handler = moduleHandler(templatesRoutes, templatesDispatch(house.network), {
    ...house,
    memberRole: 'templates',
  });
  const stewards = moduleHandler(stewardshipRoutes, stewardshipDispatch(house), {
    ...house,
    memberRole: 'templates',
  });
  const as = <R extends Route>(actor: Actor, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
    call(route.module === 'stewardship' ? stewards : handler, route, { ...request, actor });
  return {
    clock,
    house,
    network: house.network,
    tenantId,
    otherId,
    own: actorIn(tenantId),
    other: actorIn(otherId),
    as,
    handIn: (template: TemplateVersion, from = tenantId) =>
      handIn(house.network, {
        template,
        tenantId: from,
        municipality: from === tenantId ? '698' : '091',
        at: new Date(clock.now()).toISOString(),
      }),
    /** Hands in and publishes; gives the address. */
    async publish(template: TemplateVersion): Promise<string> {
      const handed = await this.handIn(template);
      if (!handed.ok) throw new Error(JSON.stringify(handed.error));
      const { address } = handed.value;
      const answer = await as(steward, stewardshipRoutes.publishTemplate, {
        parameters: { address },
        body: {},
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return address;
    },
  };
}

/** A name that no other test uses. */
export function ownName(): string {
  return `practice-${randomIds.id(10)}`;
}
