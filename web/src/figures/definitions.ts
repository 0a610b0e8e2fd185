import { definitionOf } from '@ohjaamo/shared/figures/definitions/all.ts';
import type { MetricId } from '@ohjaamo/shared/figures/definitions/definition.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Translate } from '../i18n/translate.ts';

/** What a metric counts and does not tell, in the words of a language. */
export interface SpokenDefinition {
  readonly metric: MetricId;
  readonly name: string;
  /** What is counted, of what, what it rests on, and what it does not tell. */
  readonly lines: readonly string[];
}

/**
 * A metric's definition in a language, the same words beside every figure.
 *
 * @param instead what the figure counts, where a page counts less than the whole metric
 */
export function definitionIn(
  metric: MetricId,
  { t, language }: { readonly t: Translate; readonly language: Language },
  instead?: string,
): SpokenDefinition {
  const { name, numerator, denominator, coverage, doesNotTell } = definitionOf(metric);
  const counted = [
    numerator[language],
    ...(denominator ? [t('figures.definition.countedOf', { what: denominator[language] })] : []),
    t('figures.definition.coverage', { what: coverage[language] }),
  ];
  return {
    ...{ metric, name: name[language] },
    lines: [
      ...(instead === undefined ? counted : [instead]),
      t('figures.definition.notTold', { what: doesNotTell[language] }),
    ],
  };
}
