import { languages, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { roomId, siteId, slug, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { checkPlan, type PlanFault } from '@ohjaamo/shared/schedule/checkPlan.ts';
import type { OpeningException, SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Residents } from '@ohjaamo/shared/kernel/residents.ts';
import { defaultBookingCaps, type Room, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { Line } from './csv.ts';
import { buildAdoption } from './adoptions.ts';
import { buildDuty } from './duty.ts';
import type { DemoSite, DemoTenant } from './demo.ts';
import { buildGroups } from './groups.ts';
import type { Fault } from './fault.ts';
import { type DemoFiles, fileNames, readFiles } from './files.ts';
import { derivedId } from './ids.ts';
import { buildPersona } from './people.ts';
import { checkReferences } from './references.ts';

/**
 * Reads the demo municipalities from the CSV files of `folder`. Everything is read and checked before anything is
 * returned: one fault, and there is no tenant at all. The faults come in the order of files and lines.
 */
export function loadDemoData(folder: string): Result<readonly DemoTenant[], readonly Fault[]> {
  const faults: Fault[] = [];
  const files = readFiles(folder, faults);
  // A code that stands in a line that cannot be read would be told again in every line that names it.
  if (faults.length > 0) return fail(faults);
  faults.push(...checkReferences(files));
  if (faults.length > 0) return fail(faults);
  const tenants = files.tenants.map(({ row }) => buildTenant(row.tenant, files));
  faults.push(...tenants.flatMap((tenant) => planFaults(tenant, files)));
  return faults.length > 0 ? fail(faults) : succeed(tenants);
}

const staffIdOf = (code: string) => staffId.parse(derivedId(`worker ${code}`));
const siteIdOf = (code: string) => siteId.parse(derivedId(`site ${code}`));
const roomIdOf = (code: string) => roomId.parse(derivedId(`room ${code}`));

interface Named {
  readonly name_fi: string;
  readonly name_sv?: string | undefined;
  readonly name_en?: string | undefined;
}

function nameOf(row: Named): LocalizedText {
  const texts = languages.map((each) => [each, row[`name_${each}`]] as const);
  return Object.fromEntries(texts.filter(([, text]) => text));
}

function ofTenant<T extends { readonly tenant: string }>(lines: readonly Line<T>[], code: string): T[] {
  return lines.map(({ row }) => row).filter(({ tenant }) => tenant === code);
}

function buildTenant(code: string, files: DemoFiles): DemoTenant {
  const row = files.tenants.find(({ row: { tenant } }) => tenant === code)?.row;
  if (!row) throw new Error('unreachable');
  const staff = ofTenant(files.staff, code);
  const sites = ofTenant(files.sites, code);
  return {
    code,
    tenantId: tenantId.parse(derivedId(`tenant ${code}`)),
    tenant: {
      profile: {
        slug: row.slug,
        name: nameOf(row),
        municipalityCode: row.municipality_code,
        languages: row.languages,
        zone: HELSINKI,
        bookingCaps: defaultBookingCaps,
        residents: [demoResidents(code)],
      },
      organisations: ofTenant(files.organisations, code).map((each) => ({
        code: each.org,
        name: nameOf(each),
        type: each.type,
        runsSites: each.runs_sites === 'yes',
      })),
      staff: staff.map((each) => ({
        id: staffIdOf(each.staff),
        name: each.display_name,
        organisation: each.home_org,
        homeSite: siteIdOf(each.home_site),
        title: each.role_en,
        share: each.share,
        languages: each.languages,
        skills: each.skills,
      })),
      services: buildServices(code, files),
      sites: sites.map((each) => ({
        id: siteIdOf(each.site),
        slug: slug.parse(each.slug),
        name: nameOf(each),
        kind: each.kind,
        address: each.address,
        rooms: files.rooms
          .filter(({ row: { site } }) => site === each.site)
          .map(({ row: found }) => roomOf(found)),
      })),
    },
    sites: sites.map(({ site }) => buildSite(site, code, files)),
    access: staff.map((each) => ({
      code: each.staff,
      staffId: staffIdOf(each.staff),
      email: `${each.staff.toLowerCase()}@${row.slug}.example`,
      roles: each.access_role,
      description: each.role_en,
    })),
    people: ofTenant(files.personas, code).map((each) => buildPersona(each, staffIdOf)),
    adoptions: ofTenant(files.adoptions, code).map((each) => buildAdoption(each, staffIdOf)),
  };
}

function buildSite(code: string, tenant: string, files: DemoFiles): DemoSite {
  const volume = files.volumes.find(({ row }) => row.site === code)?.row;
  return {
    code,
    siteId: siteIdOf(code),
    plan: buildPlan(code, files),
    duty: buildDuty(code, tenant, files, staffIdOf),
    groups: buildGroups(code, files, { site: siteIdOf, worker: staffIdOf, room: roomIdOf }),
    ...(volume && { volume }),
  };
}

function roomOf(row: DemoFiles['rooms'][number]['row']): Room {
  return {
    id: roomIdOf(row.room),
    name: row.name,
    capacity: row.capacity,
    ...(row.part_of !== undefined && { partOf: roomIdOf(row.part_of) }),
  };
}

function buildServices(tenant: string, files: DemoFiles): Tenant['services'] {
  const staff = ofTenant(files.staff, tenant);
  return files.services.flatMap(({ row }) => {
    const givers = row.givenBy.get(tenant) ?? [];
    const workers = staff.filter((each) =>
      [each.staff, ...each.access_role].some((name) => givers.includes(name)),
    );
    // A service that nobody gives is not a service of this tenant.
    if (workers.length === 0) return [];
    return [
      {
        code: row.code,
        name: nameOf(row),
        ptvClasses: row.ptv_class,
        minimumIdentification: row.min_identification,
        bookingMode: row.booking_mode,
        hoursFor: row.hours_for,
        lengthMinutes: row.length_min,
        bufferBeforeMinutes: row.buffer_before_min,
        bufferAfterMinutes: row.buffer_after_min,
        noticeHours: row.notice_hours,
        horizonDays: row.horizon_days,
        staff: workers.map((each) => staffIdOf(each.staff)),
        channels: row.channels,
        skills: row.skills,
        needsApproval: row.approval === 'yes',
        ...(row.room_for !== undefined && { roomFor: row.room_for }),
        alongside: staff
          .filter((each) => row.alongside.includes(each.staff))
          .map((each) => staffIdOf(each.staff)),
        limits: {
          ...(row.per_day !== undefined && { perDay: row.per_day }),
          ...(row.per_week !== undefined && { perWeek: row.per_week }),
          ...(row.per_person !== undefined && { perPerson: row.per_person }),
        },
        hours: row.hours,
      },
    ];
  });
}

const slotsOf = (site: string, files: DemoFiles) => files.weeklySlots.filter(({ row }) => row.site === site);

function buildPlan(site: string, files: DemoFiles): SitePlan {
  return {
    hours: files.openingHours
      .filter(({ row }) => row.site === site)
      .map(({ row: { channel, weekday, opens, closes } }) => ({ channel, weekday, opens, closes })),
    exceptions: files.openingExceptions
      .filter(({ row }) => row.site === '*' || row.site === site)
      .map(({ row }) => buildException(row)),
    absences: [],
    rules: slotsOf(site, files).map(({ row }) => {
      const { weekday, start, end, service, mode, recurrence, note } = row;
      const { valid_from: validFrom, valid_to: validTo } = row;
      const identity = [site, weekday, start, end, row.staff, service, mode, recurrence, validFrom, validTo];
      return {
        id: derivedId(`hours ${JSON.stringify(identity)}`),
        staffId: staffIdOf(row.staff),
        service,
        mode,
        weekday,
        start,
        end,
        recurrence,
        ...(validFrom && { validFrom }),
        ...(validTo && { validTo }),
        note,
      };
    }),
  };
}

function buildException(row: DemoFiles['openingExceptions'][number]['row']): OpeningException {
  const common = { from: row.date_from, to: row.date_to, name: nameOf(row) };
  const { weekdays, opens = '', closes = '' } = row;
  if (row.kind === 'REPLACE') return { kind: 'REPLACE', ...common, weekdays, opens, closes };
  return { kind: 'CLOSED', ...common, ...(weekdays.length > 0 && { weekdays }) };
}

/** The faults of a tenant's plans, each at the line its rule comes from. */
function planFaults({ sites }: DemoTenant, files: DemoFiles): Fault[] {
  const found = checkPlan(sites.map(({ code, plan }) => ({ site: code, plan })));
  return found.map((fault) => {
    const slot = slotsOf(fault.site, files)[fault.ruleIndex];
    if (!slot) throw new Error('unreachable');
    return { file: fileNames.weeklySlots, line: slot.line, reason: planReason(fault, slot.row, files) };
  });
}

function planReason(
  fault: PlanFault,
  slot: DemoFiles['weeklySlots'][number]['row'],
  files: DemoFiles,
): string {
  const hours = `${slot.weekday} ${slot.start}–${slot.end}`;
  switch (fault.code) {
    case 'ENDS_BEFORE_START':
      return `The hours ${hours} end before they begin.`;
    case 'NO_DATES':
      return `The hours ${hours} apply on no date.`;
    case 'OUTSIDE_OPENING_HOURS':
      return `The ${slot.mode} hours ${hours} lie outside the opening hours of ${slot.site}.`;
    case 'OVERLAP': {
      const other = slotsOf(fault.otherSite ?? '', files)[fault.otherRuleIndex ?? -1];
      const line = String(other?.line ?? 0);
      return `The worker ${slot.staff} is in two places at once: ${hours} overlaps line ${line}.`;
    }
  }
}

const demoResidentsOf: Readonly<Record<string, number>> = {
  ...{ helsinki: 130_000, jyvaskyla: 31_000, vaasa: 14_000, mikkeli: 7_500, raasepori: 4_000 },
};

/** What reach is counted of in the demo: round numbers that no statistic has, and that say so. */
function demoResidents(code: string): Residents & { readonly from: string } {
  return {
    ...{ from: '2025-01-01', year: 2025, source: 'Demon esimerkkiluku, ei tilastosta' },
    residents: demoResidentsOf[code] ?? 12_000,
  };
}
