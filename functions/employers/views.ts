import { absencesInARow, ABSENCES_TO_DECIDE } from '@ohjaamo/shared/employers/workTrial.ts';
import { countsToMaximum, trialEvents, trialStep } from '@ohjaamo/shared/employers/trialStates.ts';
import type { TrialView } from '@ohjaamo/shared/employers/workRoutes.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { type Place, workerOf } from '../tenants/index.ts';
import type { Trial, WishesRecord } from './trialRepository.ts';

/** What work of a case is about, for the policies. */
export const CATEGORY = 'EMPLOYMENT';

/** Whether whoever asks may see what an organisation recorded of the client's work. */
export function seesWorkOf(access: CaseAccess, owner: string): boolean {
  return access.may('VIEW', { category: CATEGORY, owner });
}

/**
 * Whether whoever asks may see all of the client's work, whoever recorded it. What is reckoned of all of it (how long trials have
 * lasted, when unemployment began) is for these alone.
 */
export function seesAllWork(access: CaseAccess): boolean {
  return access.may('VIEW', { category: CATEGORY });
}

/** Whether whoever asks may add to the client's work. */
export function recordsWork(access: CaseAccess): boolean {
  return access.may('RECORD', { category: CATEGORY, owner: access.organisation });
}

/** The trials whose days count to the longest time, but for one. */
export function countedPeriods(trials: readonly Trial[], but?: string) {
  return trials
    .filter(({ head }) => countsToMaximum(head.state) && head.id !== but)
    .map(({ head: { start, end } }) => ({ start, end }));
}

/** One trial with its diary. */
export function viewTrial({ head, texts, days }: Trial, place: Place): TrialView {
  const { id, version, state, earlier, start, end, hoursPerDay, daysPerWeek, payer, directedOn } = head;
  const { employer, supervisor, tasks, goals, evaluation, reason } = texts;
  const terms =
    hoursPerDay !== undefined && daysPerWeek !== undefined && payer !== undefined && !earlier
      ? {
          ...{ employer: employer ?? '', supervisor: supervisor ?? '', start, end, hoursPerDay, daysPerWeek },
          ...{ payer, tasks: tasks ?? '', goals: goals ?? '', weeklyHours: hoursPerDay * daysPerWeek },
        }
      : undefined;
  const row = absencesInARow(days);
  return {
    ...{ id, version, state, earlier, start, end },
    ...(terms && { terms }),
    ...(directedOn && { directedOn }),
    recordedBy: workerOf(place.tenant, head.recordedBy),
    ...(evaluation !== undefined && { evaluation }),
    ...(reason !== undefined && { reason }),
    days: days.map(({ date, version, mark, words }) => ({
      ...{ date, version, mark },
      ...(words !== undefined && { words }),
    })),
    absencesInARow: row,
    decideOnInterruption: state === 'RUNNING' && row >= ABSENCES_TO_DECIDE,
    next: trialEvents.filter((event) => trialStep(state, event) !== undefined),
  };
}

/** The wishes as they are shown: without who recorded them and when. */
export function viewWishes({ recordedBy: _by, recordedAt: _at, owner: _owner, ...wishes }: WishesRecord) {
  return wishes;
}
