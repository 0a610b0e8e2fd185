import type { DraftView } from '@ohjaamo/shared/adoptions/draftRoutes.ts';
import { type DraftAct, draftState, draftSteps, writingFaults } from '@ohjaamo/shared/adoptions/drafts.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readShownTenant, workerOf } from '../tenants/index.ts';
import { type Draft, isGone, putDraft, readDraftRow, type StandingDraft } from './draftRepository.ts';
import { kindOf } from './sides.ts';

/** How often a change is laid over what somebody else was quicker to save. */
const TRIES = 6;

/** Who changes which draft, and when. */
export interface Changing {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly actor: { readonly staffId: StaffId };
  readonly clock: { readonly now: () => number };
  readonly request: { readonly parameters: Pick<Draft, 'kind' | 'name'> };
}

/** A draft that is there for its municipality: what was thrown away long ago is not, whenever its row goes. One read. */
export async function standingDraft(
  scope: TenantScope,
  named: Pick<Draft, 'kind' | 'name'>,
  now: number,
): Promise<StandingDraft | undefined> {
  const standing = await readDraftRow(scope, named);
  return standing && !isGone(standing.draft, now) ? standing : undefined;
}

/**
 * Does something with a draft as it stands at the moment of writing, if that is possible in its state, and shows it. A change that gives
 * back what it was given writes nothing.
 *
 * @param isDone whether the same request has done it before
 */
export async function changeStanding(
  { scope, audit, actor, clock, request }: Changing,
  act: DraftAct,
  change: (draft: Draft) => Promise<Result<Draft, Problem>>,
  isDone: (draft: Draft) => boolean = () => false,
): Promise<Result<{ readonly body: DraftView }, Problem>> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const standing = await standingDraft(scope, request.parameters, clock.now());
    if (!standing) return fail(problem('not-found'));
    const { draft, revision } = standing;
    if (isDone(draft)) return showDraft(scope, draft);
    if (!draftSteps[draftState(draft)][act]) return fail(problem('state-conflict'));
    const done = await change(draft);
    if (!done.ok) return done;
    if (done.value === draft) return showDraft(scope, draft);
    const changed = { at: momentAfter(draft, clock.now()), by: actor.staffId };
    const after = { ...done.value, changed, before: draft.changed.at };
    if (await putDraft(scope, { draft: after, revision }, audit.writes([]))) return showDraft(scope, after);
  }
  return fail(problem('temporarily-unavailable'));
}

/** Now, or a moment after the last change: two changes are never of one moment. */
function momentAfter({ changed }: Draft, now: number): string {
  return new Date(Math.max(now, Date.parse(changed.at) + 1)).toISOString();
}

/** A draft as it is shown, with what it lacks. One read. */
export async function showDraft(
  scope: TenantScope,
  draft: Draft,
): Promise<Result<{ readonly body: DraftView }, Problem>> {
  const { kind: of, name, about, content, changed } = draft;
  const [kind, tenant] = await Promise.all([kindOf(of), readShownTenant(scope)]);
  return succeed({
    body: {
      ...{ kind: of, name, about, content, changedAt: changed.at },
      title: (about['title'] ?? {}) as JsonObject,
      state: draftState(draft),
      faults: writingFaults(kind, draft),
      changedBy: workerOf(tenant, changed.by).name,
    },
  });
}
