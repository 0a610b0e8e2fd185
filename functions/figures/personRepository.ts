import {
  type CountedPlace,
  type PersonCounts,
  type PersonCountsByPlace,
  personEntries,
} from '@ohjaamo/shared/figures/persons/counts.ts';
import type { PersonFigures } from '@ohjaamo/shared/figures/persons/contract.ts';
import { type AreaNames, personFiguresOf } from '@ohjaamo/shared/figures/persons/figures.ts';
import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const counts = z.record(z.string(), z.int()).transform((each) => each as PersonCounts);
const place = z.union([z.literal('TENANT'), siteId]);
const placeOf = (name: string): CountedPlace => place.parse(name);

/** The numbers of a quarter's persons, as they were counted. */
const countedRow = z.object({
  countedOn: plainDate,
  /** From then on nothing changes them. Not `sealed`: under that name an export looks for a text to open. */
  isFinal: z.literal(true).optional(),
  places: z
    .record(z.string(), counts)
    .transform(
      (each): PersonCountsByPlace =>
        new Map(Object.entries(each).map(([name, found]) => [placeOf(name), found])),
    ),
  /** Names of the maps' areas that are counted. */
  names: z.record(z.string(), localizedText),
});
export type CountedPersons = z.infer<typeof countedRow>;

/** What was counted at a place, as figures; `undefined` before the first night. */
export function personsAt(counted: CountedPersons | undefined, at: CountedPlace): PersonFigures | undefined {
  return counted && personFiguresOf(counted.places.get(at) ?? {}, counted.names);
}

/** Those who were erased, as numbers under `<place> <counter>`, and how often somebody was added. */
const goneRow = z
  .looseObject({ pk: z.string(), sk: z.string(), kind: z.string(), erasures: z.int() })
  .transform(({ pk: _pk, sk: _sk, kind: _kind, erasures, ...counted }) => ({
    erasures,
    places: byPlace(z.record(z.string(), z.int()).parse(counted)),
  }));
export type GonePersons = z.infer<typeof goneRow>;

function byPlace(counted: Readonly<Record<string, number>>): PersonCountsByPlace {
  const places = Map.groupBy(Object.entries(counted), ([name]) => name.slice(0, name.indexOf(' ')));
  return new Map(
    [...places].map(([name, each]) => [
      placeOf(name),
      Object.fromEntries(each.map(([key, count]) => [key.slice(name.length + 1), count])),
    ]),
  );
}

/** A quarter's persons as they were counted last, consistently unless told otherwise: 1 read unit, or half of one, for 4 KB. */
export function readCounted(
  scope: TenantScope,
  quarter: string,
  consistent = true,
): Promise<CountedPersons | undefined> {
  return scope.work.get(scope.keys.persons(quarter, 'COUNTED'), countedRow, consistent);
}

/** Those of a quarter who were erased; 1 read unit. */
export async function readGone(scope: TenantScope, quarter: string): Promise<GonePersons> {
  const row = await scope.work.get(scope.keys.persons(quarter, 'GONE'), goneRow);
  return row ?? { erasures: 0, places: new Map() };
}

/** What is written of a quarter that was counted. */
export interface NewCounting {
  readonly quarter: string;
  readonly countedOn: string;
  readonly places: PersonCountsByPlace;
  readonly names: AreaNames;
  /** It was counted for the last time: the numbers stand, and what was kept of those who have gone goes. */
  readonly seals: boolean;
}

/**
 * Writes a quarter's numbers while nobody was erased since `gone` was read and they are not final; whether that was so. About 4 units.
 */
export async function putCounted(
  scope: TenantScope,
  { quarter, countedOn, places, names, seals }: NewCounting,
  { erasures }: GonePersons,
): Promise<boolean> {
  const asRead =
    erasures === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'erasures = :erasures',
          ExpressionAttributeValues: { ':erasures': erasures },
        };
  const gone = { TableName: scope.work.name, Key: scope.keys.persons(quarter, 'GONE'), ...asRead };
  const done = await scope.work.transact([
    seals && erasures > 0 ? { Delete: gone } : { ConditionCheck: gone },
    {
      Put: {
        TableName: scope.work.name,
        Item: {
          ...scope.keys.persons(quarter, 'COUNTED'),
          ...{ kind: 'PERSONS', countedOn, places: Object.fromEntries(places), names },
          ...(seals && { isFinal: true }),
        },
        ConditionExpression: 'attribute_not_exists(isFinal)',
      },
    },
  ]);
  return done.ok;
}

/** The write that puts what a person counts for in a quarter among those who have gone; for the transaction that begins the erasure. */
export function goneWrite(scope: TenantScope, quarter: string, places: PersonCountsByPlace): Write {
  const added = [...places].flatMap(([at, counted]) =>
    personEntries(counted).map(([name, count]) => [`${at} ${name}`, count] as const),
  );
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.persons(quarter, 'GONE'),
      UpdateExpression: `SET kind = :kind ADD erasures :one, ${added.map((_, at) => `#c${String(at)} :c${String(at)}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(added.map(([name], at) => [`#c${String(at)}`, name])),
      ExpressionAttributeValues: {
        ':kind': 'PERSONS_GONE',
        ':one': 1,
        ...Object.fromEntries(added.map(([, count], at) => [`:c${String(at)}`, count])),
      },
    },
  };
}
