import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { openInvitation } from '@ohjaamo/shared/tenants/invitation.ts';
import { defaultBookingCaps, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import { log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { Table } from '../kernel/table.ts';
import type { MakeTenantKey } from '../kernel/tenancy/tenantKey.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { planWrites } from '../schedule/index.ts';
import { invitationEndWrite, invitationWrite, readInvitationRow } from './accessRepository.ts';
import { invitationMail } from './invitationMail.ts';
import { tenantWrites } from './profileRepository.ts';
import { moveTenant } from './lifeRepository.ts';
import { noteInvitationWrite, readRegistry, type RegistryRow } from './registryRepository.ts';

export interface ProvisioningPorts {
  readonly platform: Table;
  readonly network: Table;
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  readonly makeTenantKey: MakeTenantKey;
  /** Where the service is reached, without a slash at the end. */
  readonly publicOrigin: string;
}

/** What an invitation of the first administrator needs. */
export type InvitingPorts = Pick<
  ProvisioningPorts,
  'platform' | 'clock' | 'ids' | 'sendMail' | 'publicOrigin'
>;
type Invited = Parameters<typeof noteInvitationWrite>[1] &
  Pick<RegistryRow, 'slug' | 'name'> & {
    readonly request: Pick<NonNullable<RegistryRow['request']>, 'admin' | 'languages'>;
  };
type Requested = RegistryRow & { readonly request: NonNullable<RegistryRow['request']> };

/**
 * Makes a requested tenant ready: takes it up, then the key of its cases, profile, first site and first administrator, then the
 * invitation by mail, then the state ACTIVE. The street does not see it: its administrator sets it up and publishes it. Every step can
 * be repeated, and the state changes last: killed anywhere and run again it comes to the same end. A repetition revokes the invitation of the run before, so one is valid.
 */
export async function provisionTenant(ports: ProvisioningPorts, tenant: TenantId): Promise<void> {
  const asked = await readRegistry(ports.platform, tenant);
  // When it fails, another run took it up at the same moment: the steps below stand that.
  if (asked?.state === 'REQUESTED') await moveTenant(ports.platform, tenant, 'TAKE_UP', ports);
  const row = await readRegistry(ports.platform, tenant);
  if (row?.state !== 'PROVISIONING' || !row.request) return;
  const requested: Requested = { ...row, request: row.request };
  const profile = firstProfile(requested);
  await ports.makeTenantKey(tenant);
  const scope = ports.openScope(tenant, 'provisioning');
  const emptyPlan = { hours: [], exceptions: [], rules: [], absences: [] };
  await mustSucceed(
    scope.work.transact([
      ...tenantWrites(scope, profile),
      ...planWrites(scope, requested.request.site.id, emptyPlan),
    ]),
  );
  const invitationHash = await inviteAdmin(ports, requested);
  const ready = await moveTenant(ports.platform, tenant, 'OPEN', ports, {
    remove: ['request', 'askedAgainAt'],
    only: { invitationHash },
  });
  if (ready) log('TENANT_PROVISIONED');
}

function firstProfile({ slug, name, municipalityCode, request }: Requested): Tenant {
  const { languages, site, admin } = request;
  // The controller's own organisation; the administrator names it and its departments later.
  const organisation = slug.toUpperCase().slice(0, 20);
  return {
    profile: {
      slug,
      name,
      municipalityCode,
      languages,
      zone: HELSINKI,
      bookingCaps: defaultBookingCaps,
    },
    organisations: [{ code: organisation, name, type: 'MUNICIPALITY', runsSites: true }],
    staff: [
      {
        id: admin.staffId,
        name: admin.name,
        organisation,
        homeSite: site.id,
        title: '',
        share: 1,
        languages,
        skills: [],
      },
    ],
    services: [],
    sites: [site],
  };
}

/** Opens an invitation for the first administrator and mails it; gives its hash. */
export async function inviteAdmin(ports: InvitingPorts, row: Invited): Promise<string> {
  const { platform, clock, ids } = ports;
  const { admin, languages } = row.request;
  const earlier = row.invitationHash;
  const standing = earlier ? await readInvitationRow(platform, earlier) : undefined;
  // A run before this one got as far as the mail, and the administrator was faster than the repetition.
  if (earlier && standing?.state === 'ACCEPTED') return earlier;
  const secret = ids.secret(256);
  const hash = hashOf(secret);
  await mustSucceed(
    platform.transact([
      ...(earlier && standing?.state === 'OPEN' ? [invitationEndWrite(platform, earlier, 'REVOKED')] : []),
      invitationWrite(platform, hash, {
        ...openInvitation(clock.now()),
        tenantId: row.tenantId,
        tenantSlug: row.slug,
        tenantName: row.name,
        staffId: admin.staffId,
        roles: ['TENANT_ADMIN'],
        email: admin.email,
      }),
      noteInvitationWrite(platform, row, hash),
    ]),
  );
  const language: Language = languages[0] ?? 'fi';
  const link = `${ports.publicOrigin}/${language}/invitation/${secret}`;
  await ports.sendMail(invitationMail(admin.email, language, inLanguage(row.name, language), link));
  log('MAIL_SENT');
  return hash;
}

/** A condition fails here only when another run is at work on the same tenant: this one gives way and is tried again. */
async function mustSucceed(outcome: Promise<{ readonly ok: boolean }>): Promise<void> {
  if (!(await outcome).ok) throw new Error('Another run provisions the same tenant');
}
