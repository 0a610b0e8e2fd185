import { routes } from '@ohjaamo/shared/routes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import {
  type FieldFault,
  refusalText,
  textOf,
  textsOf,
  wrongByApi,
  wrongBySchema,
  type WrongField,
} from '../work/form.ts';
import { faultsAt } from './stepForm.ts';

/** The form of a new referral as it is typed. `to` is the kind of receiver and, for those on the list, which one. */
export interface DraftValues {
  readonly referralId: string;
  readonly to: string;
  readonly name: string;
  readonly email: string;
  readonly wish: string;
  readonly categories: readonly string[];
  readonly notes: readonly string[];
  readonly warm: string;
  readonly words: string;
  readonly senderPhone: string;
}

/** The choice of a receiver who is on no list. */
export const OUTSIDE = 'OUTSIDE';

export function draftDefaults(referralId: string): DraftValues {
  return {
    ...{ referralId, to: '', name: '', email: '', wish: '', warm: '', words: '', senderPhone: '' },
    categories: [],
    notes: [],
  };
}

export function draftValues(form: FormData): DraftValues {
  return {
    referralId: textOf(form, 'referralId'),
    to: textOf(form, 'to'),
    name: textOf(form, 'name'),
    email: textOf(form, 'email'),
    wish: textOf(form, 'wish'),
    categories: textsOf(form, 'categories'),
    notes: textsOf(form, 'notes'),
    warm: textOf(form, 'warm'),
    words: textOf(form, 'words'),
    senderPhone: textOf(form, 'senderPhone'),
  };
}

const texts: Readonly<Record<string, MessageKey>> = {
  to: 'referrals.error.to',
  name: 'referrals.error.name',
  email: 'referrals.error.email',
  wish: 'referrals.error.wish',
  categories: 'referrals.error.categories',
  words: 'referrals.error.words',
  senderPhone: 'referrals.error.senderPhone',
};
const rest: FieldFault = { field: 'save', text: 'work.checkFields' };

/** How a draft ended: its id, or what is to be mended, or a refusal of the whole page. */
interface Drafted {
  readonly id?: string;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

export async function draft(api: Api, clientId: ClientId, values: DraftValues): Promise<Drafted> {
  const parsed = routes.draftReferral.body.safeParse(bodyOf(values));
  if (!parsed.success) {
    const wrong = wrongBySchema(parsed.error.issues);
    return { faults: faultsIn(values.to === '' ? [{ field: 'to', code: 'missing' }, ...wrong] : wrong) };
  }
  const answer = await api.call('draftReferral', { parameters: { clientId }, body: parsed.data });
  if (answer.ok) return { id: answer.value.id, faults: [] };
  const { type } = answer.error;
  if (type === 'session-expired' || type === 'session-required' || type === 'not-found') {
    return { faults: [], refusal: answer.error };
  }
  const faults = faultsIn(wrongByApi(answer.error));
  const text = refusalText(answer.error, { 'access-refused': 'referrals.error.maySee' });
  return { faults: faults.length > 0 ? faults : [{ field: 'save', text }] };
}

function bodyOf({ to, name, email, warm, words, senderPhone, notes, ...rest }: DraftValues) {
  const [kind, which] = to.split(':');
  return {
    ...rest,
    kind,
    ...(kind === 'ORGANISATION' && { organisation: which }),
    ...(kind === 'MUNICIPALITY' && { municipality: which }),
    ...(kind === OUTSIDE && { name, email }),
    ...(notes.length > 0 && { notes }),
    warm: warm !== '',
    ...(words !== '' && { words }),
    ...(senderPhone !== '' && { senderPhone }),
  };
}

function faultsIn(wrong: readonly WrongField[]): FieldFault[] {
  const named = wrong.map(({ field, code }) => ({
    field: ['kind', 'organisation', 'municipality'].includes(field) ? 'to' : field,
    code,
  }));
  return faultsAt(named, texts, rest);
}
