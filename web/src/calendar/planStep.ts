import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { planChange, type PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf } from '../work/form.ts';

/** A change that was looked at and waits for its one button. */
export interface LookedAt {
  readonly change: PlanChange;
  readonly changeId: string;
  readonly preview: PlanPreview;
  /** True when the plan changed between looking and saving. */
  readonly isStale: boolean;
}

/** How one step of changing a calendar ended. */
export type PlanStep =
  | { readonly kind: 'applied'; readonly orphaned: number }
  | { readonly kind: 'lookedAt'; readonly lookedAt: LookedAt }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'refused'; readonly problem: ApiProblem };

/** What to say when the whole form is refused. */
const refusals: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'not-found': 'calendar.error.gone',
  'role-required': 'calendar.error.role',
  'invalid-request': 'calendar.error.form',
};

/**
 * Takes the step that a form asks for: look at what a change does, or save what was looked at. Saving carries the change
 * itself with the version it was looked at under; when the plan has changed meanwhile, it is looked at again and nothing
 * that was typed is lost.
 *
 * @param read makes the change of the form's fields
 */
export async function takeStep(
  api: Api,
  site: string,
  form: FormData,
  read: (form: FormData) => Result<PlanChange, FieldFault[]>,
): Promise<PlanStep> {
  if (textOf(form, 'do') === 'apply') return apply(api, site, form);
  const change = read(form);
  return change.ok ? look(api, site, change.value, false) : { kind: 'faults', faults: change.error };
}

async function look(api: Api, site: string, change: PlanChange, isStale: boolean): Promise<PlanStep> {
  const body = routes.previewPlanChange.body.safeParse({ site, change });
  if (!body.success) return gone();
  const answer = await api.call('previewPlanChange', { body: body.data });
  if (!answer.ok) return refused(answer.error);
  const lookedAt = { change, changeId: randomIds.id(20), preview: answer.value, isStale };
  return { kind: 'lookedAt', lookedAt };
}

async function apply(api: Api, site: string, form: FormData): Promise<PlanStep> {
  const change = planChange.safeParse(jsonOf(textOf(form, 'change')));
  if (!change.success) return gone();
  const body = routes.applyPlanChange.body.safeParse({
    changeId: textOf(form, 'changeId'),
    site,
    version: Number(textOf(form, 'version') || Number.NaN),
    change: change.data,
  });
  if (!body.success) return gone();
  const answer = await api.call('applyPlanChange', { body: body.data });
  if (answer.ok) return { kind: 'applied', orphaned: answer.value.orphaned };
  const { type } = answer.error;
  return type === 'stale-version' || type === 'plan-conflict'
    ? look(api, site, change.data, true)
    : refused(answer.error);
}

function refused(problem: ApiProblem): PlanStep {
  const text = refusals[problem.type];
  return text ? { kind: 'faults', faults: [{ field: 'save', text }] } : { kind: 'refused', problem };
}

function gone(): PlanStep {
  return { kind: 'faults', faults: [{ field: 'save', text: 'calendar.error.form' }] };
}

/** The value that a hidden field carries; nothing when it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
