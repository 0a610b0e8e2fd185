import { isByTheHouse, type Notice, noticeOf } from '@ohjaamo/shared/booking/notices.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { hashOf } from '../kernel/hash.ts';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { SendText } from '../kernel/sms.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { linkAddress } from './confirmationText.ts';
import { holdMove, noteMailed, prepareMail } from './mailRepository.ts';
import type { Matter } from './messageTexts.ts';
import type { BookingRecord } from './record.ts';
import { sendMessage } from './sendMessage.ts';
import {
  type BookingChange,
  readBookingChange,
  readWaitingChange,
  type WaitingChange,
} from './streamRepository.ts';
import { videoLinkOf } from './view.ts';
import { noteWaitingMailed, prepareWaitingMail } from './waitingRepository.ts';

/** What the sender of confirmations needs. */
export interface ConfirmationPorts {
  readonly openScope: OpenScope;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  readonly sendText: SendText;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Tells whoever left an e-mail address of every booking, decision, change of time or worker, cancellation and restoration,
 * from the Work table's stream, and whoever waits of a time that is offered and of the end of the waiting. Whoever left a
 * number only is told by text message of what the house did. A move by the house waits to be told (`tellMoves`): it is often taken back.
 *
 * The link on the screen cannot be rebuilt here, because its secret is kept hashed. So each mail gets a secret of its
 * own, whose hash is added beside the booking before the mail leaves: no secret ever rests anywhere, and every link
 * that anybody holds goes on opening the booking. A version is noted as mailed after the mail service has taken the
 * message. If the function dies between the two, the message is sent a second time, with another link that opens as
 * well: at least once, never a dead link.
 */
export function sendConfirmations(
  ports: ConfirmationPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (streamed) => {
    const booking = readBookingChange(streamed);
    if (booking) await confirm(ports, booking);
    const waiting = readWaitingChange(streamed);
    if (waiting) await tellWaiting(ports, waiting);
  });
}

async function confirm(ports: ConfirmationPorts, { before, after, tenantId }: BookingChange): Promise<void> {
  const notice = noticeOf(before, after);
  const isTexted = after.email === undefined && notice !== undefined && isByTheHouse(notice);
  const reachable = after.email !== undefined || (isTexted && after.phone !== undefined);
  if (notice === undefined || !reachable) return;
  const scope = ports.openScope(tenantId, 'street');
  if (notice === 'MOVED_BY_SITE' && before) {
    await holdMove(ports.openScope(tenantId, 'moveTeller'), before, after);
  } else if (!(await tellOf(ports, scope, after, notice))) log('RECORD_REPEATED');
}

/**
 * Tells the holder of a booking as it stands, with a link of its own, as the news of `version`; false when that version, or a later
 * one, was told already.
 */
export async function tellOf(
  ports: Omit<ConfirmationPorts, 'openScope'>,
  scope: TenantScope,
  record: BookingRecord,
  notice: Notice,
  version = record.version,
): Promise<boolean> {
  const tenant = await readTenant(scope);
  if (!tenant) return true;
  const secret = ports.ids.secret(128);
  if (!(await prepareMail(scope, record.id, version, hashOf(secret)))) return false;
  const address = linkAddress(ports.origin, record.language, 'b', `${scope.tenantId}.${record.id}.${secret}`);
  const meeting = { ...record, videoLink: videoLinkOf(record, tenant) };
  await sendMessage(ports, record, notice, { meeting, tenant, address });
  await noteMailed(scope, record.id, version);
  return true;
}

/** Tells somebody who waits that a time is kept for them, or that the waiting has ended; once, with a link of its own. */
async function tellWaiting(ports: ConfirmationPorts, change: WaitingChange): Promise<void> {
  const { after, tenantId } = change;
  const matter = matterOf(change);
  if (!matter) return;
  const scope = ports.openScope(tenantId, 'street');
  const tenant = await readTenant(scope);
  if (!tenant) return;
  const secret = ports.ids.secret(128);
  if (!(await prepareWaitingMail(scope, after, hashOf(secret)))) {
    log('RECORD_REPEATED');
    return;
  }
  const address = linkAddress(ports.origin, after.language, 'w', `${tenantId}.${after.id}.${secret}`);
  await sendMessage(ports, after, matter, { meeting: { ...after, ...after.offer }, tenant, address });
  await noteWaitingMailed(scope, after);
}

/** What a change of an entry is to whoever waits; leaving and accepting are their own doing. */
function matterOf({ before, after }: WaitingChange): Matter | undefined {
  if (after.state === 'EXPIRED' && before?.state === 'OFFERED') return 'WAIT_LAPSED';
  if (after.state === 'EXPIRED' && before?.state === 'WAITING') return 'WAIT_OVER';
  const isNew = after.offer !== undefined && before?.offer?.bookingId !== after.offer.bookingId;
  return after.state === 'OFFERED' && isNew ? 'OFFER' : undefined;
}
