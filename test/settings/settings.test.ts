import { settingsHandler } from '@ohjaamo/functions/settings/dispatch.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { residentsOn } from '@ohjaamo/shared/kernel/residents.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import type { SettingValue } from '@ohjaamo/shared/settings/tenantSettings.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dutyTown, people } from '../duty/dutyTown.ts';
import { call, type TestCall } from '../support/house.ts';

const { readSettings, decideSetting, withdrawSetting } = settingsRoutes;

const caps: SettingValue = { of: 'BOOKING_CAPS', perAddress: 5, perSite: 50, holds: 2 };
const indiv: SettingValue = {
  ...{ of: 'SERVICE_BOOKING', service: 'INDIV', noticeHours: 24, horizonDays: 14, needsApproval: true },
  perDay: 3,
};

const anyRow = z.object({ value: z.object({ decisions: z.array(z.unknown()) }) });

async function settingTown() {
  const town = await dutyTown();
  const handler = settingsHandler({ ...town.house, memberRole: 'settings' });
  const as = <R extends Route>(person: 'admin' | 'manager', route: R, request: TestCall<R> = {}) =>
    call(handler, route, {
      ...request,
      actor: {
        ...{ realm: 'tenant', subject: `subject-of-${person}`, tenantId: town.tenantId },
        ...{ staffId: people[person].id, roles: [...people[person].roles] },
      },
    });
  const decide = (value: SettingValue, from: string, version = 0, id = randomIds.id(10)) =>
    as('admin', decideSetting, { body: { id, version, from, value } });
  /** The tenant as the street reads it, and how many requests that took. */
  const street = async () => {
    const scope = town.house.scope(town.tenantId, 'street');
    let requests = 0;
    const counting = new Proxy(scope.work, {
      get(table, name) {
        const own: unknown = Reflect.get(table, name);
        if (typeof own !== 'function') return own;
        return (...values: unknown[]): unknown => {
          requests++;
          return Reflect.apply(own, table, values);
        };
      },
    });
    const tenant = (await readTenant({ ...scope, work: counting }))!;
    return { tenant, requests, service: tenant.services.find(({ code }) => code === 'INDIV')! };
  };
  const matter = async (name: string) =>
    (await as('admin', readSettings)).body.settings.find((each) => each.matter === name)!;
  return { ...town, as, decide, street, matter };
}

describe('A setting decided from a date on', () => {
  it('holds for every reader when its day comes, by the product’s clock and in the one query there always was', async () => {
    const town = await settingTown();
    const before = await town.street();
    expect((await town.decide(caps, '2027-02-10')).status).toBe(201);
    expect((await town.decide(indiv, '2027-02-11')).status).toBe(201);
    expect(await town.street()).toEqual(before);
    town.clock.set('2027-02-09T23:59+02:00');
    expect((await town.street()).tenant.profile.bookingCaps.perAddress).toBe(500);
    town.clock.set('2027-02-10T00:00+02:00');
    expect((await town.street()).tenant.profile.bookingCaps).toEqual({
      perAddress: 5,
      perSite: 50,
      holds: 2,
    });
    expect((await town.street()).service.noticeHours).toBe(2);
    town.clock.set('2027-02-11T00:00+02:00');
    const after = await town.street();
    expect(after.service).toMatchObject({
      ...{ noticeHours: 24, horizonDays: 14, needsApproval: true, lengthMinutes: 45 },
      limits: { perDay: 3 },
    });
    expect([before.requests, after.requests]).toEqual([1, 1]);
  });

  it('is shown with what was before it, who decided it, and can be withdrawn until it begins', async () => {
    const town = await settingTown();
    await town.decide({ of: 'WORKERS_UNNAMED', unnamed: true }, '2027-02-01', 0, 'unnamed001');
    await town.decide({ of: 'WORKERS_UNNAMED', unnamed: false }, '2027-03-01', 1, 'named00001');
    const view = await town.matter('WORKERS_UNNAMED');
    expect(view).toMatchObject({ version: 2, beginning: { unnamed: false }, now: { unnamed: true } });
    expect(view.decisions).toMatchObject([
      { stands: 'COMING', by: 'Test worker 0007' },
      { stands: 'NOW', from: '2027-02-01' },
    ]);
    const back = (decision: string, version: number) =>
      town.as('admin', withdrawSetting, {
        parameters: { matter: 'WORKERS_UNNAMED', decision },
        body: { version },
      });
    expect((await back('named00001', 2)).status).toBe(200);
    expect((await back('unnamed001', 3)).problem.conflicts).toEqual([{ reason: 'BEGUN' }]);
    town.clock.set('2027-03-02T09:00+02:00');
    expect((await town.street()).tenant.profile.workersUnnamed).toBe(true);
    expect((await town.matter('WORKERS_UNNAMED')).decisions[0]?.withdrawn?.by).toBe('Test worker 0007');
  });

  it('turns further languages of the sites’ pages on, and is turned away for one that has no texts', async () => {
    const town = await settingTown();
    expect((await town.street()).tenant.profile.furtherLanguages).toBeUndefined();
    await town.decide({ of: 'FURTHER_LANGUAGES', languages: ['ar', 'uk'] }, '2027-02-01');
    expect((await town.street()).tenant.profile.furtherLanguages).toEqual(['ar', 'uk']);
    const wrong = { of: 'FURTHER_LANGUAGES', languages: ['xx'] } as unknown as SettingValue;
    expect((await town.decide(wrong, '2027-02-02', 1)).status).toBe(400);
  });

  it('never begins before today, is decided once by the same request, and told to whoever was slower', async () => {
    const town = await settingTown();
    const past = await town.decide(caps, '2027-01-31');
    expect(past.problem.conflicts).toEqual([{ reason: 'IN_THE_PAST' }]);
    expect((await town.decide(caps, '2027-02-01', 0, 'caps000001')).body).toEqual({ version: 1 });
    expect((await town.decide(caps, '2027-02-01', 0, 'caps000001')).body).toEqual({ version: 1 });
    expect((await town.decide(caps, '2027-02-02', 0)).problem.type).toBe('/problems/stale-version');
    expect((await town.decide(caps, '2027-02-02', 1, 'caps000001')).problem.type).toBe(
      '/problems/id-already-used',
    );
  });

  it('is of the municipality’s own services, and the administrator’s alone', async () => {
    const town = await settingTown();
    expect((await town.decide({ ...indiv, service: 'NOT-OURS' }, '2027-03-01')).status).toBe(404);
    expect((await town.as('manager', readSettings)).status).toBe(403);
  });

  it('leaves beside the profile only what holds or will, however often it was changed', async () => {
    const town = await settingTown();
    for (let day = 1; day <= 9; day++) {
      town.clock.set(`2027-02-0${day}T09:00+02:00`);
      await town.decide({ ...caps, perAddress: day }, `2027-02-0${day}`, day - 1);
    }
    expect((await town.street()).tenant.profile.bookingCaps.perAddress).toBe(9);
    expect((await town.matter('BOOKING_CAPS')).decisions).toHaveLength(9);
    const scope = town.house.scope(town.tenantId, 'street');
    const kept = await scope.work.get(scope.keys.tenant('SETTING#BOOKING_CAPS'), anyRow);
    expect(kept?.value.decisions).toHaveLength(1);
  });
});

describe('Residents of whom reach is counted', () => {
  const counted = { of: 'RESIDENTS', residents: 12_345, year: 2025, source: 'Väestörakenne' } as const;

  it('are known from the day they were entered for, the first of them from a day in the past', async () => {
    const town = await settingTown();
    expect(await town.matter('RESIDENTS')).toEqual({
      ...{ matter: 'RESIDENTS', of: 'RESIDENTS', version: 0, decisions: [] },
    });
    expect((await town.decide(counted, '2026-01-01')).status).toBe(201);
    const later = { ...counted, residents: 12_400, year: 2026 };
    expect((await town.decide(later, '2026-06-01', 1)).problem.conflicts).toEqual([
      { reason: 'IN_THE_PAST' },
    ]);
    expect((await town.decide(later, '2027-03-01', 1)).status).toBe(201);
    town.clock.set('2027-04-02T09:00+03:00');
    const { residents } = (await town.street()).tenant.profile;
    const on = (date: string) => residentsOn(residents, date)?.residents;
    expect([on('2025-12-31'), on('2026-12-31'), on('2027-03-31')]).toEqual([undefined, 12_345, 12_400]);
  });

  it.each([
    ['nobody', { residents: 0 }],
    ['half a person', { residents: 1.5 }],
    ['more than live anywhere', { residents: 5_000_000 }],
    ['a year that has not begun when it holds', { year: 2028 }],
    ['a year before anybody counted', { year: 1890 }],
    ['no source', { source: ' ' }],
  ])('are refused when they are %s', async (_what, wrong) => {
    const town = await settingTown();
    const answer = await town.decide({ ...counted, ...wrong }, '2027-02-01');
    expect(answer.status).toBe(400);
    expect((await town.matter('RESIDENTS')).decisions).toEqual([]);
  });
});
