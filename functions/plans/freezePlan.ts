import { createHash } from 'node:crypto';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { itemFields, itemIds, itemKinds, OWNER } from '@ohjaamo/shared/plans/fields.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { copyOf } from './copyOf.ts';
import { type CopyRow, copyWrites, readCopyRow, viewCopy } from './copies.ts';
import { type PlanPlace, readPlanPlace } from './place.ts';
import { type LivingPlan, readDisplayName } from './repository.ts';
import { planRights } from './rights.ts';
import { onLivingPlan } from './settledPlan.ts';
import { seenFields } from './views.ts';

type Freeze = typeof plansRoutes.freezePlan;

/**
 * Takes a copy of the version that was shown for the own organisation's register: what the policies let it take, by consent or
 * because it wrote it itself. The row of the trail names the consents (703/2023 §10). Sent again it is the same copy.
 */
export const freezePlan: UseCase<Freeze> = async (context) => {
  const { scope, request, actor, clock, case: access } = context;
  const { clientId } = request.parameters;
  const [place, person] = await Promise.all([readPlanPlace(scope, clock), readDisplayName(scope, clientId)]);
  const by = { at: place.now, by: actor.staffId, organisation: access.organisation };
  const outcome = await onLivingPlan(scope, clientId, by, (living) =>
    freeze(context, living, { ...place, person }),
  );
  return outcome ?? fail(problem('stale-version'));
};

async function freeze(
  { scope, request, actor, audit, case: access }: ContextOf<Freeze>,
  living: LivingPlan,
  place: PlanPlace & { readonly person: string },
) {
  const { client } = living;
  const { copyId, version } = request.body;
  const rights = planRights(access, living.fields);
  const fields = seenFields(living.fields, (path) => rights.copies(path));
  if (Object.keys(fields).length === 0) return fail(problem('access-refused'));
  const standing = await readCopyRow(scope, client, copyId);
  if (standing) {
    const same =
      standing.version === version &&
      standing.by === actor.staffId &&
      standing.organisation === access.organisation;
    if (!same) return fail(problem('id-already-used'));
    await audit.append([client], 'DONE');
    return succeed({ body: viewCopy(standing, place) });
  }
  if (version !== living.version) return fail(problem('stale-version'));
  const head = { id: copyId, at: place.now, by: actor.staffId, organisation: access.organisation };
  const text = JSON.stringify(copyOf({ ...living, fields }, { ...head, whole: living.fields }, place));
  const row: CopyRow = {
    kind: 'PLAN_COPY',
    ...head,
    version,
    sha256: createHash('sha256').update(text).digest('hex'),
    owners: ownersOf(fields),
  };
  const written = await scope.cases.transact([
    ...(await copyWrites(scope, client, row, text)),
    ...audit.writes([client]),
  ]);
  // Another request of the same id was quicker: the next look finds what it wrote.
  return written.ok ? succeed({ body: viewCopy(row, place) }) : ('AGAIN' as const);
}

/** Whose parts are in it: what says something of the person stands for itself, as empty text. */
function ownersOf(fields: LivingPlan['fields']): string[] {
  const owners = itemKinds.flatMap((kind) =>
    itemIds(fields, kind).map((id) => itemFields(fields, kind, id)[OWNER]?.[0]?.value ?? ''),
  );
  const common = Object.keys(fields).some((path) => !path.includes('/'));
  return [...new Set([...owners, ...(common ? [''] : [])])].sort();
}
