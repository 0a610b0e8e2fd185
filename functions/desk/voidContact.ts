import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { putVoid, readContact } from './repository.ts';
import { viewContact } from './views.ts';

/** Takes a mistaken contact out of the figures; the worker who recorded it may. Voiding again changes nothing. */
export const voidContact: UseCase<typeof deskRoutes.voidContact> = async ({
  scope,
  request,
  actor,
  audit,
}) => {
  const { contactId } = request.parameters;
  const { zone } = (await readWorkersTenant(scope)).profile;
  const contact = await readContact(scope, contactId);
  if (contact?.recordedBy !== actor.staffId) return fail(problem('not-found'));
  const subjects = [contactId, ...(contact.clientId ? [contact.clientId] : [])];
  if (contact.state === 'VOIDED') return succeed({ body: viewContact(contact, zone), subjects });
  const done = await putVoid(scope, contact, audit.writes(subjects));
  if (done.ok) return succeed({ body: viewContact(done.value, zone) });
  // The only change there is came first: the same undo, sent twice at one time.
  await audit.append(subjects, 'DONE');
  return succeed({ body: viewContact(done.error.standing, zone) });
};
