import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { hashOf } from '../kernel/hash.ts';
import { errorFields, log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { confirmationText } from './confirmationText.ts';
import { noteMailed, prepareMail, readBookingChange, type BookingChange } from './mailRepository.ts';

/** What the sender of confirmations needs. */
export interface ConfirmationPorts {
  readonly openScope: OpenScope;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Tells whoever left an e-mail address of every booking, change of time, cancellation and restoration, from the Work
 * table's stream.
 *
 * The link on the screen cannot be rebuilt here, because its secret is kept hashed. So each mail gets a secret of its
 * own, whose hash is added beside the booking before the mail leaves: no secret ever rests anywhere, and every link
 * that anybody holds goes on opening the booking. A version is noted as mailed after the mail service has taken the
 * message. If the function dies between the two, the message is sent a second time, with another link that opens as
 * well: at least once, never a dead link.
 */
export async function sendConfirmations(
  ports: ConfirmationPorts,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const streamed of event.Records) {
    try {
      const change = readBookingChange(streamed);
      if (change) await confirm(ports, change);
    } catch (error) {
      log('RECORD_REFUSED', errorFields(error));
      batchItemFailures.push({ itemIdentifier: streamed.dynamodb?.SequenceNumber ?? '' });
    }
  }
  return { batchItemFailures };
}

async function confirm(ports: ConfirmationPorts, change: BookingChange): Promise<void> {
  const { after, tenantId } = change;
  if (after.email === undefined || !concernsHolder(change)) return;
  const scope = ports.openScope(tenantId, 'street');
  const tenant = await readTenant(scope);
  if (!tenant) return;
  const secret = ports.ids.secret(128);
  if (!(await prepareMail(scope, after.id, after.version, hashOf(secret)))) {
    log('RECORD_REPEATED');
    return;
  }
  const text = confirmationText(after, tenant, ports.origin, `${tenantId}.${after.id}.${secret}`);
  await ports.sendMail({ to: after.email, ...text });
  await noteMailed(scope, after.id, after.version);
  log('MAIL_SENT');
}

/** Marks of arrival are the house's own business; time and cancellation are the holder's. */
function concernsHolder({ before, after }: BookingChange): boolean {
  if (!before) return true;
  return before.start !== after.start || holdsTime(before.state) !== holdsTime(after.state);
}
