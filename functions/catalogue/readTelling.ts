import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { factsOf } from '@ohjaamo/shared/catalogue/facts.ts';
import { gapsOf } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { isClosed } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { sitesToTell } from './sitesToTell.ts';
import { placeOf } from './telling.ts';
import { readTeller, readTellingRow } from './tellingRepository.ts';

/**
 * What the catalogue is told, what it would be told now, and what became of it: 3 Queries, 2 GetItems, and one more a site.
 * Addresses of pages are told here without the service's own, which this function does not know.
 */
export const readTelling: UseCase<(typeof catalogueRoutes)['readTelling']> = async ({ scope, clock }) => {
  const [tenant, telling, teller] = await Promise.all([
    readWorkersTenant(scope),
    readTellingRow(scope),
    readTeller(scope),
  ]);
  const { profile } = tenant;
  const today = localDate(currentMinute(clock), profile.zone);
  const known = await sitesToTell(scope, tenant, telling?.organizationId ?? '', today);
  const sites = tenant.sites.map((each) => {
    const { id, slug, name } = each;
    const site = { id, slug, name };
    const one = known.find(({ site: { id: own } }) => own === id);
    if (!one) {
      const over = isClosed(each, today) && { closed: 'OVER' as const };
      return { site, version: 0, gaps: [], facts: [], ...over };
    }
    const { row, told, isGone } = one;
    return {
      ...{ site, version: row.version, entry: row.entry, ...(isGone && { closed: 'TO_TELL' as const }) },
      gaps: isGone ? [] : gapsOf({ profile, site: one.site, entry: row.entry }),
      facts: factsOf(placeOf(one, ''), today),
      ...(told && {
        told: {
          ...{ at: told.at, outcome: told.outcome },
          ...{ differences: told.differences, refusals: told.refusals },
        },
      }),
    };
  });
  return succeed({
    body: {
      version: telling?.version ?? 0,
      ...(telling && { organizationId: telling.organizationId }),
      mode: telling?.mode ?? 'DRY_RUN',
      hasKey: telling?.sealed !== undefined,
      isAsked: telling !== undefined && telling.askedAt > (teller?.ranAt ?? ''),
      languages: profile.languages,
      sites,
    },
  });
};
