import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId, TenantId, ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Sender } from '@ohjaamo/shared/referrals/views.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place as TenantPlace, readPlace as readTenantPlace } from '../tenants/index.ts';
import type { ReferralRow } from './record.ts';

/** Where and when a request is answered: the tenant's names, its date, the instant. */
export interface Place extends TenantPlace {
  /** UTC, ISO 8601. */
  readonly at: string;
}

export async function readPlace(scope: TenantScope, clock: Clock): Promise<Place> {
  return { ...(await readTenantPlace(scope, clock)), at: new Date(clock.now()).toISOString() };
}

/** So many days after an instant (before it when negative), in the form in which instants are kept and compared. */
export function daysFrom(at: string, days: number): string {
  return new Date(Date.parse(at) + days * 86_400_000).toISOString();
}

export function organisationName({ tenant }: Place, code: string): LocalizedText {
  return tenant.organisations.find((each) => each.code === code)?.name ?? {};
}

export function workerName({ tenant }: Place, id: StaffId): string {
  return tenant.staff.find((each) => each.id === id)?.name ?? '';
}

/** Who sends, as receivers reach them; `undefined` for somebody whom the tenant no longer has. */
export function senderOf(place: Place, id: StaffId, phone: string | undefined): Sender | undefined {
  const { staff, sites } = place.tenant;
  const member = staff.find((each) => each.id === id);
  if (!member) return undefined;
  const site = sites.find((each) => each.id === member.homeSite);
  return {
    name: member.name,
    title: member.title,
    organisation: organisationName(place, member.organisation),
    ...(site && { site: site.name, address: site.address }),
    ...(phone !== undefined && { phone }),
  };
}

export function personOf(place: Place, id: StaffId): { id: StaffId; name: string } {
  return { id, name: workerName(place, id) };
}

/** How a consent names another municipality, and a receiver whom only this referral knows: codes that no organisation has. */
export function municipalityCode(tenant: TenantId): string {
  return `M-${tenant.toUpperCase()}`;
}
export function outsideCode(referral: ReferralId): string {
  return `X-${referral.slice(0, 16).toUpperCase()}`;
}

/** The code by which a consent names a referral's receiver, and the receiver's name. */
export function receiverOf(
  { id, to }: Pick<ReferralRow, 'id' | 'to'>,
  place: Place,
): { readonly code: string; readonly name: LocalizedText } {
  if (to.kind === 'ORGANISATION') return { code: to.code, name: organisationName(place, to.code) };
  if (to.kind === 'MUNICIPALITY') return { code: municipalityCode(to.tenantId), name: to.name };
  return { code: outsideCode(id), name: { fi: to.name, sv: to.name, en: to.name } };
}
