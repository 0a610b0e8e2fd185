import { workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import type { AreasView } from '@ohjaamo/shared/duty/views.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { textIn } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

/**
 * The work areas as CSV (RFC 4180, comma, CRLF): a line a worker, for each area minutes done, per cent done and per cent
 * planned. A text that a spreadsheet would take for a formula is led by an apostrophe.
 */
export function areasCsv({ rows, from, to }: AreasView, language: Language, t: Translate): string {
  const columns = workAreas.flatMap((area) => {
    const name = t(`duty.area.${area}`);
    const parts = [t('duty.csv.minutes'), t('duty.csv.done'), t('duty.csv.planned')];
    return parts.map((part) => `${name}: ${part}`);
  });
  const header = [
    t('duty.column.worker'),
    t('duty.areas.home'),
    t('duty.areas.title'),
    t('duty.csv.from'),
    t('duty.csv.to'),
    ...columns,
  ];
  const lines = rows.map(({ staff, organisation, title, minutes, done, planned }) => [
    staff.name,
    textIn(organisation, language).text,
    title,
    from,
    to,
    ...workAreas.flatMap((area) => [minutes[area], done?.[area] ?? '', planned?.[area] ?? '']),
  ]);
  return [header, ...lines].map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
