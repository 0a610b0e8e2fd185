import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { hashOf } from '../../kernel/hash.ts';
import type { Table } from '../../kernel/table.ts';
import { everyKey } from '../../kernel/tenancy/keyLister.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import { readInvitationRow } from '../accessRepository.ts';
import { listMembers } from '../membersRepository.ts';
import { deleteAll } from './rows.ts';
import type { ErasurePorts } from './ports.ts';

/** Sessions of so many accounts are looked for at once: DynamoDB takes 100 values in a condition. */
const SUBJECTS = 50;

const placeRow = z.object({ pk: z.string(), sk: z.string(), tenantId: z.string().optional() });

/**
 * Ends what the municipality's people could sign in with: their sessions and memberships, and their accounts in the identity
 * provider when they work nowhere else. Whoever was invited and had begun to make an account loses it as well. The row that names
 * an account goes last, so that a run that was cut off finds it again.
 */
export async function eraseAccounts(ports: ErasurePorts, tenant: TenantId): Promise<void> {
  const { platform, identity } = ports;
  const members = await listMembers(platform, tenant);
  for (let from = 0; from < members.length; from += SUBJECTS) {
    const subjects = members.slice(from, from + SUBJECTS).map(({ subject }) => subject);
    await eraseSessions(ports, subjects);
  }
  for (const { subject, email, staffId } of members) {
    await eraseMemberships(platform, tenant, subject);
    if (!(await worksSomewhere(platform, subject))) await removeAccount(ports, email);
    await deleteAll(platform, [platformKeys.attempts(hashOf(email)), platformKeys.member(tenant, staffId)]);
  }
  for await (const keys of everyKey(ports.listKeys, { table: 'platform' }, { tenant })) {
    for (const key of keys.filter(({ sk }) => sk === 'INVITATION')) {
      const { email } = (await readInvitationRow(platform, key.pk.split('#')[2] ?? '')) ?? {};
      const subject = email === undefined ? undefined : await identity.findSubject(email);
      if (email !== undefined && subject !== undefined && !(await worksSomewhere(platform, subject))) {
        await removeAccount(ports, email);
      }
      await deleteAll(platform, [key]);
    }
  }
}

async function eraseSessions({ platform, listKeys }: ErasurePorts, subjects: readonly string[]) {
  for await (const keys of everyKey(listKeys, { table: 'platform' }, { subjects })) {
    await deleteAll(
      platform,
      keys.filter(({ sk }) => sk === 'SESSION'),
    );
  }
}

async function eraseMemberships(platform: Table, tenant: TenantId, subject: string): Promise<void> {
  const { pk } = platformKeys.membership(subject);
  const { items } = await platform.query(pk, placeRow, { consistent: true });
  await deleteAll(
    platform,
    items.filter(({ tenantId }) => tenantId === tenant),
  );
}

/** Whether an account belongs to anybody: a worker of another municipality, or somebody with a role in the service. */
async function worksSomewhere(platform: Table, subject: string): Promise<boolean> {
  const { pk } = platformKeys.membership(subject);
  return (await platform.query(pk, placeRow, { consistent: true })).items.length > 0;
}

/** Removes an account and looks whether it is gone: once its row has gone nobody knows what to look for. */
async function removeAccount({ identity }: ErasurePorts, email: string): Promise<void> {
  await identity.remove(email);
  if ((await identity.findSubject(email)) !== undefined) throw new Error('An account could not be removed');
}
