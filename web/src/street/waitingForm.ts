import { linkSecret, randomIds, staffId, waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { SiteAddress } from './addresses.ts';
import { told } from './bookingForm.ts';

/** The form of the waiting list as it was sent or is first shown. Dates `2027-02-01`, times `09:00`. */
export interface WaitingForm {
  readonly waitingId: string;
  readonly secret: string;
  readonly from: string;
  readonly to: string;
  readonly after: string;
  readonly before: string;
  readonly nickname: string;
  readonly email: string;
  readonly phone: string;
}

/** An empty form with ids of its own. */
export function emptyWaitingForm(from: string, to: string): WaitingForm {
  return {
    waitingId: randomIds.id(20),
    secret: randomIds.secret(128),
    from,
    to,
    after: '',
    before: '',
    nickname: '',
    email: '',
    phone: '',
  };
}

/** Reads what was sent; ids that are no ids are replaced, everything else is left for the API to judge. */
export function readWaitingForm(data: FormData): WaitingForm {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const empty = emptyWaitingForm(text('from'), text('to'));
  const id = waitingId.safeParse(text('waitingId'));
  const secret = linkSecret.safeParse(text('secret'));
  return {
    ...empty,
    ...(id.success && secret.success && { waitingId: id.data, secret: secret.data }),
    after: text('after'),
    before: text('before'),
    nickname: text('nickname'),
    email: text('email'),
    phone: text('phone'),
  };
}

/** Joins the waiting list of a service, of one worker or of anybody. */
export function joinWaitingList(
  api: Api,
  site: SiteAddress,
  language: Language,
  form: WaitingForm,
  wanted: { readonly service: string; readonly staff: string | undefined },
) {
  const worker = staffId.safeParse(wanted.staff);
  const { waitingId: id, secret, from, to, after, before } = form;
  return api.call('joinWaitingList', {
    parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug },
    body: {
      waitingId: id,
      secret,
      service: wanted.service,
      language,
      from,
      to,
      ...(worker.success && { staff: worker.data }),
      ...(after && { after }),
      ...(before && { before }),
      ...told(form),
    },
  });
}

const keys = {
  from: 'wait.error.dates',
  to: 'wait.error.dates',
  after: 'wait.error.hours',
  before: 'wait.error.hours',
  nickname: 'book.error.nickname',
  email: 'book.error.email',
  phone: 'book.error.phone',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** Which fields have to be mended, in the words of the page. */
export function waitingErrors(
  form: WaitingForm,
  refusal: ApiProblem | undefined,
): { readonly field: string; readonly key: MessageKey }[] {
  if (refusal?.type !== 'invalid-request') return [];
  if (!form.email && !form.phone) return [{ field: 'email', key: 'wait.error.reach' }];
  if (form.from && form.to && form.to < form.from) return [{ field: 'to', key: 'wait.error.datesOrder' }];
  if (form.after && form.before && form.before <= form.after) {
    return [{ field: 'before', key: 'wait.error.hoursOrder' }];
  }
  const pointers = (refusal.errors ?? []).map(({ pointer }) => pointer);
  return Object.entries(keys).flatMap(([field, key]) =>
    pointers.some((pointer) => pointer.endsWith(`/${field}`)) ? [{ field, key }] : [],
  );
}
