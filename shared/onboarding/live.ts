import * as z from 'zod';
import { identification, meetingChannel, siteKind } from '../kernel/codes.ts';
import { colour } from '../kernel/branding.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import { bookingMode, hoursFor } from '../tenants/profile.ts';
import { checklistItem } from './checklist.ts';
import { siteSlug, typedHours, typedName } from './steps.ts';

/** What a change is conditional on: a hash of what was read; `NEW` for something new. */
const version = z.string().min(1).max(80);

/** How many coming bookings whoever changes something has been told lose their time by it. */
const bookings = z.int().min(0);

/** A service as its form sends it. The code of a new one is chosen by the caller: it is the idempotency key. */
const serviceValue = z.lazy(() =>
  z.strictObject({
    code,
    name: typedName(120),
    lengthMinutes: z.int().min(5).max(480),
    bufferBeforeMinutes: z.int().min(0).max(120),
    bufferAfterMinutes: z.int().min(0).max(120),
    bookingMode,
    minimumIdentification: identification,
    hoursFor,
    channels: z.array(meetingChannel).min(1),
    staff: z.array(staffId).max(200),
  }),
);

/** A site as its form sends it; `hours` are those that a new one begins with. The id of a new one is chosen by the caller. */
const siteValue = z.lazy(() =>
  z.strictObject({
    id: siteId,
    slug: siteSlug,
    kind: siteKind,
    name: typedName(120),
    address: z.string().trim().max(200),
    hours: typedHours.exactOptional(),
  }),
);

export const serviceChange = z.lazy(() => z.strictObject({ version, bookings, value: serviceValue }));
export const retirement = z.lazy(() => z.strictObject({ version, retired: z.boolean() }));
export const siteChange = z.lazy(() => z.strictObject({ version, value: siteValue }));
/** `NEVER`: the site is opened again. */
export const siteClosing = z.lazy(() =>
  z.strictObject({ version, bookings, from: plainDate.or(z.literal('NEVER')) }),
);

/** A municipality that the street sees, as its pages of changes show it. */
export const municipalityView = z.lazy(() =>
  z.strictObject({
    slug,
    name: localizedText,
    /** The street sees it; before that the set-up changes everything. */
    published: z.boolean(),
    today: plainDate,
    languages: z.array(language),
    /** Languages that wait until every name has them. */
    coming: z.array(language),
    /** Names that lack one of the languages, those to come included. */
    lacking: z.array(checklistItem),
    services: z.array(
      z.strictObject({
        ...serviceValue.unwrap().shape,
        version: z.string(),
        name: localizedText,
        retired: z.boolean(),
        /** A young person can book it. */
        bookable: z.boolean(),
      }),
    ),
    sites: z.array(
      z.strictObject({
        ...{
          version: z.string(),
          id: siteId,
          slug,
          kind: siteKind,
          name: localizedText,
          address: z.string(),
        },
        closedFrom: plainDate.optional(),
      }),
    ),
    organisations: z.array(z.strictObject({ code, name: localizedText })),
    workers: z.array(z.strictObject({ id: staffId, name: z.string(), title: z.string() })),
    accent: colour.optional(),
  }),
);
export type MunicipalityView = z.infer<typeof municipalityView>;
export type ServiceChange = z.infer<typeof serviceChange>;
export type SiteChange = z.infer<typeof siteChange>;
