import * as z from 'zod';
import type { DayNumber } from '../kernel/dates.ts';
import { type Language, type LocalizedText } from '../kernel/i18n.ts';
import { freeText, singleLine } from '../kernel/names.ts';
import { email, internationalNumber, phone } from '../kernel/reach.ts';
import type { Site, TenantProfile } from '../tenants/profile.ts';
import { type LanguageItem, type ServiceHour, serviceHours, type SiteHours } from './serviceHours.ts';

const FINLAND = '+358';
/** The longest texts that the catalogue takes, in characters. */
export const LONGEST_SUMMARY = 150;
export const LONGEST_DESCRIPTION = 2500;

const inLanguages = <S extends z.ZodType>(text: S) =>
  z.strictObject({ fi: text.optional(), sv: text.optional(), en: text.optional() });

/** What the catalogue is told of a site beside its hours; a municipality writes it once. */
export const siteEntry = z.lazy(() =>
  z.strictObject({
    /** The place's own id in the catalogue, where it is there already: it is changed then, and no second one made. */
    channelId: z.uuid().optional(),
    street: inLanguages(singleLine(100)),
    streetNumber: singleLine(30).optional(),
    postalCode: z.string().regex(/^\d{5}$/u),
    phone: phone.refine((number) => internationalNumber(number).startsWith(FINLAND)).optional(),
    email: email.optional(),
    /** One or two sentences. */
    summary: inLanguages(singleLine(LONGEST_SUMMARY)),
    description: inLanguages(freeText(LONGEST_DESCRIPTION)),
  }),
);
export type SiteEntry = z.infer<typeof siteEntry>;

/** What a text is for, as the catalogue names it. */
export interface TypedItem extends LanguageItem {
  readonly type: 'Name' | 'Summary' | 'Description';
}

/** A place of service as the catalogue takes it in (PTV Open API v11, `V11VmOpenApiServiceLocationChannelInBase`). */
export interface ServiceLocation {
  readonly sourceId: string;
  readonly organizationId: string;
  readonly serviceChannelNames: readonly TypedItem[];
  readonly serviceChannelDescriptions: readonly TypedItem[];
  readonly areaType: 'LimitedType';
  readonly areas: readonly { readonly type: 'Municipality'; readonly areaCodes: readonly string[] }[];
  readonly languages: readonly Language[];
  readonly phoneNumbers: readonly PhoneNumber[];
  readonly emails: readonly LanguageItem[];
  readonly webPages: readonly { readonly url: string; readonly value: string; readonly language: Language }[];
  readonly addresses: readonly Address[];
  readonly serviceHours: readonly ServiceHour[];
  /** What is empty is to be empty there too: the catalogue keeps what a change leaves out. */
  readonly deleteAllPhoneNumbers: boolean;
  readonly deleteAllEmails: boolean;
  readonly deleteAllServiceHours: boolean;
  /** `Deleted`: the place is no more, and the catalogue archives it. */
  readonly publishingStatus: 'Published' | 'Deleted';
  readonly isVisibleForAll: true;
}

interface PhoneNumber {
  readonly language: Language;
  readonly serviceChargeType: 'Chargeable';
  readonly prefixNumber: string;
  readonly isFinnishServiceNumber: false;
  readonly number: string;
}

interface Address {
  readonly type: 'Location';
  readonly subType: 'Single';
  readonly streetAddress: {
    readonly street: readonly LanguageItem[];
    readonly streetNumber?: string;
    readonly postalCode: string;
    /** Code of the municipality. */
    readonly municipality: string;
  };
  readonly country: 'FI';
}

/** What the catalogue would refuse: a text that one of the site's languages lacks. */
export interface Gap {
  readonly what: 'NAME' | 'STREET' | 'SUMMARY' | 'DESCRIPTION';
  readonly language: Language;
}

/** What is known of a site when the catalogue is told of it. */
export interface Known {
  readonly profile: Pick<TenantProfile, 'slug' | 'languages' | 'municipalityCode'>;
  readonly site: Pick<Site, 'slug' | 'name'>;
  readonly entry: SiteEntry;
  readonly plan: SiteHours;
  /** The municipality's own organisation in the catalogue. */
  readonly organizationId: string;
  /** Where the site's pages are, `https://…` without a closing slash. */
  readonly origin: string;
  readonly today: DayNumber;
}

/** The id that a place of service has with us, by which the catalogue finds it again; letters, digits, dots and hyphens. */
export function sourceIdOf({ profile, site }: Pick<Known, 'profile' | 'site'>): string {
  return `ohjaamo.${profile.slug}.${site.slug}`;
}

/** What is missing before the catalogue would take a site in, in the languages that bind the municipality. */
export function gapsOf({ profile, site, entry }: Pick<Known, 'profile' | 'site' | 'entry'>): Gap[] {
  const texts = {
    NAME: site.name,
    STREET: entry.street,
    SUMMARY: entry.summary,
    DESCRIPTION: entry.description,
  } satisfies Record<Gap['what'], LocalizedText>;
  return profile.languages.flatMap((language) =>
    (Object.keys(texts) as Gap['what'][])
      .filter((what) => (texts[what][language] ?? '') === '')
      .map((what) => ({ what, language })),
  );
}

/** A site as the catalogue takes it in, in the languages that bind the municipality. */
export function serviceLocation(known: Known): ServiceLocation {
  const { profile, site, entry, plan, organizationId, origin, today } = known;
  const { languages, municipalityCode } = profile;
  const items = (text: LocalizedText): LanguageItem[] =>
    languages.flatMap((language) => {
      const value = text[language];
      return value === undefined ? [] : [{ value, language }];
    });
  const typed = (text: LocalizedText, type: TypedItem['type']): TypedItem[] =>
    items(text).map((item) => ({ ...item, type }));
  const hours = serviceHours(plan, today);
  return {
    sourceId: sourceIdOf(known),
    organizationId,
    serviceChannelNames: typed(site.name, 'Name'),
    serviceChannelDescriptions: [
      ...typed(entry.summary, 'Summary'),
      ...typed(entry.description, 'Description'),
    ],
    areaType: 'LimitedType',
    areas: [{ type: 'Municipality', areaCodes: [municipalityCode] }],
    languages,
    phoneNumbers: numbersOf(entry, languages),
    emails: languages.flatMap((language) => (entry.email ? [{ value: entry.email, language }] : [])),
    webPages: languages.map((language) => ({
      url: `${origin}/${language}/${profile.slug}/${site.slug}`,
      value: site.name[language] ?? sourceIdOf(known),
      language,
    })),
    addresses: [addressOf(entry, municipalityCode, items)],
    serviceHours: hours,
    deleteAllPhoneNumbers: entry.phone === undefined,
    deleteAllEmails: entry.email === undefined,
    deleteAllServiceHours: hours.length === 0,
    publishingStatus: 'Published',
    isVisibleForAll: true,
  };
}

/** The same of a site that is closed for good: whatever the catalogue keeps of it, no hours. */
export function goneLocation(place: ServiceLocation): ServiceLocation {
  return { ...place, serviceHours: [], deleteAllServiceHours: true, publishingStatus: 'Deleted' };
}

function numbersOf({ phone: number }: SiteEntry, languages: readonly Language[]): PhoneNumber[] {
  if (number === undefined) return [];
  return languages.map((language) => ({
    language,
    serviceChargeType: 'Chargeable',
    prefixNumber: FINLAND,
    isFinnishServiceNumber: false,
    number: internationalNumber(number).slice(FINLAND.length),
  }));
}

function addressOf(
  { street, streetNumber, postalCode }: SiteEntry,
  municipality: string,
  items: (text: LocalizedText) => LanguageItem[],
): Address {
  return {
    type: 'Location',
    subType: 'Single',
    streetAddress: {
      street: items(street),
      ...(streetNumber !== undefined && { streetNumber }),
      postalCode,
      municipality,
    },
    country: 'FI',
  };
}
