import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { isOpen } from '@ohjaamo/shared/line/states.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type LineDay, readLineDay, statusOf, untilSettled } from './day.ts';
import type { TicketRecord } from './record.ts';
import { putTicket, readPointer, readTicketAt } from './repository.ts';

/**
 * Places that one address may have open at a time, and that a site gives in a day to whoever asks openly: a lobby's computer and
 * all phones of a house share one address, a script that fills the line does not stop at forty.
 */
const OPEN_PER_ADDRESS = 40;
const PER_DAY = 400;

/** What somebody tells who joins, with the ids and secret that the caller has chosen. */
export type NewTicket = Pick<
  TicketRecord,
  'id' | 'way' | 'language' | 'nickname' | 'showNickname' | 'topics' | 'interpreter' | 'flags' | 'visitor'
> & { readonly secret: string };

export interface Joined {
  readonly day: LineDay;
  readonly ticket: TicketRecord;
  readonly link: string;
}

/**
 * Gives a place at the end of the line with the next number of the day. The ticket's id is the idempotency key: sent again
 * with the same content it is the same place; with other content `id-already-used`. Reads: pointer 1, plan and day about 3;
 * writes: 6 units.
 */
export async function joinLine(
  scope: TenantScope,
  place: { readonly tenant: Tenant; readonly site: Site },
  wanted: NewTicket,
  clock: Clock,
  more: readonly Write[] = [],
): Promise<Result<Joined, Problem>> {
  const { tenant, site } = place;
  const contentHash = contentHashOf(site, wanted);
  const link = `${scope.tenantId}.${wanted.id}.${wanted.secret}`;
  return untilSettled(async () => {
    const pointer = await readPointer(scope, wanted.id);
    const day = await readLineDay(scope, tenant, site, clock);
    if (pointer) {
      const standing = pointer.contentHash === contentHash ? await readTicketAt(scope, pointer) : undefined;
      return standing ? succeed({ day, ticket: standing, link }) : fail(problem('id-already-used'));
    }
    const refusal = refusalOf(day, wanted);
    if (refusal) return fail(refusal);
    const ticket = ticketOf(day, wanted);
    const { date } = ticket;
    const secretHash = hashOf(wanted.secret);
    const done = await putTicket(
      scope,
      ticket,
      { kind: 'TICKET_POINTER', id: wanted.id, siteId: site.id, date, secretHash, contentHash },
      more,
    );
    if (!done.ok) return 'changed';
    return succeed({ day: withTicket(day, ticket), ticket, link });
  });
}

function refusalOf(day: LineDay, { way, visitor }: NewTicket): Problem | undefined {
  const status = statusOf(day, way === 'DESK' ? 'DESK' : 'STREET');
  // A paused line takes nobody from the street; whom the desk lets in, it lets in.
  const closed = way === 'DESK' ? status.state === 'OUT_OF_HOURS' : status.state !== 'OPEN';
  if (closed) return problem('line-closed', status.opensAt ? { opensAt: status.opensAt } : {});
  if (way === 'DESK') return undefined;
  const ofAddress = day.tickets.filter((ticket) => ticket.visitor === visitor && isOpen(ticket.state));
  const full = ofAddress.length >= OPEN_PER_ADDRESS || day.head.lastNumber >= PER_DAY;
  return full ? problem('cap-reached') : undefined;
}

function ticketOf({ site, moment, head }: LineDay, wanted: NewTicket): TicketRecord {
  const { secret: _, ...told } = wanted;
  return {
    kind: 'TICKET',
    ...told,
    number: head.lastNumber + 1,
    version: 1,
    state: 'WAITING',
    siteId: site.id,
    date: moment.today,
    arrivedAt: moment.now,
    served: [],
  };
}

/** The day as it stands after the ticket was written. */
export function withTicket(day: LineDay, ticket: TicketRecord): LineDay {
  return {
    ...day,
    head: {
      ...day.head,
      version: day.head.version + 1,
      lastNumber: Math.max(day.head.lastNumber, ticket.number),
    },
    tickets: [...day.tickets.filter(({ id }) => id !== ticket.id), ticket],
  };
}

function contentHashOf(site: Site, wanted: NewTicket): string {
  const { secret, way, language, nickname, showNickname, topics, interpreter, flags } = wanted;
  return hashOf(site.id, secret, way, language, nickname, showNickname, topics, interpreter, flags);
}
