import { putContact } from '@ohjaamo/functions/desk/index.ts';
import { type WorkDone, minutesByArea, sharesOf } from '@ohjaamo/shared/duty/areas.ts';
import { workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { contactId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Channel } from '@ohjaamo/shared/kernel/codes.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rule, worker } from '../support/schedule.ts';
import { dutyTown, type DutyTown } from './dutyTown.ts';

const { readWorkAreas, planWorkAreas } = dutyRoutes;
const nothing: WorkDone = { staffed: [], meetings: [], kept: [], contacts: [] };
const contact = (start: number, end: number, channel: Channel, booked = false) => ({
  start,
  end,
  channel,
  booked,
});

describe('Minutes of the four areas', () => {
  it('come from hours in the plan, kept bookings and contacts, by what they are', () => {
    expect(
      minutesByArea({
        staffed: [
          { start: 0, end: 60, mode: 'WALK_IN' },
          { start: 100, end: 130, mode: 'OUTREACH' },
          { start: 200, end: 320, mode: 'PHONE' },
          { start: 400, end: 415, mode: 'CHAT' },
          { start: 500, end: 600, mode: 'GROUP' },
          { start: 700, end: 900, mode: 'BOOKED' },
        ],
        meetings: [{ start: 600, end: 630 }],
        kept: [{ start: 710, end: 755 }],
        contacts: [
          contact(1000, 1020, 'ON_SITE'),
          contact(1100, 1130, 'ON_SITE', true),
          contact(1200, 1210, 'EMAIL'),
          contact(1300, 1340, 'VIDEO'),
        ],
      }),
    ).toEqual({ WALK_IN: 60 + 30 + 20, ONLINE_PHONE: 120 + 15 + 10, GROUPS: 130, INDIVIDUAL: 45 + 30 + 40 });
  });

  it('count each minute once, in the first area it belongs to', () => {
    const work: WorkDone = {
      ...nothing,
      staffed: [
        { start: 0, end: 120, mode: 'WALK_IN' },
        { start: 60, end: 120, mode: 'GROUP' },
      ],
      kept: [{ start: 30, end: 150 }],
      contacts: [contact(0, 20, 'ON_SITE'), contact(140, 160, 'PHONE')],
    };
    expect(minutesByArea(work)).toEqual({ GROUPS: 60, WALK_IN: 60, INDIVIDUAL: 30, ONLINE_PHONE: 10 });
  });

  it('never add up to more than the time that passed, whatever overlaps', () => {
    const stretch = fc
      .tuple(fc.nat(500), fc.integer({ min: 1, max: 200 }))
      .map(([start, length]) => ({ start, end: start + length }));
    const modes = fc.constantFrom('WALK_IN', 'PHONE', 'CHAT', 'GROUP', 'OUTREACH', 'BOOKED');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(stretch, modes), { maxLength: 8 }),
        fc.array(stretch, { maxLength: 8 }),
        fc.array(stretch, { maxLength: 8 }),
        (staffed, kept, talks) => {
          const minutes = minutesByArea({
            staffed: staffed.map(([time, mode]) => ({ ...time, mode })),
            meetings: [],
            kept,
            contacts: talks.map(({ start, end }) => contact(start, end, 'PHONE')),
          });
          const counted = new Set<number>();
          const times = [
            ...staffed.filter(([, mode]) => mode !== 'BOOKED').map(([time]) => time),
            ...kept,
            ...talks,
          ];
          for (const { start, end } of times) for (let at = start; at < end; at++) counted.add(at);
          expect(workAreas.reduce((sum, area) => sum + minutes[area], 0)).toBe(counted.size);
        },
      ),
    );
  });
});

describe('Shares', () => {
  it('are whole per cents that make a hundred', () => {
    const some = fc.record({
      ONLINE_PHONE: fc.nat(5000),
      WALK_IN: fc.nat(5000),
      INDIVIDUAL: fc.nat(5000),
      GROUPS: fc.nat(5000),
    });
    fc.assert(
      fc.property(some, (minutes) => {
        const shares = sharesOf(minutes);
        const total = workAreas.reduce((sum, area) => sum + minutes[area], 0);
        if (total === 0) {
          expect(shares).toBeUndefined();
          return;
        }
        expect(workAreas.reduce((sum, area) => sum + shares![area], 0)).toBe(100);
        for (const area of workAreas)
          expect(Math.abs(shares![area] - (minutes[area] * 100) / total)).toBeLessThan(1);
      }),
    );
  });
});

async function areasTown() {
  const town = await dutyTown({
    plan: {
      rules: [
        rule(
          worker(1),
          { weekday: 'MON', start: '12:00', end: '18:00' },
          { service: 'DUTY', mode: 'WALK_IN' },
        ),
        rule(worker(2), { weekday: 'TUE', start: '12:00', end: '14:00' }, { service: 'CHAT', mode: 'CHAT' }),
      ],
    },
    staff: { 2: { title: 'youth worker' } },
  });
  town.clock.set('2027-02-09T13:00+02:00');
  return town;
}

async function record(town: DutyTown, startedAt: string, minutes: number, channel: Channel) {
  const id = contactId.parse(randomIds.id(20));
  await putContact(
    town.house.scope(town.tenantId, 'desk'),
    {
      kind: 'CONTACT',
      id,
      revision: 1,
      site: town.second.id,
      channel,
      minutes,
      topics: ['OTHER'],
      ageBand: 'UNKNOWN',
      party: 'YOUTH',
      identification: 'ANONYMOUS',
      staffIds: [worker(2)],
      state: 'RECORDED',
      start: Date.parse(startedAt) / 60_000,
      date: startedAt.slice(0, 10),
      recordedBy: worker(2),
      recordedAt: startedAt,
    },
    [],
  );
}

describe('The work areas of a month', () => {
  it('show planned against done up to now, from every site, absences taken out', async () => {
    const town = await areasTown();
    await town.beAbsent(worker(1), '2027-02-01');
    await record(town, '2027-02-03T10:00+02:00', 60, 'ON_SITE');
    await record(town, '2027-02-02T12:30+02:00', 30, 'CHAT');
    const shares = { ONLINE_PHONE: 25, WALK_IN: 25, INDIVIDUAL: 40, GROUPS: 10 };
    await town.as('manager', planWorkAreas, { body: { staffId: worker(2), shares } });
    const { body } = await town.as('manager', readWorkAreas, { query: { month: '2027-02' } });
    expect(body).toMatchObject({ from: '2027-02-01', to: '2027-02-09', mayEdit: true });
    const rowOf = (who: number) => body.rows.find(({ staff }) => staff.id === worker(who))!;
    // One Monday absent, one on duty.
    expect(rowOf(1).minutes).toEqual({ ONLINE_PHONE: 0, WALK_IN: 360, INDIVIDUAL: 0, GROUPS: 0 });
    // Tuesday last week two hours, today one so far; the chat lies inside its hours, the talk outside of any.
    expect(rowOf(2)).toMatchObject({
      minutes: { ONLINE_PHONE: 180, WALK_IN: 60, INDIVIDUAL: 0, GROUPS: 0 },
      done: { ONLINE_PHONE: 75, WALK_IN: 25, INDIVIDUAL: 0, GROUPS: 0 },
      planned: shares,
    });
    expect(rowOf(3).done).toBeUndefined();
    expect(body.groups.find(({ title }) => title === 'youth worker')).toMatchObject({ workers: 1 });
    // Who has a plan stands for the others of the same work; those who have none are not counted as zero.
    expect(body.groups.flatMap(({ planned }) => planned ?? [])).toEqual([shares]);
  });

  it('count published turns, and those of an absent worker not', async () => {
    const town = await dutyTown();
    await town.addShift();
    const rota = await town.fill();
    await town.publish(rota);
    const who = rota.weeks[0]!.shifts[0]!.places[0]!.staff!;
    town.clock.set('2027-02-01T18:30+02:00');
    const minutes = async () =>
      (await town.as('manager', readWorkAreas)).body.rows.find(({ staff }) => staff.id === who.id)!.minutes
        .WALK_IN;
    expect(await minutes()).toBe(360);
    await town.beAbsent(who.id, '2027-02-01');
    expect(await minutes()).toBe(0);
  });

  it('show a worker the own row alone, and partners nothing', async () => {
    const town = await areasTown();
    const { body } = await town.as('first', readWorkAreas);
    expect(body.rows.map(({ staff }) => staff.id)).toEqual([worker(1)]);
    expect([body.groups, body.mayEdit]).toEqual([[], false]);
    expect((await town.as('partner', readWorkAreas)).status).toBe(403);
  });

  it('take planned shares that make a hundred and of the municipality’s own workers', async () => {
    const town = await areasTown();
    const shares = { ONLINE_PHONE: 25, WALK_IN: 25, INDIVIDUAL: 40, GROUPS: 9 };
    const body = { staffId: worker(2), shares };
    expect((await town.as('manager', planWorkAreas, { body })).problem.type).toBe(
      '/problems/invalid-request',
    );
    const foreign = { staffId: (await dutyTown()).tenantId as never, shares: { ...shares, GROUPS: 10 } };
    expect((await town.as('manager', planWorkAreas, { body: foreign })).status).toBe(404);
  });

  it('are empty for a month to come', async () => {
    const town = await areasTown();
    const { body } = await town.as('manager', readWorkAreas, { query: { month: '2027-05' } });
    expect(body.rows.every(({ done }) => done === undefined)).toBe(true);
  });
});
