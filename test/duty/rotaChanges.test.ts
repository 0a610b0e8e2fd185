import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { randomIds, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { HOME, rule, worker } from '../support/schedule.ts';
import { dutyTown, people, placesOf, WEEK } from './dutyTown.ts';

const { assignDuty, discardRota, fillRota, publishRota, readRota, undoDuty } = dutyRoutes;

describe('A change by hand', () => {
  it('gives a place to a worker or to nobody, and is taken back as it was', async () => {
    const town = await dutyTown();
    await town.addShift();
    const [filled] = placesOf(await town.fill());
    const other = [worker(1), worker(2)].find((each) => each !== filled!.staff!.id)!;
    const change = (version: number, who?: typeof other) =>
      town.as('manager', assignDuty, {
        body: { week: WEEK, version, place: filled!.id, ...(who && { staffId: who }) },
      });
    const given = await change(1, other);
    expect(given.body).toMatchObject({ version: 2, canUndo: true });
    expect(given.body.shifts[0]!.places[0]).toMatchObject({
      staff: { id: other },
      why: { reason: 'MANUAL' },
    });
    const nobody = await change(2);
    expect(nobody.body.shifts[0]!.places[0]!.state).toBe('OPEN');
    const undone = await town.as('manager', undoDuty, { body: { week: WEEK, version: 3 } });
    expect(undone.body.shifts[0]!.places[0]!.staff!.id).toBe(other);
    expect(undone.body.canUndo).toBe(false);
    const again = await town.as('manager', undoDuty, { body: { week: WEEK, version: 4 } });
    expect(again.problem.type).toBe('/problems/state-conflict');
  });

  it('changes nothing when it is sent twice, and nothing that another changed meanwhile', async () => {
    const town = await dutyTown();
    await town.addShift();
    const place = placesOf(await town.rota())[0]!.id;
    const give = (who: number, version: number) =>
      town.as('manager', assignDuty, { body: { week: WEEK, version, place, staffId: worker(who) } });
    expect((await give(1, 0)).body.version).toBe(1);
    expect((await give(1, 0)).body.version).toBe(1);
    expect((await give(2, 0)).problem.type).toBe('/problems/stale-version');
  });

  it('is refused for two places at one time, and for somebody the municipality does not know', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.addShift({ start: '14:00', end: '16:00' });
    const [first, second] = placesOf(await town.rota());
    const give = (place: typeof first, version: number, who = worker(1)) =>
      town.as('manager', assignDuty, { body: { week: WEEK, version, place: place!.id, staffId: who } });
    expect((await give(first, 0)).status).toBe(200);
    expect((await give(second, 1)).problem).toMatchObject({ conflicts: [{ reason: 'OTHER_SHIFT' }] });
    expect((await give(second, 1, staffId.parse(randomIds.id(10)))).status).toBe(404);
  });

  it('by whoever manages one site alone is for its own workers, and for those in its plan', async () => {
    const plan = { rules: [rule(worker(3), { weekday: 'FRI', start: '12:00', end: '14:00' })] };
    const town = await dutyTown({ plan, staff: { 2: { homeSite: HOME }, 3: { homeSite: HOME } } });
    await town.addShift();
    const place = placesOf(await town.rota())[0]!.id;
    const give = (who: number, version: number) =>
      call(town.handler, assignDuty, {
        parameters: { siteId: town.main.id },
        body: { week: WEEK, version, place, staffId: worker(who) },
        actor: {
          ...{ realm: 'tenant', subject: 'subject-of-site-manager', tenantId: town.tenantId },
          ...{ staffId: people.manager.id, roles: [], siteRoles: { [town.main.id]: ['SITE_MANAGER'] } },
        },
      });
    expect((await give(2, 0)).problem.type).toBe('/problems/not-found');
    expect((await give(1, 0)).status).toBe(200);
    expect((await give(3, 1)).status).toBe(200);
  });

  it('is dropped with all drafts, and what is published stays', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.publish(await town.fill());
    const [before] = placesOf(await town.rota());
    const other = [worker(1), worker(2)].find((each) => each !== before!.staff!.id)!;
    await town.as('manager', assignDuty, {
      body: { week: WEEK, version: before!.version, place: before!.id, staffId: other },
    });
    const version = before!.version + 1;
    const dropped = await town.as('manager', discardRota, { body: { week: WEEK, version } });
    expect(dropped.body.shifts[0]!.places[0]!.staff).toEqual(before!.staff);
    expect(dropped.body.state).toBe('PUBLISHED');
  });
});

describe('Publishing', () => {
  it('has its effect once, however often it is sent', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.fill();
    const send = () => town.as('manager', publishRota, { body: { week: WEEK, version: 1 } });
    expect((await send()).body.version).toBe(2);
    expect((await send()).body.version).toBe(2);
    const rules = (await town.plan()).rules;
    expect(rules).toHaveLength(1);
  });

  it('refuses a draft that is not the one that was seen', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.fill();
    const answer = await town.as('manager', publishRota, { body: { week: WEEK, version: 7 } });
    expect(answer.problem.type).toBe('/problems/stale-version');
  });

  it('of several weeks at one time loses no hours of the plan', async () => {
    const town = await dutyTown();
    await town.addShift();
    const rota = await town.fill();
    await Promise.all(
      rota.weeks.map(({ week, version }) => town.as('manager', publishRota, { body: { week, version } })),
    );
    expect((await town.plan()).rules.map(({ validFrom }) => validFrom).sort()).toEqual([
      '2027-02-01',
      '2027-02-08',
      '2027-02-15',
      '2027-02-22',
    ]);
  });

  it('takes the hours of weeks long past out of the plan; the rota remembers the turns', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.publish(await town.fill());
    town.clock.set('2027-04-05T08:30+03:00');
    const later = await town.fill('2027-W14');
    await town.publish(later);
    const dates = (await town.plan()).rules.map(({ validFrom }) => validFrom ?? '').sort();
    expect(dates[0]).toBe('2027-04-05');
    expect(later.balances.reduce((sum, { served }) => sum + served, 0)).toBe(8 * 360);
  });
});

describe('Who sees what', () => {
  it('shows workers and partners what is published, and their own account alone', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.publish(await town.fill());
    await town.addShift({ weekday: 'TUE' });
    await town.fill();
    for (const person of ['first', 'outreachWorker', 'partner'] as const) {
      const rota = await town.rota(person);
      expect(rota.mayEdit).toBe(false);
      expect(rota.staff).toEqual([]);
      expect(rota.balances.every(({ staff }) => staff.id === people[person].id)).toBe(true);
      // Mondays are published, Tuesdays are drafts that nobody but a manager sees.
      expect(placesOf(rota).map(({ state }) => state)).toEqual(
        Array.from({ length: 4 }, () => ['PUBLISHED', 'OPEN']).flat(),
      );
      for (const { why, staff } of placesOf(rota).filter((place) => place.why)) {
        expect(staff!.id).toBe(people[person].id);
        expect(why!.passed).toEqual([]);
      }
    }
  });

  it('lets managers and administrators alone change it', async () => {
    const town = await dutyTown();
    await town.addShift();
    for (const person of ['first', 'partner'] as const) {
      expect((await town.as(person, fillRota, { body: { week: WEEK } })).status).toBe(403);
    }
    expect((await town.as('admin', fillRota, { body: { week: WEEK } })).status).toBe(200);
  });

  it('does not know another municipality’s site, nor a week that the year does not have', async () => {
    const [town, other] = [await dutyTown(), await dutyTown()];
    const foreign = await town.as('manager', readRota, { parameters: { siteId: other.main.id } });
    expect(foreign.status).toBe(404);
    expect((await town.as('manager', readRota, { query: { week: '2027-W53' } })).status).toBe(404);
  });
});
