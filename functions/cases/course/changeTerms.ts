import type { casesRoutes, RetentionView } from '@ohjaamo/shared/cases/contract.ts';
import type { TermsDecision } from '@ohjaamo/shared/cases/datedTerms.ts';
import type { CaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { comingAfter, inForceOn } from '@ohjaamo/shared/kernel/dated.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from '../../kernel/audit.ts';
import { decideDated, type Matter, withdrawDated } from '../../kernel/decideDated.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readPlace } from '../place.ts';
import { person, type ViewPlace } from '../views.ts';
import { putCaseTerms, readCaseTerms } from './repository.ts';

/** Decides the municipality's own terms from a day on. 2 reads, 1 write and the trail's. The same request again changes nothing. */
export const changeRetention: UseCase<typeof casesRoutes.changeRetention> = async (context) => {
  const { request, actor, clock } = context;
  const { version, rules: value, ...asked } = request.body;
  const at = new Date(clock.now()).toISOString();
  return decideDated(await readMatter(context), version, { ...asked, value, at, by: actor.staffId });
};

/** Takes back terms that do not hold yet; they stay in the history. Reads and writes as {@link changeRetention}. */
export const withdrawRetention: UseCase<typeof casesRoutes.withdrawRetention> = async (context) => {
  const { request, actor, clock } = context;
  const at = new Date(clock.now()).toISOString();
  const asked = { id: request.parameters.decision, at, by: actor.staffId };
  return withdrawDated(await readMatter(context), request.body.version, asked);
};

async function readMatter({
  scope,
  clock,
  audit,
}: {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly audit: AuditTrail;
}): Promise<Matter<CaseRules>> {
  const [{ today }, terms] = await Promise.all([readPlace(scope, clock), readCaseTerms(scope)]);
  const { version, decisions } = terms;
  return {
    ...{ version, decisions, today, hasHeld: true },
    keep: async (changed) =>
      (await putCaseTerms(scope, { ...terms, decisions: changed }, audit.writes([]))).ok,
  };
}

/** The decisions as they are shown, the newest first: who made them is told by name. */
export function decisionViews(
  decisions: readonly TermsDecision[],
  place: ViewPlace,
): RetentionView['decisions'] {
  const { tenant, today } = place;
  const now = inForceOn(decisions, today);
  const coming = comingAfter(decisions, today);
  return decisions
    .map((each) => ({
      ...{ id: each.id, from: each.from, rules: each.value, at: each.at, by: person(tenant, each.by) },
      ...(each.withdrawn && {
        withdrawn: { at: each.withdrawn.at, by: person(tenant, each.withdrawn.by) },
      }),
      stands:
        each === now ? ('NOW' as const) : coming.includes(each) ? ('COMING' as const) : ('PAST' as const),
    }))
    .reverse();
}
