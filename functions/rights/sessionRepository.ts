import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { clientId, slug, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { PERSON_LONGEST } from '@ohjaamo/shared/rights/session.ts';
import type { SessionTimes } from '@ohjaamo/shared/tenants/session.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';

const personRow = z.object({ tenantId, clientId, createdAt: z.int(), lastSeenAt: z.int() });
export type PersonSessionRow = z.infer<typeof personRow>;

/** What must come back from the identification service unchanged; nothing of it says who is on the way. */
const identifyingRow = z.object({
  tenantId,
  tenantSlug: slug,
  language,
  state: z.string(),
  nonce: z.string(),
  /** PKCE (RFC 7636). */
  verifier: z.string(),
  redirectUri: z.string(),
  expiresAt: z.int(),
});
export type IdentifyingRow = z.infer<typeof identifyingRow>;

const seconds = (at: number) => Math.ceil(at / 1000);

/** Reads a person's session by the hash of its secret, consistently. 1 unit. */
export function readPersonSession(platform: Table, hash: string): Promise<PersonSessionRow | undefined> {
  return platform.get(platformKeys.person(hash), personRow);
}

/** Begins a session. */
export async function putPersonSession(
  platform: Table,
  hash: string,
  who: Pick<PersonSessionRow, 'tenantId' | 'clientId'>,
  times: SessionTimes,
): Promise<void> {
  const expiresAtSeconds = seconds(times.createdAt + PERSON_LONGEST);
  await platform.put(
    { ...platformKeys.person(hash), kind: 'PERSON', ...who, ...times, expiresAtSeconds },
    true,
  );
}

/** Moves the session's last request forward; when it fails, another request was faster or it has ended. */
export async function touchPersonSession(
  platform: Table,
  hash: string,
  from: number,
  to: number,
): Promise<void> {
  await platform.update({
    Key: platformKeys.person(hash),
    UpdateExpression: 'SET lastSeenAt = :to',
    ConditionExpression: 'lastSeenAt = :from',
    ExpressionAttributeValues: { ':from': from, ':to': to },
  });
}

/** Ends a session; ending it twice is harmless. */
export async function deletePersonSession(platform: Table, hash: string): Promise<void> {
  await platform.transact([deletion(platform, platformKeys.person(hash))]);
}

/** Notes that somebody is on the way. */
export async function putIdentifying(platform: Table, hash: string, row: IdentifyingRow): Promise<void> {
  const key = platformKeys.identifying(hash);
  await platform.put({ ...key, kind: 'IDENTIFYING', ...row, expiresAtSeconds: seconds(row.expiresAt) }, true);
}

/** Takes the note back and gives it, once: whoever comes a second time finds nothing. */
export async function takeIdentifying(platform: Table, hash: string): Promise<IdentifyingRow | undefined> {
  const key = platformKeys.identifying(hash);
  const row = await platform.get(key, identifyingRow);
  if (!row) return undefined;
  const { Delete } = deletion(platform, key);
  const taken = await platform.transact([
    { Delete: { ...Delete, ConditionExpression: 'attribute_exists(pk)' } },
  ]);
  return taken.ok ? row : undefined;
}

function deletion(
  platform: Table,
  Key: { pk: string; sk: string },
): { Delete: NonNullable<Write['Delete']> } {
  return { Delete: { TableName: platform.name, Key } };
}
