import * as z from 'zod';
import { branding } from '../kernel/branding.ts';
import { meetingChannel, openingChannel, siteKind, weekday } from '../kernel/codes.ts';
import { furtherLanguage, language, localizedText } from '../kernel/i18n.ts';
import { code, slug, staffId } from '../kernel/ids.ts';
import { isoWeek, offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';
import { slotMode } from './slotMode.ts';

const weekly = z.array(z.strictObject({ weekday, opens: plainTime, closes: plainTime }));

// Described when first read: most requests of most functions never do.

/** One channel of a site: whether it is open at `now`, and when it next is. */
export const channelHours = z.lazy(() =>
  z.strictObject({
    channel: openingChannel,
    openNow: z.boolean(),
    /** Set while open. */
    closesAt: offsetDateTime.optional(),
    /** Set while closed and an opening follows within 28 days. */
    opensAt: offsetDateTime.optional(),
    weekly,
    /** The weekly hours from their next change on, when it is near; none = closed. */
    coming: z.strictObject({ from: plainDate, weekly }).optional(),
  }),
);

/** One line of the weekly calendar: who is here, when, for what. */
export const calendarEntry = z.lazy(() =>
  z.strictObject({
    start: offsetDateTime,
    end: offsetDateTime,
    mode: slotMode,
    serviceCode: code,
    staffId,
    staffName: z.string(),
    organisation: localizedText,
    /** True for workers whose home organisation does not run the site. */
    visitor: z.boolean(),
    note: z.string(),
  }),
);

/** A service as the street sees it. */
export const serviceView = z.lazy(() =>
  z.strictObject({
    code,
    name: localizedText,
    bookable: z.boolean(),
    walkIn: z.boolean(),
    lengthMinutes: z.int(),
    /** True when the worker asks for a name and a way to reach you at the meeting. */
    asksForName: z.boolean(),
    /** How the meeting may take place; the first is proposed. */
    channels: z.array(meetingChannel),
    /** True when a worker confirms each booking first. */
    needsApproval: z.boolean(),
  }),
);

/** A worker as the street sees them. */
export const staffView = z.lazy(() =>
  z.strictObject({
    id: staffId,
    name: z.string(),
    organisation: localizedText,
    languages: z.array(z.string()),
    bookableServices: z.array(code),
  }),
);

export const sitePage = z.lazy(() =>
  z.strictObject({
    tenant: z.strictObject({
      slug,
      name: localizedText,
      languages: z.array(language),
      /** Languages in which this page can be read besides. */
      furtherLanguages: z.array(furtherLanguage).optional(),
      /** The municipality's own accent, if it has one. */
      branding: branding.optional(),
    }),
    site: z.strictObject({
      slug,
      name: localizedText,
      kind: siteKind,
      address: z.string(),
      zone: z.string(),
    }),
    otherSites: z.array(z.strictObject({ slug, name: localizedText, kind: siteKind })),
    now: offsetDateTime,
    channels: z.array(channelHours),
    week: z.strictObject({
      week: isoWeek,
      previous: isoWeek,
      next: isoWeek,
      days: z.array(
        z.strictObject({
          date: plainDate,
          /** Set when an exception closes the whole day. */
          closed: localizedText.optional(),
          /** Set when an exception replaces the day's hours. */
          changed: localizedText.optional(),
          entries: z.array(calendarEntry),
        }),
      ),
    }),
    services: z.array(serviceView),
    staff: z.array(staffView),
    /** Texts of the page in the municipality's own words, by key. */
    texts: z.record(z.string(), localizedText).optional(),
  }),
);

export type ChannelHours = z.infer<typeof channelHours>;
export type CalendarEntry = z.infer<typeof calendarEntry>;
export type ServiceView = z.infer<typeof serviceView>;
export type StaffView = z.infer<typeof staffView>;
export type SitePage = z.infer<typeof sitePage>;
