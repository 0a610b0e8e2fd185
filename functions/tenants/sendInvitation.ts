import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { openInvitation } from '@ohjaamo/shared/tenants/invitation.ts';
import { hashOf } from '../kernel/hash.ts';
import { handOver } from '../kernel/handOver.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { Table } from '../kernel/table.ts';
import { invitationEndWrite, invitationWrite, readInvitationRow } from './accessRepository.ts';
import { invitationMail, secondFactorMail } from './invitationMail.ts';
import { linkWrite, noteMailed, readInvited } from './invitedRepository.ts';
import { readRegistry } from './registryRepository.ts';

interface Ports {
  readonly platform: Table;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  readonly publicOrigin: string;
}

/**
 * Mails an invitation that is asked for. The secret is made here and stands in the mail alone. Killed anywhere and run again it comes
 * to the same end: the link of the run before is revoked, so one is valid, and whoever is not asked for any more gets none.
 */
export async function sendInvitation(ports: Ports, tenant: TenantId, emailHash: string): Promise<void> {
  const { platform, clock, ids } = ports;
  const row = await readInvited(platform, tenant, emailHash);
  const town = await readRegistry(platform, tenant);
  if (row?.state !== 'ASKED' || !town) return;
  const earlier = row.invitationHash;
  const standing = earlier ? await readInvitationRow(platform, earlier) : undefined;
  const secret = ids.secret(256);
  const invitationHash = hashOf(secret);
  const begins = openInvitation(clock.now());
  const opened = await platform.transact([
    ...(earlier && standing?.state === 'OPEN' ? [invitationEndWrite(platform, earlier, 'REVOKED')] : []),
    invitationWrite(platform, invitationHash, {
      ...begins,
      tenantId: tenant,
      tenantSlug: town.slug,
      tenantName: town.name,
      staffId: row.staffId,
      roles: row.roles,
      email: row.email,
      ...(row.purpose && { purpose: row.purpose }),
    }),
    linkWrite(platform, tenant, row, { invitationHash, expiresAt: begins.expiresAt }),
  ]);
  if (!opened.ok) throw new Error('Another run sends the same invitation');
  const { language, email } = row;
  const link = `${ports.publicOrigin}/${language}/invitation/${secret}`;
  const mail = row.purpose ? secondFactorMail : invitationMail;
  const message = mail(email, language, inLanguage(town.name, language), link);
  const taken = await handOver(() => ports.sendMail(message));
  await noteMailed(platform, tenant, row, taken ? 'SENT' : 'REFUSED');
}
