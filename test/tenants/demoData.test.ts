import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFault, type Fault } from '@ohjaamo/infra/local/seed/fault.ts';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { openingException, openingHours, weeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { organisation, service, site, staffMember, tenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const original = join(import.meta.dirname, '../../demo-data');

describe('The demo municipalities', () => {
  it('load without a fault, with the sites, workers and services of the files', () => {
    const loaded = loadDemoData(original);
    const counted = loaded.ok
      ? loaded.value.map(({ code, tenant, sites }) => ({
          code,
          sites: tenant.sites.length,
          organisations: tenant.organisations.length,
          staff: tenant.staff.length,
          services: tenant.services.length,
          hours: sites.flatMap(({ plan }) => plan.rules).length,
        }))
      : loaded.error;
    expect(counted).toEqual([
      { code: 'rovaniemi', sites: 3, organisations: 8, staff: 16, services: 21, hours: 44 },
      { code: 'helsinki', sites: 3, organisations: 8, staff: 30, services: 21, hours: 118 },
      { code: 'jyvaskyla', sites: 2, organisations: 2, staff: 3, services: 6, hours: 18 },
      { code: 'vaasa', sites: 1, organisations: 2, staff: 2, services: 6, hours: 16 },
      { code: 'mikkeli', sites: 1, organisations: 1, staff: 2, services: 5, hours: 12 },
      { code: 'raasepori', sites: 1, organisations: 1, staff: 1, services: 4, hours: 4 },
    ]);
  });

  it('get the same ids every time they are loaded, and no two things share one', () => {
    const [first, second] = [loadDemoData(original), loadDemoData(original)];
    expect(first).toEqual(second);
    const ids = first.ok
      ? first.value.flatMap(({ tenantId, tenant, sites }) => [
          tenantId,
          ...tenant.staff.map(({ id }) => id),
          ...tenant.sites.map(({ id }) => id),
          ...sites.flatMap(({ plan }) => plan.rules.map(({ id }) => id)),
        ])
      : [];
    expect(ids).toHaveLength(6 + 54 + 11 + 212);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fit the schemas of the tables they are written to', () => {
    const loaded = loadDemoData(original);
    for (const { tenant, sites } of loaded.ok ? loaded.value : []) {
      expect(tenantProfile.parse(tenant.profile)).toEqual(tenant.profile);
      expect(organisation.array().parse(tenant.organisations)).toEqual(tenant.organisations);
      expect(staffMember.array().parse(tenant.staff)).toEqual(tenant.staff);
      expect(service.array().parse(tenant.services)).toEqual(tenant.services);
      expect(site.array().parse(tenant.sites)).toEqual(tenant.sites);
      for (const { plan } of sites) {
        expect(openingHours.array().parse(plan.hours)).toEqual(plan.hours);
        expect(openingException.array().parse(plan.exceptions)).toEqual(plan.exceptions);
        expect(weeklyRule.array().parse(plan.rules)).toEqual(plan.rules);
      }
    }
    expect.assertions(6 * 5 + 11 * 3);
  });
});

describe('A fault in the files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-data-'));
    cpSync(original, folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Changes the first line that holds `from`; gives that line's number, counted from 1. */
  function change(file: string, from: string, to: string): number {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes(from));
    lines[index] = lines[index]!.replace(from, to);
    writeFileSync(join(folder, file), lines.join('\n'));
    return index + 1;
  }

  function faults(): readonly Fault[] {
    const loaded = loadDemoData(folder);
    return loaded.ok ? [] : loaded.error;
  }

  it('is told for a worker whom no line of staff.csv knows', () => {
    const line = change('weekly_slots.csv', 'ROI-1,MON,12:00,16:00,R02,', 'ROI-1,MON,12:00,16:00,R99,');
    expect(faults()).toEqual([
      { file: 'weekly_slots.csv', line, reason: 'There is no worker R99 in staff.csv.' },
    ]);
  });

  it('is told for a worker who would be in two places at once, with the other line', () => {
    const line = change('weekly_slots.csv', 'ROI-3,MON,12:00,15:00,R01,', 'ROI-3,MON,11:30,15:00,R05,');
    expect(faults()).toEqual([
      {
        file: 'weekly_slots.csv',
        line,
        reason: 'The worker R05 is in two places at once: MON 11:30–15:00 overlaps line 44.',
      },
    ]);
  });

  it('is told for hours outside the opening hours of their channel', () => {
    const line = change('weekly_slots.csv', 'HEL-2,TUE,13:00,16:00,H14', 'HEL-2,TUE,13:00,16:30,H14');
    expect(faults()).toEqual([
      {
        file: 'weekly_slots.csv',
        line,
        reason: 'The WALK_IN hours TUE 13:00–16:30 lie outside the opening hours of HEL-2.',
      },
    ]);
  });

  it('is told for a time that is none', () => {
    const line = change('opening_hours.csv', 'HEL-3,PHONE,MON,10:00', 'HEL-3,PHONE,MON,25:00');
    expect(faults()).toEqual([
      { file: 'opening_hours.csv', line, reason: 'The opens "25:00" is not a time such as 09:00.' },
    ]);
  });

  it.each([
    ['sites.csv', 'HEL-2,helsinki', 'HEL-2,turku', 'There is no tenant turku in tenants.csv.'],
    [
      'sites.csv',
      'HEL-3,helsinki,verkossa',
      'HEL-3,helsinki,ita',
      'The address helsinki/ita stands in line 6',
    ],
    ['sites.csv', 'HEL-2,', 'HEL-1,', 'The site HEL-1 stands in line 5 already.'],
    ['staff.csv', 'business mentor,HEL-J3', 'business mentor,ROI-J3', 'The organisation ROI-J3 belongs to'],
    ['staff.csv', 'HEL-J3,HEL-1', 'HEL-J3,ROI-1', 'The site ROI-1 belongs to rovaniemi.'],
    ['rooms.csv', 'HEL-1-A2,HEL-1', 'HEL-1-A2,HEL-2', 'There is no room HEL-1-A at HEL-2 in rooms.csv.'],
    ['services.csv', 'R09;H03', 'R09;H99', 'There is no worker H99 in staff.csv.'],
    ['groups.csv', ',R05,ROI-1-G,1,TUE', ',R99,ROI-1-G,1,TUE', 'There is no worker R99 in staff.csv.'],
    ['groups.csv', ',R05,ROI-1-G,1,TUE', ',H05,ROI-1-G,1,TUE', 'The worker H05 belongs to helsinki'],
    ['groups.csv', ',R05,ROI-1-G,1,TUE', ',R05,HEL-1-A,1,TUE', 'There is no room HEL-1-A at ROI-1'],
    ['groups.csv', 'MON,14:00,16:00', 'MON,14:00,13:00', 'The group ends at 13:00, not after 14:00.'],
    ['groups.csv', 'ROI-G2,', 'ROI-G1,', 'The group ROI-G1 stands in line 2 already.'],
    ['groups.csv', 'DROP_IN,fi,15,29', 'OPEN_DOOR,fi,15,29', 'The joining "OPEN_DOOR" is not one of'],
    ['staff.csv', 'PARTNER_WORKER,fi;en,employers', 'MENTOR,fi;en,employers', 'is not a list of the roles'],
    ['services.csv', 'R06;R09', 'R06;H09', 'The worker H09 belongs to helsinki, not to rovaniemi.'],
    ['services.csv', 'BOOKED,EVERY', 'BOOKED,ALL', 'The hours_for "ALL" is not one of OWN, EVERY'],
    ['services.csv', 'MAP360,', 'map360,', 'The code "map360" is not a code of capital letters'],
    ['opening_hours.csv', 'ROI-1,WALK_IN,TUE', 'ROI-9,WALK_IN,TUE', 'There is no site ROI-9 in sites.csv.'],
    [
      'opening_hours.csv',
      'ROI-1,WALK_IN,TUE',
      'ROI-1,WALK_IN,MON',
      'hours of ROI-1 overlap those of line 2.',
    ],
    ['opening_exceptions.csv', '2027-12-24,2027-12-26', '2027-12-24,2027-12-20', 'end before they begin.'],
    ['opening_exceptions.csv', 'WED,14:00,18:00', ',14:00,18:00', 'A replacement needs weekdays'],
    ['weekly_slots.csv', 'R13,KELA', 'R13,NURSE', 'The worker R13 does not give NURSE by services.csv.'],
    ['weekly_slots.csv', 'ROI-1,MON,12:00,16:00,R02', 'ROI-1,MON,12:00,16:00,H02', 'belongs to helsinki'],
    ['duty_shifts.csv', 'ROI-1,MON,', 'ROI-9,MON,', 'There is no site ROI-9 in sites.csv.'],
    ['duty_shifts.csv', 'HEL-1,FRI,12:00,15:00', 'HEL-1,FRI,15:00,12:00', 'The shift ends at 12:00'],
    ['duty_shifts.csv', 'WALKIN,3,housing', 'WALKIN,30,housing', 'is not a whole number from 1 to 20.'],
    ['basic_skills.csv', 'R02,', 'R99,', 'There is no worker R99 in staff.csv.'],
    ['basic_skills.csv', 'R03,', 'R02,', 'The worker R02 stands in line 2 already.'],
    ['weekly_slots.csv', 'EVERY_2_WEEKS_FROM', 'EVERY_OTHER_WEEK_FROM', 'is not EVERY_WEEK, ISO_ODD_WEEKS'],
    ['weekly_slots.csv', 'ROI-1,MON,12:00,16:00,R02', 'ROI-1,MON,16:00,12:00,R02', 'end before they begin.'],
    ['weekly_slots.csv', 'ROI-1,MON,12:00,16:00,R02,', 'ROI-1,MON,', 'fields instead of 11.'],
    ['tenants.csv', '698', '69', 'The municipality_code "69" is not a municipality code of three digits.'],
  ])('is told in %s when %s reads %s', (file, from, to, reason) => {
    const line = change(file, from, to);
    const told = faults();
    expect(told.map(describeFault).join('\n')).toContain(`${file}:${String(line)}: `);
    expect(told.find((fault) => fault.line === line)?.reason).toContain(reason);
  });

  it('is told for a missing file, a foreign header and unpaired quotation marks', () => {
    rmSync(join(folder, 'staff.csv'));
    change('sites.csv', 'site,tenant', 'code,tenant');
    change('organisations.csv', '"Rovaniemen', '"Rovan"iemen');
    expect(faults().map(({ file, line }) => `${file}:${String(line)}`)).toEqual([
      'sites.csv:1',
      'organisations.csv:2',
      'staff.csv:1',
    ]);
  });
});
