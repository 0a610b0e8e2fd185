import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, textOf, textsOf } from '../work/form.ts';
import { jsonOf } from './planStep.ts';
import { asAsked, isAsSeen, type Seen, seenOf } from './seenForm.ts';

type CopyBody = z.infer<(typeof routes.previewPlanCopy)['body']>;
type CopyPreview = ResponseOf<(typeof routes)['previewPlanCopy'] & Route>;

/** The choice that takes the hours of all who have some. */
export const EVERYBODY = 'all';

/** A copy that was looked at and waits for its one button. */
export interface LookedAtCopy {
  readonly body: CopyBody;
  readonly changeId: string;
  readonly preview: CopyPreview;
  readonly seen: Seen;
}

/** How one step of copying ended. */
export type CopyStep =
  | { readonly kind: 'applied'; readonly orphaned: number }
  | { readonly kind: 'lookedAt'; readonly lookedAt: LookedAtCopy }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'refused'; readonly problem: ApiProblem };

/**
 * Takes the step that the form of a copy asks for: look at it, or save what was looked at; as `takeStep` does for one site's
 * plan, a form that says something else by now is looked at again.
 */
export async function takeCopyStep(api: Api, site: string, form: FormData): Promise<CopyStep> {
  if (textOf(form, 'do') !== 'apply') return look(api, site, form);
  return isAsSeen(form) ? apply(api, site, form) : look(api, site, asAsked(form), 'CHANGED');
}

async function look(api: Api, site: string, form: FormData, again?: Seen['again']): Promise<CopyStep> {
  const body = readCopyForm(site, form);
  if (!body.ok) return { kind: 'faults', faults: body.error };
  const answer = await api.call('previewPlanCopy', { body: body.value });
  if (!answer.ok) return refused(answer.error);
  const lookedAt = {
    body: body.value,
    changeId: randomIds.id(20),
    preview: answer.value,
    seen: seenOf(form, again),
  };
  return { kind: 'lookedAt', lookedAt };
}

/** Whether a copy that was looked at would bring any site anything. */
export function bringsSomething({ targets }: CopyPreview): boolean {
  return targets.some(({ rules, exceptions, hours }) => rules > 0 || exceptions > 0 || hours);
}

async function apply(api: Api, site: string, form: FormData): Promise<CopyStep> {
  const looked = routes.previewPlanCopy.body.safeParse(jsonOf(textOf(form, 'copy')));
  if (!looked.success) return refused({ type: 'invalid-request' });
  const { sites: _sites, ...copy } = looked.data;
  const body = routes.applyPlanCopy.body.safeParse({
    ...copy,
    changeId: textOf(form, 'changeId'),
    targets: jsonOf(textOf(form, 'targets')),
  });
  if (!body.success) return refused({ type: 'invalid-request' });
  const answer = await api.call('applyPlanCopy', { body: body.data });
  if (answer.ok) return { kind: 'applied', orphaned: answer.value.orphaned };
  const { type } = answer.error;
  return type === 'stale-version' || type === 'plan-conflict'
    ? look(api, site, asAsked(form), 'STALE')
    : refused(answer.error);
}

function refused(problem: ApiProblem): CopyStep {
  if (problem.type === 'invalid-request') {
    return { kind: 'faults', faults: [{ field: 'from', text: 'calendar.copy.errorPeriod' }] };
  }
  return { kind: 'refused', problem };
}

/** Reads the form. A worker is in by name, with everybody, or because somebody else is named who takes the hours there. */
function readCopyForm(site: string, form: FormData): Result<CopyBody, FieldFault[]> {
  const named = new Set(textsOf(form, 'who'));
  const isEverybody = named.has(EVERYBODY);
  const workers = textsOf(form, 'worker').flatMap((from) => {
    const to = textOf(form, `to-${from}`);
    return isEverybody || named.has(from) || to ? [{ from, to: to || from }] : [];
  });
  const body = routes.previewPlanCopy.body.safeParse({
    site,
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
    onto: textOf(form, 'onto'),
    sites: textsOf(form, 'sites'),
    workers,
    exceptions: textsOf(form, 'along').includes('exceptions'),
    hours: textsOf(form, 'along').includes('hours'),
  });
  if (body.success) {
    const { exceptions, hours } = body.data;
    return workers.length > 0 || exceptions || hours
      ? succeed(body.data)
      : fail([{ field: 'who', text: 'calendar.copy.errorNothing' }]);
  }
  const wrong = body.error.issues.map(({ path }) => String(path[0]));
  return fail(
    wrong.includes('sites')
      ? [{ field: 'sites', text: 'calendar.copy.errorSites' }]
      : [{ field: 'from', text: 'calendar.copy.errorPeriod' }],
  );
}
