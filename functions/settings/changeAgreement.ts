import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { AgreedDecision } from '@ohjaamo/shared/settings/agreement.ts';
import type { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { type DatedFault, decided, withdrawn } from '@ohjaamo/shared/kernel/dated.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AuditTrail } from '../kernel/audit.ts';
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
  const { scope, request, actor, clock, audit } = context;
  const { id, version, from, share } = request.body;
  const found = await readPart(scope, request.parameters.organisation, clock);
  if (!found) return fail(problem('not-found'));
  const { part, today } = found;
  const standing = part.decisions.find((each) => each.id === id);
  if (standing) return sameAs(standing, { from, value: share }, part.version);
  if (part.version !== version) return fail(problem('stale-version'));
  const at = new Date(clock.now()).toISOString();
  const decisions = decided(part.decisions, { id, from, value: share, at, by: actor.staffId }, today);
  if (typeof decisions === 'string') return refused(decisions);
  return keep(scope, audit, { ...part, decisions });
};

/** Takes back a change that has not begun; it stays in the history. Reads and writes as {@link decideAgreement}. */
export const withdrawAgreement: UseCase<Routes['withdrawAgreement']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { organisation, decision } = request.parameters;
  const found = await readPart(scope, organisation, clock);
  if (!found) return fail(problem('not-found'));
  const { part, today } = found;
  const mark = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  const decisions = withdrawn(part.decisions, decision, mark, today);
  if (decisions === undefined) return fail(problem('not-found'));
  if (decisions === part.decisions) return succeed({ body: { version: part.version } });
  if (part.version !== request.body.version) return fail(problem('stale-version'));
  if (typeof decisions === 'string') return refused(decisions);
  return keep(scope, audit, { ...part, decisions });
};

/** Marks an agreed review as held, once. Reads and writes as {@link decideAgreement}. */
export const holdReview: UseCase<Routes['holdReview']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { on, version } = request.body;
  const found = await readPart(scope, request.parameters.organisation, clock);
  if (!found?.part.decisions.some(({ value }) => value.reviews.includes(on))) {
    return fail(problem('not-found'));
  }
  const { part } = found;
  if (part.held.some((each) => each.on === on)) return succeed({ body: { version: part.version } });
  if (part.version !== version) return fail(problem('stale-version'));
  const mark = { on, at: new Date(clock.now()).toISOString(), by: actor.staffId };
  return keep(scope, audit, { ...part, held: [...part.held, mark] });
};

/** The part of one of the municipality's own organisations, and today's date there. */
async function readPart(
  scope: TenantScope,
  organisation: string,
  clock: Clock,
): Promise<{ readonly part: VersionedAgreement; readonly today: string } | undefined> {
  const [tenant, part] = await Promise.all([readWorkersTenant(scope), readAgreementOf(scope, organisation)]);
  if (!tenant.organisations.some(({ code }) => code === organisation)) return undefined;
  return { part, today: todayIn(tenant, clock) };
}

/** Today's date in the tenant's zone. */
export function todayIn({ profile }: Tenant, clock: Clock): string {
  return localDate(currentMinute(clock), profile.zone);
}

async function keep(
  scope: TenantScope,
  audit: AuditTrail,
  part: VersionedAgreement,
): Promise<Result<{ body: { version: number } }, Problem>> {
  const done = await scope.work.transact([agreementWrite(scope, part), ...audit.writes([])]);
  return done.ok ? succeed({ body: { version: part.version + 1 } }) : fail(problem('stale-version'));
}

function sameAs(
  standing: AgreedDecision,
  asked: Pick<AgreedDecision, 'from' | 'value'>,
  version: number,
): Result<{ body: { version: number } }, Problem> {
  const isSame =
    standing.from === asked.from && JSON.stringify(standing.value) === JSON.stringify(asked.value);
  return isSame ? succeed({ body: { version } }) : fail(problem('id-already-used'));
}

/** Why nothing is decided or withdrawn. */
export function refused(reason: DatedFault): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: [{ reason }] }));
}
