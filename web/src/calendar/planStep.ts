import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { planChange, type PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf } from '../work/form.ts';
import { asAsked, isAsSeen, type Seen, seenOf } from './seenForm.ts';

/** A change that was looked at and waits for its one button. */
export interface LookedAt {
  readonly change: PlanChange;
  readonly changeId: string;
  readonly preview: PlanPreview;
  readonly seen: Seen;
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

/** Makes the change of a form's fields. */
type ReadForm = (form: FormData) => Result<PlanChange, FieldFault[]>;

/**
 * Takes the step that a form asks for: look at what a change does, or save what was looked at. The button that saves sends the
 * form's own fields beside the change that was looked at and the version it was looked at under. A form that says something
 * else by now, or a plan that does, is looked at again: what is saved has been seen as it is, and nothing typed is lost. The
 * change itself is sent as it was looked at, so that it has the same effect once, however often it is sent.
 */
export async function takeStep(api: Api, site: string, form: FormData, read: ReadForm): Promise<PlanStep> {
  if (textOf(form, 'do') !== 'apply') return look(api, site, form, read);
  if (!isAsSeen(form)) return look(api, site, asAsked(form), read, 'CHANGED');
  return apply(api, site, form, read);
}

async function look(
  api: Api,
  site: string,
  form: FormData,
  read: ReadForm,
  again?: Seen['again'],
): Promise<PlanStep> {
  const change = read(form);
  if (!change.ok) return { kind: 'faults', faults: change.error };
  const body = routes.previewPlanChange.body.safeParse({ site, change: change.value });
  if (!body.success) return gone();
  const answer = await api.call('previewPlanChange', { body: body.data });
  if (!answer.ok) return refused(answer.error);
  const lookedAt = {
    change: change.value,
    changeId: randomIds.id(20),
    preview: answer.value,
    seen: seenOf(form, again),
  };
  return { kind: 'lookedAt', lookedAt };
}

async function apply(api: Api, site: string, form: FormData, read: ReadForm): Promise<PlanStep> {
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
    ? look(api, site, asAsked(form), read, 'STALE')
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
