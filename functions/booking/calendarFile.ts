import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingRecord } from './record.ts';

/** Says nothing of service, topic or person: calendars are seen by family, on lock screens and by their hosts. */
const SUMMARY: Readonly<Record<Language, string>> = {
  fi: 'Ohjaamo: varattu aika',
  sv: 'Navigatorn: bokad tid',
  en: 'Ohjaamo: booked time',
};

/**
 * The booking as iCalendar (RFC 5545): times in UTC, so that no reader needs our zone; one UID for all its versions, and
 * SEQUENCE growing with them, so that a newer file replaces the older entry; cancelled by STATUS.
 */
export function calendarFile(record: BookingRecord, tenant: Tenant): string {
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const place = site && (site.address || inLanguage(site.name, record.language));
  const isCancelled = record.state.startsWith('CANCELLED');
  const calendar = new ICalCalendar({
    method: ICalCalendarMethod.PUBLISH,
    prodId: {
      company: 'Ohjaamo',
      product: 'Ohjaamo network service',
      language: record.language.toUpperCase(),
    },
  });
  calendar.createEvent({
    id: `${record.id}@ohjaamo`,
    sequence: record.version,
    stamp: new Date(record.changedAt),
    start: new Date(record.start * 60_000),
    end: new Date(record.end * 60_000),
    summary: SUMMARY[record.language],
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(place && { location: place }),
  });
  return calendar.toString();
}
