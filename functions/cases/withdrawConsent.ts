import { withdrawal } from '@ohjaamo/shared/cases/consent.ts';
import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from './place.ts';
import { entryOf } from './recordConsent.ts';
import { type ConsentRow, putWithdrawal, readConsent } from './repository.ts';
import { factsOf } from './rows.ts';
import { viewConsent } from './views.ts';

/** Withdraws a consent, with effect from this moment. Withdrawing again changes nothing; an ended one is refused. */
export const withdrawConsent: UseCase<typeof casesRoutes.withdrawConsent> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
  case: access,
}) => {
  const { clientId, consentId } = request.parameters;
  const place = await readPlace(scope, clock);
  const consent = await readConsent(scope, clientId, consentId);
  if (!consent) return fail(problem('not-found'));
  const step = withdrawal[consentState(consent, place.today)];
  if (step === 'REFUSE') return fail(problem('state-conflict'));
  const withReason = access.may('RECORD_CONSENT');
  const view = (row: ConsentRow) => viewConsent(scope, { client: clientId, consent: row, withReason }, place);
  if (step === 'ALREADY_DONE') return succeed({ body: await view(consent) });

  const at = new Date(clock.now()).toISOString();
  const entry = { ...entryOf(consent, 'CONSENT_WITHDRAWN', at), by: actor.staffId };
  const done = await putWithdrawal(scope, clientId, consent, at, [
    timelineWrite(scope, clientId, entry),
    ...audit.writes([clientId], factsOf({ ...consent, withdrawnAt: at })),
  ]);
  if (done.ok) return succeed({ body: await view(done.value) });
  // Somebody else withdrew it in between: the same withdrawal, and this look at it is on the trail too.
  await audit.append([clientId], 'DONE');
  return succeed({ body: await view(done.error.standing) });
};
