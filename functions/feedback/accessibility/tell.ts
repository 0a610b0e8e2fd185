import { dueOn } from '@ohjaamo/shared/feedback/accessibility.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import { zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../../kernel/eachRecord.ts';
import { handOver } from '../../kernel/handOver.ts';
import { hashOf } from '../../kernel/hash.ts';
import type { SendMail } from '../../kernel/mail.ts';
import type { Table } from '../../kernel/table.ts';
import { partitions, tenantOfKey } from '../../kernel/tenancy/keys.ts';
import type { OpenScope } from '../../kernel/tenancy/scope.ts';
import { accessibilityMail } from './mailText.ts';
import { type AccessibilityRecord, addLink, noteTold, readAccessibility, type Shelf } from './repository.ts';
import { serviceShelf, tenantShelf } from './shelf.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';

interface Post {
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Mails whoever sent a municipality feedback about accessibility with an address: that it has come in, that its answer is put off, that it
 * is answered. From the Work table's stream. What the record says is not believed, the row is read again; each mail has a link of its own,
 * whose hash is added before it leaves, and is noted after it was taken.
 */
export function tellAccessibility(
  ports: Post & { readonly openScope: OpenScope },
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async ({ dynamodb }) => {
    const tenant = tenantId.safeParse(tenantOfKey(dynamodb?.Keys?.['pk']?.S ?? ''));
    if (!tenant.success) return;
    const shelf = await tenantShelf(ports.openScope(tenant.data, 'accessibilityPost'));
    if (shelf) await tell(ports, shelf, tenant.data, dynamodb?.Keys?.['sk']?.S ?? '');
  });
}

/** The same of what was sent to the service itself, from the Platform table's stream. */
export function tellServiceAccessibility(
  ports: Post & { readonly platform: Table },
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const shelf = serviceShelf(ports.platform);
  return eachRecord(event, async ({ dynamodb }) => {
    if (dynamodb?.Keys?.['pk']?.S !== partitions.accessibility) return;
    await tell(ports, shelf, 'service', dynamodb.Keys['sk']?.S ?? '');
  });
}

async function tell(ports: Post, shelf: Shelf, begins: string, id: string): Promise<void> {
  const record = await readAccessibility(shelf, id);
  if (record?.email === undefined || record.told.includes(record.state)) return;
  const secret = ports.ids.secret(128);
  await addLink(shelf, id, hashOf(secret));
  const address = `${ports.origin}/${record.language}/accessibility/${begins}.${id}.${secret}`;
  const { email: to } = record;
  const message = accessibilityMail(record.language, record.state, { ...factsOf(shelf, record), address });
  await handOver(() => ports.sendMail({ to, ...message }));
  await noteTold(shelf, id, record.state);
}

function factsOf({ zone }: Shelf, record: AccessibilityRecord) {
  const locale = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[record.language];
  const received = zonedMinute(record.receivedAt, zone).toLocaleString(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  const due = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${dueOn(record)}T12:00Z`),
  );
  return { received, due };
}
