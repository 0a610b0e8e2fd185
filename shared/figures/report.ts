import { type FeedbackStatement, feedbackStatements } from '../kernel/feedback.ts';
import type { Residents } from '../kernel/residents.ts';
import type { FigureSet } from './contract.ts';
import type { PersonFigures } from './persons/contract.ts';
import { type QualityMeasure, qualityMeasures, qualityOf } from './quality.ts';
import { isSmall } from './threshold.ts';

/** How a number of the report is spoken. */
export type ReportUnit = 'COUNT' | 'PERCENT' | 'MINUTES' | 'HOURS' | 'DAYS' | 'MEAN' | 'GRADE' | 'PER_1000';

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
  'M06_OFFERED',
  'M07_NO_SHOW',
  'M07_LATE',
  'M08',
  'M12_TOTAL',
  'M12_MEDIAN',
  'M02',
  'M02_LIGHT',
  'M09',
  'M13',
  'M14',
  'M15',
  'M18',
  'M19',
  'M20_GOT_SUPPORT',
  'M20_LISTENED',
  'M20_DECIDED',
  'M20_CLEARER',
  'M20_RECOMMEND',
  'M22',
  'M24_AGE_BAND',
  'M24_ARRIVAL',
  'M24_SOLVED',
  'M24_IN_TIME',
] as const;
export type ReportLine = (typeof reportLines)[number];

/** A number of the report; without a value there is nothing that it could be counted of. */
export interface ReportNumber {
  readonly unit: ReportUnit;
  readonly value?: number;
  /** Of shares and medians: what they are counted of. */
  readonly of?: number;
  /** It tells of few persons: for the own staff's eyes only (domain 4.5). */
  readonly small?: true;
}

/**
 * The numbers of a quarter, for the report to the steering group (F3); shares in percent, not rounded.
 *
 * @param residents of the municipality, for its reach; of a site nobody knows them
 */
export function reportOf(
  figures: FigureSet,
  residents?: Residents,
): Readonly<Record<ReportLine, ReportNumber>> {
  const { contacts, anonymous, groups, wait, appointments, solved, minutes, feedback } = figures;
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
    M06_OFFERED: middle('DAYS', appointments.offeredMedian, appointments.offered),
    M07_NO_SHOW: share(appointments.noShows, due),
    M07_LATE: share(appointments.cancelledLate, due),
    M08: share(solved.solved, solved.answered),
    M12_TOTAL: { unit: 'HOURS', value: minutes.total / 60 },
    M12_MEDIAN: middle('MINUTES', minutes.median, contacts),
    ...personLines(figures.persons),
    M19: {
      unit: 'GRADE',
      of: feedback.grade.of,
      ...(feedback.grade.mean !== undefined && { value: feedback.grade.mean }),
    },
    ...statementLines(figures),
    M22: reachOf(figures.persons, residents),
    ...qualityLines(figures),
  };
}

type StatementLine = `M20_${FeedbackStatement}`;

/** M20: those who said 4 or 5, hidden from everybody while few answered. */
function statementLines({ feedback: { statements } }: FigureSet): Record<StatementLine, ReportNumber> {
  return lines(feedbackStatements, 'M20', (name) => {
    const { of, agree } = statements[name];
    return { unit: 'PERCENT', of, ...(agree !== undefined && { value: agree }) };
  });
}

/** M24: how complete the records are. */
function qualityLines(figures: FigureSet): Record<`M24_${QualityMeasure}`, ReportNumber> {
  const known = new Map(qualityOf(figures).map((each) => [each.measure, share(each.known, each.of)]));
  return lines(qualityMeasures, 'M24', (measure) => known.get(measure) ?? { unit: 'PERCENT' });
}

function lines<Metric extends string, Name extends string>(
  names: readonly Name[],
  metric: Metric,
  numberOf: (name: Name) => ReportNumber,
): Record<`${Metric}_${Name}`, ReportNumber> {
  const all = names.map((name) => [`${metric}_${name}`, numberOf(name)] as const);
  return Object.fromEntries(all) as Record<`${Metric}_${Name}`, ReportNumber>;
}

/**
 * M22: different young people of the quarter, identified and known by a nickname, by a thousand residents aged 15–29. Anonymous contacts
 * are not added: nobody knows how many people they were.
 */
export function reachOf(persons: PersonFigures | undefined, residents: Residents | undefined): ReportNumber {
  if (!persons || !residents) return { unit: 'PER_1000' };
  const young = persons.clients.identified + persons.clients.light;
  return {
    unit: 'PER_1000',
    value: (1000 * young) / residents.residents,
    of: residents.residents,
    ...(isSmall(young) && { small: true }),
  };
}

type PersonLine = 'M02' | 'M02_LIGHT' | 'M09' | 'M13' | 'M14' | 'M15' | 'M18';

/** Persons, once the night has counted them; until then there is no number, which is not nought. */
function personLines(persons: PersonFigures | undefined): Record<PersonLine, ReportNumber> {
  if (!persons) {
    const none = { unit: 'PERCENT' } as const;
    const noCount = { unit: 'COUNT' } as const;
    return { M02: noCount, M02_LIGHT: noCount, M09: none, M13: none, M14: none, M15: none, M18: none };
  }
  const { clients, continuity, plans, referrals, followUps } = persons;
  const asked = followUps.reduce((sum, { due }) => sum + due, 0);
  const reached = followUps.reduce((sum, each) => sum + each.reached, 0);
  return {
    M02: people(clients.identified),
    M02_LIGHT: people(clients.light),
    M09: shareOfPeople(persons.acrossOrganisations, clients.identified),
    M13: shareOfPeople(continuity.first, continuity.named),
    M14: shareOfPeople(plans.withPlan, plans.openEpisodes),
    M15: shareOfPeople(referrals.all.accepted, referrals.all.sent),
    M18: shareOfPeople(reached, asked),
  };
}

function people(value: number): ReportNumber {
  return { ...count(value), ...(isSmall(value) && { small: true }) };
}

/** A share tells of few as well when those who are not in it are few. */
function shareOfPeople(part: number, of: number): ReportNumber {
  return { ...share(part, of), ...([part, of, of - part].some(isSmall) && { small: true }) };
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
