import {
  type CatalogueItem,
  type ItemKind,
  itemKinds,
  type Remark,
} from '@ohjaamo/shared/catalogue/reading.ts';
import { type LocalizedText, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

// What comes in, in the partition of the catalogue: `READING`, `CLASSES` and `ITEM#…`.

const readingRow = z.lazy(() =>
  z.object({
    kind: z.literal('READING'),
    version: z.int(),
    /** The instant at which the last reading that came to its end began; what changed after it is asked for. UTC. */
    since: z.string().optional(),
    /** The instant at which the last reading of everything began. */
    allSince: z.string().optional(),
    readAt: z.string().optional(),
    /** A reading that goes on: of everything or of changes, which list and which page is next. */
    run: z
      .object({
        begunAt: z.string(),
        all: z.boolean(),
        list: z.enum(itemKinds),
        page: z.int(),
        isCut: z.boolean(),
      })
      .optional(),
    /** Whether the lists were longer than what is read of them. */
    isIncomplete: z.boolean(),
    /** Why the last attempt came to nothing: nobody answered, or not what we know. */
    failed: z.object({ at: z.string(), fault: z.enum(['NOT_REACHED', 'NOT_ANSWERED']) }).optional(),
    remarks: z.array(
      z.object({
        id: z.string(),
        what: z.enum(['UNKNOWN_VALUE', 'LACKS_LANGUAGE', 'UNREADABLE']),
        field: z.string(),
        value: z.string(),
      }),
    ),
    moreRemarks: z.int(),
  }),
);
export type Reading = Omit<z.infer<typeof readingRow>, 'kind' | 'remarks'> & {
  readonly remarks: readonly Remark[];
};

const itemRow = z.lazy(() =>
  z.object({
    kind: z.literal('CATALOGUE_ITEM'),
    of: z.enum(itemKinds),
    id: z.string(),
    name: localizedText,
    summary: localizedText,
    classes: z.array(z.string()),
    targetGroups: z.array(z.string()),
    channelType: z.string().optional(),
    phones: z.array(z.string()),
    emails: z.array(z.string()),
    webPages: z.array(z.string()),
    addresses: z.array(z.string()),
    leadsTo: z.array(z.string()),
    /** The reading that saw it last. */
    seenIn: z.string(),
  }),
);
export type ItemRow = z.infer<typeof itemRow>;

const classesRow = z.lazy(() =>
  z.object({ kind: z.literal('CATALOGUE_CLASSES'), names: z.record(z.string(), localizedText) }),
);

/** How far the reading of the catalogue is: one GetItem. */
export async function readReadingRow(scope: TenantScope): Promise<Reading> {
  const row = await scope.work.get(scope.keys.catalogue('READING'), readingRow);
  return row ?? { version: 0, isIncomplete: false, remarks: [], moreRemarks: 0 };
}

/** Notes how far the reading is, and gives it with its new version; `undefined` when another run has noted meanwhile. */
export async function noteReading(scope: TenantScope, reading: Reading): Promise<Reading | undefined> {
  const noted = { ...reading, version: reading.version + 1 };
  const row = { ...scope.keys.catalogue('READING'), kind: 'READING', ...noted };
  const done = await scope.work.transact([scope.work.putOverWrite(row, reading.version)]);
  return done.ok ? noted : undefined;
}

/** The names of the service classes by their codes: one GetItem. */
export async function readClassNames(scope: TenantScope): Promise<Readonly<Record<string, LocalizedText>>> {
  return (await scope.work.get(scope.keys.catalogue('CLASSES'), classesRow))?.names ?? {};
}

/** Keeps the names of the service classes. */
export async function putClassNames(
  scope: TenantScope,
  names: Readonly<Record<string, LocalizedText>>,
): Promise<void> {
  await scope.work.put({ ...scope.keys.catalogue('CLASSES'), kind: 'CATALOGUE_CLASSES', names });
}

/** The services or the channels that were read of the catalogue, or both: one Query a megabyte. */
export async function listItems(scope: TenantScope, of?: ItemKind): Promise<ItemRow[]> {
  const { pk } = scope.keys.catalogue('');
  return (await scope.work.query(pk, itemRow, { begins: of ? `ITEM#${of}#` : 'ITEM#' })).items;
}

/** Channels by their ids, those that are there: one BatchGetItem a hundred. */
export function readChannels(scope: TenantScope, ids: readonly string[]): Promise<ItemRow[]> {
  return scope.work.batchGet(
    ids.map((id) => scope.keys.catalogue(placeOf('CHANNEL', id))),
    itemRow,
  );
}

/** The write that keeps an item as one reading saw it. */
export function itemWrite(scope: TenantScope, { kind: of, ...item }: CatalogueItem, seenIn: string): Write {
  const key = scope.keys.catalogue(placeOf(of, item.id));
  return scope.work.putWrite({ ...key, kind: 'CATALOGUE_ITEM', of, ...item, seenIn });
}

/** The write that takes an item away. */
export function itemGoesWrite(scope: TenantScope, of: ItemKind, id: string): Write {
  return { Delete: { TableName: scope.work.name, Key: scope.keys.catalogue(placeOf(of, id)) } };
}

const placeOf = (of: ItemKind, id: string): string => `ITEM#${of}#${id}`;
