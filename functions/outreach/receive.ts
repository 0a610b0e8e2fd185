import { ageBandOn } from '@ohjaamo/shared/kernel/ageBandOn.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { notificationFaults } from '@ohjaamo/shared/outreach/senders.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { NotificationRecord } from './record.ts';
import { putNew } from './repository.ts';
import { readPlace } from '../tenants/index.ts';
import { viewOf } from './views.ts';

type Receive = typeof outreachRoutes.receiveOutreach;
type Asked = ContextOf<Receive>['request']['body'];

/**
 * Receives a notification that a worker typed in, when the law lets its sender give it. Asked again with the same id and content,
 * it answers with what stands. 1 read; 2 writes and the trail's.
 */
export const receiveOutreach: UseCase<Receive> = async ({ scope, request, actor, audit, clock }) => {
  const asked = request.body;
  const place = await readPlace(scope, clock);
  const faults = notificationFaults(asked, place.today);
  if (faults.length > 0) {
    const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
    return fail(problem('invalid-request', { errors }));
  }
  const record = recordOf(asked, actor.staffId, place.today);
  const done = await putNew(scope, record, audit.writes([asked.notificationId]));
  if (done.ok) return succeed({ body: viewOf(record, place) });
  if (!isSame(done.error, record)) return fail(problem('id-already-used'));
  await audit.append([asked.notificationId], 'DONE');
  return succeed({ body: viewOf(done.error, place) });
};

function recordOf(asked: Asked, recordedBy: StaffId, today: string): NotificationRecord {
  const { notificationId: id, sender, receivedOn, ...told } = asked;
  return {
    head: {
      ...{ kind: 'NOTIFICATION', id, version: 1, state: 'RECEIVED', sender, receivedOn },
      ageBand: asked.birthDate === undefined ? 'UNKNOWN' : ageBandOn(asked.birthDate, today),
    },
    content: { ...told, recordedBy, tries: [], measures: [], disclosures: [] },
  };
}

/** Whether what stands came from the same asking, whatever was done with it since. */
function isSame(standing: NotificationRecord, asked: NotificationRecord): boolean {
  return JSON.stringify(told(standing)) === JSON.stringify(told(asked));
}

function told({ head, content }: NotificationRecord): readonly unknown[] {
  const { displayName, birthDate, phone, email, address } = content;
  const { organisation, contactPerson, consentBy, by, toldInAdvance, recordedBy } = content;
  return [
    ...[displayName, birthDate, phone, email, address],
    ...[organisation, contactPerson, consentBy, by, toldInAdvance, recordedBy],
    ...[head.sender, head.receivedOn],
  ];
}
