import { type ClientId, type ContactId, contactId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { contactRecord } from './repository.ts';

const place = z.object({ sk: z.string(), contact: contactId });

/** What the figures read of a contact with a person. */
const metContact = contactRecord.pick({
  id: true,
  site: true,
  date: true,
  start: true,
  staffIds: true,
  ageBand: true,
  party: true,
  identification: true,
  state: true,
});
type MetContact = z.infer<typeof metContact>;

/** Older contacts that are read at a time until one of them counts. */
const AT_A_TIME = 5;

/**
 * The contacts with a person since an instant, and, when there are any, the person's first one of all that counts. `records` are all the
 * records that the person has. One Query for each record, and 1 read unit for each contact since then and for about five older ones.
 *
 * @param since UTC instant, ISO 8601
 */
export async function contactsMet(
  scope: TenantScope,
  records: readonly ClientId[],
  { since, counts }: { readonly since: string; readonly counts: (contact: MetContact) => boolean },
): Promise<MetContact[]> {
  const found = await Promise.all(
    records.map((client) =>
      scope.cases.query(scope.keys.contacts(client, '').pk, place, { consistent: true }),
    ),
  );
  const sorted = found.flatMap(({ items }) => items).sort((one, other) => (one.sk < other.sk ? -1 : 1));
  const recent = sorted.filter(({ sk }) => sk >= since);
  if (recent.length === 0) return [];
  const older = sorted.slice(0, sorted.length - recent.length);
  const [first, met] = await Promise.all([
    firstOf(scope, older.map(toId), counts),
    read(scope, recent.map(toId)),
  ]);
  return first ? [first, ...met] : met;
}

const toId = ({ contact }: z.infer<typeof place>): ContactId => contact;

async function firstOf(
  scope: TenantScope,
  ids: readonly ContactId[],
  counts: (contact: MetContact) => boolean,
): Promise<MetContact | undefined> {
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const contacts = await read(scope, ids.slice(from, from + AT_A_TIME));
    const first = contacts.filter(counts).sort((one, other) => one.start - other.start)[0];
    if (first) return first;
  }
  return undefined;
}

async function read(scope: TenantScope, ids: readonly ContactId[]): Promise<MetContact[]> {
  const keys = ids.map((id) => scope.keys.contact(id));
  return keys.length === 0 ? [] : scope.work.batchGet(keys, metContact, true);
}
