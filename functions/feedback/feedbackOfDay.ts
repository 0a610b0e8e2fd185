import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { invitationsOfDay } from './linkRepository.ts';
import { answersOfDay } from './repository.ts';

/** The answers and the invitations that count on a day of a site, as they stand: two Queries. */
export async function feedbackOfDay(scope: TenantScope, site: SiteId, date: string) {
  const [answers, invitations] = await Promise.all([
    answersOfDay(scope, site, date),
    invitationsOfDay(scope, site, date),
  ]);
  return [...answers, ...invitations];
}
