import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { timeOf, walkInOf, weeklyOf } from '@ohjaamo/shared/figures/hours.ts';
import { type openingChannels } from '@ohjaamo/shared/kernel/codes.ts';
import type { WallInterval } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';
import { workTown } from '../support/workTown.ts';

const [anna, other] = [worker(1), worker(2)];
const HOUR = 60;

/** A day's hours, closed for every channel that is not named. */
function dayOf(hours: Partial<Record<(typeof openingChannels)[number], readonly WallInterval[]>>) {
  return { WALK_IN: [], APPOINTMENT: [], PHONE: [], CHAT: [], OUTREACH: [], ...hours };
}

describe('Offered and used time of an organisation (M21)', () => {
  it('counts bookable hours, standing bookings and kept ones, each minute of a worker once', () => {
    const staffed = [
      { staffId: anna, mode: 'BOOKED', start: 0, end: 2 * HOUR },
      { staffId: anna, mode: 'SLOT', start: HOUR, end: 3 * HOUR },
      { staffId: anna, mode: 'WALK_IN', start: 4 * HOUR, end: 5 * HOUR },
      { staffId: other, mode: 'BOOKED', start: 0, end: HOUR },
    ];
    const booked = [
      { workers: [anna, other], state: 'KEPT', start: 0, end: 45 },
      { workers: [anna], state: 'NO_SHOW', start: HOUR, end: HOUR + 30 },
      { workers: [anna], state: 'CANCELLED_IN_TIME', start: 2 * HOUR, end: 3 * HOUR },
    ];
    expect(timeOf(new Set([anna]), staffed, booked)).toEqual({
      ...{ offered: 180, booked: 75, used: 45, walkIn: 60 },
    });
    expect(timeOf(new Set([other]), staffed, booked)).toEqual({
      ...{ offered: 60, booked: 45, used: 45, walkIn: 0 },
    });
  });

  it('tells how long the door is open with nobody on duty', () => {
    const open = [{ start: 0, end: 4 * HOUR }];
    const duty = [
      { staffId: anna, mode: 'WALK_IN', start: -HOUR, end: HOUR },
      { staffId: other, mode: 'WALK_IN', start: 30, end: 2 * HOUR },
      { staffId: other, mode: 'BOOKED', start: 2 * HOUR, end: 4 * HOUR },
    ];
    expect(walkInOf(open, duty)).toEqual({ open: 240, unstaffed: 120 });
    expect(walkInOf([], duty)).toEqual({ open: 0, unstaffed: 0 });
  });
});

describe('Opening hours in a week (M23)', () => {
  it('are the mean of seven days, with the evening from four and chat and phone together', () => {
    const open = dayOf({
      WALK_IN: [{ start: 12 * HOUR, end: 18 * HOUR }],
      CHAT: [{ start: 12 * HOUR, end: 14 * HOUR }],
      PHONE: [{ start: 13 * HOUR, end: 15 * HOUR }],
    });
    const week = [open, open, dayOf({}), dayOf({}), dayOf({}), dayOf({}), dayOf({})];
    expect(weeklyOf([...week, ...week])).toEqual({ walkIn: 720, evening: 240, remote: 360 });
    expect(weeklyOf([])).toEqual({ walkIn: 0, evening: 0, remote: 0 });
  });
});

describe('The hours of a quarter', () => {
  it('are those of the plan up to yesterday, by site and together', async () => {
    const town = await workTown('2027-02-09T08:30+02:00');
    const { body } = await town.as('counsellor', figuresRoutes.readHours, { query: { quarter: '2027-Q1' } });
    expect(body).toMatchObject({ from: '2027-01-01', to: '2027-02-08' });
    // Six Mondays: three hours of the counsellor's, two of the partner's.
    const given = (code: string) =>
      body.organisations.find(({ organisation }) => organisation.code === code)?.offered;
    expect([given('YOUTH'), given('KELA')]).toEqual([6 * 180, 6 * 120]);
    const main = body.sites.find(({ slug }) => slug === 'keskusta')?.hours;
    expect(main?.organisations.map(({ booked, used }) => [booked, used])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(main?.weekly).toEqual({ walkIn: 0, evening: 0, remote: 0 });
    expect(body.sites.find(({ slug }) => slug === 'itainen')?.hours.organisations).toEqual([]);
  });

  it('are nothing for a quarter that has not begun', async () => {
    const town = await workTown();
    const { body } = await town.as('admin', figuresRoutes.readHours, { query: { quarter: '2027-Q3' } });
    expect(body.to < body.from).toBe(true);
    expect(body.organisations).toEqual([]);
  });
});
