import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { applyChange, changedFields, changeFaults, stepBack } from '@ohjaamo/shared/plans/changes.ts';
import type { plansRoutes, PlanView } from '@ohjaamo/shared/plans/contract.ts';
import { type PlanFields, settled } from '@ohjaamo/shared/plans/fields.ts';
import { mergeFields } from '@ohjaamo/shared/plans/merge.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { listCopies } from './copies.ts';
import { type PlanPlace, readPlanPlace } from './place.ts';
import { type LivingPlan, putVersion, readLivingPlan, readVersionsAfter } from './repository.ts';
import { mayMake } from './rights.ts';
import { onLivingPlan } from './settledPlan.ts';
import { viewPlan } from './views.ts';

type Change = typeof plansRoutes.changePlan;
type Context = ContextOf<Change>;

/** The story tells of an author's changes once in this time. */
const TOLD_MILLISECONDS = 60 * 60_000;

/**
 * Changes a client's plan. What others changed since the editor's version stays (see `mergeFields`); when others are quicker, the
 * change is laid over theirs anew. Sent again it changes nothing. Reads the plan and the versions since; writes about 5 rows.
 */
export const changePlan: UseCase<Change> = async (context) => {
  const { scope, request, actor, clock, ids, case: access } = context;
  const { clientId } = request.parameters;
  const { changeId, ...change } = request.body;
  const [place, changeHash] = await Promise.all([
    readPlanPlace(scope, clock),
    scope.vault.fingerprint('plan-change', JSON.stringify([actor.staffId, change])),
  ]);
  const by = { at: place.now, by: actor.staffId, organisation: access.organisation };
  const known = { changeId, changeHash, entry: ids.id(20) };
  const outcome = await onLivingPlan(scope, clientId, by, (living) =>
    attempt(context, { living, place, ...known }),
  );
  return outcome ?? fail(problem('stale-version'));
};

interface Attempt {
  readonly living: LivingPlan;
  readonly place: PlanPlace;
  readonly changeId: Context['request']['body']['changeId'];
  readonly changeHash: string;
  /** Id of the entry in the story. */
  readonly entry: string;
}

type Outcome = Result<{ readonly body: PlanView }, Problem>;

async function attempt(context: Context, asked: Attempt): Promise<Outcome | 'AGAIN'> {
  const { scope, request, actor, audit, case: access } = context;
  const { living, place, changeId, changeHash } = asked;
  const { base, set, remove } = request.body;
  if (base > living.version) return fail(problem('stale-version'));
  const versions = await readVersionsAfter(scope, living.client, base);
  const done = versions.find(({ row }) => row.changeId === changeId);
  if (done && done.row.changeHash !== changeHash) return fail(problem('id-already-used'));
  if (done) return shown(context, place);

  const now = living.fields;
  const seen = stepBack(
    now,
    versions.filter(({ row }) => row.version <= living.version).map(({ before }) => before),
  );
  if (!mayMake(access, seen, now, { set, remove })) return fail(problem('access-refused'));
  const { tenant } = place;
  const faults = changeFaults(
    seen,
    { set, remove },
    {
      organisations: openOrganisations(tenant).map(({ code }) => code),
      staff: tenant.staff.map(({ id }) => id),
      today: place.today,
    },
  );
  if (faults.length > 0) return fail(problem('invalid-request', { errors: faults }));

  const changer = { by: actor.staffId, at: place.now, organisation: access.organisation };
  const fields = mergeFields(seen, applyChange(seen, { set, remove }, changer), now);
  const before = changedFields(now, fields);
  if (Object.keys(before).length === 0) return shown(context, place);
  const { told, entries } = story(context, asked);
  const next = { ...changer, fields, before, told, changeId, changeHash, ...reviewOf(now, fields) };
  const written = await putVersion(scope, living, next, [...entries, ...audit.writes([living.client])]);
  if (written === 'AGAIN') return 'AGAIN';
  return written === 'DONE' ? shown(context, place, true) : fail(problem('not-found'));
}

/** The plan as it stands now; a look that wrote nothing is on the trail too. */
async function shown(
  { scope, request, audit, case: access }: Context,
  place: PlanPlace,
  wrote = false,
): Promise<Outcome> {
  const { clientId } = request.parameters;
  const [living, copies] = await Promise.all([readLivingPlan(scope, clientId), listCopies(scope, clientId)]);
  if (!wrote) await audit.append([clientId], 'DONE');
  return succeed({ body: viewPlan(living, copies(place, access), place, access) });
}

/** The entry of the story, unless one of the last hour tells of this author's changes already. */
function story(
  { scope, actor, case: access }: Context,
  { living, place, entry }: Attempt,
): { readonly told: Record<string, string>; readonly entries: Write[] } {
  const told = living.row?.told ?? {};
  const last = told[actor.staffId];
  if (last !== undefined && Date.parse(place.now) - Date.parse(last) < TOLD_MILLISECONDS) {
    return { told, entries: [] };
  }
  const write = timelineWrite(scope, living.client, {
    id: entry,
    at: place.now,
    what: 'PLAN_CHANGED',
    by: actor.staffId,
    category: 'SHARED_PLAN',
    owner: access.organisation,
    record: living.client,
  });
  return { told: { ...told, [actor.staffId]: place.now }, entries: [write] };
}

/** The task of the review, when its date changed: due on that day, gone while there is none; between two dates, the earlier. */
function reviewOf(now: PlanFields, fields: PlanFields) {
  const [before, after] = [now, fields].map(
    ({ reviewOn = [] }) => reviewOn.map(({ value }) => value).sort()[0],
  );
  if (before === after) return {};
  const dueOn = settled(fields['reviewOn']) ?? after;
  return { review: dueOn ? { kind: 'REVIEW_PLAN' as const, dueOn } : null };
}
