import * as z from 'zod';
import { code } from '../kernel/ids.ts';
import { type Dated, dated, inForceOn } from '../kernel/dated.ts';
import type { Service, Tenant, TenantProfile } from '../tenants/profile.ts';

/** What a setting is about: the caps against one visitor taking all times, names on the own page, or how a service is booked. */
export const settingValue = z.lazy(() =>
  z.discriminatedUnion('of', [
    z.strictObject({
      of: z.literal('BOOKING_CAPS'),
      perAddress: z.int().min(1).max(500),
      perSite: z.int().min(1).max(10_000),
      holds: z.int().min(1).max(100),
    }),
    z.strictObject({ of: z.literal('WORKERS_UNNAMED'), unnamed: z.boolean() }),
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

/** The name of what a setting is about: one of each municipality, or one of each service. */
export const settingMatter = z
  .string()
  .regex(/^(?:BOOKING_CAPS|WORKERS_UNNAMED|SERVICE_BOOKING\.[A-Z0-9-]{1,20})$/u);

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
  return settings.reduce((changed, { decisions }) => {
    const held = inForceOn(decisions, today);
    return held ? withSetting(changed, held.value) : changed;
  }, tenant);
}

/** The tenant with one setting in place of what it began with. */
function withSetting(tenant: Tenant, value: SettingValue): Tenant {
  if (value.of === 'SERVICE_BOOKING') {
    const services = tenant.services.map((each) =>
      each.code === value.service ? withBooking(each, value) : each,
    );
    return { ...tenant, services };
  }
  const changed: Partial<TenantProfile> =
    value.of === 'WORKERS_UNNAMED'
      ? { workersUnnamed: value.unnamed }
      : { bookingCaps: { perAddress: value.perAddress, perSite: value.perSite, holds: value.holds } };
  return { ...tenant, profile: { ...tenant.profile, ...changed } };
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

/** What a tenant began with, or has now, as values of settings: caps, names, then each service in the tenant's order. */
export function settingsOf({ profile, services }: Tenant): SettingValue[] {
  return [
    { of: 'BOOKING_CAPS', ...profile.bookingCaps },
    { of: 'WORKERS_UNNAMED', unnamed: profile.workersUnnamed ?? false },
    ...services.map(({ code: service, noticeHours, horizonDays, needsApproval, limits }) => ({
      ...{ of: 'SERVICE_BOOKING' as const, service, noticeHours, horizonDays, needsApproval },
      ...limits,
    })),
  ];
}
