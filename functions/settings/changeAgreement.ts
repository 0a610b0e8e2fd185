import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { AgreedShare } from '@ohjaamo/shared/settings/agreement.ts';
import type { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { openOrganisations, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import { decideDated, type Matter, withdrawDated } from '../kernel/decideDated.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { agreementWrite, readAgreementOf, type VersionedAgreement } from './agreementRepository.ts';

type Routes = typeof settingsRoutes;

/**
 * What one organisation promises from a date on. Reads: 1 Query of the tenant, 1 GetItem; one transaction with its row of the
 * trail. The same request again changes nothing.
 */
export const decideAgreement: UseCase<Routes['decideAgreement']> = async (context) => {
  const { request, actor, clock } = context;
  const { version, share: value, ...asked } = request.body;
  const found = await readPart(context, request.parameters.organisation);
  if (!found) return fail(problem('not-found'));
  const at = new Date(clock.now()).toISOString();
  return decideDated(found.matter, version, { ...asked, value, at, by: actor.staffId });
};

/** Takes back a change that has not begun; it stays in the history. Reads and writes as {@link decideAgreement}. */
export const withdrawAgreement: UseCase<Routes['withdrawAgreement']> = async (context) => {
  const { request, actor, clock } = context;
  const { organisation, decision } = request.parameters;
  const found = await readPart(context, organisation);
  if (!found) return fail(problem('not-found'));
  const at = new Date(clock.now()).toISOString();
  return withdrawDated(found.matter, request.body.version, { id: decision, at, by: actor.staffId });
};

/** Marks an agreed review as held, once. Reads and writes as {@link decideAgreement}. */
export const holdReview: UseCase<Routes['holdReview']> = async (context) => {
  const { request, actor, clock } = context;
  const { on, version } = request.body;
  const found = await readPart(context, request.parameters.organisation);
  if (!found?.part.decisions.some(({ value }) => value.reviews.includes(on))) {
    return fail(problem('not-found'));
  }
  const { part } = found;
  if (part.held.some((each) => each.on === on)) return succeed({ body: { version: part.version } });
  if (part.version !== version) return fail(problem('stale-version'));
  const mark = { on, at: new Date(clock.now()).toISOString(), by: actor.staffId };
  const done = await keep(context, { ...part, held: [...part.held, mark] });
  return done ? succeed({ body: { version: part.version + 1 } }) : fail(problem('stale-version'));
};

interface Context {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly audit: AuditTrail;
}

/** The part of one of the municipality's own organisations that is not closed. What was agreed before the service came may be written down first. */
async function readPart(
  context: Context,
  organisation: string,
): Promise<{ readonly part: VersionedAgreement; readonly matter: Matter<AgreedShare> } | undefined> {
  const { scope, clock } = context;
  const [tenant, part] = await Promise.all([readWorkersTenant(scope), readAgreementOf(scope, organisation)]);
  if (!openOrganisations(tenant).some(({ code }) => code === organisation)) return undefined;
  const { version, decisions } = part;
  return {
    part,
    matter: {
      ...{ version, decisions, today: todayIn(tenant, clock), hasHeld: false },
      keep: (changed) => keep(context, { ...part, decisions: changed }),
    },
  };
}

/** Today's date in the tenant's zone. */
export function todayIn({ profile }: Tenant, clock: Clock): string {
  return localDate(currentMinute(clock), profile.zone);
}

async function keep({ scope, audit }: Context, part: VersionedAgreement): Promise<boolean> {
  return (await scope.work.transact([agreementWrite(scope, part), ...audit.writes([])])).ok;
}
