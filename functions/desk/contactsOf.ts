import { bookingId, type ClientId, contactId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { contactRecord } from './repository.ts';

const ofClient = z.object({ contact: contactId, booking: bookingId.optional() });

/**
 * Everything the desk holds about a client, as plain values: the contacts with the person, the newest first, those too that were
 * voided. `startedAt` is a UTC instant. One Query, and 1 read unit for each contact.
 */
export async function contactsOf(scope: TenantScope, client: ClientId) {
  const { pk } = scope.keys.contacts(client, '');
  const { items } = await scope.cases.query(pk, ofClient, { consistent: true, newestFirst: true });
  const keys = items.map(({ contact }) => scope.keys.contact(contact));
  const records = keys.length === 0 ? [] : await scope.work.batchGet(keys, contactRecord, true);
  return records
    .toSorted((one, other) => other.start - one.start)
    .map(({ kind: _kind, revision: _revision, start, date: _date, clientId: _client, ...told }) => ({
      startedAt: new Date(start * 60_000).toISOString(),
      ...told,
    }));
}
