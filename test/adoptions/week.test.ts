import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { hoursOn, isSameWeek } from '@ohjaamo/shared/schedule/datedHours.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { worker } from '../support/schedule.ts';
import { effectOf, effectTown } from './effectTown.ts';

const week = {
  kind: 'WEEKLY_CALENDAR',
  content: {
    roles: [
      {
        key: 'guide',
        title: { fi: 'Ohjaaja' },
        organisation: 'MUNICIPALITY',
        workers: 1,
        share: 1,
        skills: [],
      },
      {
        key: 'visitor',
        title: { fi: 'Vierailija' },
        organisation: 'STATE_INSTITUTION',
        workers: 1,
        share: 0.2,
        skills: [],
      },
    ],
    openings: [
      { channel: 'APPOINTMENT', weekday: 'MON', opens: '08:00', closes: '17:00' },
      { channel: 'APPOINTMENT', weekday: 'TUE', opens: '09:00', closes: '16:00' },
    ],
    hours: [
      {
        key: 'tuesday',
        role: 'guide',
        service: 'INDIV',
        mode: 'BOOKED',
        weekday: 'TUE',
        start: '09:00',
        end: '12:00',
        recurrence: { kind: 'EVERY_WEEK' },
      },
      {
        key: 'visit',
        role: 'visitor',
        service: 'INDIV',
        mode: 'BOOKED',
        weekday: 'TUE',
        start: '13:00',
        end: '15:00',
        recurrence: { kind: 'EVERY_WEEK' },
      },
      {
        key: 'study',
        role: 'guide',
        service: 'STUDY',
        mode: 'BOOKED',
        weekday: 'WED',
        start: '09:00',
        end: '12:00',
        recurrence: { kind: 'EVERY_WEEK' },
      },
    ],
    duty: [],
  },
} as const;

const guide = { role: 'guide', staff: [people.counsellor.id] };
const FROM = '2027-02-08';

async function weekTown() {
  const of = await effectTown(week as never);
  const site = of.town.main.id;
  const plan = () => of.planAt(site);
  return { ...of, site, plan, wish: { site, from: FROM, roles: [guide], ends: true } };
}

describe('A week that is taken into use', () => {
  it('is hours of whoever takes a role, and the street sees them from its first date on', async () => {
    const { take, wish, daysOf } = await weekTown();
    expect((await take(wish)).status).toBe(200);
    const seen = (await daysOf('2027-W06')).flatMap(({ entries }) => entries);
    expect(seen.map(({ start, end, staffId }) => [start, end, staffId])).toEqual([
      ['2027-02-08T12:00+02:00', '2027-02-08T14:00+02:00', people.partner.id],
      ['2027-02-09T09:00+02:00', '2027-02-09T12:00+02:00', people.counsellor.id],
    ]);
    const before = (await daysOf('2027-W05')).flatMap(({ entries }) => entries);
    expect(before.map(({ staffId }) => staffId)).toEqual([people.counsellor.id, people.partner.id]);
  });

  it('tells first what begins and ends, what nobody can give, and what is left open', async () => {
    const { preview, wish, plan, site } = await weekTown();
    const before = await plan();
    const effect = effectOf('WEEK', await preview(wish));
    expect(effect).toMatchObject({
      site,
      from: FROM,
      begins: 1,
      endsEarlier: 1,
      unknown: ['STUDY'],
      shifts: 0,
    });
    expect(effect.roles.map(({ key, staff }) => [key, staff])).toEqual([
      ['guide', [people.counsellor.id]],
      ['visitor', []],
    ]);
    expect(effect.hours.changed).toBe(true);
    expect(await plan()).toEqual(before);
  });

  it('names the bookings that would lose their time, and takes them from nobody before it is taken', async () => {
    const { town, preview, take, wish } = await weekTown();
    const booking = await town.book('2027-02-08T09:00+02:00');
    const { orphaned } = effectOf('WEEK', await preview(wish, 'manager'));
    expect(orphaned.bookings.map(({ id }) => id)).toEqual([booking]);
    // Whoever administers sees how many there are, and not whose day they are in.
    expect(effectOf('WEEK', await preview(wish)).orphaned).toEqual({ count: 1, bookings: [] });
    expect((await take(wish)).body).toEqual({ orphaned: 1, readopted: 0 });
  });

  it('leaves opening hours alone unless they are asked for, and then those of earlier dates', async () => {
    const { take, wish, plan } = await weekTown();
    const { hours } = await plan();
    await take(wish);
    expect((await plan()).hours).toEqual(hours);
    await take({ ...wish, hours: true });
    const standing = (await plan()).hours;
    expect(isSameWeek(hoursOn(standing, FROM), week.content.openings)).toBe(true);
    expect(hoursOn(standing, '2027-01-31')).toEqual(hours);
  });

  it('cannot put somebody into two places at one time, and then changes nothing', async () => {
    const { town, preview, take, wish, plan } = await weekTown();
    const rule = {
      ...{ id: randomIds.id(10), staffId: people.counsellor.id, service: 'INDIV', mode: 'BOOKED' as const },
      ...{
        weekday: 'TUE' as const,
        start: '11:00',
        end: '13:00',
        recurrence: { kind: 'EVERY_WEEK' as const },
        note: '',
      },
    };
    const site = town.main.id;
    const { version } = await plan();
    await town.as('manager', scheduleRoutes.applyPlanChange, {
      body: { changeId: randomIds.id(20), site, version, change: { kind: 'SAVE_RULE', rule } },
    });
    const kept = { ...wish, ends: false };
    expect((await preview(kept)).body.blocked).toBe(true);
    expect((await take(kept)).problem.type).toBe('/problems/state-conflict');
    expect((await plan()).rules).toHaveLength(3);
    expect((await preview(wish)).body.blocked).toBe(false);
  });

  it('is taken once when it is sent twice', async () => {
    const { take, wish, plan, copy } = await weekTown();
    const id = randomIds.id(20);
    await take(wish, id);
    const after = await plan();
    expect((await take(wish, id)).status).toBe(200);
    expect(await plan()).toEqual(after);
    expect((await copy()).history.map(({ what }) => what)).toEqual(['ADOPTED', 'TAKEN_INTO_USE']);
  });

  it('taken again from a later date ends what it made before, and remembers who takes which role', async () => {
    const { preview, take, wish, plan, site } = await weekTown();
    await take(wish);
    const again = { site, from: '2027-03-01' };
    expect(effectOf('WEEK', await preview(again)).roles[0]?.staff).toEqual([people.counsellor.id]);
    await take(again);
    const own = (await plan()).rules.filter(({ weekday }) => weekday === 'TUE');
    expect(own.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      [FROM, '2027-02-28'],
      ['2027-03-01', undefined],
    ]);
  });

  it('is not taken as it was shown when the calendar or the copy has changed since', async () => {
    const { town, preview, takeAs, wish, plan, parameters } = await weekTown();
    const { mark } = (await preview(wish)).body;
    const site = town.main.id;
    const { version, rules } = await plan();
    const change = { kind: 'DELETE_RULE' as const, ruleId: rules[1]?.id ?? '' };
    await town.as('manager', scheduleRoutes.applyPlanChange, {
      body: { changeId: randomIds.id(20), site, version, change },
    });
    expect((await takeAs(mark, wish)).problem.type).toBe('/problems/stale-version');
    const again = (await preview(wish)).body.mark;
    const seen = await markOf('09:00');
    const changed = await town.as('admin', adoptionsRoutes.changeAdoption, {
      parameters,
      body: { changes: [{ place: '/hours/tuesday/start', seen, value: '10:00' }] },
    });
    expect(changed.status).toBe(200);
    expect((await takeAs(again, wish)).problem.type).toBe('/problems/stale-version');
    expect((await takeAs((await preview(wish)).body.mark, wish)).status).toBe(200);
  });

  it('does not begin in the past, and names nobody who does not work here', async () => {
    const { preview, wish } = await weekTown();
    expect((await preview({ ...wish, from: '2027-01-31' })).problem.errors).toEqual([
      { pointer: '/body/from', code: 'in_the_past' },
    ]);
    const stranger = { role: 'guide', staff: [worker(99)] };
    expect((await preview({ ...wish, roles: [stranger] })).status).toBe(404);
  });

  it('is decided by administrators and managers alone', async () => {
    const { preview, wish } = await weekTown();
    expect((await preview(wish, 'manager')).status).toBe(200);
    expect((await preview(wish, 'counsellor')).problem.type).toBe('/problems/role-required');
  });
});
