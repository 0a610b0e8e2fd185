import { type OpeningChannel, type Weekday, weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { randomIds, siteId, slug, staffId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  type OpeningException,
  type OpeningHours,
  type SitePlan,
  type WeeklyRule,
} from '@ohjaamo/shared/schedule/plan.ts';
import { type Service, type Site, type StaffMember, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { randomSlug } from './localHouse.ts';

/** A worker with an id that sorts by its number, so that a test can say who comes first. */
export function worker(number: number): StaffId {
  return staffId.parse(`worker${String(number).padStart(4, '0')}`);
}

/** The home site of workers whose site does not matter to a test. */
export const HOME = siteId.parse('homesite01');

export function staffMember(
  id: StaffId,
  organisation = 'YOUTH',
  parts: Partial<StaffMember> = {},
): StaffMember {
  return {
    id,
    name: `Test worker ${id.slice(-4)}`,
    organisation,
    homeSite: HOME,
    title: 'counsellor',
    share: 1,
    languages: ['fi'],
    skills: [],
    ...parts,
  };
}

/** A rule of every week unless told otherwise. */
export function rule(
  who: StaffId,
  when: { readonly weekday: Weekday; readonly start: string; readonly end: string },
  what: Partial<WeeklyRule> = {},
): WeeklyRule {
  return {
    id: randomIds.id(10),
    staffId: who,
    service: 'INDIV',
    mode: 'BOOKED',
    recurrence: { kind: 'EVERY_WEEK' },
    note: '',
    ...when,
    ...what,
  };
}

export function hours(
  channel: OpeningChannel,
  weekday: Weekday,
  opens: string,
  closes: string,
): OpeningHours {
  return { channel, weekday, opens, closes };
}

/** The same hours on every weekday from Monday to Friday. */
export function weekdayHours(channel: OpeningChannel, opens: string, closes: string): OpeningHours[] {
  return weekdays.slice(0, 5).map((weekday) => hours(channel, weekday, opens, closes));
}

export function closed(from: string, to = from, onlyOn?: Weekday[]): OpeningException {
  return { kind: 'CLOSED', from, to, name: { fi: 'suljettu' }, ...(onlyOn && { weekdays: onlyOn }) };
}

export function replaced(
  from: string,
  to: string,
  on: Weekday[],
  opens: string,
  closes: string,
): OpeningException {
  return { kind: 'REPLACE', from, to, weekdays: on, opens, closes, name: { fi: 'poikkeusaika' } };
}

export function plan(parts: Partial<SitePlan>): SitePlan {
  return { hours: [], exceptions: [], rules: [], absences: [], ...parts };
}

/** A bookable service of 45 minutes with 15 after it, two hours' notice and four weeks' horizon. */
export function service(code: string, parts: Partial<Service> = {}): Service {
  return {
    code,
    name: { fi: code, sv: code, en: code },
    ptvClasses: [],
    minimumIdentification: 'ANONYMOUS',
    bookingMode: 'BOOKED',
    hoursFor: 'OWN',
    lengthMinutes: 45,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 15,
    noticeHours: 2,
    horizonDays: 28,
    staff: [],
    channels: ['ON_SITE'],
    skills: [],
    needsApproval: false,
    alongside: [],
    limits: {},
    hours: [],
    ...parts,
  };
}

export function site(siteSlug: string, parts: Partial<Site> = {}): Site {
  return {
    id: siteId.parse(randomIds.id(10)),
    slug: slug.parse(siteSlug),
    name: { fi: `Ohjaamo ${siteSlug}` },
    kind: 'MAIN_SITE',
    address: 'Testikatu 1, 00100 Testikaupunki',
    rooms: [],
    ...parts,
  };
}

/** A municipality with its own organisation (YOUTH) and a visitor's (KELA). */
export function town(parts: Partial<Omit<Tenant, 'profile'>> = {}): Tenant {
  return {
    profile: {
      slug: slug.parse(randomSlug()),
      name: { fi: 'Testikaupunki' },
      municipalityCode: '999',
      languages: ['fi'],
      zone: 'Europe/Helsinki',
      bookingCaps: { perAddress: 500, perSite: 10_000, holds: 100 },
    },
    organisations: [
      { code: 'YOUTH', name: { fi: 'Nuorisopalvelut' }, type: 'MUNICIPALITY', runsSites: true },
      { code: 'KELA', name: { fi: 'Kela' }, type: 'STATE_INSTITUTION', runsSites: false },
    ],
    staff: [],
    services: [],
    sites: [],
    ...parts,
  };
}
