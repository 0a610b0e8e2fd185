import type { casesRoutes, ChildWelfareView } from '@ohjaamo/shared/cases/contract.ts';
import { mayBeChild } from '@ohjaamo/shared/cases/minors.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { putPersonRow } from './personRepository.ts';
import { type ChildWelfareRow, childWelfareRow } from './personRows.ts';
import { readPlace } from './place.ts';
import { clientFileOf } from './repository.ts';
import { person } from './views.ts';

/**
 * Records that child welfare was notified of a client (417/2007 §25). It needs no consent, has an act of its own in the trail, and
 * stands apart from the story. Of whom the age is not known it is taken as of a child. 1 read, 1 write and the trail's.
 */
export const recordChildWelfare: UseCase<typeof casesRoutes.recordChildWelfare> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { notificationId: id, ...told } = request.body;
  const place = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  if (!mayBeChild(file.client.birthDate, place.today)) return fail(problem('state-conflict'));
  if (told.notifiedOn > place.today) {
    const errors = [{ pointer: '/body/notifiedOn', code: 'in_the_future' }];
    return fail(problem('invalid-request', { errors }));
  }
  const act = { at: new Date(clock.now()).toISOString(), by: actor.staffId, owner: access.organisation };
  const row: ChildWelfareRow = { kind: 'CHILD_WELFARE', id, name: id, ...act, ...told, restricted: true };
  const done = await putPersonRow(scope, clientId, row, audit.writes([clientId]));
  if (done.ok) return succeed({ body: viewChildWelfare(row, place.tenant) });
  if (!done.error) return fail(problem('not-found'));
  const standing = childWelfareRow.parse(done.error);
  const same = (['notifiedOn', 'way', 'policeTold', 'personTold', 'by'] as const).every(
    (field) => standing[field] === row[field],
  );
  if (!same) return fail(problem('id-already-used'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: viewChildWelfare(standing, place.tenant) });
};

/** A notification as those who may know of it see it. */
export function viewChildWelfare(row: ChildWelfareRow, tenant: Tenant): ChildWelfareView {
  const { id, notifiedOn, way, policeTold, personTold, at, by } = row;
  return { id, notifiedOn, way, policeTold, personTold, recordedAt: at, recordedBy: person(tenant, by) };
}
