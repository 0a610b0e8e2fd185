import type { OpeningId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { municipalitiesOf, readShownTenant } from '../tenants/index.ts';
import { bookElsewhere, timesElsewhere } from './bookElsewhere.ts';
import type { RegionalPorts } from './elsewhere.ts';
import { listOpenings } from './listOpenings.ts';
import { answerOpening, openGroupToMunicipality, openToMunicipality, withdrawOpening } from './openings.ts';
import { sisterGroup, sisterGroups, signUpElsewhere } from './sisterGroups.ts';
import { sisterServices } from './sisterServices.ts';

/** The module's handler in a house; `platform` tells whether another municipality is open, `network` which there are. */
export function regionalHandler(house: House, network: Table, platform: Table) {
  const municipalities = municipalitiesOf(network);
  const ports: RegionalPorts = { platform, openScope: house.openScope, municipalities };
  const oneGroup = async (scope: TenantScope, id: OpeningId, clock: Clock) => {
    const group = await sisterGroup(ports, scope, id, clock);
    return group ? succeed({ body: { group } }) : fail(problem('not-found'));
  };
  return moduleHandler(
    regionalRoutes,
    {
      listOpenings: listOpenings(ports),
      openToMunicipality: openToMunicipality(ports),
      openGroupToMunicipality: openGroupToMunicipality(ports),
      withdrawOpening: withdrawOpening(ports),
      answerOpening: answerOpening(ports),
      listSisterServicesForWorker: async ({ scope, clock }) =>
        succeed({ body: { services: await sisterServices(ports, scope, clock) } }),
      searchSisterTimesForWorker: ({ scope, request: { parameters, query }, clock }) =>
        timesElsewhere(ports, scope, parameters.openingId, query, clock),
      bookSisterTimeForSomebody: async ({ scope, request: { parameters, body }, clock, visitor }) => {
        const { name } = (await readShownTenant(scope)).profile;
        return bookElsewhere(ports, scope, { id: parameters.openingId, body, name }, { clock, visitor });
      },
      listSisterGroupsForWorker: async ({ scope, clock }) =>
        succeed({ body: { groups: await sisterGroups(ports, scope, clock) } }),
      readSisterGroupForWorker: ({ scope, request: { parameters }, clock }) =>
        oneGroup(scope, parameters.openingId, clock),
      signUpSomebodyToSisterGroup: async ({ scope, request: { parameters, body }, clock, visitor }) => {
        const { name } = (await readShownTenant(scope)).profile;
        return signUpElsewhere(ports, scope, { id: parameters.openingId, body, name }, { clock, visitor });
      },
      listSisterGroups: async ({ scope, clock }) =>
        succeed({ body: { groups: await sisterGroups(ports, scope, clock) } }),
      readSisterGroup: ({ scope, request: { parameters }, clock }) =>
        oneGroup(scope, parameters.openingId, clock),
      signUpToSisterGroup: async ({ scope, request: { parameters, body }, clock, visitor }) => {
        const known = await municipalities.find(parameters.tenantSlug);
        if (!known) return fail(problem('not-found'));
        const asked = { id: parameters.openingId, body, name: known.name };
        return signUpElsewhere(ports, scope, asked, { clock, visitor });
      },
      listSisterServices: async ({ scope, clock }) =>
        succeed({ body: { services: await sisterServices(ports, scope, clock) } }),
      searchSisterTimes: ({ scope, request: { parameters, query }, clock }) =>
        timesElsewhere(ports, scope, parameters.openingId, query, clock),
      bookSisterTime: async ({ scope, request: { parameters, body }, clock, visitor }) => {
        const known = await municipalities.find(parameters.tenantSlug);
        if (!known) return fail(problem('not-found'));
        const asked = { id: parameters.openingId, body, name: known.name };
        return bookElsewhere(ports, scope, asked, { clock, visitor });
      },
    },
    house,
  );
}
