import { byCode } from '@ohjaamo/shared/figures/byCode.ts';
import { channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language, LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { definitionIn, type SpokenDefinition } from '../figures/definitions.ts';
import { locales } from '../i18n/format.ts';
import { textIn } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

const keys = [
  'work.figures.whole',
  'work.figures.m01',
  'work.figures.m03',
  'work.figures.m03Of',
  'work.figures.m10',
  'work.figures.nothingYet',
  'work.figures.measures',
  'work.figures.measure',
  'work.figures.value',
  'work.figures.countedOf',
  'work.figures.minutes',
  'work.figures.days',
  'work.figures.m04',
  'work.figures.m04Of',
  'work.figures.m05',
  'work.figures.m05Of',
  'work.figures.m06',
  'work.figures.m06Of',
  'work.figures.m06Offered',
  'work.figures.m07',
  'work.figures.m07Of',
  'work.figures.m08',
  'work.figures.m08Of',
  'work.figures.m12',
  'work.figures.m12Of',
  'work.figures.m05Coverage',
  'work.figures.m08Coverage',
  'work.figures.coverage',
  'work.figures.byChannel',
  'work.figures.byTopic',
  'work.figures.bySite',
  'work.figures.chart',
  'work.figures.table',
  'work.figures.definition',
  'work.figures.channel',
  'work.figures.topic',
  'work.figures.count',
  'work.figures.share',
  'work.figures.site',
  'work.figures.empty',
  'work.figures.emptyLink',
  'work.figures.liveChanged',
  'figures.trend.small',
] as const;

/** The metrics of the live figures. */
export const liveMetrics = ['M01', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M10', 'M12', 'M24'] as const;

/** A code of the contract and its name in the page's language. */
export interface NamedCode {
  readonly code: string;
  readonly label: string;
}

/** A site's name in the page's language; `lang` only when it is written in another. */
export interface NamedSite {
  readonly slug: string;
  readonly text: string;
  readonly lang?: Language;
}

/** All words that the live figures need, so that the browser gets neither the tables of texts nor the schemas of codes. */
export interface FigureWords {
  readonly texts: Readonly<Record<(typeof keys)[number], string>>;
  readonly definitions: Readonly<Record<(typeof liveMetrics)[number], SpokenDefinition>>;
  readonly channels: readonly NamedCode[];
  readonly topics: readonly NamedCode[];
  readonly sites: readonly NamedSite[];
  /** BCP 47, for numbers. */
  readonly locale: string;
}

/** Gathers the words of the live figures in one language; runs on the server. */
export function figureWords(
  t: Translate,
  language: Language,
  sites: readonly { readonly slug: string; readonly name: LocalizedText }[],
): FigureWords {
  return {
    texts: t.these(keys),
    definitions: byCode(liveMetrics, (metric) => definitionIn(metric, { t, language })),
    channels: channels.map((code) => ({ code, label: t(`work.channel.${code}`) })),
    topics: topics.map((code) => ({ code, label: t(`work.topic.${code}`) })),
    sites: sites.map(({ slug, name }) => ({ slug, ...textIn(name, language) })),
    locale: locales[language],
  };
}
