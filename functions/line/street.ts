import { siteId, ticketId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { stateAt, type TicketEvent } from '@ohjaamo/shared/line/states.ts';
import type { TicketView } from '@ohjaamo/shared/line/views.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import {
  type LineDay,
  momentOf,
  readLineDay,
  statusOf,
  unchangedVersion,
  untilSettled,
  versionOf,
} from './day.ts';
import { joinLine, withTicket } from './joinLine.ts';
import { afterEvent, type TicketRecord } from './record.ts';
import { putChange, readDisplay as readDisplayRecord, readPointer, readTicketAt } from './repository.ts';
import { viewDisplay, viewOwn } from './views.ts';

type Routes = typeof lineRoutes;

/**
 * The line of a site for anybody: open or not, how many wait, how long it takes. Reads: half a unit when nothing has changed,
 * else the tenant's names, the plan and the day (about 6 units).
 */
export const readLineStatus: UseCase<Routes['readLineStatus']> = async ({
  scope,
  request,
  clock,
  knownVersion,
}) => {
  const version = await unchangedVersion(scope, knownVersion, clock);
  if (version) return succeed({ unchanged: true, version });
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find(({ slug }) => slug === request.parameters.siteSlug);
  if (!tenant || !site) return fail(problem('not-found'));
  const day = await readLineDay(scope, tenant, site, clock);
  return succeed({ body: statusOf(day), version: versionOf(day) });
};

/** Takes a place from the street: by QR code, at the kiosk or from the site's page; see {@link joinLine}. */
export const takePlace: UseCase<Routes['takePlace']> = async ({ scope, request, clock, visitor }) => {
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find(({ slug }) => slug === request.parameters.siteSlug);
  if (!tenant || !site) return fail(problem('not-found'));
  const { ticketId: id, ...told } = request.body;
  const wanted = {
    ...told,
    id,
    flags: [],
    visitor: visitor(momentOf(tenant, clock).today),
  };
  const joined = await joinLine(scope, { tenant, site }, wanted, clock);
  if (!joined.ok) return joined;
  const { day, ticket, link } = joined.value;
  return succeed({ body: { link, ticket: viewOwn(day, ticket) } });
};

/** The place in line of whoever has the link. Reads: half a unit when nothing has changed, else about 8. */
export const readTicket: UseCase<Routes['readTicket']> = async ({ scope, request, clock, knownVersion }) => {
  const version = await unchangedVersion(scope, knownVersion, clock);
  if (version) return succeed({ unchanged: true, version });
  const opened = await openTicket(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { day, ticket } = opened.value;
  return succeed({ body: viewOwn(day, ticket), version: versionOf(day) });
};

interface LinkContext extends Pick<ContextOf<Routes['readTicket']>, 'scope' | 'clock'> {
  readonly request: { readonly parameters: { readonly link: string } };
}

/** What the holder of a link does: leave, step out, come back. Reads about 8 units, writes 4. */
function ownMove(event: TicketEvent) {
  return ({ scope, request, clock }: LinkContext): Promise<Result<{ body: TicketView }, Problem>> =>
    untilSettled(async () => {
      const opened = await openTicket(scope, request.parameters.link, clock);
      if (!opened.ok) return opened;
      const { day, ticket } = opened.value;
      const changed = afterEvent(ticket, event, day.moment);
      if (!changed.ok) return fail(problem(changed.error));
      if (changed.value.state === ticket.state) return succeed({ body: viewOwn(day, ticket) });
      const done = await putChange(scope, changed.value);
      if (!done.ok) return 'changed';
      return succeed({ body: viewOwn(withTicket(day, changed.value), changed.value) });
    });
}

export const leaveLine = ownMove('LEAVE');
export const stepOut = ownMove('HOLD');
export const comeBack = ownMove('RETURN');

/** The lobby's display, by a link that a manager made. Reads: half a unit when nothing has changed, else about 7. */
export const readDisplay: UseCase<Routes['readDisplay']> = async ({
  scope,
  request,
  clock,
  knownVersion,
}) => {
  // Revoking a link raises the day's version, so a revoked display is never told that nothing has changed.
  const version = await unchangedVersion(scope, knownVersion, clock);
  if (version) return succeed({ unchanged: true, version });
  const [, id = '', secret = ''] = request.parameters.link.split('.');
  const asked = siteId.parse(id.slice(0, 10));
  const display = await readDisplayRecord(scope, asked, id.slice(10));
  if (!display || display.revokedAt !== undefined || !matchesHash(secret, display.secretHash)) {
    return fail(problem('link-not-found'));
  }
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) => each.id === asked);
  if (!tenant || !site) return fail(problem('link-not-found'));
  const day = await readLineDay(scope, tenant, site, clock);
  return succeed({ body: viewDisplay(day), version: versionOf(day) });
};

/**
 * The ticket that a link opens, in the state that holds now: `link-not-found` for a ticket that is not there and for a wrong
 * secret alike, `link-expired` from the day after on, and only for whoever has the right secret.
 */
async function openTicket(
  scope: TenantScope,
  link: string,
  clock: Clock,
): Promise<Result<{ readonly day: LineDay; readonly ticket: TicketRecord }, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const pointer = await readPointer(scope, ticketId.parse(id));
  if (!pointer || !matchesHash(secret, pointer.secretHash)) return fail(problem('link-not-found'));
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) => each.id === pointer.siteId);
  if (!tenant || !site) return fail(problem('link-not-found'));
  const day = await readLineDay(scope, tenant, site, clock);
  if (pointer.date < day.moment.today) return fail(problem('link-expired'));
  const ticket = await readTicketAt(scope, pointer);
  if (!ticket) return fail(problem('link-not-found'));
  return succeed({ day, ticket: { ...ticket, state: stateAt(ticket, day.moment) } });
}
