import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';

/**
 * A coming day inside a sentence: "huomenna", "maanantaina", and with its date when it is a week or more away. Finnish
 * bends the weekday, which Intl does not. Dates are `2027-03-29`.
 */
export function onDay(date: string, today: string, t: Translate, format: Format): string {
  const day = Temporal.PlainDate.from(date);
  const away = Temporal.PlainDate.from(today).until(day).days;
  if (away === 1) return t('on.tomorrow');
  const name = t(`on.${weekdays[day.dayOfWeek - 1] ?? 'MON'}`);
  return away < 7 ? name : `${name} ${format.date(date)}`;
}
