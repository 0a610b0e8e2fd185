import { type ContactRecord, putContact } from '@ohjaamo/functions/desk/index.ts';
import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import type { AgeBand, Channel, Topic } from '@ohjaamo/shared/kernel/codes.ts';
import { contactId, type IdSource, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type EpochMinute, formatOffsetDateTime, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { DemoSite, DemoTenant } from './demo.ts';
import { derivedId, derivedRecordId } from './ids.ts';

/** How many contacts of the weeks before each site has: two sites with many, four with so few that the network hides them. */
const contactsOf: Readonly<Record<string, number>> = {
  'HEL-1': 72,
  'ROI-1': 54,
  'HEL-3': 7,
  'ROI-3': 6,
  'ROI-2': 3,
  'HEL-2': 2,
};

/** Working days back over which the contacts spread. */
const WORKING_DAYS = 40;

const channelsOf: Readonly<Record<string, readonly Channel[]>> = {
  MAIN_SITE: ['ON_SITE', 'ON_SITE', 'ON_SITE', 'ON_SITE', 'PHONE', 'ON_SITE', 'VIDEO'],
  SATELLITE: ['ON_SITE'],
  OUTREACH_POINT: ['OUTREACH'],
  ONLINE: ['CHAT', 'PHONE', 'CHAT'],
};
const topicsInTurn: readonly (readonly Topic[])[] = [
  ['EDUCATION'],
  ['EMPLOYMENT'],
  ['EMPLOYMENT', 'MONEY'],
  ['HOUSING'],
  ['EDUCATION', 'EVERYDAY_LIFE'],
  ['MENTAL_WELLBEING'],
  ['EMPLOYMENT'],
  ['WORK_TRIAL', 'EMPLOYMENT'],
  ['FREE_TIME'],
  ['MONEY', 'HOUSING'],
  ['OTHER'],
];
const agesInTurn: readonly AgeBand[] = ['20_24', '18_19', '15_17', '20_24', '25_29', 'UNKNOWN', '20_24'];

/**
 * Records invented contacts of the working days before `now` (milliseconds since 1970), as the desk does: the rows and their
 * trail in one transaction; figures follow from the stream. Nobody stands behind them: all are anonymous.
 */
export async function recordContacts(
  openScope: OpenScope,
  tenants: readonly DemoTenant[],
  now: number,
): Promise<void> {
  for (const demo of tenants) {
    const scope = openScope(demo.tenantId, 'desk');
    for (const site of demo.sites) {
      for (let number = 0; number < (contactsOf[site.code] ?? 0); number++) {
        const contact = inventContact(demo, site, number, now);
        const by = {
          realm: 'tenant',
          subject: 'demo',
          tenantId: demo.tenantId,
          roles: ['COUNSELLOR'],
        } as const;
        const actor = { ...by, roles: [...by.roles], staffId: contact.recordedBy };
        const clock = { now: () => Date.parse(contact.recordedAt) };
        const trail = auditTrail(scope, actor, 'RECORD_CONTACT', clock, idsFrom(contact.id));
        await putContact(scope, contact, trail.writes([contact.id]));
      }
    }
  }
}

function inventContact(demo: DemoTenant, site: DemoSite, number: number, now: number): ContactRecord {
  const { tenant } = demo;
  const kind = tenant.sites.find(({ id }) => id === site.siteId)?.kind ?? 'MAIN_SITE';
  const channels = channelsOf[kind] ?? ['ON_SITE'];
  const workers = [...new Set(site.plan.rules.map((rule): StaffId => rule.staffId))];
  const recordedBy = inTurn(workers, number);
  const begun = startOf(number, tenant.profile.zone, now);
  const minutes = 10 + ((number * 7) % 40);
  const channel = inTurn(channels, number);
  // Not everybody is asked and not everything is ticked: coverage is part of a figure.
  const arrived = channel === 'ON_SITE' && number % 5 !== 4;
  const waited = (number * 11) % 26;
  return {
    kind: 'CONTACT',
    id: contactId.parse(derivedRecordId(`contact ${site.code} ${String(number)}`)),
    revision: 1,
    site: site.siteId,
    channel,
    ...(arrived && { arrivedAt: formatOffsetDateTime(begun.minute - waited, tenant.profile.zone) }),
    ...(number % 4 !== 3 && { resolvedSameDay: number % 2 === 0 }),
    minutes,
    topics: [...inTurn(topicsInTurn, number)],
    ageBand: inTurn(agesInTurn, number),
    party: 'YOUTH',
    identification: 'ANONYMOUS',
    staffIds: [recordedBy],
    state: 'RECORDED',
    start: begun.minute,
    date: begun.date,
    recordedBy,
    recordedAt: new Date((begun.minute + minutes) * 60_000).toISOString(),
  };
}

/** A time of the afternoon, some working days ago. */
function startOf(number: number, zone: string, now: number): { minute: EpochMinute; date: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  let day = today;
  for (let back = 1 + ((number * 11) % WORKING_DAYS); back > 0;) {
    day = day.subtract({ days: 1 });
    if (day.dayOfWeek <= 5) back--;
  }
  const time = { hour: 12 + (number % 4), minute: (number * 13) % 60 };
  const start = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
  return { minute: start.epochMilliseconds / 60_000, date: day.toString() };
}

function inTurn<T>(values: readonly [T, ...T[]] | readonly T[], number: number): T {
  const value = values[number % values.length];
  if (value === undefined) throw new Error('A site without workers cannot have contacts');
  return value;
}

/** Ids that follow from the contact, so that seeding twice appends the same row of the trail. */
function idsFrom(seed: string): IdSource {
  return {
    id: (length) => (length === 10 ? derivedId : derivedRecordId)(`trail ${seed}`),
    secret: () => seed,
  };
}
