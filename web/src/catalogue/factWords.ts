import type { Fact } from '@ohjaamo/shared/catalogue/facts.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';

/** What is said of, as the API tells it. */
interface OfFact {
  readonly what: Fact['what'];
  readonly language?: string | undefined;
  readonly day?: string | undefined;
  readonly until?: string | undefined;
}

type Locals = Pick<App.Locals, 't' | 'format'>;

/** What is said of a place of service, as the page names it: `Nimi, suomi`, `Aukiolo, maanantai`. */
export function factLabel({ what, language, day, until }: OfFact, { t, format }: Locals): string {
  const name = t(`catalogue.fact.${what}`);
  if (language !== undefined) return t('catalogue.factOf', { fact: name, of: format.languageName(language) });
  if (day === undefined) return name;
  const weekday = weekdays.find((each) => each === day);
  if (weekday) return t('catalogue.factOf', { fact: name, of: t(`calendar.weekday.${weekday}`) });
  const dates = until === undefined ? format.date(day) : `${format.date(day)}–${format.date(until)}`;
  return t('catalogue.factOf', { fact: name, of: dates });
}

/** A value as the page says it; what only a code says gets words, and a path of ours its origin. */
export function factValue(
  { what }: Pick<OfFact, 'what'>,
  value: string | undefined,
  { t, format }: Locals,
  origin: string,
): string {
  if (value === undefined) return t('catalogue.nothing');
  if (what === 'BY_APPOINTMENT') return t('catalogue.yes');
  if (value === '') return t('catalogue.closed');
  if (what === 'WEEKDAY' || what === 'DAY') {
    // The time of any day: only hour and minute are shown.
    return value.replaceAll(/\d{2}:\d{2}/gu, (time) => format.time(`2027-02-01T${time}:00+02:00`));
  }
  return value.startsWith('/') ? `${origin}${value}` : value;
}
