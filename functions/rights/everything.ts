import { maskedIdentityCode } from '@ohjaamo/shared/cases/identification.ts';
import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { caseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { type ClientId, clientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EverythingView, HeldPart } from '@ohjaamo/shared/rights/contract.ts';
import * as z from 'zod';
import { type BookingRecord, readBooking } from '../booking/index.ts';
import { contactsOf } from '../desk/index.ts';
import { mapsOf } from '../maps/index.ts';
import { planOf } from '../plans/index.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readAllLooks } from './logRepository.ts';
import { type Place, workerOf } from './place.ts';
import { viewOwnMaps, viewOwnPlan } from './planAndMaps.ts';

const row = z
  .looseObject({
    sk: z.string(),
    kind: z.string().optional(),
    restricted: z.boolean().optional(),
    mergedFrom: z.array(clientId).optional(),
    sealed: z.record(z.string(), z.string()).optional(),
  })
  // A row that does not say what it is says it by where it stands.
  .transform((held) => ({ ...held, kind: held.kind ?? held.sk.split('#')[0] ?? '' }));
type Row = z.infer<typeof row>;
type Json = z.infer<ReturnType<typeof z.json>>;
type Held = Record<string, Json>;

/** Rows that only say where something else stands, or why a case was opened, which the log tells. */
const TECHNICAL = new Set(['TRACE', 'TRACE_ENDED', 'TEAM', 'PURPOSE', 'MOVED', 'WORKCOUNT']);
/**
 * What the municipality may withhold while telling it could harm the investigation of a crime or of a claim (1050/2018 §34): that
 * erasing was stopped and why. Whoever asks is answered by the municipality, which weighs it for the case.
 */
const KEPT_BACK = new Set(['HOLD']);
/** Rows that their own module tells better than they stand. */
const TOLD_BY_MODULE = /^(?:PLAN|MAP)/u;
/** How rows are found, counted and kept apart; nothing of the person. */
const INNER = /^(?:pk|sk|kind|sealed|version|held|ownPageFrom|revision|hash|.+Pk|.+Sk|.+Hash|fingerprint)$/u;

/**
 * Everything that is held about a person (GDPR article 15): whatever lies in the client's partition, of every kind there is, with
 * sealed texts opened and ids of workers told by name, and the contacts with the person; the same of each record that was taken into
 * this one. A new kind of record is in it from the day it is first written. What the law keeps from the person is left out, and every
 * copy says that it would be (621/1999 §11(2), 1050/2018 §34); the identity code is masked (1050/2018 §29). Reads the partitions, the
 * contacts and the person's log; 1 read unit for 4 KB.
 */
export async function readEverything(
  scope: TenantScope,
  client: ClientId,
  place: Place,
  now: number,
): Promise<EverythingView> {
  const own = await readRecord(scope, client, place);
  const ids = [client, ...own.mergedFrom];
  const [log, ...merged] = await Promise.all([
    readAllLooks(scope, ids, place),
    ...own.mergedFrom.map((id) => readRecord(scope, id, place)),
  ]);
  const { plan, maps } = own;
  return {
    municipality: place.tenant.profile.name,
    takenAt: new Date(now).toISOString(),
    parts: partsOf([own, ...merged].flatMap(({ told }) => told)),
    ...(plan && { plan: viewOwnPlan(plan, place) }),
    maps: viewOwnMaps(maps),
    log,
    // Said of everybody: said of some only, it would tell that a notification was made, or the erasing stopped.
    withheld: ['CHILD_WELFARE', 'HOLD'],
  };
}

interface Told {
  readonly kind: string;
  readonly record: Held;
}

/** All of one record: what lies in its partition, what its modules tell, and the contacts; and which records it has taken in. */
async function readRecord(scope: TenantScope, client: ClientId, place: Place) {
  const [{ items }, contacts, maps, plan] = await Promise.all([
    scope.cases.query(scope.keys.client(client, '').pk, row, { consistent: true }),
    contactsOf(scope, client),
    mapsOf(scope, client),
    planOf(scope, client),
  ]);
  const bookings = await Promise.all(
    contacts.flatMap(({ bookingId }) => (bookingId ? [readBooking(scope, bookingId)] : [])),
  );
  const given = items.filter(
    ({ kind, restricted }) => !TECHNICAL.has(kind) && !KEPT_BACK.has(kind) && restricted !== true,
  );
  const plain = given.filter(({ kind }) => !TOLD_BY_MODULE.test(kind));
  const opened = await Promise.all(plain.map((each) => openRow(scope, client, each, place)));
  const told: Told[] = [
    ...plain.map(({ kind }, index) => ({ kind, record: opened[index] ?? {} })),
    ...contacts.map((contact) => ({ kind: 'CONTACT', record: heldOf(contact, place) })),
    ...bookings.flatMap((booking) =>
      booking ? [{ kind: 'BOOKING', record: heldOf(bookingOf(booking, place), place) }] : [],
    ),
    ...maps.map((map) => ({ kind: 'MAP', record: heldOf(map, place) })),
    ...(plan ? [{ kind: 'PLAN', record: heldOf(plan, place) }] : []),
  ];
  return { told, plan, maps, mergedFrom: items.find(({ kind }) => kind === 'CLIENT')?.mergedFrom ?? [] };
}

/** What somebody told when a time was booked that a contact belongs to; times are UTC instants. */
function bookingOf(booking: BookingRecord, { tenant }: Place) {
  const { id, siteId, service, start, end, state, createdAt, staffId, alongside } = booking;
  const { nickname, email, phone, channel, language, interpreter } = booking;
  const instant = (minutes: number) => new Date(minutes * 60_000).toISOString();
  const told = { nickname, email, phone, channel, language, interpreter };
  return {
    ...{ id, siteId, start: instant(start), end: instant(end), state, createdAt, staffId, alongside },
    service: tenant.services.find(({ code }) => code === service)?.name ?? service,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
  };
}

function partsOf(rows: readonly Told[]): HeldPart[] {
  const parts = new Map<string, Held[]>();
  for (const { kind, record } of rows) parts.set(kind, [...(parts.get(kind) ?? []), record]);
  return [...parts].map(([kind, records]) => ({ kind, records }));
}

async function openRow(scope: TenantScope, client: ClientId, held: Row, place: Place): Promise<Held> {
  const { sk, sealed = {} } = held;
  const texts: Record<string, string | undefined> = await openTexts(scope, { client, sk }, sealed);
  if (texts['identityCode'] !== undefined) {
    const born = (held as Readonly<Record<string, unknown>>)['birthDate'];
    texts['identityCode'] = typeof born === 'string' ? maskedIdentityCode(born) : '****';
  }
  const told: Record<string, unknown> = {
    ...withTasks(held),
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [besideOf(name, held), content(text)])),
  };
  const shown = Object.entries(told).filter(([name, value]) => !INNER.test(name) && value !== undefined);
  return Object.fromEntries(shown.map(([name, value]) => [name, named(value, place)]));
}

/** What is to be done, as a list: the ids of tasks say nothing to the person. */
function withTasks(held: Row): object {
  const tasks = z
    .record(z.string(), caseTask)
    .safeParse((held as Readonly<Record<string, unknown>>)['tasks']);
  if (held.kind !== 'CLIENT' || !tasks.success) return held;
  return { ...held, tasks: Object.values(tasks.data).map(({ kind: task, dueOn }) => ({ task, dueOn })) };
}

/** A sealed text that has the name of a plain value stands beside it; of a record's key it takes the place. */
function besideOf(name: string, held: Row): string {
  return name !== 'name' && Object.hasOwn(held, name) ? `${name}Text` : name;
}

/** What a module tells, as plain values. */
function heldOf(told: object, place: Place): Held {
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, named(value, place)]));
}

/** A sealed text may be a record of its own, e.g. the answers of a map. */
function content(text: string | undefined): unknown {
  if (text === undefined || !/^[[{]/u.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Ids of workers and codes of organisations in the words of the municipality, at whatever depth they stand. */
function named(value: unknown, place: Place): Json {
  if (Array.isArray(value)) return value.map((each) => named(each, place));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !INNER.test(name))
        .map(([name, each]) => [name, named(each, place)]),
    );
  }
  if (typeof value === 'string') return nameOf(value, place) ?? value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function nameOf(value: string, place: Place): string | undefined {
  const worker = workerOf(place, value);
  if (worker) return worker.name ?? worker.title;
  const { organisations, sites, profile } = place.tenant;
  const home = organisations.find(({ code }) => code === value) ?? sites.find(({ id }) => id === value);
  return home && inLanguage(home.name, profile.languages[0] ?? 'fi');
}
