import type { ClientView } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import type { CallOf, ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import type { ApiProblem } from '../api.ts';
import { enter, holdBackForm, turnAway } from '../work/enter.ts';
import type { FieldFault } from '../work/form.ts';
import { openCase } from './openCase.ts';

/** A page of a case as far as it opened: `client` is absent while the purpose is asked for, and when there is no such client. */
export interface EnteredCase {
  readonly session: SessionView;
  /** The id that the address names, when it can be one. */
  readonly clientId: ClientId | undefined;
  /** Address of the case's story. */
  readonly home: string;
  /** The form that came with the request, unless it was the one that says why the case is opened. */
  readonly form: FormData | undefined;
  readonly asksPurpose: boolean;
  readonly faults: readonly FieldFault[];
  /** The reason of an opening in danger, as it was typed. */
  readonly typed: string;
}

/**
 * Opens a page of a case: who is signed in, and the answer to why the case is opened when that form was sent. Any other form is
 * handed on. The page then does what its form asks and reads the client by {@link readCase}.
 */
export async function enterCase(
  page: AstroGlobal,
  roles: readonly Role[] = routes.readClient.access.roles,
): Promise<EnteredCase | Response> {
  const opened = await enter(page, roles);
  if (opened instanceof Response) return opened;
  const { language, api, form } = page.locals;
  const asked = routes.readClient.parameters.safeParse({ clientId: page.params['client'] });
  const clientId = asked.data?.clientId;
  const opening = clientId && form ? await openCase(api, clientId, form) : undefined;
  if (opening?.refusal) return turnAway(page, opening.refusal);
  if (opening?.done) return page.redirect(page.url.pathname + page.url.search, 303);
  return {
    session: opened.session,
    clientId,
    home: `/${language}/people/${page.params['client'] ?? ''}`,
    form: opening ? undefined : form,
    asksPurpose: false,
    faults: opening?.faults ?? [],
    typed: opening?.typed ?? '',
  };
}

/**
 * Reads the client whom a page is about. Without a client the page shows, by `CaseView`, the question why it is opened or that
 * there is no such client; the status is set here.
 */
export async function readCase(
  page: AstroGlobal,
  entered: EnteredCase,
): Promise<{ readonly entered: EnteredCase; readonly client: ClientView | undefined } | Response> {
  const { clientId } = entered;
  const answer = clientId && (await page.locals.api.call('readClient', { parameters: { clientId } }));
  if (!answer?.ok) return notOpened(page, entered, answer?.error);
  if (entered.faults.length > 0) page.response.status = 422;
  return { entered, client: answer.value };
}

/** The same for the first page of a case, with its story; see {@link readCase}. */
export async function readCaseStory(
  page: AstroGlobal,
  entered: EnteredCase,
  query: NonNullable<CallOf<typeof routes.readStory>['query']>,
): Promise<
  | {
      readonly entered: EnteredCase;
      readonly client: ClientView | undefined;
      readonly story?: ResponseOf<typeof routes.readStory>;
    }
  | Response
> {
  const { clientId } = entered;
  const answer = clientId && (await page.locals.api.call('readStory', { parameters: { clientId }, query }));
  if (!answer?.ok) return notOpened(page, entered, answer?.error);
  if (entered.faults.length > 0) page.response.status = 422;
  return { entered, client: answer.value.client, story: answer.value };
}

async function notOpened(page: AstroGlobal, entered: EnteredCase, error: ApiProblem | undefined) {
  const asksPurpose = error?.type === 'purpose-required';
  if (error && !asksPurpose && error.type !== 'not-found') return turnAway(page, error);
  if (asksPurpose && entered.form) return holdBackForm(page, 'purpose');
  const { clientId } = entered;
  const elsewhere = clientId && !asksPurpose ? await whereMerged(page, clientId) : undefined;
  if (elsewhere) return elsewhere;
  page.response.status = asksPurpose ? 403 : 404;
  return { entered: { ...entered, asksPurpose }, client: undefined };
}

/** The same page of the record that this one was taken into, for those who may know of it. */
async function whereMerged(page: AstroGlobal, clientId: ClientId): Promise<Response | undefined> {
  const merged = await page.locals.api.call('findMerged', { parameters: { clientId } });
  if (!merged.ok) return undefined;
  return page.redirect(page.url.pathname.replace(clientId, merged.value.into), 303);
}
