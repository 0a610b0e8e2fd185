import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { isOpen, type Moment, nextState, stateAt } from '@ohjaamo/shared/line/states.ts';
import { inOrder } from '@ohjaamo/shared/line/priority.ts';
import type { DeskLine, DeskTicket, DisplayView, TicketView } from '@ohjaamo/shared/line/views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import {
  aheadOf,
  type LineDay,
  onDutyNow,
  statusOf,
  takesPeople,
  ticketsIn,
  versionOf,
  waitingOf,
  waitOf,
  workersNow,
} from './day.ts';
import type { DisplayRecord, TicketRecord } from './record.ts';

/** Numbers on the display that come next. */
const NEXT_SHOWN = 6;

/** A ticket as its holder sees it. */
export function viewOwn(day: LineDay, record: TicketRecord): TicketView {
  const { moment } = day;
  const ticket = { ...record, state: stateAt(record, moment) };
  const { zone } = day.tenant.profile;
  const waits = ticket.state === 'WAITING';
  const wait = waits ? waitOf(day, ticket) : undefined;
  const called = ticket.state === 'CALLED';
  const may = (event: 'LEAVE' | 'HOLD' | 'RETURN') => {
    const next = nextState(ticket, event, moment);
    return next.ok && next.value !== ticket.state;
  };
  const { state, reason } = statusOf(day);
  return {
    version: versionOf(day),
    number: ticket.number,
    ...(ticket.nickname && { nickname: ticket.nickname }),
    state: ticket.state,
    arrivedAt: inZone(ticket.arrivedAt, zone),
    ...(waits && { ahead: aheadOf(day, ticket) }),
    ...(wait && { wait }),
    ...(called && ticket.place && { place: ticket.place }),
    ...(called && ticket.calledAt !== undefined && { calledAt: inZone(ticket.calledAt, zone) }),
    named: ticket.forStaff !== undefined,
    mayLeave: may('LEAVE'),
    mayStepOut: may('HOLD'),
    mayComeBack: may('RETURN'),
    line: { state, ...(reason && { reason }) },
    ...names(day),
  };
}

/** The line as the lobby shows it: who was called last stands first. */
export function viewDisplay(day: LineDay): DisplayView {
  const shown = ({ number, nickname, showNickname }: TicketRecord) => ({
    number,
    ...(showNickname && nickname && { nickname }),
  });
  const { site, tenant } = names(day);
  return {
    version: versionOf(day),
    now: inZone(day.moment.now, day.tenant.profile.zone),
    site: { ...site, kind: day.site.kind },
    tenant,
    line: statusOf(day),
    called: ticketsIn(day, 'CALLED')
      .sort((one, other) => (other.calledAt ?? 0) - (one.calledAt ?? 0))
      .map((ticket) => ({ ...shown(ticket), ...(ticket.place && { place: ticket.place }) })),
    next: waitingOf(day)
      .filter(({ forStaff }) => forStaff === undefined)
      .slice(0, NEXT_SHOWN)
      .map(shown),
    named: waitingOf(day)
      .filter(({ forStaff }) => forStaff !== undefined)
      .map(({ number }) => number),
  };
}

/** The day's line as one worker sees it: who is with somebody, who waits in order, who stepped out or was missed. */
export function viewLine(day: LineDay, actor: TenantActor): DeskLine {
  const { tenant, site, moment } = day;
  const groups = [
    ticketsIn(day, 'CALLED', 'SERVING').sort((one, other) => (one.calledAt ?? 0) - (other.calledAt ?? 0)),
    waitingOf(day),
    inOrder(ticketsIn(day, 'MISSED', 'HELD')),
    // Whoever served somebody may still have to record it.
    ticketsIn(day, 'DONE')
      .filter(({ staffId }) => staffId === actor.staffId)
      .sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0)),
  ];
  const mine = day.tickets.filter(({ staffId, place }) => staffId === actor.staffId && place);
  const lastPlace = mine.sort((one, other) => (other.calledAt ?? 0) - (one.calledAt ?? 0))[0]?.place;
  return {
    version: versionOf(day),
    now: inZone(moment.now, tenant.profile.zone),
    date: moment.today,
    site: { id: site.id, slug: site.slug, name: site.name },
    line: statusOf(day, 'DESK'),
    switch: day.head.switch,
    places: site.rooms.map(({ name }) => name),
    ...(lastPlace && { lastPlace }),
    colleagues: colleaguesOf(day, actor),
    workers: workersNow(day),
    tickets: groups.flat().map((ticket) => viewTicket(ticket, tenant, actor, moment)),
  };
}

function colleaguesOf(day: LineDay, actor: TenantActor): DeskLine['colleagues'] {
  const onDuty = new Set(onDutyNow(day));
  return day.tenant.staff
    .filter(({ id }) => id !== actor.staffId && takesPeople(day, id))
    .map(({ id, name }) => ({ id, name, onDuty: onDuty.has(id) }))
    .sort(
      (one, other) => Number(other.onDuty) - Number(one.onDuty) || one.name.localeCompare(other.name, 'fi'),
    );
}

/**
 * A ticket as a worker sees it. Who only lends time (a partner) runs the line by its numbers, and sees nickname, topics and
 * reasons of those who were handed to them or called by them.
 */
export function viewTicket(
  record: TicketRecord,
  tenant: Tenant,
  actor: TenantActor,
  moment: Moment,
): DeskTicket {
  const { zone } = tenant.profile;
  const ticket = { ...record, state: stateAt(record, moment) };
  const { staffId, forStaff, calledAt, startedAt, endedAt } = ticket;
  const known = seesWholeSite(actor.roles) || [staffId, forStaff].includes(actor.staffId);
  const until = calledAt ?? (isOpen(ticket.state) ? moment.now : (endedAt ?? moment.now));
  return {
    id: ticket.id,
    version: ticket.version,
    number: ticket.number,
    state: ticket.state,
    ...(known && ticket.nickname && { nickname: ticket.nickname }),
    onDisplay: known && ticket.nickname !== undefined && ticket.showNickname && isOpen(ticket.state),
    topics: known ? ticket.topics : [],
    ...(ticket.interpreter && { interpreter: ticket.interpreter }),
    language: ticket.language,
    flags: known ? ticket.flags : [],
    way: ticket.way,
    arrivedAt: inZone(ticket.arrivedAt, zone),
    waited: Math.max(0, Math.floor((until - ticket.arrivedAt) / 60_000)),
    ...(calledAt !== undefined && { calledAt: inZone(calledAt, zone) }),
    ...(startedAt !== undefined && { startedAt: inZone(startedAt, zone) }),
    ...(endedAt !== undefined && { endedAt: inZone(endedAt, zone) }),
    ...(ticket.place && { place: ticket.place }),
    ...(staffId && { staffId, staffName: nameOf(tenant, staffId) }),
    ...(forStaff && { forStaff: { id: forStaff, name: nameOf(tenant, forStaff) } }),
    ...(ticket.bookingId && { bookingId: ticket.bookingId }),
    mine: staffId === actor.staffId,
    site: ticket.siteId,
  };
}

/** A display's link as managers see it: without its secret. */
export function viewLink(display: DisplayRecord, zone: string) {
  const { id, name, madeAt, revokedAt } = display;
  return { id, name, madeAt: inZone(madeAt, zone), revoked: revokedAt !== undefined };
}

function names({ site, tenant: { profile } }: LineDay) {
  return {
    site: { slug: site.slug, name: site.name },
    tenant: { slug: profile.slug, name: profile.name },
  };
}

function nameOf(tenant: Tenant, id: string): string {
  return tenant.staff.find((each) => each.id === id)?.name ?? '';
}

function inZone(milliseconds: number, zone: string): string {
  return formatOffsetDateTime(Math.floor(milliseconds / 60_000), zone);
}
