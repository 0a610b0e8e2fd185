import { type DayNumber, dayNumber, weekdayIndex } from '../kernel/dates.ts';
import type { LocalizedText } from '../kernel/i18n.ts';

/** A day of the Finnish calendar that everybody knows by name. */
export interface Holiday {
  readonly day: DayNumber;
  readonly name: LocalizedText;
  /**
   * True for public holidays, and for Midsummer Eve and Christmas Eve, which the act on counting time limits treats like
   * them (150/1930 § 5): such a day is closed unless it is opened explicitly. Other eves are named and nothing more.
   */
  readonly closes: boolean;
}

/** 1970-01-01 was a Thursday; Friday is 4 and Saturday 5 in {@link weekdayIndex}. */
const FRIDAY = 4;
const SATURDAY = 5;

/**
 * Public holidays and eves of a year in Finland, in order of date. Sources: the church's feast days (kirkkolaki 652/2023 and
 * kirkkojärjestys 657/2023: New Year, Epiphany on 6 January, Good Friday, Easter, Ascension, Whit Sunday, Midsummer Day on the
 * Saturday of 20–26 June, All Saints on the Saturday of 31 October – 6 November, Christmas), Independence Day
 * (388/1937), May Day (272/1944), and the eves of Midsummer and Christmas (150/1930 § 5).
 *
 * @param year Gregorian, 1583 or later
 */
export function holidaysOf(year: number): Holiday[] {
  const fixed = (monthAndDay: string): DayNumber => dayNumber(`${String(year)}-${monthAndDay}`);
  const easter = easterSunday(year);
  const midsummer = weekdayFrom(fixed('06-20'), SATURDAY);
  const found: Holiday[] = [
    closing(fixed('01-01'), 'Uudenvuodenpäivä', 'Nyårsdagen', 'New Year’s Day'),
    closing(fixed('01-06'), 'Loppiainen', 'Trettondagen', 'Epiphany'),
    eve(easter - 3, 'Kiirastorstai', 'Skärtorsdagen', 'Maundy Thursday'),
    closing(easter - 2, 'Pitkäperjantai', 'Långfredagen', 'Good Friday'),
    eve(easter - 1, 'Pääsiäislauantai', 'Påskafton', 'Easter Saturday'),
    closing(easter, 'Pääsiäispäivä', 'Påskdagen', 'Easter Sunday'),
    closing(easter + 1, '2. pääsiäispäivä', 'Annandag påsk', 'Easter Monday'),
    eve(fixed('04-30'), 'Vapunaatto', 'Valborgsmässoafton', 'May Day Eve'),
    closing(fixed('05-01'), 'Vappu', 'Första maj', 'May Day'),
    closing(easter + 39, 'Helatorstai', 'Kristi himmelsfärdsdag', 'Ascension Day'),
    closing(easter + 49, 'Helluntaipäivä', 'Pingstdagen', 'Whit Sunday'),
    closing(weekdayFrom(fixed('06-19'), FRIDAY), 'Juhannusaatto', 'Midsommarafton', 'Midsummer Eve'),
    closing(midsummer, 'Juhannuspäivä', 'Midsommardagen', 'Midsummer Day'),
    closing(weekdayFrom(fixed('10-31'), SATURDAY), 'Pyhäinpäivä', 'Alla helgons dag', 'All Saints’ Day'),
    closing(fixed('12-06'), 'Itsenäisyyspäivä', 'Självständighetsdagen', 'Independence Day'),
    closing(fixed('12-24'), 'Jouluaatto', 'Julafton', 'Christmas Eve'),
    closing(fixed('12-25'), 'Joulupäivä', 'Juldagen', 'Christmas Day'),
    closing(fixed('12-26'), 'Tapaninpäivä', 'Annandag jul', 'St Stephen’s Day'),
    eve(fixed('12-31'), 'Uudenvuodenaatto', 'Nyårsafton', 'New Year’s Eve'),
  ];
  return found.sort((one, other) => one.day - other.day);
}

/** What the calendar calls the day; the one that closes it first when two fall together (May Day and Ascension in 2008). */
export function holidayOn(day: DayNumber): Holiday | undefined {
  return holidaysByDay(new Date(day * 86_400_000).getUTCFullYear()).get(day);
}

/** The named days from `first` to `last`, inclusive, in order. */
export function holidaysBetween(first: DayNumber, last: DayNumber): Holiday[] {
  const days = Array.from({ length: last - first + 1 }, (_, index) => holidayOn(first + index));
  return days.filter((each) => each !== undefined);
}

/** Years that were asked for: the calendar is the same for everybody, and a search asks for the same days again and again. */
const known = new Map<number, ReadonlyMap<DayNumber, Holiday>>();
const KNOWN_YEARS = 200;

function holidaysByDay(year: number): ReadonlyMap<DayNumber, Holiday> {
  const there = known.get(year);
  if (there) return there;
  const byDay = new Map<DayNumber, Holiday>();
  for (const holiday of holidaysOf(year)) {
    if (!byDay.get(holiday.day)?.closes) byDay.set(holiday.day, holiday);
  }
  if (known.size < KNOWN_YEARS) known.set(year, byDay);
  return byDay;
}

function closing(day: DayNumber, fi: string, sv: string, en: string): Holiday {
  return { day, name: { fi, sv, en }, closes: true };
}

function eve(day: DayNumber, fi: string, sv: string, en: string): Holiday {
  return { day, name: { fi, sv, en }, closes: false };
}

function weekdayFrom(first: DayNumber, weekday: number): DayNumber {
  return first + ((weekday - weekdayIndex(first) + 7) % 7);
}

/** Easter Sunday of the Gregorian calendar by the rule of Meeus, Jones and Butcher (Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
