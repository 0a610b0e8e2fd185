import type { Translate } from '../../i18n/translate.ts';

/** How long somebody has waited, as one says it: minutes, hours and minutes, from a day on days. */
export function waitOf(since: string, now: string, t: Translate): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
  if (minutes < 60) return t('messages.inbox.minutes', { count: minutes });
  if (minutes < 24 * 60) {
    return t('messages.inbox.hours', { hours: Math.floor(minutes / 60), count: minutes % 60 });
  }
  return t.count('messages.inbox.days', Math.floor(minutes / (24 * 60)));
}
