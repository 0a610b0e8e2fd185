import type { SiteId, TicketId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  callRecord,
  type DisplayRecord,
  displayRecord,
  type HeadRecord,
  headRecord,
  type ServedRecord,
  servedRecord,
  type TicketPointer,
  ticketPointer,
  type TicketRecord,
  ticketRecord,
} from './record.ts';

/** One day of one site's line. */
export interface DayOfLine {
  readonly site: SiteId;
  readonly date: string;
}

/** The rows of a day: the head as it is or as it begins, and all tickets. */
export interface DayRows {
  readonly head: HeadRecord;
  readonly tickets: readonly TicketRecord[];
}

const HEAD = 'HEAD';
/** The displays of a site stand where a date stands in a day's key. */
const DISPLAYS = 'DISPLAYS';
/** So does what is known of its recent days. */
const RECENT = 'RECENT';
const firstHead: HeadRecord = { kind: 'LINE', version: 0, lastNumber: 0, switch: 'OPEN', settled: false };
const dayRow = z.discriminatedUnion('kind', [headRecord, ticketRecord]);

/**
 * Reads a day in one consistent Query: about 1 unit for 15 tickets. The head sorts before the tickets and so is read first: a
 * ticket may be newer than the version that is told with it, never older.
 */
export async function readDay(scope: TenantScope, { site, date }: DayOfLine): Promise<DayRows> {
  const { pk } = scope.keys.line(site, date, '');
  // `~` sorts after every character of an id; the rows of calls sort before the head.
  const range = { between: [HEAD, `${ticketOrder('')}~`], consistent: true } as const;
  const { items } = await scope.work.query(pk, dayRow, range);
  return {
    head: items.find((item) => item.kind === 'LINE') ?? firstHead,
    tickets: items.filter((item) => item.kind === 'TICKET'),
  };
}

/** The version of a day's line, 0 before its first change: half a read unit. */
export async function readVersion(scope: TenantScope, { site, date }: DayOfLine): Promise<number> {
  return (await scope.work.get(scope.keys.line(site, date, HEAD), headRecord, false))?.version ?? 0;
}

/** How long talks took on the site's recent days: half a read unit. */
export async function readServed(scope: TenantScope, site: SiteId): Promise<ServedRecord['days']> {
  return (await scope.work.get(servedKey(scope, site), servedRecord, false))?.days ?? [];
}

/** Writes the same anew: one write unit for about 20 days of a small house. */
export async function putServed(scope: TenantScope, site: SiteId, days: ServedRecord['days']): Promise<void> {
  const record: ServedRecord = { kind: 'SERVED', days };
  await scope.work.put({ ...servedKey(scope, site), ...record });
}

/** Where a ticket is, by its id: one read unit. */
export function readPointer(scope: TenantScope, id: TicketId): Promise<TicketPointer | undefined> {
  return scope.work.get(scope.keys.ticket(id), ticketPointer);
}

/** A ticket by its id: two reads of one unit. */
export async function readTicketRecord(scope: TenantScope, id: TicketId): Promise<TicketRecord | undefined> {
  const pointer = await readPointer(scope, id);
  return pointer && readTicketAt(scope, pointer);
}

/** When a pointer goes, in seconds since 1970: its link opens nothing from the next day on, in whatever zone. */
function goesAt({ date }: TicketPointer): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000 + 3 * 86_400;
}

/** The ticket that a pointer leads to. */
export function readTicketAt(
  scope: TenantScope,
  { siteId, date, id }: Pick<TicketPointer, 'siteId' | 'date' | 'id'>,
): Promise<TicketRecord | undefined> {
  return scope.work.get(scope.keys.line(siteId, date, ticketOrder(id)), ticketRecord);
}

/** Why a new ticket was not written. */
export type PutFailure = 'id-used' | 'number-taken';

/**
 * Writes a new ticket with its pointer, takes its number from the head and raises the version, all or nothing; 6 units.
 * `number-taken` when somebody else got the number first: read the day again.
 */
export async function putTicket(
  scope: TenantScope,
  ticket: TicketRecord,
  pointer: TicketPointer,
  more: readonly Write[] = [],
): Promise<Result<void, PutFailure>> {
  const day = { site: ticket.siteId, date: ticket.date };
  const done = await scope.work.transact([
    scope.work.putWrite(
      { ...scope.keys.ticket(ticket.id), ...pointer, expiresAtSeconds: goesAt(pointer) },
      true,
    ),
    headUpdate(scope, day, {
      set: { lastNumber: ticket.number },
      condition: 'lastNumber = :before OR (attribute_not_exists(lastNumber) AND :before = :none)',
      values: { ':before': ticket.number - 1, ':none': 0 },
    }),
    scope.work.putWrite(ticketItem(scope, ticket), true),
    ...more,
  ]);
  if (done.ok) return succeed(undefined);
  return fail(done.error.failures.some(({ index }) => index === 0) ? 'id-used' : 'number-taken');
}

/**
 * Writes a changed ticket over the version before it and raises the day's version, all or nothing; 4 units. The head has no
 * condition, so changes of different tickets only wait for each other. `call` names the press of the button that caused it (2
 * units more): fails with `changed` too when that press has called somebody already.
 */
export async function putChange(
  scope: TenantScope,
  ticket: TicketRecord,
  more: readonly Write[] = [],
  call?: string,
): Promise<Result<void, 'changed'>> {
  const day = { site: ticket.siteId, date: ticket.date };
  const done = await scope.work.transact([
    scope.work.putOverWrite(ticketItem(scope, ticket), ticket.version - 1),
    headUpdate(scope, day),
    ...(call
      ? [scope.work.putWrite({ ...callKey(scope, day, call), kind: 'CALL', ticketId: ticket.id }, true)]
      : []),
    ...more,
  ]);
  return done.ok ? succeed(undefined) : fail('changed');
}

/** Whom a press of the button has called: one read unit. */
export async function readCall(
  scope: TenantScope,
  day: DayOfLine,
  call: string,
): Promise<TicketId | undefined> {
  return (await scope.work.get(callKey(scope, day, call), callRecord))?.ticketId;
}

/** Changes what stands in the head and raises the version: one write unit. */
export async function putHead(
  scope: TenantScope,
  day: DayOfLine,
  set: Partial<Pick<HeadRecord, 'switch' | 'reason' | 'settled'>>,
): Promise<void> {
  const { Update } = headUpdate(scope, day, { set });
  if (!Update) throw new Error('unreachable');
  await scope.work.update(Update);
}

/** The displays of a site by id. */
export async function readDisplays(scope: TenantScope, site: SiteId): Promise<DisplayRecord[]> {
  return (await scope.work.query(scope.keys.line(site, DISPLAYS, '').pk, displayRecord)).items;
}

/** One display: half a read unit. */
export function readDisplay(
  scope: TenantScope,
  site: SiteId,
  id: string,
): Promise<DisplayRecord | undefined> {
  return scope.work.get(scope.keys.line(site, DISPLAYS, id), displayRecord, false);
}

/** Writes a new display, or gives the one that has its id. */
export async function putDisplay(
  scope: TenantScope,
  display: DisplayRecord,
): Promise<Result<void, DisplayRecord>> {
  const item = { ...scope.keys.line(display.siteId, DISPLAYS, display.id), ...display };
  const done = await scope.work.put(item, true);
  return done.ok ? done : fail(displayRecord.parse(done.error.failures[0]?.item));
}

/** Revokes a display for good; gives what stands, `undefined` when there is none. The first revocation counts. */
export async function revoke(
  scope: TenantScope,
  site: SiteId,
  id: string,
  now: number,
): Promise<DisplayRecord | undefined> {
  const done = await scope.work.update({
    Key: scope.keys.line(site, DISPLAYS, id),
    UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :now)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':now': now },
  });
  return done.ok ? scope.work.get(scope.keys.line(site, DISPLAYS, id), displayRecord) : undefined;
}

interface HeadChange {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly condition?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

function headUpdate(
  scope: TenantScope,
  { site, date }: DayOfLine,
  change: HeadChange = {},
): Write & {
  Update?: object;
} {
  const all = Object.entries(change.set ?? {});
  const set = all.filter(([, value]) => value !== undefined);
  const remove = all.filter(([, value]) => value === undefined);
  const names = all.map(([name]) => [`#${name}`, name]);
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.line(site, date, HEAD),
      UpdateExpression: [
        `SET kind = :kind${set.map(([name]) => `, #${name} = :${name}`).join('')}`,
        ...(remove.length > 0 ? [`REMOVE ${remove.map(([name]) => `#${name}`).join(', ')}`] : []),
        'ADD version :one',
      ].join(' '),
      ...(change.condition && { ConditionExpression: change.condition }),
      ...(names.length > 0 && {
        ExpressionAttributeNames: Object.fromEntries(names) as Record<string, string>,
      }),
      ExpressionAttributeValues: {
        ':kind': 'LINE',
        ':one': 1,
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ...change.values,
      },
    },
  };
}

function servedKey(scope: TenantScope, site: SiteId) {
  return scope.keys.line(site, RECENT, 'SERVED');
}

function ticketItem(scope: TenantScope, ticket: TicketRecord) {
  return { ...scope.keys.line(ticket.siteId, ticket.date, ticketOrder(ticket.id)), ...ticket };
}

function ticketOrder(id: string): string {
  return `TICKET#${id}`;
}

function callKey(scope: TenantScope, { site, date }: DayOfLine, call: string) {
  return scope.keys.line(site, date, `CALL#${call}`);
}
