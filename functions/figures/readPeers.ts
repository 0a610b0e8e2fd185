import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedCube } from '@ohjaamo/shared/figures/network/contract.ts';
import type { CubeId } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { compareWithPeers, peerCubes } from '@ohjaamo/shared/figures/network/peers.ts';
import { FEWEST_TENANTS } from '@ohjaamo/shared/figures/network/table.ts';
import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { readTenant } from '../tenants/index.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readCube: (quarter: string, cube: CubeId) => Promise<PublishedCube | undefined>;
}

/**
 * An own site beside the others of its kind in a quarter, the last that has closed when none is named, from the published cubes alone:
 * nobody's exact figures are read. Reads: a Query of the tenant, and one row for each of the eight cubes, of some 200 bytes a site.
 */
export function readPeers(ports: Ports): UseCase<typeof figuresRoutes.readPeers> {
  return async ({ scope, request, clock }) => {
    const { quarter = closedQuarter(currentMinute(clock), HELSINKI), site: asked } = request.query;
    const [tenant, ...cubes] = await Promise.all([
      ports.readTenant(scope),
      ...peerCubes.map((cube) => ports.readCube(quarter, cube)),
    ]);
    if (!tenant) throw new Error('The tenant has no profile');
    const site = tenant.sites.find(({ id }) => id === asked);
    if (!site) return fail(problem('not-found'));
    const published = cubes.flatMap((cube) => cube ?? []);
    const compared = { tenantSlug: tenant.profile.slug, siteSlug: site.slug, kind: site.kind };
    return succeed({
      body: {
        ...{ quarter, kind: site.kind, fewest: FEWEST_TENANTS },
        ...(published.length > 0 && { comparisons: compareWithPeers(published, compared) }),
      },
    });
  };
}
