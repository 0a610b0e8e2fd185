import * as z from 'zod';
import { furtherLanguage } from '../kernel/i18n.ts';
import { code } from '../kernel/ids.ts';
import { type Dated, dated, inForceOn } from '../kernel/dated.ts';
import { residents, type Residents } from '../kernel/residents.ts';
import type { Service, Tenant, TenantProfile } from '../tenants/profile.ts';

/** The matter that holds nothing until somebody enters it. */
export const RESIDENTS = 'RESIDENTS';

/**
 * What a setting is about: the caps against one visitor taking all times, names on the own page, further languages of the sites'
 * pages, what reach is counted of, or how a service is booked.
 */
export const settingValue = z.lazy(() =>
  z.discriminatedUnion('of', [
    z.strictObject({
      of: z.literal('BOOKING_CAPS'),
      perAddress: z.int().min(1).max(500),
      perSite: z.int().min(1).max(10_000),
      holds: z.int().min(1).max(100),
    }),
    z.strictObject({ of: z.literal('WORKERS_UNNAMED'), unnamed: z.boolean() }),
    z.strictObject({ of: z.literal('FURTHER_LANGUAGES'), languages: z.array(furtherLanguage).max(20) }),
    residents.extend({ of: z.literal(RESIDENTS) }),
    z.strictObject({
      of: z.literal('SERVICE_BOOKING'),
      service: code,
      noticeHours: z.int().min(0).max(720),
      horizonDays: z.int().min(1).max(365),
      needsApproval: z.boolean(),
      /** Bookings of the service that one worker takes in a day and in a week, and coming ones of one reachable person. */
      perDay: z.int().min(1).max(100).optional(),
      perWeek: z.int().min(1).max(500).optional(),
      perPerson: z.int().min(1).max(100).optional(),
    }),
  ]),
);
export type SettingValue = z.infer<typeof settingValue>;

/** Everything that a setting can be about. */
export const settingKinds = [
  'BOOKING_CAPS',
  'WORKERS_UNNAMED',
  'FURTHER_LANGUAGES',
  RESIDENTS,
  'SERVICE_BOOKING',
] as const satisfies readonly SettingValue['of'][];

/** The name of what a setting is about: one of each municipality, or one of each service. */
export const settingMatter = z
  .string()
  .regex(/^(?:BOOKING_CAPS|WORKERS_UNNAMED|FURTHER_LANGUAGES|RESIDENTS|SERVICE_BOOKING\.[A-Z0-9-]{1,20})$/u);

/** `BOOKING_CAPS`, `SERVICE_BOOKING.STUDY`. */
export function matterOf(value: SettingValue): string {
  return value.of === 'SERVICE_BOOKING' ? `${value.of}.${value.service}` : value.of;
}

export const settingDecision = z.lazy(() => dated(settingValue));
export type SettingDecision = Dated<SettingValue>;

/** Decisions about one matter that hold or will. */
export const standingSetting = z.lazy(() =>
  z.strictObject({ matter: settingMatter, decisions: z.array(settingDecision) }),
);
export type StandingSetting = z.infer<typeof standingSetting>;

/** The tenant as it is by the settings that hold on a date. */
export function inForce(tenant: Tenant, settings: readonly StandingSetting[], today: string): Tenant {
  return settings.reduce((changed, { matter, decisions }) => {
    if (matter === RESIDENTS) return withResidents(changed, decisions);
    const held = inForceOn(decisions, today);
    return held ? withSetting(changed, held.value) : changed;
  }, tenant);
}

/** Figures of a past quarter are counted of what held then: everything that was entered stays. */
function withResidents(tenant: Tenant, decisions: readonly SettingDecision[]): Tenant {
  const entered = decisions.flatMap(({ from, value, withdrawn }) => {
    if (value.of !== RESIDENTS || withdrawn) return [];
    const { of: _of, ...numbers } = value;
    return [{ from, ...numbers }];
  });
  const residents = [...(tenant.profile.residents ?? []), ...entered];
  return { ...tenant, profile: { ...tenant.profile, residents } };
}

/** The tenant with one setting in place of what it began with. */
function withSetting(tenant: Tenant, value: SettingValue): Tenant {
  if (value.of === RESIDENTS) return tenant;
  if (value.of === 'SERVICE_BOOKING') {
    const services = tenant.services.map((each) =>
      each.code === value.service ? withBooking(each, value) : each,
    );
    return { ...tenant, services };
  }
  return { ...tenant, profile: { ...tenant.profile, ...profileOf(value) } };
}

/** What of the profile a setting that is no service's stands for. */
function profileOf(
  value: Exclude<SettingValue, { of: 'SERVICE_BOOKING' | typeof RESIDENTS }>,
): Partial<TenantProfile> {
  switch (value.of) {
    case 'WORKERS_UNNAMED':
      return { workersUnnamed: value.unnamed };
    case 'FURTHER_LANGUAGES':
      return { furtherLanguages: value.languages };
    case 'BOOKING_CAPS':
      return { bookingCaps: { perAddress: value.perAddress, perSite: value.perSite, holds: value.holds } };
  }
}

function withBooking(
  service: Service,
  {
    noticeHours,
    horizonDays,
    needsApproval,
    perDay,
    perWeek,
    perPerson,
  }: Extract<SettingValue, { of: 'SERVICE_BOOKING' }>,
): Service {
  return { ...service, noticeHours, horizonDays, needsApproval, limits: { perDay, perWeek, perPerson } };
}

/** A matter that a municipality decides about, with what it began with; residents nobody knows before they are entered. */
export interface SettingMatter {
  readonly matter: string;
  readonly of: SettingValue['of'];
  readonly beginning?: SettingValue;
}

/** All matters of a municipality: caps, names, languages, residents, then each service in the tenant's order. */
export function mattersOf(tenant: Tenant): SettingMatter[] {
  const held = settingsOf(tenant).map((beginning): SettingMatter => ({
    matter: matterOf(beginning),
    of: beginning.of,
    beginning,
  }));
  const services = held.findIndex(({ of }) => of === 'SERVICE_BOOKING');
  const [begun] = tenant.profile.residents ?? [];
  const about: SettingMatter = {
    matter: RESIDENTS,
    of: RESIDENTS,
    ...(begun && { beginning: residentsValue(begun) }),
  };
  return held.toSpliced(services < 0 ? held.length : services, 0, about);
}

function residentsValue({ residents: count, year, source }: Residents): SettingValue {
  return { of: RESIDENTS, residents: count, year, source };
}

/** What a tenant began with, or has now, as values of settings: caps, names, languages, then each service in the tenant's order. */
function settingsOf({ profile, services }: Tenant): SettingValue[] {
  return [
    { of: 'BOOKING_CAPS', ...profile.bookingCaps },
    { of: 'WORKERS_UNNAMED', unnamed: profile.workersUnnamed ?? false },
    { of: 'FURTHER_LANGUAGES', languages: profile.furtherLanguages ?? [] },
    ...services.map(({ code: service, noticeHours, horizonDays, needsApproval, limits }) => ({
      ...{ of: 'SERVICE_BOOKING' as const, service, noticeHours, horizonDays, needsApproval },
      ...limits,
    })),
  ];
}
