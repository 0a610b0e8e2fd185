import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { currentMinute, localDate, type Clock, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { type AgendaRow, listBookingsOfDay } from '../booking/index.ts';
import { hashOf } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type ContactRecord, readContactsOfDay } from './repository.ts';
import { isRecorded, isWorkerOf } from './views.ts';

/** After so many minutes Today is read again even when nobody did anything: who is on duty changes with the time. */
const MINUTES_OF_ONE_VERSION = 15;

/** Which day of which site; today and the main site when they are not said. */
export interface Asked {
  readonly site?: SiteId | undefined;
  readonly date?: string | undefined;
}

/** The day of one site as far as one worker may see it. */
export interface Today {
  readonly now: EpochMinute;
  /** Calendar date in the tenant's zone: the one that is shown, and today's. */
  readonly date: string;
  readonly today: string;
  readonly site: Tenant['sites'][number];
  readonly bookings: readonly (AgendaRow & { readonly recorded: boolean })[];
  readonly contacts: readonly ContactRecord[];
}

/**
 * Reads the asked day of the asked site: today's when no date, the main site's when no site is asked; `undefined` when the tenant has no such site.
 * A partner sees the own bookings and contacts only.
 */
export async function readTodayOf(
  scope: TenantScope,
  tenant: Tenant,
  asked: Asked,
  actor: TenantActor,
  clock: Clock,
): Promise<Today | undefined> {
  const site = asked.site ? tenant.sites.find(({ id }) => id === asked.site) : tenant.sites[0];
  if (!site) return undefined;
  const now = currentMinute(clock);
  const today = localDate(now, tenant.profile.zone);
  const date = asked.date ?? today;
  const [bookings, contacts] = await Promise.all([
    listBookingsOfDay(scope, site.id, date),
    readContactsOfDay(scope, site.id, date),
  ]);
  const whole = seesWholeSite(actor.roles);
  return {
    now,
    date,
    today,
    site,
    bookings: bookings
      .filter((each) => whole || isWorkerOf(each, actor.staffId))
      .map((each) => ({ ...each, recorded: isRecorded(each.id, contacts) })),
    contacts: contacts.filter((each) => whole || each.staffIds.includes(actor.staffId)),
  };
}

/** Stands for what is seen of a day: it differs when anything of it does, and tells nothing by itself. */
export function versionOf({ now, date, site, bookings, contacts }: Today): string {
  return hashOf(
    date,
    Math.floor(now / MINUTES_OF_ONE_VERSION),
    site.id,
    bookings.map(({ id, state, version, recorded }) => [id, state, version, recorded]),
    contacts.map(({ id, state, revision }) => [id, state, revision]),
  );
}
