import type { OpeningId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { actsOpen } from '@ohjaamo/shared/regional/opening.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { isClosed, type Site, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { registeredSince, standingOf } from '../kernel/tenancy/standing.ts';
import { type Municipalities, readTenant } from '../tenants/index.ts';
import { readOpening, readOpenings, readSister, sisterItem } from './repository.ts';
import type { GroupOpening, OpeningRow, SisterRow, TimesOpening } from './rows.ts';

/** What regional cooperation reaches beside the own municipality. */
export interface RegionalPorts {
  readonly platform: Table;
  readonly openScope: OpenScope;
  readonly municipalities: Municipalities;
}

/** An opening at the giver's, with the scope in which it may be used and the giver's names. */
export interface Opened<O extends OpeningRow = OpeningRow> {
  readonly giver: TenantScope;
  readonly opening: O;
  readonly tenant: Tenant;
}

/** Why an opening cannot be reached: there is none for this municipality, or the giver is closed for now. */
export type Unreachable = 'NONE' | 'CLOSED';

/**
 * The one way into another municipality: by where the receiver's own row says that an opening stands, while the register says that the
 * giver is open, and only to an opening that names the receiver. Everybody else's gets what a missing one gets.
 * Reads 1 own row, the register, the opening, and the giver's names, which may be some seconds old.
 */
export async function reach(
  ports: RegionalPorts,
  own: TenantScope,
  id: OpeningId,
): Promise<Opened | Unreachable> {
  const sister = await readSister(own, id);
  return sister ? reachAt(ports, own.tenantId, sister) : 'NONE';
}

/** The same for a row that was read already. */
export async function reachAt(
  { platform, openScope }: RegionalPorts,
  receiver: TenantId,
  { id, giver: giverId }: SisterRow,
): Promise<Opened | Unreachable> {
  const standing = await standingOf(platform, giverId);
  if (standing !== 'OPEN') return standing === 'CLOSED' ? 'CLOSED' : 'NONE';
  const giver = openScope(giverId, 'regionalGuest');
  const [opening, tenant] = await Promise.all([
    readOpening(giver, id),
    giver.recently('tenant', () => readTenant(giver)),
  ]);
  return opening?.to.tenantId === receiver && tenant ? { giver, opening, tenant } : 'NONE';
}

/** The site of an opening; none when the giver has closed it for good. */
export function openSiteOf({ opening, tenant }: Opened, clock: Clock): Site | undefined {
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  return tenant.sites.find((each) => each.id === opening.site && !isClosed(each, today));
}

/** An opening of times; anything else is none. */
export function timesOf(opened: Opened | Unreachable): Opened<TimesOpening> | undefined {
  if (typeof opened === 'string') return undefined;
  const { opening } = opened;
  return 'group' in opening ? undefined : { ...opened, opening };
}

/** An opening of a group, with the scope in which that group may be used; anything else is none. */
export function groupOf(
  { openScope }: RegionalPorts,
  opened: Opened | Unreachable,
): Opened<GroupOpening> | undefined {
  if (typeof opened === 'string') return undefined;
  const { opening, giver } = opened;
  if (!('group' in opening)) return undefined;
  return { ...opened, opening, giver: openScope(giver.tenantId, 'regionalGroupGuest') };
}

/**
 * All that a municipality has opened, as it stands: what came along with an export is over, because the way to it leads to the municipality
 * that was. One Query, and the register.
 */
export async function standingOpenings(
  { platform }: RegionalPorts,
  giver: TenantScope,
): Promise<OpeningRow[]> {
  const [openings, since = ''] = await Promise.all([
    readOpenings(giver),
    registeredSince(platform, giver.tenantId),
  ]);
  return openings.map((each) => {
    const isLiving = actsOpen(each.state, 'GIVER').length > 0;
    return isLiving && (each.history[0]?.at ?? '') < since ? { ...each, state: 'WITHDRAWN' as const } : each;
  });
}

/** Puts at the receiver where an opening stands; repeating it changes nothing. The caller has asked whether the receiver is open. */
export async function point(
  { openScope }: RegionalPorts,
  receiver: TenantId,
  sister: SisterRow,
): Promise<void> {
  const theirs = openScope(receiver, 'regionalCourier');
  await theirs.work.put(sisterItem(theirs, sister), true);
}

/**
 * Says at the receiver that an opening of the giver's is over, so that nobody there looks for it any more; while the receiver is closed
 * nothing is said, and the row goes after the opening's last day.
 */
export async function pointNoMore(
  { platform, openScope }: RegionalPorts,
  receiver: TenantId,
  sister: SisterRow,
  overAt: number,
): Promise<void> {
  if ((await standingOf(platform, receiver)) !== 'OPEN') return;
  const theirs = openScope(receiver, 'regionalCourier');
  const over = sisterItem(theirs, { ...sister, open: false }, overAt);
  await theirs.work.putIf(over, 'giver = :giver', { ':giver': sister.giver });
}
