import type { LineStatus } from '@ohjaamo/shared/line/views.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { onDay } from '../street/onDay.ts';

/** `10–25 minuuttia`; nothing when it cannot be said. */
export function waitWords(wait: LineStatus['wait'], t: Translate): string | undefined {
  if (!wait) return undefined;
  return wait.low === 0 ? t('line.wait.upTo', { high: wait.high }) : t('line.wait.range', wait);
}

/** When the line opens next, as a sentence; nothing when nobody knows. */
export function opensWords(
  opensAt: string | undefined,
  today: string,
  t: Translate,
  format: Format,
): string | undefined {
  if (!opensAt) return undefined;
  return t('line.opens', {
    day: onDay(opensAt.slice(0, 10), today, t, format),
    time: format.time(opensAt),
  });
}
