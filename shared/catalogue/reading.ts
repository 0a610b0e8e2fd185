import * as z from 'zod';
import { type Language, languages, type LocalizedText } from '../kernel/i18n.ts';

/** What the catalogue lists: what is offered, and where or how one gets to it. */
export const itemKinds = ['SERVICE', 'CHANNEL'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** The catalogue's ways to a service (PTV Open API v11, `serviceChannelType`). */
export const channelTypes = ['EChannel', 'WebPage', 'PrintableForm', 'Phone', 'ServiceLocation'] as const;

/** What a service is, and what becomes of an entry, as the catalogue says it. */
const serviceTypes = ['Service', 'PermitOrObligation', 'ProfessionalQualification'];
const publishingStatuses = ['Draft', 'Published', 'Deleted', 'Modified', 'OldPublished'];
/** Of one entry no more than so many numbers, addresses or classes are kept. */
const MOST_OF_A_KIND = 50;

/** A service or a channel of the catalogue as our directory keeps it. */
export interface CatalogueItem {
  readonly kind: ItemKind;
  /** The catalogue's own id, a UUID. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly summary: LocalizedText;
  /** Codes of service classes, e.g. `P28.5`, and of target groups, e.g. `KR1.3`. */
  readonly classes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly channelType?: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly webPages: readonly string[];
  readonly addresses: readonly string[];
  /** Ids of the services that a channel leads to, or of the channels of a service. */
  readonly leadsTo: readonly string[];
}

/** Something in an item that we do not know or that it lacks; it is taken in nevertheless, and listed. */
export interface Remark {
  readonly id: string;
  readonly what: 'UNKNOWN_VALUE' | 'LACKS_LANGUAGE' | 'UNREADABLE';
  readonly field: string;
  /** The unknown value, or the language. */
  readonly value: string;
}

// The catalogue answers with nulls where it says nothing, and newer releases add values: whatever is not as we know it is left out.
const textOf = (longest: number) =>
  z
    .string()
    .transform((text) => text.trim().slice(0, longest))
    .nullish()
    .catch(undefined);
const listOf = <S extends z.ZodType>(item: S) =>
  z
    .array(item.nullable().catch(null))
    .nullish()
    .catch(undefined)
    .transform((list) => (list ?? []).filter((each) => each !== null));
const languageItem = z.looseObject({ language: z.string(), value: textOf(2500), type: textOf(60) });
const coded = z.looseObject({
  code: z.string().max(40),
  name: listOf(z.looseObject({ language: z.string(), value: textOf(200) })),
});
const named = z.looseObject({ id: z.string().max(40) });

const rawItem = z.lazy(() =>
  z.looseObject({
    id: z.uuid(),
    serviceNames: listOf(languageItem),
    serviceDescriptions: listOf(languageItem),
    serviceChannelNames: listOf(languageItem),
    serviceChannelDescriptions: listOf(languageItem),
    serviceChannelType: textOf(60),
    type: textOf(60),
    publishingStatus: textOf(60),
    serviceClasses: listOf(coded),
    targetGroups: listOf(coded),
    phoneNumbers: listOf(z.looseObject({ prefixNumber: textOf(10), number: textOf(30) })),
    emails: listOf(z.looseObject({ value: textOf(254) })),
    webPages: listOf(z.looseObject({ url: textOf(500) })),
    addresses: listOf(
      z.looseObject({
        streetAddress: z
          .looseObject({
            street: listOf(languageItem),
            streetNumber: textOf(30),
            postalCode: textOf(10),
            postOffice: listOf(languageItem),
          })
          .nullish()
          .catch(undefined),
      }),
    ),
    services: listOf(z.looseObject({ service: named })),
    serviceChannels: listOf(z.looseObject({ serviceChannel: named })),
  }),
);
type RawItem = z.infer<typeof rawItem>;

/** What was read of one answer of the catalogue. */
export interface Reading {
  readonly items: readonly CatalogueItem[];
  /** Ids of what is no longer published. */
  readonly gone: readonly string[];
  readonly remarks: readonly Remark[];
  /** Names of the service classes that stand in it, by their codes. */
  readonly classNames: Readonly<Record<string, LocalizedText>>;
}

/**
 * Reads services or channels as the catalogue tells them (PTV Open API v11). Nothing in an item makes the rest unreadable: unknown
 * values and missing languages are left out and listed.
 *
 * @param bound languages that bind the municipality
 */
export function readItems(kind: ItemKind, answer: unknown, bound: readonly Language[]): Reading {
  const items: CatalogueItem[] = [];
  const gone: string[] = [];
  const remarks: Remark[] = [];
  const classNames: Record<string, LocalizedText> = {};
  for (const each of Array.isArray(answer) ? (answer as unknown[]) : []) {
    const read = rawItem.safeParse(each);
    if (!read.success) {
      remarks.push({ id: idOf(each), what: 'UNREADABLE', field: 'id', value: '' });
    } else if (isPublished(read.data)) {
      const item = itemOf(kind, read.data);
      items.push(item);
      Object.assign(classNames, classNamesOf(read.data));
      remarks.push(...remarksOn(item, read.data, bound));
    } else {
      gone.push(read.data.id);
    }
  }
  return { items, gone, remarks, classNames };
}

function classNamesOf({ serviceClasses }: RawItem): Record<string, LocalizedText> {
  return Object.fromEntries(
    serviceClasses.map(({ code, name }) => [
      code,
      Object.fromEntries(
        languages.flatMap((language) => {
          const value = name.find((each) => each.language === language)?.value;
          return value ? [[language, value] as const] : [];
        }),
      ),
    ]),
  );
}

function isPublished({ publishingStatus }: RawItem): boolean {
  // A status that we do not know is taken for one of what is shown: the lists hold what is published only.
  return publishingStatus === 'Published' || !publishingStatuses.includes(publishingStatus ?? '');
}

function itemOf(kind: ItemKind, raw: RawItem): CatalogueItem {
  const names = kind === 'SERVICE' ? raw.serviceNames : raw.serviceChannelNames;
  const descriptions = kind === 'SERVICE' ? raw.serviceDescriptions : raw.serviceChannelDescriptions;
  const type = raw.serviceChannelType ?? undefined;
  return {
    kind,
    id: raw.id,
    name: localized(names, 'Name'),
    summary: localized(descriptions, 'Summary'),
    classes: codesOf(raw.serviceClasses),
    targetGroups: codesOf(raw.targetGroups),
    ...(type !== undefined && isKnown(type) && { channelType: type }),
    phones: known(raw.phoneNumbers.map(({ prefixNumber, number }) => `${prefixNumber ?? ''}${number ?? ''}`)),
    emails: known(raw.emails.map(({ value }) => value)),
    webPages: known(raw.webPages.map(({ url }) => (isWebAddress(url) ? url : undefined))),
    addresses: known(raw.addresses.map(({ streetAddress: street }) => street && lineOf(street))),
    leadsTo: known([
      ...raw.services.map(({ service }) => service.id),
      ...raw.serviceChannels.map(({ serviceChannel }) => serviceChannel.id),
    ]),
  };
}

type Texts = RawItem['serviceNames'];

function localized(texts: Texts, type: string): LocalizedText {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const found = texts.find((each) => each.language === language && each.type === type)?.value;
      return found ? [[language, found.slice(0, 500)] as const] : [];
    }),
  );
}

const codesOf = (list: RawItem['serviceClasses']): string[] => known(list.map(({ code }) => code));

const known = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(
    values
      .filter((each): each is string => each !== null && each !== undefined && each !== '')
      .slice(0, MOST_OF_A_KIND),
  ),
];

const isKnown = (type: string): boolean => (channelTypes as readonly string[]).includes(type);

/** Addresses that a page may link to; a catalogue that everybody writes into may hold others. */
function isWebAddress(url: string | null | undefined): boolean {
  return url !== null && url !== undefined && URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);
}

type Street = NonNullable<NonNullable<RawItem['addresses'][number]['streetAddress']>>;

function lineOf({ street, streetNumber, postalCode, postOffice }: Street): string {
  const first = (texts: Texts) => (texts.find(({ language }) => language === 'fi') ?? texts[0])?.value ?? '';
  const before = [first(street), streetNumber ?? ''].filter((part) => part !== '').join(' ');
  const after = [postalCode ?? '', first(postOffice)].filter((part) => part !== '').join(' ');
  return [before, after].filter((part) => part !== '').join(', ');
}

function remarksOn(item: CatalogueItem, raw: RawItem, bound: readonly Language[]): Remark[] {
  const lists = {
    serviceChannelType: channelTypes,
    type: serviceTypes,
    publishingStatus: publishingStatuses,
  } as const satisfies Record<string, readonly string[]>;
  const unknown = (Object.keys(lists) as (keyof typeof lists)[]).flatMap((field) => {
    const value = raw[field] ?? '';
    const isUnknown = value !== '' && !(lists[field] as readonly string[]).includes(value);
    return isUnknown ? [{ id: item.id, what: 'UNKNOWN_VALUE', field, value } as const] : [];
  });
  const lacking = bound.filter((language) => item.name[language] === undefined);
  return [
    ...unknown,
    ...lacking.map((value) => ({ id: item.id, what: 'LACKS_LANGUAGE', field: 'name', value }) as const),
  ];
}

function idOf(item: unknown): string {
  const id = z.looseObject({ id: z.string().max(40) }).safeParse(item);
  return id.success ? id.data.id : '';
}
