import type { EffectOf, UseWish } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { RequestOf } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf, textsOf } from '../work/form.ts';

const offered = [
  'PLAN',
  'GROUP_PROGRAMME',
  'MESSAGE_TEXTS',
  'COOPERATION_AGREEMENT',
  'OPERATING_MODEL',
] as const;
/** A kind that is only offered or shown where it is needed. */
export type OfferedKind = (typeof offered)[number];

/** Whether a kind is only offered, so that offering it can end. */
export function isOffered(kind: TemplateKind): kind is OfferedKind {
  return offered.some((each) => each === kind);
}

/** The name of the field of who takes a role, or who gives a service. */
export const roleField = (key: string) => `role-${key}`;
export const giverField = (service: string) => `giver-${service}`;

/** What became of a form of the page. */
export interface UseChange {
  readonly done?: true;
  readonly fault?: { readonly field: string; readonly text: MessageKey };
  readonly refusal?: ApiProblem;
}

type Parameters = RequestOf<(typeof routes)['previewUse']>['parameters'];

/** Takes the copy into use when the form asks for it; looking is all that is left otherwise. */
export async function takeCopy(api: Api, parameters: Parameters, form: FormData): Promise<UseChange> {
  if (textOf(form, 'do') !== 'take') return {};
  const body = routes.takeIntoUse.body.safeParse({
    ...wishOf(form),
    useId: textOf(form, 'useId'),
    mark: textOf(form, 'mark'),
  });
  if (!body.success) return {};
  const answer = await api.call('takeIntoUse', { parameters, body: body.data });
  if (answer.ok) return { done: true };
  const { type } = answer.error;
  if (type === 'stale-version') return { fault: { field: 'changes', text: 'adoptions.use.stale' } };
  if (type === 'state-conflict' || type === 'plan-conflict') {
    return { fault: { field: 'changes', text: 'adoptions.use.blocked' } };
  }
  return type === 'invalid-request' ? {} : { refusal: answer.error };
}

/** What a form asks for; of a date that is none, or of nobody, nothing is said. */
export function wishOf(form: FormData): UseWish {
  const keys = [...new Set([...form.keys()])];
  const chosen = (prefix: string) =>
    keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({
        key: key.slice(prefix.length),
        staff: [...new Set(textsOf(form, key).filter((id) => id !== ''))],
      }));
  const also = textsOf(form, 'also');
  const isWeek = textOf(form, 'site') !== '';
  const asked = {
    ...(isWeek && {
      site: textOf(form, 'site'),
      from: textOf(form, 'from'),
      roles: chosen('role-').map(({ key, staff }) => ({ role: key, staff })),
      ...{ hours: also.includes('hours'), duty: also.includes('duty'), ends: also.includes('ends') },
    }),
    givers: chosen('giver-').map(({ key, staff }) => ({ service: key, staff })),
  };
  const wish = routes.previewUse.body.safeParse(asked);
  if (wish.success) return wish.data;
  const { from: _from, ...rest } = asked as { from?: string };
  const without = routes.previewUse.body.safeParse(rest);
  return without.success ? without.data : {};
}

/** What the page begins with before anything was chosen: a week ends what those who take its roles did before. */
export const firstWish: UseWish = { ends: true, duty: true };

/** A new id for taking a copy into use. */
export const newUseId = () => randomIds.id(20);

/** How many lists a role has: as many as the week means, and at most so many. */
export function placesOf({ places, staff }: EffectOf<'WEEK'>['roles'][number]): number {
  const most = 4;
  return Math.max(1, Math.min(most, places), staff.length);
}
