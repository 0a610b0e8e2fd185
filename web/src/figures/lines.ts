import { type MetricId, metricIds } from '@ohjaamo/shared/figures/definitions/definition.ts';
import type { ReportLine } from '@ohjaamo/shared/figures/report.ts';

/** The metric that a line belongs to. */
export function metricOf(line: ReportLine): MetricId {
  const metric = metricIds.find((each) => line.startsWith(each));
  if (!metric) throw new Error(`${line} is of no metric`);
  return metric;
}

/** The lines as a page of charts groups them. */
export const lineGroups = {
  CONTACTS: ['M01', 'M03', 'M08', 'M12_TOTAL', 'M12_MEDIAN'],
  ACCESS: ['M05_MEDIAN', 'M05_IN_TIME', 'M06', 'M06_OFFERED', 'M07_NO_SHOW', 'M07_LATE'],
  GROUPS: ['M04_SESSIONS', 'M04_ATTENDANCES', 'M04_MEAN'],
  PEOPLE: ['M02', 'M02_LIGHT', 'M09', 'M13', 'M14', 'M15', 'M18', 'M22'],
  FEEDBACK: [
    'M19',
    ...(['M20_GOT_SUPPORT', 'M20_LISTENED', 'M20_DECIDED', 'M20_CLEARER', 'M20_RECOMMEND'] as const),
  ],
  QUALITY: ['M24_AGE_BAND', 'M24_ARRIVAL', 'M24_SOLVED', 'M24_IN_TIME'],
} as const satisfies Readonly<Record<string, readonly ReportLine[]>>;
export type LineGroup = keyof typeof lineGroups;
