import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type EpochMinute, Temporal, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';

/** The date with its weekday and month in full, or the short date. */
type DayStyle = 'full' | 'medium';

const LOCALE: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** Nine and five past as each language writes it: `9.05`, `09.05`, `09:05`. */
const CLOCK: Readonly<Record<Language, (hour: number, minute: string) => string>> = {
  fi: (hour, minute) => `${String(hour)}.${minute}`,
  sv: (hour, minute) => `${twoDigits(hour)}.${minute}`,
  en: (hour, minute) => `${twoDigits(hour)}:${minute}`,
};

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** An instant as a message writes it in the zone: `maanantai 1. helmikuuta 2027 9.05`. */
export function momentInWords(
  at: EpochMinute,
  zone: string,
  language: Language,
  dateStyle: DayStyle = 'full',
): string {
  const zoned = zonedMinute(at, zone);
  const clock = CLOCK[language](zoned.hour, twoDigits(zoned.minute));
  return `${zoned.toLocaleString(LOCALE[language], { dateStyle })} ${clock}`;
}

/** A date as a text writes it: `10.2.2027`, `10 feb. 2027`, `10 Feb 2027`. */
export function dateInWords(date: string, language: Language): string {
  return Temporal.PlainDate.from(date).toLocaleString(LOCALE[language], { dateStyle: 'medium' });
}

/** A stretch of one day: `maanantai 1. helmikuuta 2027 9.05–9.35`. */
export function stretchInWords(
  { start, end }: { readonly start: EpochMinute; readonly end: EpochMinute },
  zone: string,
  language: Language,
  dateStyle: DayStyle = 'full',
): string {
  const { hour, minute } = zonedMinute(end, zone);
  return `${momentInWords(start, zone, language, dateStyle)}–${CLOCK[language](hour, twoDigits(minute))}`;
}

/** The time of the day alone, whole hours without minutes where that is usual: `klo 10`, `kl. 10.30`, `at 10:00`. */
export function timeOfDayInWords(at: EpochMinute, zone: string, language: Language): string {
  const { hour, minute } = zonedMinute(at, zone);
  const clock = CLOCK[language](hour, twoDigits(minute));
  const before = { fi: 'klo', sv: 'kl.', en: 'at' }[language];
  return `${before} ${minute === 0 && language !== 'en' ? String(hour) : clock}`;
}
