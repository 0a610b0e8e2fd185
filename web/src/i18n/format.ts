import { type Weekday, weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language, PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';

/** Dates, times and numbers in one language. Instants are RFC 3339 texts, dates `2027-03-29`. */
export interface Format {
  /** `9.00` */
  time(instant: string): string;
  /** `9.00–9.45` */
  timeRange(start: string, end: string): string;
  /** `maanantai 29. maaliskuuta`; takes an instant or a date. */
  day(of: string): string;
  /** `maanantaina 29. maaliskuuta`, as it stands inside a sentence; takes an instant or a date. */
  onDay(of: string): string;
  /** `ma 29.3.`; takes an instant or a date. */
  shortDay(of: string): string;
  /** `maanantai` */
  weekday(of: string): string;
  /** `ma`: a weekday of every week. */
  weekdayName(weekday: Weekday): string;
  /** `9.00` of a wall time `09:00`. */
  wallTime(time: string): string;
  /** `29.3.2027`; takes an instant or a date. */
  date(of: string): string;
  /** `29.3.2027 klo 9.00` */
  dateTime(instant: string): string;
  /** The text with a capital first letter: dates are written small inside a sentence. */
  capital(text: string): string;
  number(value: number): string;
  /** A difference with its sign: `+7`, `−3`, `0`. */
  change(value: number): string;
  /** `a, b ja c` */
  list(items: readonly string[]): string;
  /** `englanti`: the name of a language by its code. */
  languageName(code: string): string;
  /** Languages to choose from, in the order of their names. */
  languageChoices(codes: readonly string[]): { readonly value: string; readonly label: string }[];
}

/** Languages that Intl has no name for. */
const unnamed: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  fse: { fi: 'suomalainen viittomakieli', sv: 'finskt teckenspråk', en: 'Finnish Sign Language' },
  fss: {
    fi: 'suomenruotsalainen viittomakieli',
    sv: 'finlandssvenskt teckenspråk',
    en: 'Finland-Swedish Sign Language',
  },
};

// As they are written in Finland: 24-hour clock, day before month, and the digits that stand on the doors and in the phone numbers here.
export const locales: Readonly<Record<PageLanguage, string>> = {
  fi: 'fi-FI',
  sv: 'sv-FI',
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
  et: 'et-EE',
  ru: 'ru-RU',
  so: 'so-SO',
  uk: 'uk-UA',
};

/** Makes the formatter of a language; always in Helsinki's time, wherever the Lambda or the visitor is. */
export function formatter(language: PageLanguage): Format {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: HELSINKI, hourCycle: 'h23', ...options });
    return (of: string) => format.format(asInstant(of));
  };
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const hourAndMinute = language === 'fi' ? dates({ hour: 'numeric', minute: '2-digit' }) : time;
  // 1/2 is January to one reader of English and February to another, and so with others.
  const month = ['en', 'so', 'ar'].includes(language) ? 'short' : 'numeric';
  const shortWeekday = dates({ weekday: 'short' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const numbers = new Intl.NumberFormat(locale);
  const changes = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const day = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  const languageName = (code: string) =>
    unnamed[code]?.[language as Language] ?? (/^[a-z]{2,3}$/u.test(code) ? (names.of(code) ?? code) : code);
  return {
    time: hourAndMinute,
    timeRange: (start, end) => `${hourAndMinute(start)}–${hourAndMinute(end)}`,
    day,
    // Finnish bends the weekday, which Intl does not: the first word of the date, and all seven take the same ending.
    onDay: (of) => (language === 'fi' ? day(of).replace(' ', 'na ') : day(of)),
    shortDay: dates({ weekday: 'short', day: 'numeric', month }),
    weekday: dates({ weekday: 'long' }),
    // The first week of 2024 begins with its Monday.
    weekdayName: (weekday) => shortWeekday(`2024-01-0${String(weekdays.indexOf(weekday) + 1)}`),
    wallTime: (time) => hourAndMinute(`2024-01-01T${time}+02:00`),
    date: dates({ day: 'numeric', month, year: 'numeric' }),
    dateTime: dates({
      day: 'numeric',
      month,
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    }),
    capital,
    number: (value) => numbers.format(value),
    change: (value) => changes.format(value),
    list: (items) => list.format(items),
    languageName,
    languageChoices: (codes) =>
      codes
        .map((value) => ({ value, label: capital(languageName(value)) }))
        .sort((one, other) => one.label.localeCompare(other.label, locale)),
  };
}

/** A bare date is read at noon, which is the same date in every zone that Helsinki's clock could be compared with. */
function asInstant(of: string): Date {
  return new Date(of.length === 10 ? `${of}T12:00:00Z` : of);
}
