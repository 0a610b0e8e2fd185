import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import type { SiteId, TicketId } from '@ohjaamo/shared/kernel/ids.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { lineOf } from '@ohjaamo/shared/line/priority.ts';
import { stateAt, type TicketEvent } from '@ohjaamo/shared/line/states.ts';
import type { DeskTicket } from '@ohjaamo/shared/line/views.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import {
  momentOf,
  readLineDay,
  statusOf,
  takesPeople,
  ticketsIn,
  unchangedVersion,
  untilSettled,
  versionOf,
} from './day.ts';
import { joinLine } from './joinLine.ts';
import { afterEvent, type EventParts, type TicketRecord } from './record.ts';
import { putChange, putHead, readCall, readTicketRecord } from './repository.ts';
import { viewLine, viewTicket } from './views.ts';

type Routes = typeof lineRoutes;

/** The asked site, or the main site when none is asked. */
export function siteOf(tenant: Tenant, asked: SiteId | undefined): Site | undefined {
  return asked ? tenant.sites.find(({ id }) => id === asked) : tenant.sites[0];
}

/**
 * The day's line at the desk. It is read again and again: one row in the log of use per worker and site in 15 minutes, none
 * when nothing has changed. Reads: half a unit then, else about 6, and a write for the row.
 */
export const readLine: UseCase<Routes['readLine']> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
  knownVersion,
}) => {
  const version = await unchangedVersion(scope, knownVersion, clock);
  if (version) return succeed({ unchanged: true, version });
  const tenant = await readWorkersTenant(scope);
  const site = siteOf(tenant, request.query.site);
  if (!site) return fail(problem('not-found'));
  const day = await readLineDay(scope, tenant, site, clock);
  await audit.watched(site.id);
  return succeed({ body: viewLine(day, actor), version: versionOf(day) });
};

/** One ticket, for the contact form. A partner gets those they have to do with. */
export const readDeskTicket: UseCase<Routes['readDeskTicket']> = async ({ scope, request, actor, clock }) => {
  const ticket = await readTicketRecord(scope, request.parameters.ticketId);
  const known =
    ticket && (seesWholeSite(actor.roles) || [ticket.staffId, ticket.forStaff].includes(actor.staffId));
  if (!known) return fail(problem('not-found'));
  const tenant = await readWorkersTenant(scope);
  return succeed({ body: viewTicket(ticket, tenant, actor, momentOf(tenant, clock)), subjects: [ticket.id] });
};

/** Puts somebody who stands at the desk into the line, with the reasons to go first. */
export const addToLine: UseCase<Routes['addToLine']> = async ({ scope, request, actor, audit, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const { site: asked, ticketId: id, ...told } = request.body;
  const site = siteOf(tenant, asked);
  if (!site) return fail(problem('not-found'));
  const joined = await joinLine(
    scope,
    { tenant, site },
    { ...told, id, way: 'DESK' },
    clock,
    audit.writes([id]),
  );
  if (!joined.ok) return joined;
  const { day, ticket, link } = joined.value;
  return succeed({ body: { link, ticket: viewTicket(ticket, tenant, actor, day.moment) } });
};

/**
 * Calls whoever is next for this worker. The ticket's version decides: of two workers who see the same person first, one gets
 * the person and the other the next one. One press (`callKey`) calls one person, however often it is sent. Reads about 5 units,
 * writes 6 and the row in the log of use.
 */
export const callNext: UseCase<Routes['callNext']> = async ({ scope, request, actor, audit, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const { callKey, place } = request.body;
  const site = siteOf(tenant, request.body.site);
  if (!site) return fail(problem('not-found'));
  return untilSettled(async () => {
    const day = await readLineDay(scope, tenant, site, clock);
    const answer = (ticket: TicketRecord | undefined) =>
      succeed({ body: ticket ? { ticket: viewTicket(ticket, tenant, actor, day.moment) } : {} });
    const earlier = await readCall(scope, { site: site.id, date: day.moment.today }, callKey);
    if (earlier) return answer(day.tickets.find(({ id }) => id === earlier));
    const [next] = lineOf(ticketsIn(day, 'WAITING'), actor.staffId);
    if (!next) return answer(undefined);
    const called = afterEvent(next, 'CALL', day.moment, { staffId: actor.staffId, ...(place && { place }) });
    if (!called.ok) return 'changed';
    const done = await putChange(scope, called.value, audit.writes([next.id]), callKey);
    return done.ok ? answer(called.value) : 'changed';
  });
};

/** Calls this person, in turn or out of it. Whoever was handed to a colleague is that colleague's to call. */
export const callTicket: UseCase<Routes['callTicket']> = async (context) => {
  const { scope, request, actor, clock } = context;
  const { place, callKey } = request.body;
  const tenant = await readWorkersTenant(scope);
  const moment = momentOf(tenant, clock);
  const ticket = await readTicketRecord(scope, request.parameters.ticketId);
  if (!ticket) return fail(problem('not-found'));
  const day = { site: ticket.siteId, date: ticket.date };
  if ((await readCall(scope, day, callKey)) === ticket.id) {
    return succeed({ body: viewTicket(ticket, tenant, actor, moment), subjects: [ticket.id] });
  }
  if (ticket.forStaff && ticket.forStaff !== actor.staffId) return fail(problem('state-conflict'));
  const parts = { staffId: actor.staffId, ...(place && { place }) };
  return change(context, { tenant, ticket, event: 'CALL', parts, call: callKey });
};

/** Start, finish, missed, called again, stepped out, come back, gone. Whoever starts somebody else's call takes it over. */
export const moveTicket: UseCase<Routes['moveTicket']> = async (context) => {
  const { event } = context.request.body;
  const starts = event === 'START' || event === 'RECALL';
  return change(context, { event, parts: starts ? { staffId: context.actor.staffId } : {} });
};

/** Hands somebody to one colleague who takes people, or back to everybody. To a colleague, the plan is read too: 2 units. */
export const handOver: UseCase<Routes['handOver']> = async (context) => {
  const { scope, request, clock } = context;
  const { to } = request.body;
  const tenant = await readWorkersTenant(scope);
  const ticket = await readTicketRecord(scope, request.parameters.ticketId);
  if (!ticket) return fail(problem('not-found'));
  if (to) {
    const plan = await readPlan(scope, ticket.siteId, momentOf(tenant, clock).today);
    const known = tenant.staff.some(({ id }) => id === to) && takesPeople({ tenant, plan }, to);
    if (!known) return fail(problem('not-found'));
  }
  return change(context, { tenant, ticket, event: 'HAND_OVER', parts: to ? { forStaff: to } : {} });
};

/** Sets the reasons to go before others. */
export const setFlags: UseCase<Routes['setFlags']> = async (context) =>
  change(context, { set: { flags: context.request.body.flags } });

/** Takes a nickname off the lobby's display. */
export const hideNickname: UseCase<Routes['hideNickname']> = async (context) =>
  change(context, { set: { showNickname: false } });

type Workers = ContextOf<Routes['readLine']>;

interface ChangeContext extends Pick<Workers, 'scope' | 'actor' | 'audit' | 'clock'> {
  readonly request: {
    readonly parameters: { readonly ticketId: TicketId };
    readonly body: { readonly version: number };
  };
}

interface Change {
  readonly event?: TicketEvent;
  readonly parts?: EventParts;
  readonly set?: Partial<Pick<TicketRecord, 'flags' | 'showNickname'>>;
  readonly call?: string;
  /** What has been read already. */
  readonly tenant?: Tenant;
  readonly ticket?: TicketRecord;
}

/**
 * Changes one ticket over the version that the worker saw: `stale-version` when it has changed since, unless what is asked has
 * happened already. Reads 2 units and the tenant's names; writes 4 and the row in the log of use.
 */
export async function change(
  context: ChangeContext,
  wanted: Change,
): Promise<Result<{ body: DeskTicket; subjects?: string[] }, Problem>> {
  const { scope, request, actor, audit, clock } = context;
  const found = wanted.ticket ?? (await readTicketRecord(scope, request.parameters.ticketId));
  if (!found) return fail(problem('not-found'));
  const tenant = wanted.tenant ?? (await readWorkersTenant(scope));
  const moment = momentOf(tenant, clock);
  const ticket = { ...found, state: stateAt(found, moment) };
  const shown = (record: TicketRecord) => viewTicket(record, tenant, actor, moment);
  const changed = wanted.event
    ? afterEvent(ticket, wanted.event, moment, wanted.parts)
    : succeed({ ...ticket, ...wanted.set, version: ticket.version + 1 });
  if (!changed.ok) return fail(problem(changed.error, { subjects: [ticket.id] }));
  const isSeen = ticket.version === request.body.version;
  // A call repeated over what the worker sees is a new call; over an earlier state it is the same request once more.
  const isNewCall = wanted.event === 'RECALL' && isSeen;
  if (!isNewCall && hasHappened(ticket, changed.value)) {
    return succeed({ body: shown(ticket), subjects: [ticket.id] });
  }
  const stale = problem('stale-version', { subjects: [ticket.id] });
  if (!isSeen) return fail(stale);
  const done = await putChange(scope, changed.value, audit.writes([ticket.id]), wanted.call);
  return done.ok ? succeed({ body: shown(changed.value) }) : fail(stale);
}

/** Whether the ticket is already as it is wanted: the same request, sent again. */
function hasHappened(ticket: TicketRecord, wanted: TicketRecord): boolean {
  return (
    ticket.state === wanted.state &&
    ticket.forStaff === wanted.forStaff &&
    ticket.staffId === wanted.staffId &&
    ticket.bookingId === wanted.bookingId &&
    ticket.showNickname === wanted.showNickname &&
    ticket.flags.join() === wanted.flags.join()
  );
}

/** Opens, pauses or closes today's line for whoever would join; those who wait are called all the same. One write unit. */
export const switchLine: UseCase<Routes['switchLine']> = async ({ scope, request, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const site = siteOf(tenant, request.body.site);
  if (!site) return fail(problem('not-found'));
  const { to, reason } = request.body;
  const date = momentOf(tenant, clock).today;
  await putHead(scope, { site: site.id, date }, { switch: to, reason: to === 'OPEN' ? undefined : reason });
  return succeed({ body: statusOf(await readLineDay(scope, tenant, site, clock)) });
};

/** Raises the version of a site's line today, so that every screen looks again. */
export async function raiseVersion(scope: TenantScope, site: SiteId, today: string): Promise<void> {
  await putHead(scope, { site, date: today }, {});
}
