import type { ReportNumber } from '@ohjaamo/shared/figures/report.ts';
import { locales } from '../i18n/format.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Translate } from '../i18n/translate.ts';

/** How numbers of a report are told in a language. */
export interface Spoken {
  /** The number with its unit; a dash when there is nothing that it could be counted of; a star when it tells of few persons. */
  readonly number: (of: ReportNumber) => string;
  /** The same without its unit, where it stands under a heading that says it. */
  readonly bare: (of: ReportNumber) => string;
  /** The same with what it is counted of. */
  readonly spoken: (of: ReportNumber) => string;
  /** By how much a number differs from an earlier one of its line; nothing where that cannot be said. */
  readonly change: (now: ReportNumber, then: ReportNumber) => string | undefined;
}

export function spokenIn({ t, language }: { readonly t: Translate; readonly language: Language }): Spoken {
  const decimal = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
  const grade = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locales[language], {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const told = ({ unit, value = 0 }: ReportNumber): string =>
    unit === 'GRADE' ? grade.format(value) : decimal.format(unit === 'PERCENT' ? Math.round(value) : value);
  const star = ({ small }: ReportNumber): string => (small ? '*' : '');
  const number: Spoken['number'] = (of) => {
    const { unit, value } = of;
    if (value === undefined) return '–';
    const isBare = unit === 'COUNT' || unit === 'MEAN' || unit === 'GRADE';
    return `${isBare ? told(of) : t(`work.report.unit.${unit}`, { number: told(of) })}${star(of)}`;
  };
  return {
    number,
    bare: (of) => (of.value === undefined ? '–' : `${told(of)}${star(of)}`),
    spoken: (of) =>
      of.of === undefined || of.value === undefined
        ? number(of)
        : `${number(of)} (${t('work.report.of', { of: of.of })})`,
    change: ({ unit, value: now }, { value: then }) => {
      if (now === undefined || then === undefined) return undefined;
      if (unit === 'PERCENT') {
        return t('figures.trend.points', { change: signed.format(Math.round(now) - Math.round(then)) });
      }
      if (unit === 'COUNT' || unit === 'HOURS') {
        if (then === 0) return undefined;
        const percent = Math.round((100 * (now - then)) / then);
        return t('work.report.unit.PERCENT', { number: signed.format(percent) });
      }
      const difference = signed.format(now - then);
      const isBare = unit === 'MEAN' || unit === 'GRADE';
      return isBare ? difference : t(`work.report.unit.${unit}`, { number: difference });
    },
  };
}
