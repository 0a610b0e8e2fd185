import type { ReportLine } from '@ohjaamo/shared/figures/report.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** What each line means, where it is shown. */
export const definitionOf = {
  M01: 'work.figures.m01Definition',
  M03: 'work.figures.m03Definition',
  M04_SESSIONS: 'work.figures.m04Definition',
  M04_ATTENDANCES: 'work.figures.m04Definition',
  M04_MEAN: 'work.figures.m04Definition',
  M05_MEDIAN: 'work.figures.m05Definition',
  M05_IN_TIME: 'work.figures.m05Definition',
  M06: 'work.figures.m06Definition',
  M07_NO_SHOW: 'work.figures.m07Definition',
  M07_LATE: 'work.figures.m07Definition',
  M08: 'work.figures.m08Definition',
  M12_TOTAL: 'work.figures.m12Definition',
  M12_MEDIAN: 'work.figures.m12Definition',
  M02: 'figures.persons.m02Definition',
  M02_LIGHT: 'figures.persons.m02Definition',
  M09: 'figures.persons.m09Definition',
  M13: 'figures.persons.m13Definition',
  M14: 'figures.persons.m14Definition',
  M15: 'figures.persons.m15Definition',
  M18: 'figures.persons.m18Definition',
  M19: 'feedback.m19Definition',
} as const satisfies Readonly<Record<ReportLine, MessageKey>>;

/** The lines as a page of charts groups them. */
export const lineGroups = {
  CONTACTS: ['M01', 'M03', 'M08', 'M12_TOTAL', 'M12_MEDIAN'],
  ACCESS: ['M05_MEDIAN', 'M05_IN_TIME', 'M06', 'M07_NO_SHOW', 'M07_LATE'],
  GROUPS: ['M04_SESSIONS', 'M04_ATTENDANCES', 'M04_MEAN'],
  PEOPLE: ['M02', 'M02_LIGHT', 'M09', 'M13', 'M14', 'M15', 'M18'],
  FEEDBACK: ['M19'],
} as const satisfies Readonly<Record<string, readonly ReportLine[]>>;
export type LineGroup = keyof typeof lineGroups;
