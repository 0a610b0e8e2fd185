import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { AstroGlobal } from 'astro';
import type { Api } from '../api.ts';
import { type FieldFault, textOf } from '../work/form.ts';
import { type EnteredMe, enterMe } from './enterMe.ts';
import type { OwnChange } from './ownForms.ts';

/** A page on which somebody asks for something about the own data. */
export interface EnteredRequest {
  readonly entered: EnteredMe;
  readonly faults: readonly FieldFault[];
  /** Kept over a repetition of the form, so that the request is recorded once. */
  readonly requestId: string;
  /** What was typed or chosen in a field of the form. */
  readonly typed: (field: string) => string;
}

/**
 * Opens a page with a request of the person's own, and asks for it when its form was sent. Done leads to the requests on the own
 * page; faults answer 422, a missing session 401, an outage 503.
 */
export async function enterRequest(
  page: AstroGlobal,
  ask: (api: Api, form: FormData) => Promise<OwnChange>,
): Promise<EnteredRequest | Response> {
  const { api, form } = page.locals;
  const change = form ? await ask(api, form) : undefined;
  const entered = await enterMe(page);
  if (entered instanceof Response) return entered;
  if (change?.done) return page.redirect(`${entered.home}?done=${change.done}#requests`, 303);
  const faults = change?.faults ?? [];
  if (!entered.me) page.response.status = entered.problem ? 503 : 401;
  else if (faults.length > 0) page.response.status = 422;
  const typed = (field: string) => (form ? textOf(form, field) : '');
  return { entered, faults, requestId: form ? typed('requestId') : randomIds.id(20), typed };
}
