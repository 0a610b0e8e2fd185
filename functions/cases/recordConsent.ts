import { consentFaults } from '@ohjaamo/shared/cases/consent.ts';
import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { readPlace } from './place.ts';
import { type ConsentRow, putConsent } from './repository.ts';
import { viewConsent } from './views.ts';

type RecordConsent = typeof casesRoutes.recordConsent;
type Asked = ContextOf<RecordConsent>['request']['body'];

/** Records a consent of a client. Asked again with the same id and content, it answers with what stands. */
export const recordConsent: UseCase<RecordConsent> = async ({ scope, request, actor, audit, clock }) => {
  const { clientId } = request.parameters;
  const place = await readPlace(scope, clock);
  const organisations = place.tenant.organisations.map(({ code }) => code);
  const faults = consentFaults(request.body, place.today, organisations);
  if (faults.length > 0) {
    const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
    return fail(problem('invalid-request', { errors }));
  }
  const consent = rowOf(request.body, actor.staffId, new Date(clock.now()).toISOString());
  const done = await putConsent(scope, clientId, consent, audit.writes([clientId]));
  if (done.ok) return succeed({ body: viewConsent(consent, place) });
  if (done.error === 'not-found') return fail(problem('not-found'));

  const { standing } = done.error;
  if (!isSame(standing, consent)) return fail(problem('id-already-used'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: viewConsent(standing, place) });
};

function rowOf({ consentId, categories, ...told }: Asked, recordedBy: StaffId, givenAt: string): ConsentRow {
  return {
    kind: 'CONSENT',
    id: consentId,
    categories: [...new Set(categories)].sort(),
    ...told,
    givenAt,
    recordedBy,
  };
}

/** Whether the standing consent says what is asked; when it was given and withdrawn is not part of the asking. */
function isSame(standing: ConsentRow, asked: ConsentRow): boolean {
  return (
    standing.categories.join() === asked.categories.join() &&
    (['from', 'to', 'purpose', 'validUntil', 'means', 'language', 'recordedBy'] as const).every(
      (field) => standing[field] === asked[field],
    )
  );
}
