import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type AgreedDecision, dueReviews, REVIEW_NOTICE_DAYS } from '@ohjaamo/shared/settings/agreement.ts';
import type { DecisionView, PartyView, settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { comingAfter, inForceOn } from '@ohjaamo/shared/kernel/dated.ts';
import { openOrganisations, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { proposedShares } from './proposedShares.ts';
import { readAgreements, type VersionedAgreement } from './agreementRepository.ts';
import { todayIn } from './changeAgreement.ts';

/**
 * What each of the municipality's organisations has agreed, agrees, and will, and what the agreement in use proposes; of a closed one
 * what it had agreed. 3 Queries.
 */
export const readAgreement: UseCase<(typeof settingsRoutes)['readAgreement']> = async ({ scope, clock }) => {
  const [tenant, parts] = await Promise.all([readWorkersTenant(scope), readAgreements(scope)]);
  const today = todayIn(tenant, clock);
  const language = tenant.profile.languages[0] ?? 'fi';
  const proposedFor = await proposedShares(scope, { today, language });
  return succeed({
    body: {
      today,
      parties: tenant.organisations.flatMap(({ code, name, type, closedFrom }) => {
        const part = parts.find(({ organisation }) => organisation === code);
        if (closedFrom !== undefined) {
          return part ? [closedView(viewOf(tenant, part, today, { code, name }))] : [];
        }
        const nothing = { organisation: code, version: 0, decisions: [], held: [] };
        const view = viewOf(tenant, part ?? nothing, today, { code, name });
        const proposed = view.decisions.length === 0 ? proposedFor(type) : undefined;
        return [{ ...view, ...(proposed && { proposed }) }];
      }),
    },
  });
};

/** How many agreed reviews of a municipality wait to be held: their day is near or past, and the organisation is not closed. One Query. */
export async function countDueReviews(scope: TenantScope, tenant: Tenant, today: string): Promise<number> {
  const open = new Set(openOrganisations(tenant).map(({ code }) => code));
  const parts = (await readAgreements(scope)).filter(({ organisation }) => open.has(organisation));
  const until = noticeUntil(today);
  return parts.reduce((sum, part) => sum + dueReviews(part, today, until).length, 0);
}

/** What a closed organisation had agreed: nothing of it holds, and nobody meets about it. */
function closedView(view: PartyView): PartyView {
  return {
    ...view,
    closed: true,
    due: [],
    decisions: view.decisions.map((each) => ({ ...each, stands: 'PAST' })),
  };
}

function noticeUntil(today: string): string {
  return dateOfDay(dayNumber(today) + REVIEW_NOTICE_DAYS);
}

function viewOf(
  tenant: Tenant,
  part: VersionedAgreement,
  today: string,
  organisation: PartyView['organisation'],
): PartyView {
  const nameOf = (by: string) => tenant.staff.find(({ id }) => id === by)?.name ?? '';
  const now = inForceOn(part.decisions, today);
  const coming = comingAfter(part.decisions, today);
  const standsAs = (each: AgreedDecision): DecisionView['stands'] =>
    each === now ? 'NOW' : coming.includes(each) ? 'COMING' : 'PAST';
  return {
    organisation,
    version: part.version,
    decisions: part.decisions
      .map((each) => ({
        id: each.id,
        from: each.from,
        share: each.value,
        at: each.at,
        by: nameOf(each.by),
        ...(each.withdrawn && { withdrawn: { at: each.withdrawn.at, by: nameOf(each.withdrawn.by) } }),
        stands: standsAs(each),
      }))
      .reverse(),
    due: [...dueReviews(part, today, noticeUntil(today))],
    held: part.held.map(({ on, at, by }) => ({ on, at, by: nameOf(by) })),
  };
}
