import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { hasTimes, joinWrites, particularsWrite, readWorkersTenant } from './profileRepository.ts';

/** Weeks that are looked through: what was has still to be marked, and nothing is booked more than a year ahead. */
const WEEKS_BACK = 8;
const WEEKS_AHEAD = 54;

/**
 * Changes what the list says of a worker: name, title, home organisation, home site, share of working time, languages. Another
 * organisation counts in what others see and share from the next request on. The calendar stands at the home site, so whoever has times
 * in it keeps that one.
 */
export function changeWorker(): UseCase<typeof tenantsRoutes.changeWorker> {
  return async ({ request: { parameters, body }, scope, clock, audit }) => {
    const { particulars } = body;
    const subjects = [parameters.staffId];
    const tenant = await readWorkersTenant(scope);
    const worker = tenant.staff.find(({ id }) => id === parameters.staffId);
    const known =
      openOrganisations(tenant).some(({ code }) => code === particulars.organisation) &&
      tenant.sites.some(({ id }) => id === particulars.homeSite);
    if (!worker || !known) return fail(problem('not-found', { subjects }));
    if (worker.homeSite !== particulars.homeSite) {
      const first = weekOf(clock.now() / 60_000) - WEEKS_BACK;
      const weeks = Array.from({ length: WEEKS_BACK + WEEKS_AHEAD }, (_, index) => first + index);
      if (await hasTimes(scope, worker, weeks)) {
        return fail(problem('state-conflict', { subjects, conflicts: [{ reason: 'HAS_TIMES' }] }));
      }
    }
    const { organisation, homeSite } = particulars;
    const done = await scope.work.transact([
      particularsWrite(scope, worker.id, worker.homeSite, particulars),
      ...joinWrites(scope, { organisation, ...(worker.homeSite !== homeSite && { homeSite }) }),
      ...audit.writes(subjects),
    ]);
    return done.ok ? succeed({ body: {}, subjects }) : fail(problem('state-conflict', { subjects }));
  };
}
