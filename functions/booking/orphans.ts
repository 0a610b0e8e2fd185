import type { OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { agendaOf, type AgendaRow, agendaWrite } from './agendaRepository.ts';
import { type BookingRecord, later } from './record.ts';
import { commit, readRecord } from './repository.ts';
import { axisOf, offeredService, openings, type SiteOffer, todayOf } from './siteOffer.ts';

/** How often a booking is decided anew when it changes meanwhile. */
const TRIES = 10;
/** Sorts after every date that can be written with four digits of year. */
const ALL_TO_COME = '9999-12-31';

/** Coming bookings whose time a plan takes away, and those to whom it gives their time back. */
export interface Affected {
  readonly orphaned: AgendaRow[];
  readonly readopted: AgendaRow[];
}

/** A booking as far as it can lose its hours. */
type Coverable = Pick<
  BookingRecord,
  'state' | 'service' | 'staffId' | 'alongside' | 'start' | 'end' | 'orphanedAt'
>;

/**
 * Looks at the coming bookings of a site under a plan that stands or is to stand. One Query of the agenda, which lags a
 * moment: a booking made meanwhile is found by the hourly look.
 */
export async function findOrphans(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  plan: SitePlan,
  clock: Clock,
): Promise<Affected> {
  const offer = { tenant, site, plan };
  const rows = await agendaOf(scope, site.id, todayOf(offer, clock), ALL_TO_COME);
  const coming = rows.filter((row) => isOpen(row, clock));
  return {
    orphaned: coming.filter((row) => row.orphanedAt === undefined && !isCovered(offer, row)),
    readopted: coming.filter((row) => row.orphanedAt !== undefined && isCovered(offer, row)),
  };
}

/**
 * Marks the bookings that the plan as it stands no longer covers, and takes back the marks of those that it covers again, in
 * the order in which they were made. A marked booking keeps its record and its time in the sheets, so that nobody else gets
 * it before its holder has chosen; the mark is what the message is sent by, once. Doing it twice changes nothing more.
 * Writes two units for the record and two for the agenda's row, for each booking that it changes.
 */
export async function applyOrphans(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  plan: SitePlan,
  clock: Clock,
): Promise<{ readonly orphaned: number; readonly readopted: number }> {
  const found = await findOrphans(scope, tenant, site, plan, clock);
  const offer = { tenant, site, plan };
  const records = await Promise.all(
    [...found.orphaned, ...found.readopted].map(({ id }) => readRecord(scope, id)),
  );
  const inOrder = records
    .filter((record) => record !== undefined)
    .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  let orphaned = 0;
  let readopted = 0;
  for (const record of inOrder) {
    const change = await settle(scope, offer, record, clock);
    if (change === 'ORPHANED') orphaned++;
    if (change === 'READOPTED') readopted++;
  }
  return { orphaned, readopted };
}

/** Writes what the plan makes of one booking, by the booking as it stands. */
async function settle(
  scope: TenantScope,
  offer: SiteOffer,
  seen: BookingRecord,
  clock: Clock,
): Promise<'ORPHANED' | 'READOPTED' | 'NONE'> {
  let record: BookingRecord | undefined = seen;
  for (let tried = 1; tried <= TRIES; tried++) {
    if (!record || !isOpen(record, clock)) return 'NONE';
    const isOrphan = !isCovered(offer, record);
    if (isOrphan === (record.orphanedAt !== undefined)) return 'NONE';
    const { orphanedAt: _former, ...rest } = later(record, offer.tenant.profile.zone, clock);
    const next: BookingRecord = { ...rest, ...(isOrphan && { orphanedAt: rest.changedAt }) };
    const written = await commit(scope, next, record.version, [], [agendaWrite(scope, next)]);
    if (written.ok) return isOrphan ? 'ORPHANED' : 'READOPTED';
    record = await readRecord(scope, record.id);
  }
  throw new Error('The booking kept changing');
}

function isOpen({ state, start }: Coverable, clock: Clock): boolean {
  return (state === 'BOOKED' || state === 'PENDING') && start > currentMinute(clock);
}

/**
 * Whether the worker, and whoever joins, are at the site for the service for the whole of the booking. The grid does not
 * matter: a booking that was made on another grid is kept.
 */
export function isCovered(offer: SiteOffer, { service, staffId, alongside, start, end }: Coverable): boolean {
  // A service that was taken out of the catalogue is no matter of hours.
  if (!offer.tenant.services.some(({ code }) => code === service)) return true;
  const offered = offeredService(withRetired(offer), service, staffId, 'DESK');
  if (!offered) return false;
  const axis = axisOf(offer, start, end);
  const day = dayAt(axis, start);
  const open = openings(offer, offered, axis, day, day);
  const covers = (periods: readonly OpenPeriod[], who: string): boolean =>
    periods.some((period) => period.staffId === who && period.start <= start && end <= period.end);
  return covers(open.periods, staffId) && alongside.every((each) => covers(open.alongside ?? [], each));
}

/** The offer with its retired services, whose bookings stand. */
function withRetired(offer: SiteOffer): SiteOffer {
  const services = offer.tenant.services.map((each) => ({ ...each, retired: false }));
  return { ...offer, tenant: { ...offer.tenant, services } };
}
