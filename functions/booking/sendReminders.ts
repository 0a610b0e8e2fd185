import { isReminderDue, REMINDER_FIRST, REMINDER_LAST } from '@ohjaamo/shared/booking/reminders.ts';
import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { hashOf } from '../kernel/hash.ts';
import { errorFields, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { agendaOf } from './agendaRepository.ts';
import { linkAddress } from './confirmationText.ts';
import { addMailedLink } from './mailRepository.ts';
import type { BookingRecord } from './record.ts';
import { claimReminder, giveReminderBack, wasReminded } from './reminderRepository.ts';
import { readRecord } from './repository.ts';
import { type MessagePorts, sendMessage } from './sendMessage.ts';
import { videoLinkOf } from './view.ts';

/** What the job that reminds needs. */
export interface ReminderPorts extends MessagePorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly platform: Table;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Reminds of the bookings of the coming 24 hours, once for each start, by e-mail or else by text message. A booking is
 * read consistently and claimed before its message leaves: two runs at once, or a run that dies, never send two. When the
 * service of messages refuses, the claim is given back and the next run tries again.
 *
 * A site costs one Query of its agenda, and half a read unit for each coming booking that was reminded of; each reminder
 * costs one read, and three writes beside the message.
 */
export function sendReminders(ports: ReminderPorts): Promise<void> {
  return forEachTenant(ports, 'sendReminders', (tenantId) => remindTenant(ports, tenantId));
}

async function remindTenant(ports: ReminderPorts, tenantId: TenantId): Promise<number> {
  const scope = ports.openScope(tenantId, 'follower');
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const now = ports.clock.now() / 60_000;
  const from = localDate(Math.floor(now + REMINDER_LAST), tenant.profile.zone);
  const to = localDate(Math.ceil(now + REMINDER_FIRST), tenant.profile.zone);
  let sent = 0;
  let refused = 0;
  for (const { id: site } of tenant.sites) {
    for (const row of await agendaOf(scope, site, from, to)) {
      if (!row.reachable || !isReminderDue(row, now) || (await wasReminded(scope, row))) continue;
      try {
        if (await remind(ports, scope, tenant, row.id)) sent++;
      } catch (error) {
        refused++;
        log('RECORD_REFUSED', errorFields(error));
      }
    }
  }
  if (refused > 0) throw new Error('Some reminders could not be sent');
  return sent;
}

/** The agenda lags: only what the booking itself says counts. True when a reminder has left. */
async function remind(
  ports: ReminderPorts,
  scope: TenantScope,
  tenant: Tenant,
  id: BookingRecord['id'],
): Promise<boolean> {
  const record = await readRecord(scope, id);
  if (!record || !isReminderDue(record, ports.clock.now() / 60_000)) return false;
  if (!(await claimReminder(scope, record, new Date(ports.clock.now()).toISOString()))) return false;
  try {
    const secret = ports.ids.secret(128);
    await addMailedLink(scope, id, hashOf(secret));
    const link = `${scope.tenantId}.${id}.${secret}`;
    const address = linkAddress(ports.origin, record.language, 'b', link);
    const meeting = { ...record, videoLink: videoLinkOf(record, tenant) };
    await sendMessage(ports, record, 'REMINDER', { meeting, tenant, address });
  } catch (error) {
    await giveReminderBack(scope, record);
    throw error;
  }
  return true;
}
