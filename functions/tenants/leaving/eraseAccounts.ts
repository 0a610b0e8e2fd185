import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { hashOf } from '../../kernel/hash.ts';
import type { Table } from '../../kernel/table.ts';
import { everyKey } from '../../kernel/tenancy/keyLister.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import { readInvitationRow } from '../accessRepository.ts';
import { readHolder } from '../lostFactorRepository.ts';
import { listMembers } from '../membersRepository.ts';
import { deleteAll } from './rows.ts';
import type { ErasurePorts } from './ports.ts';

const keyRow = z.object({ pk: z.string(), sk: z.string() });

/**
 * Ends what the municipality's people could sign in with: their sessions in it and their memberships, and their accounts in the identity
 * provider when they work nowhere else; whoever does keeps account, sessions and counted attempts. Whoever was invited and had begun to
 * make an account loses it as well. The row that names an account goes last, so that a run that was cut off finds it again.
 */
export async function eraseAccounts(ports: ErasurePorts, tenant: TenantId): Promise<void> {
  const { platform } = ports;
  await eraseSessions(ports, tenant);
  for (const { subject, email, staffId } of await listMembers(platform, tenant)) {
    await deleteAll(platform, [platformKeys.membership(subject, tenant)]);
    await removeUnused(ports, email, subject);
    await deleteAll(platform, [platformKeys.member(tenant, staffId)]);
  }
  for await (const keys of everyKey(ports.listKeys, { table: 'platform' }, { tenant })) {
    for (const key of keys.filter(({ sk }) => sk === 'INVITATION')) {
      const { email } = (await readInvitationRow(platform, key.pk.split('#')[2] ?? '')) ?? {};
      if (email !== undefined) await removeUnused(ports, email);
      await deleteAll(platform, [key]);
    }
  }
}

async function eraseSessions({ platform, listKeys }: ErasurePorts, tenant: TenantId) {
  for await (const keys of everyKey(listKeys, { table: 'platform' }, { tenant })) {
    await deleteAll(
      platform,
      keys.filter(({ sk }) => sk === 'SESSION'),
    );
  }
}

/**
 * Removes the account of an address that nobody works under. The account that stands there now may be another one than the member's:
 * while a lost second factor is being replaced, a new one stands there and the one that works is the one it is held for.
 */
async function removeUnused(
  { platform, identity }: ErasurePorts,
  email: string,
  member?: string,
): Promise<void> {
  const address = hashOf(email);
  const standing = await identity.findSubject(email);
  const subjects = [member, standing, await readHolder(platform, address)];
  for (const subject of new Set(subjects)) {
    if (subject !== undefined && (await worksSomewhere(platform, subject))) return;
  }
  if (standing !== undefined) {
    await identity.remove(email);
    // Once its row has gone nobody knows what to look for.
    if ((await identity.findSubject(email)) !== undefined) throw new Error('An account could not be removed');
  }
  await deleteAll(platform, [platformKeys.attempts(address), platformKeys.lostFactor(address)]);
}

/** Whether an account belongs to anybody: a worker of another municipality, or somebody with a role in the service. */
async function worksSomewhere(platform: Table, subject: string): Promise<boolean> {
  const { pk } = platformKeys.membership(subject);
  return (await platform.query(pk, keyRow, { consistent: true })).items.length > 0;
}
