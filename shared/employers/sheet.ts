import type { TrialPeriod } from './workTrial.ts';

/** What a work trial holds that may go to the place of work, and much that may not. */
export interface TrialOfSheet extends TrialPeriod {
  readonly employer: string;
  readonly supervisor: string;
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
  readonly payer: string;
  readonly tasks: string;
  readonly goals: string;
}

/** The sheet that goes to the place of work: the terms, and room for the evaluation. */
export interface TrialSheet extends TrialOfSheet {
  readonly name: string;
  readonly weeklyHours: number;
}

/**
 * Makes the sheet out of the fields it names and of nothing else: neither absences and their reasons nor the conditions of the
 * place nor what the worker wrote. Health data go to a place of work only by an itemised written consent (380/2023 §116, §118), which
 * this sheet never carries.
 */
export function sheetOf(trial: TrialOfSheet, name: string): TrialSheet {
  const { employer, supervisor, start, end, hoursPerDay, daysPerWeek, payer, tasks, goals } = trial;
  return {
    ...{ name, employer, supervisor, start, end, hoursPerDay, daysPerWeek, payer, tasks, goals },
    weeklyHours: hoursPerDay * daysPerWeek,
  };
}
