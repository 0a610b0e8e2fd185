import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type DutyShift, shiftId } from '@ohjaamo/shared/duty/shifts.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { dutyTown, staffIn } from './dutyTown.ts';

const { readShifts, removeShift, saveShift, saveDutyRules } = dutyRoutes;

const shift = (parts: Partial<DutyShift> = {}): DutyShift => ({
  id: shiftId.parse(randomIds.id(10)),
  weekday: 'MON',
  start: '12:00',
  end: '18:00',
  mode: 'WALK_IN',
  service: 'DUTY',
  workers: 2,
  skills: [],
  ...parts,
});

describe('The shifts of a site', () => {
  it('are kept by managers and seen by everybody, in the order of the week', async () => {
    const town = await dutyTown();
    const [monday, friday] = [shift(), shift({ weekday: 'FRI', skills: ['housing'] })];
    await town.as('manager', saveShift, { body: { version: 0, shift: friday } });
    await town.as('admin', saveShift, { body: { version: 1, shift: monday } });
    const { body } = await town.as('partner', readShifts);
    expect(body.shifts.map(({ id }) => id)).toEqual([monday.id, friday.id]);
    expect([body.mayEdit, body.version]).toEqual([false, 2]);
    // The partner gives the service too, but lends hours of the own and is not drawn.
    expect(body.services).toEqual([
      { code: 'CHAT', name: { fi: 'CHAT', sv: 'CHAT', en: 'CHAT' }, mode: 'CHAT', workers: 2 },
      { code: 'DUTY', name: { fi: 'DUTY', sv: 'DUTY', en: 'DUTY' }, mode: 'WALK_IN', workers: 4 },
    ]);
    expect((await town.as('first', saveShift, { body: { version: 2, shift: monday } })).status).toBe(403);
  });

  it.each([
    ['an end before its start', { start: '12:00', end: '11:00' }],
    ['dates the wrong way round', { from: '2027-03-01', to: '2027-02-01' }],
    ['a service that nobody knows', { service: 'NOTHING' }],
    ['a service that is got in another way', { mode: 'PHONE' }],
    ['a service that is booked only', { service: 'INDIV' }],
  ] as const)('are refused with %s', async (_, parts) => {
    const town = await dutyTown();
    const answer = await town.as('manager', saveShift, { body: { version: 0, shift: shift(parts) } });
    expect(answer.problem.type).toBe('/problems/invalid-request');
  });

  it('are changed over the version that was seen, and once however often it is sent', async () => {
    const town = await dutyTown();
    const one = shift();
    const save = (version: number, what: DutyShift) =>
      town.as('manager', saveShift, { body: { version, shift: what } });
    expect((await save(0, one)).body.version).toBe(1);
    expect((await save(0, one)).body.version).toBe(1);
    expect((await save(0, { ...one, workers: 3 })).problem.type).toBe('/problems/stale-version');
    expect((await save(1, { ...one, workers: 3 })).body.shifts).toHaveLength(1);
    const parameters = { siteId: town.main.id, shiftId: one.id };
    expect((await town.as('manager', removeShift, { parameters, body: { version: 2 } })).body.shifts).toEqual(
      [],
    );
    expect((await town.as('manager', removeShift, { parameters, body: { version: 3 } })).status).toBe(404);
  });

  it('hold between their first and last date', async () => {
    const town = await dutyTown();
    await town.addShift({ from: '2027-02-08', to: '2027-02-15' });
    const rota = await town.rota();
    expect(rota.weeks.map(({ shifts }) => shifts.length)).toEqual([0, 1, 1, 0]);
  });

  it('are filled under the site’s own rules', async () => {
    const town = await dutyTown();
    for (const weekday of ['MON', 'TUE', 'WED', 'THU', 'FRI'] as const) await town.addShift({ weekday });
    const seen = await town.as('manager', readShifts);
    const rules = { perWeek: 1, lateFrom: '17:00' };
    await town.as('manager', saveDutyRules, { body: { version: seen.body.version, rules } });
    const week = staffIn(await town.fill()).slice(0, 5);
    expect(new Set(week.filter((who) => who !== undefined)).size).toBe(4);
    expect(week[4]).toBeUndefined();
  });
});
