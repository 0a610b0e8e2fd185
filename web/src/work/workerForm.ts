import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf, textsOf } from './form.ts';

type Outcome =
  'roles' | 'suspended' | 'returned' | 'last' | 'conflict' | 'invited' | 'revoked' | 'notInvited' | 'reset';

interface Wrong {
  readonly staffId: string;
  /** Id of the field. */
  readonly field: string;
  readonly text: MessageKey;
}

/** What became of a form of the page of workers: done, wrong in a field, or refused as a whole. */
export type WorkerChange =
  { readonly done: Outcome } | { readonly wrong: Wrong } | { readonly refusal: ApiProblem };

/** What the page says when a form was taken, by the outcome in its address. */
export const workerOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  roles: { kind: 'good', text: 'work.workers.rolesSaved' },
  suspended: { kind: 'good', text: 'work.workers.suspended' },
  returned: { kind: 'good', text: 'work.workers.returned' },
  last: { kind: 'caution', text: 'work.workers.lastRefused' },
  conflict: { kind: 'caution', text: 'work.workers.conflict' },
  invited: { kind: 'good', text: 'people.invitation.sent' },
  nobody: { kind: 'caution', text: 'people.invite.nobody' },
  revoked: { kind: 'good', text: 'people.invitation.revoked' },
  reset: { kind: 'good', text: 'people.factor.done' },
  changed: { kind: 'good', text: 'people.edit.saved' },
  notInvited: { kind: 'caution', text: 'people.invitation.conflict' },
};

/** Takes a form of the page of workers: other roles, a suspension with its reason, the return, an invitation, or a lost second factor. */
export async function changeWorker(api: Api, form: FormData): Promise<WorkerChange> {
  const staffId = textOf(form, 'staffId');
  const parameters = { staffId };
  const act = textOf(form, 'act');
  if (act === 'RETURN') return outcomeOf('returned', await api.call('returnWorker', { parameters }));
  if (act === 'RESET')
    return outcomeOf('reset', await api.call('resetSecondFactor', { parameters, body: {} }));
  if (act === 'REVOKE') return outcomeOf('revoked', await api.call('revokeInvitation', { parameters }));
  if (act === 'INVITE') return invite(api, form, staffId);
  if (act === 'SUSPEND') {
    const field = `reason-${staffId}`;
    const body = routes.suspendWorker.body.safeParse({ reason: textOf(form, field) });
    if (!body.success) return { wrong: { staffId, field, text: 'work.workers.reasonMissing' } };
    return outcomeOf('suspended', await api.call('suspendWorker', { parameters, body: body.data }));
  }
  const field = `roles-${staffId}`;
  // A box of the form is a role at a site, `<site> <role>`.
  const boxes = textsOf(form, `site-${field}`).map((box) => box.split(' '));
  const siteRoles = [...new Set(boxes.map(([site]) => site))].map((site) => ({
    site,
    roles: boxes.filter(([at]) => at === site).map(([, role]) => role),
  }));
  const body = routes.setWorkerRoles.body.safeParse({ roles: textsOf(form, field), siteRoles });
  if (!body.success) return { wrong: { staffId, field, text: 'work.workers.rolesMissing' } };
  return outcomeOf('roles', await api.call('setWorkerRoles', { parameters, body: body.data }));
}

async function invite(api: Api, form: FormData, staffId: string): Promise<WorkerChange> {
  const field = `email-${staffId}`;
  const roles = textsOf(form, `roles-${staffId}`);
  const body = routes.inviteWorker.body.safeParse({ email: textOf(form, field), roles });
  if (!body.success) return { wrong: { staffId, field, text: 'people.invitation.wrong' } };
  const answer = await api.call('inviteWorker', { parameters: { staffId }, body: body.data });
  if (!answer.ok && answer.error.type === 'state-conflict') return { done: 'notInvited' };
  return outcomeOf('invited', answer);
}

function outcomeOf(
  done: Outcome,
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
): WorkerChange {
  if (answer.ok) return { done };
  if (answer.error.type !== 'state-conflict') return { refusal: answer.error };
  const last = answer.error.conflicts?.some(({ reason }) => reason === 'LAST_ADMINISTRATOR') ?? false;
  return { done: last ? 'last' : 'conflict' };
}
