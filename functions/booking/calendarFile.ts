import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingRecord } from './record.ts';
import { videoLinkOf } from './view.ts';

/** Says nothing of service, topic or person: calendars are seen by family, on lock screens and by their hosts. */
const SUMMARY: Readonly<Record<Language, string>> = {
  fi: 'Ohjaamo: varattu aika',
  sv: 'Navigatorn: bokad tid',
  en: 'Ohjaamo: booked time',
};

/**
 * The booking as iCalendar (RFC 5545): times in UTC, so that no reader needs our zone; one UID for all its versions, and
 * SEQUENCE growing with them, so that a newer file replaces the older entry; cancelled by STATUS, tentative while nobody has
 * decided on it. Of the place it names the site, or where a meeting by video is joined.
 */
export function calendarFile(record: BookingRecord, tenant: Tenant): string {
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const isAtSite = !record.hidePlace && (record.channel ?? 'ON_SITE') === 'ON_SITE';
  const videoLink = videoLinkOf(record, tenant);
  const place = isAtSite ? site && (site.address || inLanguage(site.name, record.language)) : videoLink;
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
    status: statusOf(record),
    ...(place && { location: place }),
    ...(videoLink && { url: videoLink }),
  });
  return calendar.toString();
}

function statusOf({ state }: BookingRecord): ICalEventStatus {
  if (state === 'PENDING') return ICalEventStatus.TENTATIVE;
  return holdsTime(state) ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED;
}
