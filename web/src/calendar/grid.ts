import type { CalendarDay } from '@ohjaamo/shared/schedule/planRoutes.ts';

type Entry = CalendarDay['entries'][number];

/** One row of the weekly grid: a worker and what they do on each of the days shown. */
export interface GridRow {
  readonly staffId: string;
  readonly staffName: string;
  readonly visitor: boolean;
  readonly days: readonly {
    readonly entries: readonly Entry[];
    readonly absences: CalendarDay['absences'];
  }[];
}

/** The days that are shown: a weekend on which nothing is told and nobody is there takes no room. */
export function shownDays(days: readonly CalendarDay[]): CalendarDay[] {
  return days.filter(
    ({ entries, closed, changed, absences }, index) =>
      index < 5 || entries.length > 0 || absences.length > 0 || closed !== undefined || changed !== undefined,
  );
}

/** A row for everybody who is there or missed on one of the days: the house's own people first, then visitors, by name. */
export function gridRows(days: readonly CalendarDay[]): GridRow[] {
  const people = new Map<string, { readonly staffName: string; readonly visitor: boolean }>();
  for (const { absences } of days) {
    for (const { staffId, staffName } of absences) people.set(staffId, { staffName, visitor: false });
  }
  for (const { entries } of days) {
    for (const { staffId, staffName, visitor } of entries) people.set(staffId, { staffName, visitor });
  }
  return [...people]
    .map(([staffId, person]) => ({
      staffId,
      ...person,
      days: days.map(({ entries, absences }) => ({
        entries: entries.filter((entry) => entry.staffId === staffId),
        absences: absences.filter((absence) => absence.staffId === staffId),
      })),
    }))
    .sort(
      (one, other) =>
        Number(one.visitor) - Number(other.visitor) || one.staffName.localeCompare(other.staffName, 'fi'),
    );
}
