import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';

/** `maanantai 9.00–12.00`, or with its date when the hours are of one date alone. */
export function ruleWhen(rule: WeeklyRule, t: Translate, format: Format): string {
  const once = rule.validFrom !== undefined && rule.validFrom === rule.validTo;
  const day = once ? format.shortDay(rule.validFrom ?? '') : t(`calendar.weekday.${rule.weekday}`);
  return `${day} ${wallRange(rule.start, rule.end)}`;
}

/** `9.00–12.00` of wall times. */
export function wallRange(start: string, end: string): string {
  return `${wall(start)}–${wall(end)}`;
}

function wall(time: string): string {
  return time.replace(/^0(?=\d:)/u, '').replace(':', '.');
}

/** `1.2.2027–5.2.2027`, or the one date. */
export function dateRange(from: string, to: string, format: Format): string {
  return from === to ? format.date(from) : `${format.date(from)}–${format.date(to)}`;
}
