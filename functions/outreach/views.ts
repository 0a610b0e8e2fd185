import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { NotificationLine, NotificationView } from '@ohjaamo/shared/outreach/views.ts';
import { outreachDeadlines, outreachNext } from '@ohjaamo/shared/outreach/deadlines.ts';
import { isMinor } from '@ohjaamo/shared/outreach/senders.ts';
import { type Place, workerOf } from '../tenants/index.ts';
import type { NotificationHead, NotificationRecord } from './record.ts';

function daysOf(head: NotificationHead, today: string) {
  const { state, receivedOn } = head;
  return { state, receivedOn, ...outreachDeadlines(head), next: outreachNext(head, today) };
}

/** One line of the queue. */
export function lineOf({ head, content }: NotificationRecord, { today }: Place): NotificationLine {
  return {
    id: head.id,
    displayName: content.displayName,
    sender: head.sender,
    tries: content.tries.length,
    ...daysOf(head, today),
  };
}

/** A notification in full. */
export function viewOf({ head, content }: NotificationRecord, place: Place): NotificationView {
  const { recordedBy, tries, measures, disclosures, ...told } = content;
  const by = (id: StaffId) => workerOf(place.tenant, id);
  return {
    id: head.id,
    ...told,
    sender: head.sender,
    recordedBy: by(recordedBy),
    minor: isMinor(content.birthDate, place.today),
    ...daysOf(head, place.today),
    today: place.today,
    tries: tries.map(({ id: _id, ...each }) => ({ ...each, by: by(each.by) })),
    measures: measures.map(({ id: _id, ...each }) => ({ ...each, by: by(each.by) })),
    disclosures: disclosures.map(({ id: _id, ...each }) => ({ ...each, by: by(each.by) })),
  };
}
