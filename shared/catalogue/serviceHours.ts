import { type Weekday, weekdays } from '../kernel/codes.ts';
import { dateOfDay, type DayNumber, minuteOfDay, weekdayOf } from '../kernel/dates.ts';
import { type Language, languages, type LocalizedText } from '../kernel/i18n.ts';
import { joined, type WallInterval } from '../kernel/zoneAxis.ts';
import type { DayOpening } from '../schedule/opening.ts';
import type { SitePlan } from '../schedule/plan.ts';

/** A text of one language, as the service catalogue writes it. */
export interface LanguageItem {
  readonly value: string;
  readonly language: Language;
}

/** Hours of one opening; `dayFrom` is an English weekday, the times are wall times `HH:mm`. */
export interface DailyOpeningTime {
  readonly dayFrom?: string;
  readonly from: string;
  readonly to: string;
}

/** Opening hours of the Finnish Service Catalogue (PTV Open API v11, `V11VmOpenApiServiceHour`). */
export interface ServiceHour {
  readonly serviceHourType: 'DaysOfTheWeek' | 'Exceptional';
  /** Local date-time of the first and the last day; a single day has no `validTo`. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly isClosed: boolean;
  readonly validForNow: boolean;
  readonly isAlwaysOpen: false;
  /** Only by appointment; the catalogue takes no times with it. */
  readonly isReservation: boolean;
  readonly additionalInformation: readonly LanguageItem[];
  readonly openingHour: readonly DailyOpeningTime[];
}

/** A site's weekly hours as they are today, and what really holds on a day. */
export interface SiteHours extends Pick<SitePlan, 'hours'> {
  readonly openingOn: (day: DayNumber) => DayOpening;
}

/** So far ahead the catalogue is told of days that differ. */
export const EXCEPTION_DAYS = 90;
/** The catalogue's longest additional information, in characters. */
const LONGEST_NOTE = 100;

const englishDay: Readonly<Record<Weekday, string>> = {
  MON: 'Monday',
  TUE: 'Tuesday',
  WED: 'Wednesday',
  THU: 'Thursday',
  FRI: 'Friday',
  SAT: 'Saturday',
  SUN: 'Sunday',
};

const byAppointment: LocalizedText = {
  fi: 'Ajanvarauksella',
  sv: 'Med tidsbokning',
  en: 'By appointment',
};

/**
 * A site's hours as the catalogue takes them: the weekly hours without an appointment, that there are times by appointment, and
 * every day of the coming {@link EXCEPTION_DAYS} on which the walk-in hours differ, public holidays included. Days that are closed one
 * after the other are one entry.
 */
export function serviceHours(plan: SiteHours, today: DayNumber): ServiceHour[] {
  const week = weekdays.flatMap((weekday) =>
    weekly(plan, weekday).map((hours) => ({ dayFrom: englishDay[weekday], ...timesOf(hours) })),
  );
  const appointments = plan.hours.some(({ channel }) => channel === 'APPOINTMENT');
  return [
    ...(week.length > 0 ? [{ ...usual, openingHour: week }] : []),
    ...(appointments
      ? [{ ...usual, isReservation: true, additionalInformation: notesOf(byAppointment) }]
      : []),
    ...exceptional(plan, today),
  ];
}

const usual: ServiceHour = {
  serviceHourType: 'DaysOfTheWeek',
  isClosed: false,
  validForNow: true,
  isAlwaysOpen: false,
  isReservation: false,
  additionalInformation: [],
  openingHour: [],
};

function weekly({ hours }: Pick<SitePlan, 'hours'>, weekday: Weekday): WallInterval[] {
  return joined(
    hours
      .filter((each) => each.channel === 'WALK_IN' && each.weekday === weekday)
      .map(({ opens, closes }) => ({ start: minuteOfDay(opens), end: minuteOfDay(closes) })),
  );
}

interface Difference {
  readonly day: DayNumber;
  /** None = closed all day. */
  readonly hours: readonly WallInterval[];
  readonly why: LocalizedText;
}

function exceptional(plan: SiteHours, today: DayNumber): ServiceHour[] {
  const made: ServiceHour[] = [];
  let closed: { first: DayNumber; last: DayNumber; why: LocalizedText } | undefined;
  const end = () => {
    if (closed) made.push(closedEntry(closed.first, closed.last, closed.why));
    closed = undefined;
  };
  for (let day = today; day < today + EXCEPTION_DAYS; day++) {
    const differs = differenceOn(plan, day);
    if (differs?.hours.length === 0) {
      if (closed && sameText(closed.why, differs.why)) closed.last = day;
      else {
        end();
        closed = { first: day, last: day, why: differs.why };
      }
    } else if (differs) {
      end();
      made.push(...differs.hours.map((hours) => openEntry(differs, hours)));
    } else if (weekly(plan, weekdayOf(day)).length > 0) {
      // A day on which nobody would come anyway does not end days that are closed.
      end();
    }
  }
  end();
  return made;
}

function differenceOn(plan: SiteHours, day: DayNumber): Difference | undefined {
  const { hours, closed, changed } = plan.openingOn(day);
  const usually = weekly(plan, weekdayOf(day));
  const actually = hours.WALK_IN;
  if (JSON.stringify(usually) === JSON.stringify(joined(actually))) return undefined;
  return { day, hours: actually, why: closed ?? changed ?? {} };
}

const sameText = (one: LocalizedText, other: LocalizedText): boolean =>
  languages.every((language) => one[language] === other[language]);

function closedEntry(first: DayNumber, last: DayNumber, why: LocalizedText): ServiceHour {
  return {
    ...exception(first, why),
    ...(last > first && { validTo: midnight(last) }),
    isClosed: true,
  };
}

function openEntry({ day, why }: Difference, hours: WallInterval): ServiceHour {
  return { ...exception(day, why), openingHour: [timesOf(hours)] };
}

function exception(day: DayNumber, why: LocalizedText): ServiceHour {
  return {
    ...usual,
    serviceHourType: 'Exceptional',
    validForNow: false,
    validFrom: midnight(day),
    additionalInformation: notesOf(why),
  };
}

const midnight = (day: DayNumber): string => `${dateOfDay(day)}T00:00:00`;

function notesOf(text: LocalizedText): LanguageItem[] {
  return languages.flatMap((language) => {
    const value = text[language];
    return value === undefined ? [] : [{ value: value.slice(0, LONGEST_NOTE), language }];
  });
}

/** The catalogue knows no 24:00. */
const LAST_MINUTE = 1439;

function timesOf({ start, end }: WallInterval): { from: string; to: string } {
  return { from: timeOf(start), to: timeOf(Math.min(end, LAST_MINUTE)) };
}

function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
