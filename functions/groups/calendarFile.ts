import { placeOf } from '@ohjaamo/shared/groups/roll.ts';
import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { OpenedSignUp } from './openSignUp.ts';
import { meetingsOf } from './streetViews.ts';

/** Says nothing of the group: calendars are seen by family, on lock screens and by their hosts. */
const SUMMARY: Readonly<Record<Language, string>> = {
  fi: 'Ohjaamo: varattu aika',
  sv: 'Navigatorn: bokad tid',
  en: 'Ohjaamo: booked time',
};

/**
 * The meetings of a sign-up as iCalendar (RFC 5545): one event each, times in UTC, so that no reader needs our zone. SEQUENCE is
 * the versions of meeting and roll together, both of which only grow, so that a newer file replaces the older entry; a meeting
 * that is cancelled, and every one for whoever has no seat, carries STATUS:CANCELLED.
 */
export function calendarFile({ signUp, found, at }: OpenedSignUp): string {
  const { group, roll } = found;
  const isIn = placeOf(roll, signUp.id).kind === 'IN';
  const place = at.site.address || inLanguage(at.site.name, signUp.language);
  const calendar = new ICalCalendar({
    method: ICalCalendarMethod.PUBLISH,
    prodId: {
      company: 'Ohjaamo',
      product: 'Ohjaamo network service',
      language: signUp.language.toUpperCase(),
    },
  });
  for (const meeting of meetingsOf(signUp, group)) {
    const isOn = isIn && meeting.state === 'PLANNED';
    calendar.createEvent({
      id: `${signUp.id}.${meeting.id}@ohjaamo`,
      sequence: meeting.version + roll.version,
      stamp: new Date(group.changedAt),
      start: new Date(meeting.start * 60_000),
      end: new Date(meeting.end * 60_000),
      summary: SUMMARY[signUp.language],
      status: isOn ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      ...(!group.online && { location: place }),
    });
  }
  return calendar.toString();
}
