import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, type EpochMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis, type ZoneAxis, zoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { lineHours } from '@ohjaamo/shared/line/opening.ts';
import { channelState } from '@ohjaamo/shared/schedule/opening.ts';
import { inOrder } from '@ohjaamo/shared/line/priority.ts';
import { type Moment, stateAt, type TicketState } from '@ohjaamo/shared/line/states.ts';
import { waitRange, type WaitRange } from '@ohjaamo/shared/line/waitRange.ts';
import type { LineStatus } from '@ohjaamo/shared/line/views.ts';
import { OPENING_HORIZON_DAYS } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { pause } from '../kernel/pause.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import type { HeadRecord, TicketRecord } from './record.ts';
import { readDay, readServed, readVersion } from './repository.ts';

const DAY = 1440;
/** So long an answer counts as fresh though nothing has happened: waits grow, and calls are missed, by the clock. */
const FRESH_MILLISECONDS = 60_000;

/** A ticket in the state that holds now. */
export type TicketNow = TicketRecord & { readonly state: TicketState };

/** Everything that is known of one day's line at a moment. */
export interface LineDay {
  readonly tenant: Tenant;
  readonly site: Site;
  readonly plan: SitePlan;
  readonly axis: ZoneAxis;
  readonly moment: Moment;
  readonly minute: EpochMinute;
  readonly head: HeadRecord;
  readonly tickets: readonly TicketNow[];
  /** Minutes from call to end of each talk of the site's recent days. */
  readonly servedBefore: readonly number[];
}

/** The moment at which a tenant's lines are judged. */
export function momentOf({ profile }: Tenant, clock: Clock): Moment {
  const now = clock.now();
  return { now, today: localDate(Math.floor(now / 60_000), profile.zone) };
}

/** Reads today's line of a site: the plan (2 reads), the day (1 Query) and recent days' talks (half a unit) at one time. */
export async function readLineDay(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  clock: Clock,
): Promise<LineDay> {
  const moment = momentOf(tenant, clock);
  const [plan, { head, tickets }, recent] = await Promise.all([
    readPlan(scope, site.id, moment.today),
    readDay(scope, { site: site.id, date: moment.today }),
    readServed(scope, site.id),
  ]);
  const minute = Math.floor(moment.now / 60_000);
  return {
    tenant,
    site,
    plan,
    moment,
    minute,
    axis: zoneAxis(tenant.profile.zone, minute - DAY, minute + (OPENING_HORIZON_DAYS + 2) * DAY),
    head,
    tickets: tickets.map((ticket) => ({ ...ticket, state: stateAt(ticket, moment) })),
    servedBefore: recent.flatMap(({ minutes }) => minutes),
  };
}

/** Those in one of the states. */
export function ticketsIn(day: LineDay, ...states: TicketState[]): TicketNow[] {
  return day.tickets.filter(({ state }) => states.includes(state));
}

/** Those who wait, in the order in which they are called. */
export function waitingOf(day: LineDay): TicketNow[] {
  return inOrder(ticketsIn(day, 'WAITING'));
}

/** Workers on walk-in duty now, by the plan. */
export function onDutyNow(day: LineDay): StaffId[] {
  const number = dayNumber(day.moment.today);
  const axis = zoneAxisOfDays(day.tenant.profile.zone, number, number);
  return presences(day.plan, axis, number, number)
    .filter(({ rule, start, end }) => rule.mode === 'WALK_IN' && start <= day.minute && day.minute < end)
    .map(({ rule }) => rule.staffId);
}

/** Workers who take people now: on walk-in duty by the plan, or with somebody. */
export function workersNow(day: LineDay): number {
  const busy = ticketsIn(day, 'CALLED', 'SERVING').flatMap(({ staffId }) => (staffId ? [staffId] : []));
  return new Set([...onDutyNow(day), ...busy]).size;
}

/** How many unnamed tickets are called before this one; before a newcomer when none is given. */
export function aheadOf(day: LineDay, ticket?: TicketNow): number {
  return before(day, ticket, 'WAITING').filter(({ forStaff }) => forStaff === undefined).length;
}

/** Whether a worker takes people at all: gives a service, or has hours in the site's plan. Whoever only administers does not. */
export function takesPeople({ tenant, plan }: Pick<LineDay, 'tenant' | 'plan'>, id: StaffId): boolean {
  return (
    tenant.services.some(({ staff, alongside }) => [...staff, ...alongside].includes(id)) ||
    plan.rules.some(({ staffId }) => staffId === id)
  );
}

/** The range of the wait for a ticket or for a newcomer. Whoever waits for one certain worker cannot be told. */
export function waitOf(day: LineDay, ticket?: TicketNow): WaitRange | undefined {
  if (ticket?.forStaff) return undefined;
  const named = before(day, ticket, 'WAITING').filter(({ forStaff }) => forStaff !== undefined).length;
  return waitRange({
    ahead: aheadOf(day, ticket),
    maybeAhead: named + before(day, ticket, 'HELD').length,
    workers: workersNow(day),
    inService: ticketsIn(day, 'CALLED', 'SERVING').map(({ calledAt }) =>
      Math.round((day.moment.now - (calledAt ?? day.moment.now)) / 60_000),
    ),
    servedToday: day.tickets.flatMap(({ served }) => served),
    servedBefore: day.servedBefore,
  });
}

function before(day: LineDay, ticket: TicketNow | undefined, state: TicketState): TicketNow[] {
  const order = inOrder(day.tickets.filter((each) => each.state === state || each.id === ticket?.id));
  const place = ticket ? order.findIndex(({ id }) => id === ticket.id) : order.length;
  return order.slice(0, place);
}

/** The line as anybody may see it; `from` says whose hours count. */
export function statusOf(day: LineDay, from: 'STREET' | 'DESK' = 'STREET'): LineStatus {
  const hours = lineHours((minute) => channelState(day.plan, 'WALK_IN', day.axis, minute), day.minute, from);
  const { switch: switched, reason } = day.head;
  const state = !hours.open
    ? 'OUT_OF_HOURS'
    : switched === 'OPEN'
      ? 'OPEN'
      : switched === 'PAUSED'
        ? 'PAUSED'
        : 'CLOSED_TODAY';
  const wait = hours.open ? waitOf(day) : undefined;
  return {
    state,
    ...(reason && hours.open && switched !== 'OPEN' && { reason }),
    ...(hours.open && { closesAt: formatOnAxis(day.axis, hours.closesAt) }),
    ...(!hours.open && hours.opensAt !== undefined && { opensAt: formatOnAxis(day.axis, hours.opensAt) }),
    waiting: ticketsIn(day, 'WAITING').length,
    ...(wait && { wait }),
  };
}

/** Stands for all that is shown of a day's line; says site, date, version and minute, which are no secret. */
export function versionOf({ site, moment, head }: LineDay): string {
  return [site.id, moment.today, head.version, freshness(moment.now)].join('_');
}

/**
 * Whether what the caller has is still what stands: then its version, for half a read unit. It tells no more than that, so it
 * may be asked before a link's secret is checked: that nothing has changed in the line everybody may know.
 */
export async function unchangedVersion(
  scope: TenantScope,
  known: string | undefined,
  clock: Clock,
): Promise<string | undefined> {
  const parts = /^([0-9a-z]{10})_(\d{4}-\d{2}-\d{2})_(\d{1,9})_(\d{1,9})$/u.exec(known ?? '');
  if (!parts) return undefined;
  const [, site, date = '', version, fresh] = parts;
  if (Number(fresh) !== freshness(clock.now())) return undefined;
  const standing = await readVersion(scope, { site: site as Site['id'], date });
  return standing === Number(version) ? known : undefined;
}

function freshness(now: number): number {
  return Math.floor(now / FRESH_MILLISECONDS);
}

/** How often a change is tried again when others were quicker: more than all workers of a house at once. */
const TRIES = 60;

/** Tries a change until nobody was quicker, each time on what stands then. */
export async function untilSettled<T, E>(
  attempt: () => Promise<Result<T, E> | 'changed'>,
): Promise<Result<T, E>> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const outcome = await attempt();
    if (outcome !== 'changed') return outcome;
    await pause(tried, 120);
  }
  throw new Error('The line changed faster than it could be read');
}
