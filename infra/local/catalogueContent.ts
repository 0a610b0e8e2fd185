import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteEntry } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { languages, localizedText, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import { root } from '../constructs/places.ts';
import type { CatalogueContent } from './catalogue.ts';

const entry = z.strictObject({
  id: z.uuid(),
  /** Codes; none = the whole country. */
  municipalities: z.array(z.string().regex(/^\d{3}$/u)),
  name: localizedText,
  summary: localizedText.optional(),
});
const content = z.strictObject({
  classNames: z.record(z.string(), localizedText),
  services: z.array(entry.extend({ classes: z.array(z.string()), ways: z.array(z.uuid()) })),
  channels: z.array(
    entry.extend({
      type: z.string(),
      description: localizedText.optional(),
      phones: z.array(z.string()).optional(),
      webPages: z.array(z.url()).optional(),
      address: z
        .strictObject({
          street: z.string(),
          number: z.string(),
          postalCode: z.string(),
          postOffice: z.string(),
        })
        .optional(),
      hours: z.array(z.strictObject({ day: z.string(), from: z.string(), to: z.string() })).optional(),
    }),
  ),
  /** What each demo municipality has said of its sites, by their slugs; nothing is sent. */
  telling: z.record(
    z.string(),
    z.strictObject({ organizationId: z.uuid(), sites: z.record(z.string(), siteEntry) }),
  ),
});
type Content = z.infer<typeof content>;
type Channel = Content['channels'][number];

/** The demo's services and channels, and what its municipalities have said of their sites. */
export function readCatalogueContent(file = join(root, 'demo-data', 'catalogue.json')): Content {
  return content.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Before anything that the demo's clock shows. */
const MODIFIED = '2026-01-05T08:00:00';

/** The records that the stand-in begins with, in the catalogue's own form. */
export function catalogueRecords({ services, channels, classNames }: Content): CatalogueContent {
  return {
    services: services.map(({ id, municipalities, name, summary, classes, ways }) => ({
      ...{ id, municipalities, modified: MODIFIED },
      record: {
        ...{ id, type: 'Service', publishingStatus: 'Published' },
        serviceNames: typed(name, 'Name'),
        serviceDescriptions: typed(summary ?? {}, 'Summary'),
        serviceClasses: classes.map((code) => ({ code, name: items(classNames[code] ?? {}) })),
        serviceChannels: ways.map((way) => ({ serviceChannel: { id: way } })),
      },
    })),
    channels: channels.map((channel) => ({
      ...{ id: channel.id, municipalities: channel.municipalities, modified: MODIFIED },
      record: recordOf(channel),
    })),
  };
}

function recordOf({ id, type, name, summary, description, phones, webPages, address, hours }: Channel) {
  return {
    ...{ id, serviceChannelType: type, publishingStatus: 'Published' },
    serviceChannelNames: typed(name, 'Name'),
    serviceChannelDescriptions: [
      ...typed(summary ?? {}, 'Summary'),
      ...typed(description ?? {}, 'Description'),
    ],
    phoneNumbers: (phones ?? []).map((number) => ({
      ...{ prefixNumber: '+358', number: number.replace(/^0/u, ''), language: 'fi' },
    })),
    webPages: (webPages ?? []).map((url) => ({ url, language: 'fi' })),
    addresses: address
      ? [
          {
            type: 'Location',
            streetAddress: {
              street: [{ value: address.street, language: 'fi' }],
              streetNumber: address.number,
              postalCode: address.postalCode,
              postOffice: [{ value: address.postOffice, language: 'fi' }],
            },
          },
        ]
      : [],
    serviceHours: (hours ?? []).map(({ day, from, to }) => ({
      serviceHourType: 'DaysOfTheWeek',
      openingHour: [{ dayFrom: day, dayTo: '', from, to }],
    })),
  };
}

function items(text: LocalizedText) {
  return languages.flatMap((language) => {
    const value = text[language];
    return value === undefined ? [] : [{ value, language }];
  });
}

const typed = (text: LocalizedText, type: string) => items(text).map((item) => ({ ...item, type }));
