import { contactView } from '@ohjaamo/shared/desk/contract.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type ContactId, type SiteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** A contact as the table holds it: the fact from which every figure is made. */
export const contactRecord = z.object({
  kind: z.literal('CONTACT'),
  ...contactView.omit({ startedAt: true, late: true }).shape,
  /** 1 when recorded; grows by one with every change, so that each change counts once in the figures. */
  revision: z.int().min(1),
  /** Start in minutes since 1970-01-01T00:00Z, and its calendar date in the tenant's zone. */
  start: z.int(),
  date: plainDate,
  recordedBy: staffId,
  recordedAt: z.string(),
  /** Service language where it is known without asking, for M25. */
  language: language.optional(),
});
export type ContactRecord = z.infer<typeof contactRecord>;

const CONTACT_ORDER = 'CONTACT#';
/** Place of the contact in its transactions. */
const CONTACT_WRITE = 0;

/** Reads a contact, consistently. */
export function readContact(scope: TenantScope, contact: ContactId): Promise<ContactRecord | undefined> {
  return scope.work.get(scope.keys.contact(contact), contactRecord);
}

/** The contacts of a site's calendar date by start, voided ones too (an index: for showing, never for deciding). */
export async function readContactsOfDay(
  scope: TenantScope,
  site: SiteId,
  date: string,
): Promise<ContactRecord[]> {
  const { dayPk } = scope.keys.day(site, date, '');
  return (await scope.work.query(dayPk, contactRecord, { begins: CONTACT_ORDER }, indexes.work)).items;
}

/** Takes the client out of a contact, which stays as a fact without a person; harmless when it has none. 1 write. */
export async function forgetClient(scope: TenantScope, contact: ContactId): Promise<void> {
  await scope.work.update({
    Key: scope.keys.contact(contact),
    UpdateExpression: 'REMOVE clientId',
    ConditionExpression: 'attribute_exists(clientId)',
  });
}

/** The write that notes a contact of a client beside the client, so that erasing finds it. */
function contactOfClient(scope: TenantScope, { id, start, clientId, bookingId }: ContactRecord): Write[] {
  if (!clientId) return [];
  const sk = `${new Date(start * 60_000).toISOString()}#${id}`;
  return [
    scope.cases.putWrite({
      ...scope.keys.contacts(clientId, sk),
      kind: 'CONTACT_OF_CLIENT',
      clientId,
      contact: id,
      ...(bookingId && { booking: bookingId }),
    }),
  ];
}

/** Records a contact together with `more`; fails with what stands when the id is in use. */
export async function putContact(
  scope: TenantScope,
  contact: ContactRecord,
  more: readonly Write[],
): Promise<Result<void, { readonly standing: ContactRecord }>> {
  const order = `${CONTACT_ORDER}${new Date(contact.start * 60_000).toISOString()}#${contact.id}`;
  const item = {
    ...scope.keys.contact(contact.id),
    ...scope.keys.day(contact.site, contact.date, order),
    ...contact,
  };
  const done = await scope.work.transact([
    scope.work.putWrite(item, true),
    ...contactOfClient(scope, contact),
    ...more,
  ]);
  if (done.ok) return done;
  const standing = done.error.failures.find(({ index }) => index === CONTACT_WRITE)?.item;
  return fail({ standing: contactRecord.parse(standing) });
}

/** Voids a contact together with `more`; fails with what stands when it was changed in between. */
export async function putVoid(
  scope: TenantScope,
  contact: ContactRecord,
  more: readonly Write[],
): Promise<Result<ContactRecord, { readonly standing: ContactRecord }>> {
  const voided: ContactRecord = { ...contact, state: 'VOIDED', revision: contact.revision + 1 };
  const done = await scope.work.transact([
    {
      Update: {
        TableName: scope.work.name,
        Key: scope.keys.contact(contact.id),
        UpdateExpression: 'SET #state = :state, revision = :revision',
        ConditionExpression: 'revision = :expected',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':state': voided.state,
          ':revision': voided.revision,
          ':expected': contact.revision,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    ...more,
  ]);
  if (done.ok) return succeed(voided);
  const standing = done.error.failures.find(({ index }) => index === CONTACT_WRITE)?.item;
  return fail({ standing: contactRecord.parse(standing) });
}
