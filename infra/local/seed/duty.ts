import { defaultDutyRules, type DutyRules, type DutyShift, shiftId } from '@ohjaamo/shared/duty/shifts.ts';
import type { Confirmation } from '@ohjaamo/shared/duty/skills.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DemoFiles } from './files.ts';
import { derivedId } from './ids.ts';

/** The duty of a site: its rules and shifts, and the basic skills that workers have said they have. */
export interface DemoDuty {
  readonly rules: DutyRules;
  readonly shifts: readonly DutyShift[];
  readonly known: ReadonlyMap<StaffId, readonly Confirmation[]>;
}

/** Reads a site's duty from the files; a site without shifts knows nobody's skills. */
export function buildDuty(
  site: string,
  tenant: string,
  { sites, dutyShifts, basicSkills, staff }: DemoFiles,
  staffIdOf: (code: string) => StaffId,
): DemoDuty {
  const shifts = dutyShifts
    .filter(({ row }) => row.site === site)
    .map(({ row: { site: _site, ...row } }) => ({
      ...row,
      id: shiftId.parse(
        derivedId(`duty ${JSON.stringify([site, row.weekday, row.start, row.mode, row.service])}`),
      ),
    }));
  const own = new Set(staff.filter(({ row }) => row.tenant === tenant).map(({ row }) => row.staff));
  const said = basicSkills.filter(({ row }) => shifts.length > 0 && own.has(row.staff));
  const perWeek = sites.find(({ row }) => row.site === site)?.row.duty_per_week;
  return {
    rules: { ...defaultDutyRules, ...(perWeek !== undefined && { perWeek }) },
    shifts,
    known: new Map(
      said.map(({ row }) => [
        staffIdOf(row.staff),
        row.skills.map((skill) => ({ skill, knows: true, date: row.date, by: 'SELF' as const })),
      ]),
    ),
  };
}
