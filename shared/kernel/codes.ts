import * as z from 'zod';

/** How a contact takes place (glossary G, the channels of M01). */
export const channels = [
  'ON_SITE',
  'OUTREACH',
  'PHONE',
  'CHAT',
  'VIDEO',
  'MESSAGE',
  'EMAIL',
  'SOCIAL_MEDIA',
] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

/** How a booked meeting takes place; each is a channel of a contact too. */
export const meetingChannels = ['ON_SITE', 'PHONE', 'VIDEO', 'CHAT', 'OUTREACH'] as const;
export const meetingChannel = z.enum(meetingChannels);
export type MeetingChannel = z.infer<typeof meetingChannel>;

/** The fourteen topics of a contact (glossary G, M10). */
export const topics = [
  'EDUCATION',
  'EMPLOYMENT',
  'WORK_TRIAL',
  'HOUSING',
  'MONEY',
  'MENTAL_WELLBEING',
  'HEALTH',
  'SUBSTANCES_GAMING',
  'RELATIONSHIPS',
  'EVERYDAY_LIFE',
  'FREE_TIME',
  'IMMIGRATION_LANGUAGE',
  'CRISIS_SAFETY',
  'OTHER',
] as const;
export const topic = z.enum(topics);
export type Topic = z.infer<typeof topic>;

/** Age at the time of the contact (domain section 6). `30_PLUS` is counted apart from M01. */
export const ageBands = ['UNDER_15', '15_17', '18_19', '20_24', '25_29', '30_PLUS', 'UNKNOWN'] as const;
export const ageBand = z.enum(ageBands);
export type AgeBand = z.infer<typeof ageBand>;

/** Who the contact was with (domain section 6). */
export const parties = ['YOUTH', 'GUARDIAN', 'PROFESSIONAL', 'EMPLOYER'] as const;
export const party = z.enum(parties);

/** How well the service knows the person (glossary G). */
export const identification = z.enum(['ANONYMOUS', 'LIGHT', 'STAFF_VERIFIED', 'STRONG']);
export type Identification = z.infer<typeof identification>;

/** Kinds of site (glossary 1). */
export const siteKind = z.enum(['MAIN_SITE', 'SATELLITE', 'OUTREACH_POINT', 'ONLINE']);

/** Channels that have opening hours of their own (demo data section 7). */
export const openingChannels = ['WALK_IN', 'APPOINTMENT', 'PHONE', 'CHAT', 'OUTREACH'] as const;
export const openingChannel = z.enum(openingChannels);
export type OpeningChannel = z.infer<typeof openingChannel>;

export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export const weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof weekday>;
