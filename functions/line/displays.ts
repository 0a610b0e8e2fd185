import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { momentOf } from './day.ts';
import { raiseVersion, siteOf } from './desk.ts';
import { putDisplay, readDisplays, revoke } from './repository.ts';
import { viewLink } from './views.ts';

type Routes = typeof lineRoutes;

/** The display links of a site, the newest first. */
export const listDisplays: UseCase<Routes['listDisplays']> = async ({ scope, request }) => {
  const tenant = await readWorkersTenant(scope);
  const site = siteOf(tenant, request.query.site);
  if (!site) return fail(problem('not-found'));
  const displays = (await readDisplays(scope, site.id)).sort((one, other) => other.madeAt - one.madeAt);
  const { zone } = tenant.profile;
  return succeed({ body: { site: site.id, displays: displays.map((each) => viewLink(each, zone)) } });
};

/** Makes a link that shows the lobby's display without a sign-in. Its secret is shown this once; only the hash is kept. */
export const makeDisplay: UseCase<Routes['makeDisplay']> = async ({ scope, request, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const { site: asked, displayId, secret, name } = request.body;
  const site = siteOf(tenant, asked);
  if (!site) return fail(problem('not-found'));
  const display = {
    kind: 'DISPLAY',
    id: displayId,
    siteId: site.id,
    name,
    secretHash: hashOf(secret),
    madeAt: clock.now(),
  } as const;
  const done = await putDisplay(scope, display);
  const same = done.ok || (done.error.secretHash === display.secretHash && done.error.name === name);
  if (!same) return fail(problem('id-already-used'));
  const link = `${scope.tenantId}.${site.id}${displayId}.${secret}`;
  return succeed({ body: { link, display: viewLink(done.ok ? display : done.error, tenant.profile.zone) } });
};

/** Ends a display's link for good; every screen looks again at once. */
export const revokeDisplay: UseCase<Routes['revokeDisplay']> = async ({ scope, request, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const site = siteOf(tenant, request.body.site);
  if (!site) return fail(problem('not-found'));
  const revoked = await revoke(scope, site.id, request.parameters.displayId, clock.now());
  if (!revoked) return fail(problem('not-found'));
  await raiseVersion(scope, site.id, momentOf(tenant, clock).today);
  return succeed({ body: viewLink(revoked, tenant.profile.zone) });
};
