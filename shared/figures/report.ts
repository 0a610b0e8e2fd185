import type { FigureSet } from './contract.ts';

/** How a number of the report is spoken. */
export type ReportUnit = 'COUNT' | 'PERCENT' | 'MINUTES' | 'HOURS' | 'DAYS' | 'MEAN';

/** The lines of a quarterly report, in the order of the catalogue of metrics. */
export const reportLines = [
  'M01',
  'M03',
  'M04_SESSIONS',
  'M04_ATTENDANCES',
  'M04_MEAN',
  'M05_MEDIAN',
  'M05_IN_TIME',
  'M06',
  'M07_NO_SHOW',
  'M07_LATE',
  'M08',
  'M12_TOTAL',
  'M12_MEDIAN',
] as const;
export type ReportLine = (typeof reportLines)[number];

/** A number of the report; without a value there is nothing that it could be counted of. */
export interface ReportNumber {
  readonly unit: ReportUnit;
  readonly value?: number;
  /** Of shares and medians: what they are counted of. */
  readonly of?: number;
}

/** The numbers of a quarter, for the report to the steering group (F3); shares in percent, not rounded. */
export function reportOf(figures: FigureSet): Readonly<Record<ReportLine, ReportNumber>> {
  const { contacts, anonymous, groups, wait, appointments, solved, minutes } = figures;
  const due = appointments.kept + appointments.noShows + appointments.cancelledLate;
  return {
    M01: count(contacts),
    M03: share(anonymous, contacts),
    M04_SESSIONS: count(groups.sessions),
    M04_ATTENDANCES: count(groups.attendances),
    M04_MEAN: {
      unit: 'MEAN',
      of: groups.sessions,
      ...(groups.sessions > 0 && { value: groups.attendances / groups.sessions }),
    },
    M05_MEDIAN: middle('MINUTES', wait.median, wait.timed),
    M05_IN_TIME: share(wait.inTime, wait.timed),
    M06: middle('DAYS', appointments.leadMedian, appointments.booked),
    M07_NO_SHOW: share(appointments.noShows, due),
    M07_LATE: share(appointments.cancelledLate, due),
    M08: share(solved.solved, solved.answered),
    M12_TOTAL: { unit: 'HOURS', value: minutes.total / 60 },
    M12_MEDIAN: middle('MINUTES', minutes.median, contacts),
  };
}

function count(value: number): ReportNumber {
  return { unit: 'COUNT', value };
}

function share(part: number, of: number): ReportNumber {
  return { unit: 'PERCENT', of, ...(of > 0 && { value: (100 * part) / of }) };
}

function middle(unit: 'MINUTES' | 'DAYS', value: number | undefined, of: number): ReportNumber {
  return { unit, of, ...(value !== undefined && { value }) };
}
