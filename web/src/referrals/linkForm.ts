import { routes } from '@ohjaamo/shared/routes.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';
import { faultsAt } from './stepForm.ts';

/** How a form behind a link ended: the one look, an answer that was taken, what is to be mended, or a refusal of the whole page. */
export interface LinkChange {
  readonly content?: ResponseOf<typeof routes.openReferralLink>;
  readonly answered?: true;
  readonly answering?: true;
  readonly code?: string;
  readonly step?: string;
  readonly reason?: string;
  readonly text?: string;
  readonly faults: readonly FieldFault[];
  readonly problem?: ApiProblem;
}

const fields = {
  phoneCode: 'referrals.error.code',
  step: 'referrals.error.step',
  reason: 'referrals.error.reason',
  text: 'referrals.error.message',
} as const;
const rest: FieldFault = { field: 'step', text: fields.step };

export async function linkChange(api: Api, link: string, form: FormData): Promise<LinkChange> {
  const code = textOf(form, 'phoneCode');
  if (textOf(form, 'do') !== 'answer') return open(api, link, code);
  const answered = await answer(api, link, form, code);
  // What is to be mended is mended beside what was sent, as long as the look lasts; a wrong code is no second try.
  if (answered.faults.length === 0 || answered.faults.some(({ field }) => field === 'phoneCode'))
    return answered;
  const { content } = await open(api, link, code);
  return content ? { ...answered, content } : answered;
}

async function open(api: Api, link: string, code: string): Promise<LinkChange> {
  const body = routes.openReferralLink.body.safeParse({ phoneCode: code });
  if (!body.success) return { code, faults: [{ field: 'phoneCode', text: fields.phoneCode }] };
  const opened = await api.call('openReferralLink', { parameters: { link }, body: body.data });
  return opened.ok ? { code, content: opened.value, faults: [] } : { code, ...refused(opened.error) };
}

async function answer(api: Api, link: string, form: FormData, code: string): Promise<LinkChange> {
  const typed = {
    code,
    answering: true as const,
    step: textOf(form, 'step'),
    reason: textOf(form, 'reason'),
    text: textOf(form, 'text'),
  };
  const { step, reason, text } = typed;
  const body = routes.answerReferralLink.body.safeParse({
    ...{ phoneCode: code, step },
    ...(reason !== '' && step === 'DECLINE' && { reason }),
    ...(text !== '' && { text }),
  });
  if (!body.success) {
    return { ...typed, faults: faultsAt(wrongBySchema(body.error.issues), fields, rest) };
  }
  const answered = await api.call('answerReferralLink', { parameters: { link }, body: body.data });
  return answered.ok ? { answered: true, faults: [] } : { ...typed, ...refused(answered.error) };
}

function refused(problem: ApiProblem): Pick<LinkChange, 'faults' | 'problem'> {
  if (problem.type === 'credentials-rejected')
    return { faults: [{ field: 'phoneCode', text: fields.phoneCode }] };
  if (problem.type === 'invalid-request') return { faults: faultsAt(wrongByApi(problem), fields, rest) };
  return { faults: [], problem };
}
