import { lineHandler } from '@ohjaamo/functions/line/dispatch.ts';
import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { randomIds, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { DeskLine, DeskTicket } from '@ohjaamo/shared/line/views.ts';
import * as z from 'zod';
import { call, seedTenant, type TestCall, testClock, testHouse } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

/** Monday at noon: the door has just opened. */
export const NOON = '2027-02-01T12:00+02:00';

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** A member of staff who gives no service and has no hours. */
export const ADMINISTRATOR = worker(90);

interface TownParts {
  readonly now?: string;
  /** Workers on walk-in duty from noon to four. */
  readonly onDuty?: number;
  readonly workers?: number;
  /** The walk-in hours of weekdays. */
  readonly open?: readonly [string, string];
}

/** A town whose door is open on weekdays from 12 to 16, on DynamoDB Local with the line in front of it. */
export async function lineTown({
  now = NOON,
  onDuty = 2,
  workers = 4,
  open = ['12:00', '16:00'],
}: TownParts = {}) {
  const clock = testClock(now);
  const house = testHouse(clock, { memberRole: 'line', streetRole: 'walkIn' });
  const handler = lineHandler(house);
  const staff = Array.from({ length: workers }, (_, index) => worker(index + 1));
  const main = site('keskusta');
  const other = site('itainen', { kind: 'SATELLITE' });
  const tenant = town({
    // The last one only administers, and takes nobody.
    staff: [...staff, ADMINISTRATOR].map((id) => staffMember(id)),
    services: [service('WALKIN', { staff, bookingMode: 'WALK_IN' })],
    sites: [main, other],
  });
  const sitePlan = plan({
    hours: weekdayHours('WALK_IN', ...open),
    rules: staff
      .slice(0, onDuty)
      .map((id) =>
        rule(id, { weekday: 'MON', start: '12:00', end: '16:00' }, { service: 'WALKIN', mode: 'WALK_IN' }),
      ),
  });
  const tenantId = await seedTenant(house, tenant, [
    { siteId: main.id, plan: sitePlan },
    { siteId: other.id, plan: sitePlan },
  ]);
  const at = { tenantSlug: tenant.profile.slug, siteSlug: main.slug };

  /** Worker number `of`, 1 is the first. */
  const actor = (of: number, role: TenantRole = 'COUNSELLOR'): TenantActor => ({
    realm: 'tenant',
    subject: `subject-${String(of)}`,
    tenantId,
    staffId: worker(of),
    roles: [role],
  });
  const as = <R extends Route>(of: number, route: R, request: TestCall<R> = {}, role?: TenantRole) =>
    call(handler, route, { ...request, actor: actor(of, role) });

  const take = (body: Record<string, unknown> = {}) =>
    call(handler, lineRoutes.takePlace, { parameters: at, anyBody: placeRequest(body) });
  const line = async (of = 1, siteId: SiteId = main.id): Promise<DeskLine> =>
    (await as(of, lineRoutes.readLine, { query: { site: siteId } })).body;

  return {
    clock,
    house,
    handler,
    tenant,
    tenantId,
    main,
    other,
    at,
    as,
    take,
    line,
    /** Moves the clock by minutes. */
    pass(minutes: number) {
      clock.set(new Date(clock.now() + minutes * 60_000).toISOString());
    },
    /** Takes a place and gives its link and the number. */
    async place(body: Record<string, unknown> = {}) {
      const answer = await take(body);
      if (answer.status !== 201) throw new Error(`No place: ${answer.text}`);
      const { link, ticket } = answer.body;
      return { link, number: ticket.number, id: link.split('.')[1] ?? '' };
    },
    look: (link: string, known?: string) =>
      call(handler, lineRoutes.readTicket, {
        parameters: { link },
        ...(known && { headers: { 'if-none-match': `"${known}"` } }),
      }),
    own: (link: string, route: 'leaveLine' | 'stepOut' | 'comeBack') =>
      call(handler, lineRoutes[route], { parameters: { link }, body: {} }),
    status: (known?: string) =>
      call(handler, lineRoutes.readLineStatus, {
        parameters: at,
        ...(known && { headers: { 'if-none-match': `"${known}"` } }),
      }),
    next: (of: number, callKey = randomIds.id(20), where?: string) =>
      as(of, lineRoutes.callNext, { body: { site: main.id, callKey, ...(where && { place: where }) } }),
    /** One of the moves on a ticket as the desk shows it. */
    move: (of: number, ticket: Pick<DeskTicket, 'id' | 'version'>, event: Move) =>
      as(of, lineRoutes.moveTicket, {
        parameters: { ticketId: ticket.id },
        body: { version: ticket.version, event },
      }),
    hideNickname: (of: number, ticket: Pick<DeskTicket, 'id' | 'version'>) =>
      as(of, lineRoutes.hideNickname, {
        parameters: { ticketId: ticket.id },
        body: { version: ticket.version },
      }),
    handOver: (of: number, ticket: Pick<DeskTicket, 'id' | 'version'>, to?: number) =>
      as(of, lineRoutes.handOver, {
        parameters: { ticketId: ticket.id },
        body: { version: ticket.version, ...(to && { to: worker(to) }) },
      }),
    /** The ticket with a number as the desk shows it. */
    async ticket(number: number): Promise<DeskTicket> {
      const found = (await line()).tickets.find((each) => each.number === number);
      if (!found) throw new Error(`No ticket ${String(number)} in the line`);
      return found;
    },
    async trail() {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditMonth('2027-02', '').pk, auditRow)).items;
    },
    async trailOf(subject: string) {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      const { subjectPk } = keys.auditSubject(subject, '');
      return (await audit.query(subjectPk, auditRow, {}, indexes.audit)).items.map(({ action }) => action);
    },
  };
}

export type LineTown = Awaited<ReturnType<typeof lineTown>>;
type Move = z.infer<typeof lineRoutes.moveTicket.body>['event'];

/** A request for a place with a fresh id and secret. */
export function placeRequest(body: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ticketId: randomIds.id(20),
    secret: randomIds.secret(128),
    language: 'fi',
    showNickname: false,
    topics: [],
    way: 'QR',
    ...body,
  };
}
