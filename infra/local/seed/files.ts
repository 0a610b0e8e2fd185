import type * as z from 'zod';
import { type Line, readCsv } from './csv.ts';
import { adoptionRow, type AdoptionRow } from './adoptionRow.ts';
import type { Fault } from './fault.ts';
import { personaRow, type PersonaRow } from './personaRow.ts';
import {
  basicSkillsRow,
  dutyShiftRow,
  groupRow,
  openingExceptionRow,
  openingHoursRow,
  organisationRow,
  roomRow,
  type ServiceColumns,
  serviceRow,
  siteRow,
  staffRow,
  tenantRow,
  weeklySlotRow,
} from './rows.ts';
import { volumeRow, type VolumeRow } from './volumeRow.ts';

export const fileNames = {
  tenants: 'tenants.csv',
  sites: 'sites.csv',
  rooms: 'rooms.csv',
  organisations: 'organisations.csv',
  staff: 'staff.csv',
  services: 'services.csv',
  openingHours: 'opening_hours.csv',
  openingExceptions: 'opening_exceptions.csv',
  weeklySlots: 'weekly_slots.csv',
  groups: 'groups.csv',
  dutyShifts: 'duty_shifts.csv',
  basicSkills: 'basic_skills.csv',
  personas: 'personas.csv',
  volumes: 'volumes.csv',
  adoptions: 'adoptions.csv',
} as const;

/** A service line with its columns of tenants. */
export type ServiceRow = ServiceColumns & { readonly givenBy: ReadonlyMap<string, readonly string[]> };

/** All lines of all files, each fitting its file's schema. */
export interface DemoFiles {
  readonly tenants: readonly Line<z.output<typeof tenantRow>>[];
  readonly sites: readonly Line<z.output<typeof siteRow>>[];
  readonly rooms: readonly Line<z.output<typeof roomRow>>[];
  readonly organisations: readonly Line<z.output<typeof organisationRow>>[];
  readonly staff: readonly Line<z.output<typeof staffRow>>[];
  readonly services: readonly Line<ServiceRow>[];
  readonly openingHours: readonly Line<z.output<typeof openingHoursRow>>[];
  readonly openingExceptions: readonly Line<z.output<typeof openingExceptionRow>>[];
  readonly weeklySlots: readonly Line<z.output<typeof weeklySlotRow>>[];
  readonly groups: readonly Line<z.output<typeof groupRow>>[];
  readonly dutyShifts: readonly Line<z.output<typeof dutyShiftRow>>[];
  readonly basicSkills: readonly Line<z.output<typeof basicSkillsRow>>[];
  readonly personas: readonly Line<PersonaRow>[];
  readonly volumes: readonly Line<VolumeRow>[];
  readonly adoptions: readonly Line<AdoptionRow>[];
}

/** Reads all files of the folder; lines that fit no schema are told in `faults`. */
export function readFiles(folder: string, faults: Fault[]): DemoFiles {
  const tenants = readCsv(folder, fileNames.tenants, tenantRow, faults);
  const codes = [...new Set(tenants.map(({ row }) => row.tenant))];
  return {
    tenants,
    sites: readCsv(folder, fileNames.sites, siteRow, faults),
    rooms: readCsv(folder, fileNames.rooms, roomRow, faults),
    organisations: readCsv(folder, fileNames.organisations, organisationRow, faults),
    staff: readCsv(folder, fileNames.staff, staffRow, faults),
    services: readServices(folder, codes, faults),
    openingHours: readCsv(folder, fileNames.openingHours, openingHoursRow, faults),
    openingExceptions: readCsv(folder, fileNames.openingExceptions, openingExceptionRow, faults),
    weeklySlots: readCsv(folder, fileNames.weeklySlots, weeklySlotRow, faults),
    groups: readCsv(folder, fileNames.groups, groupRow, faults),
    dutyShifts: readCsv(folder, fileNames.dutyShifts, dutyShiftRow, faults),
    basicSkills: readCsv(folder, fileNames.basicSkills, basicSkillsRow, faults),
    personas: readCsv(folder, fileNames.personas, personaRow, faults),
    volumes: readCsv(folder, fileNames.volumes, volumeRow, faults),
    adoptions: readCsv(folder, fileNames.adoptions, adoptionRow, faults),
  };
}

function readServices(folder: string, tenants: readonly string[], faults: Fault[]): Line<ServiceRow>[] {
  const lines = readCsv(folder, fileNames.services, serviceRow(tenants), faults);
  return lines.map(({ line, row }) => {
    const columns = row as unknown as ServiceColumns & Readonly<Record<string, readonly string[]>>;
    return {
      line,
      row: { ...columns, givenBy: new Map(tenants.map((each) => [each, columns[each] ?? []])) },
    };
  });
}
