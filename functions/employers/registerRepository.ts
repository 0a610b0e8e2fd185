import { type EmployerId, employerId, eventId, placeId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { placeKinds, workFields } from '@ohjaamo/shared/employers/codes.ts';
import type { EmployerView, PlaceView } from '@ohjaamo/shared/employers/registerRoutes.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const employerRow = z.object({
  kind: z.literal('EMPLOYER'),
  id: employerId,
  version: z.int(),
  name: z.string(),
  municipality: z.string(),
  about: z.string().optional(),
  contacts: z.array(
    z.object({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
  ),
});
const placeRow = z.object({
  kind: z.literal('PLACE'),
  employer: employerId,
  id: placeId,
  version: z.int(),
  offer: z.enum(placeKinds),
  field: z.enum(workFields),
  title: z.string(),
  municipality: z.string(),
  hoursPerWeek: z.int(),
  languages: z.array(z.string()),
  startsOn: plainDate,
  openUntil: plainDate,
  seats: z.int(),
});
const eventRow = z.object({
  kind: z.literal('EVENT'),
  employer: employerId,
  id: eventId,
  version: z.int(),
  name: z.string(),
  on: plainDate,
  where: z.string(),
});
const row = z.discriminatedUnion('kind', [employerRow, placeRow, eventRow]);

export type EventView = EmployerView['events'][number];

const headKey = (id: EmployerId): string => `EMPLOYER#${id}`;

/** Every employer with places and events, by name: one Query of the register, 1 read unit for 8 KB. */
export async function listRegister(scope: TenantScope, only?: EmployerId): Promise<EmployerView[]> {
  const range = { ...(only && { begins: headKey(only), consistent: true }) };
  const { items } = await scope.cases.query(scope.keys.employer('').pk, row, range);
  return items
    .filter((item) => item.kind === 'EMPLOYER')
    .map(({ kind: _kind, ...employer }) => ({
      ...employer,
      places: items.filter((item) => item.kind === 'PLACE' && item.employer === employer.id).map(placeOf),
      events: items
        .filter((item) => item.kind === 'EVENT')
        .filter((item) => item.employer === employer.id)
        .map(({ id, version, name, on, where }) => ({ id, version, name, on, where }))
        .sort((one, other) => one.on.localeCompare(other.on)),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'fi'));
}

function placeOf(item: z.infer<typeof row>): PlaceView {
  const { kind: _kind, employer: _employer, offer, ...place } = placeRow.parse(item);
  return { ...place, kind: offer };
}

/** Puts an employer at the version after `before`, with `more`; false when another version stands. */
export async function putEmployer(
  scope: TenantScope,
  { places: _places, events: _events, ...employer }: EmployerView,
  more: readonly Write[],
): Promise<boolean> {
  const item = { ...scope.keys.employer(headKey(employer.id)), kind: 'EMPLOYER', ...employer };
  return (await scope.cases.transact([scope.cases.putOverWrite(item, item.version - 1), ...more])).ok;
}

/** Puts a place of an employer that exists; false when there is no such employer or another version stands. */
export async function putPlace(
  scope: TenantScope,
  employer: EmployerId,
  { kind, ...place }: PlaceView,
  more: readonly Write[],
): Promise<boolean> {
  const key = scope.keys.employer(`${headKey(employer)}#PLACE#${place.id}`);
  const item = { ...key, kind: 'PLACE', employer, offer: kind, ...place };
  const done = await scope.cases.transact([
    exists(scope, employer),
    scope.cases.putOverWrite(item, item.version - 1),
    ...more,
  ]);
  return done.ok;
}

/** Puts a recruitment event of an employer that exists; false when there is no such employer or another version stands. */
export async function putEvent(
  scope: TenantScope,
  employer: EmployerId,
  event: EventView,
  more: readonly Write[],
): Promise<boolean> {
  const key = scope.keys.employer(`${headKey(employer)}#EVENT#${event.id}`);
  const item = { ...key, kind: 'EVENT', employer, ...event };
  const done = await scope.cases.transact([
    exists(scope, employer),
    scope.cases.putOverWrite(item, item.version - 1),
    ...more,
  ]);
  return done.ok;
}

function exists(scope: TenantScope, employer: EmployerId): Write {
  return {
    ConditionCheck: {
      TableName: scope.cases.name,
      Key: scope.keys.employer(headKey(employer)),
      ConditionExpression: 'attribute_exists(pk)',
    },
  };
}
