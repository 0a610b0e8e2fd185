import { showInAgenda } from '@ohjaamo/functions/booking/agendaRepository.ts';
import type { BookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { deskDispatch } from '@ohjaamo/functions/desk/dispatch.ts';
import { putContact } from '@ohjaamo/functions/desk/index.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { settingsHandler } from '@ohjaamo/functions/settings/dispatch.ts';
import { countDueReviews } from '@ohjaamo/functions/settings/index.ts';
import { namedWrites, readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { contactId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { type AgreedShare, promisedIn } from '@ohjaamo/shared/settings/agreement.ts';
import { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { describe, expect, it } from 'vitest';
import { dutyTown, PARTNER, people } from '../duty/dutyTown.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { call, type TestCall } from '../support/house.ts';
import { rule, weekdayHours, worker } from '../support/schedule.ts';

const { readAgreement, decideAgreement, withdrawAgreement, holdReview, readPromises } = settingsRoutes;

const twoHours: AgreedShare = {
  promised: [{ area: 'INDIVIDUAL', minutesPerWeek: 120 }],
  tasks: 'Etuudet',
  reviews: ['2027-02-20'],
};

async function agreementTown() {
  const town = await dutyTown({
    plan: {
      hours: [...weekdayHours('WALK_IN', '12:00', '18:00'), ...weekdayHours('APPOINTMENT', '09:00', '16:00')],
      rules: [
        rule(worker(PARTNER), { weekday: 'TUE', start: '10:00', end: '12:00' }, { mode: 'SLOT' }),
        rule(
          worker(1),
          { weekday: 'MON', start: '12:00', end: '18:00' },
          { service: 'DUTY', mode: 'WALK_IN' },
        ),
      ],
    },
  });
  const handler = settingsHandler({ ...town.house, memberRole: 'settings' });
  const as = <R extends Route>(person: 'admin' | 'manager' | 'first', route: R, request: TestCall<R>) =>
    call(handler, route, {
      ...request,
      actor: {
        ...{ realm: 'tenant', subject: `subject-of-${person}`, tenantId: town.tenantId },
        ...{ staffId: people[person].id, roles: [...people[person].roles] },
      },
    });
  const decide = (from: string, version: number, share: AgreedShare = twoHours, id = randomIds.id(10)) =>
    as('admin', decideAgreement, {
      parameters: { organisation: 'KELA' },
      body: { id, version, from, share },
    });
  const kela = async () =>
    (await as('manager', readAgreement, {})).body.parties.find((each) => each.organisation.code === 'KELA')!;
  const promises = async (month: string, organisation = 'KELA') => {
    const { body } = await as('manager', readPromises, { query: { month } });
    return { ...body, row: body.rows.find((each) => each.organisation.code === organisation)! };
  };
  return { ...town, as, decide, kela, promises };
}
type AgreementTown = Awaited<ReturnType<typeof agreementTown>>;

/** A booked time with the partner's worker. */
function booked(town: AgreementTown, at: string, parts: Partial<BookingRecord> = {}) {
  const scope = town.house.scope(town.tenantId, 'bookings');
  const start = minuteOf(at);
  return showInAgenda(
    scope,
    undefined,
    aBooking(town.main.id, { staffId: worker(PARTNER), start, end: start + 45, ...parts }),
    town.clock.now(),
  );
}

describe('The cooperation agreement', () => {
  it('tells what an organisation has promised from when, who recorded it, and keeps what was before', async () => {
    const town = await agreementTown();
    expect((await town.decide('2027-01-01', 0)).status).toBe(201);
    const more = { ...twoHours, promised: [{ area: 'INDIVIDUAL' as const, minutesPerWeek: 240 }] };
    expect((await town.decide('2027-03-01', 1, more)).status).toBe(201);
    const { decisions, version } = await town.kela();
    expect(version).toBe(2);
    expect(decisions).toMatchObject([
      { from: '2027-03-01', stands: 'COMING', share: more, by: 'Test worker 0007' },
      { from: '2027-01-01', stands: 'NOW', share: twoHours },
    ]);
    town.clock.set('2027-03-01T09:00+02:00');
    expect((await town.kela()).decisions.map(({ stands }) => stands)).toEqual(['NOW', 'PAST']);
  });

  it('does not rewrite the past once something holds', async () => {
    const town = await agreementTown();
    await town.decide('2027-01-01', 0);
    const refused = await town.decide('2027-01-31', 1);
    expect([refused.status, refused.problem.conflicts]).toEqual([409, [{ reason: 'IN_THE_PAST' }]]);
    expect((await town.decide('2027-02-01', 1)).status).toBe(201);
  });

  it('takes a coming change back and shows that it was, but not one that has begun', async () => {
    const town = await agreementTown();
    await town.decide('2027-01-01', 0, twoHours, 'standing01');
    await town.decide('2027-03-01', 1, { promised: [], reviews: [] }, 'coming0001');
    const back = (decision: string, version: number) =>
      town.as('admin', withdrawAgreement, {
        parameters: { organisation: 'KELA', decision },
        body: { version },
      });
    expect((await back('coming0001', 2)).body).toEqual({ version: 3 });
    expect((await back('coming0001', 3)).body).toEqual({ version: 3 });
    expect((await town.kela()).decisions[0]).toMatchObject({
      stands: 'PAST',
      withdrawn: { by: 'Test worker 0007' },
    });
    expect((await back('standing01', 3)).problem.conflicts).toEqual([{ reason: 'BEGUN' }]);
    town.clock.set('2027-03-02T09:00+02:00');
    expect((await town.kela()).decisions.find(({ stands }) => stands === 'NOW')?.id).toBe('standing01');
  });

  it('is decided once by the same request, and told to whoever was slower', async () => {
    const town = await agreementTown();
    await town.decide('2027-01-01', 0, twoHours, 'agreement1');
    expect((await town.decide('2027-01-01', 0, twoHours, 'agreement1')).body).toEqual({ version: 1 });
    expect((await town.decide('2027-01-02', 0, twoHours, 'agreement1')).problem.type).toBe(
      '/problems/id-already-used',
    );
    const both = await Promise.all([town.decide('2027-04-01', 1), town.decide('2027-05-01', 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('knows the municipality’s own organisations, and is for those who answer for the house', async () => {
    const town = await agreementTown();
    const body = { id: 'agreement1', version: 0, from: '2027-03-01', share: twoHours };
    const elsewhere = await town.as('admin', decideAgreement, { parameters: { organisation: 'TE' }, body });
    expect(elsewhere.status).toBe(404);
    expect((await town.as('first', readAgreement, {})).status).toBe(403);
  });

  it('brings a review to the coordinator’s Today a month before its day, until somebody has held it', async () => {
    const town = await agreementTown();
    const desk = moduleHandler(deskRoutes, deskDispatch, { ...town.house, memberRole: 'desk' });
    const reviews = async (person: 'manager' | 'first') => {
      const actor = {
        ...{ realm: 'tenant' as const, subject: person, tenantId: town.tenantId },
        ...{ staffId: people[person].id, roles: [...people[person].roles] },
      };
      return (await call(desk, deskRoutes.readTasks, { actor })).body.reviews;
    };
    await town.decide('2027-01-01', 0, { ...twoHours, reviews: ['2027-02-20', '2027-06-01'] });
    expect([await reviews('manager'), await reviews('first')]).toEqual([1, undefined]);
    town.clock.set('2027-03-01T09:00+02:00');
    expect((await town.kela()).due).toEqual(['2027-02-20']);
    const held = await town.as('manager', holdReview, {
      parameters: { organisation: 'KELA' },
      body: { version: 1, on: '2027-02-20' },
    });
    expect(held.status).toBe(200);
    expect(await reviews('manager')).toBe(0);
    expect(await town.kela()).toMatchObject({
      due: [],
      held: [{ on: '2027-02-20', by: 'Test worker 0006' }],
    });
  });
});

describe('The agreement of an organisation that is closed', () => {
  it('is read as it was, asks for no review, promises nothing more, and is not changed', async () => {
    const town = await agreementTown();
    await town.decide('2027-01-01', 0, { ...twoHours, reviews: ['2027-02-20'] });
    await town.decide('2027-03-01', 1);
    const scope = town.house.scope(town.tenantId, 'provisioning');
    const kela = town.tenant.organisations.find(({ code }) => code === 'KELA')!;
    await scope.work.transact(namedWrites(scope, { organisations: [{ ...kela, closedFrom: '2027-02-15' }] }));
    town.clock.set('2027-03-02T09:00+02:00');
    const read = town.house.scope(town.tenantId, 'settings');
    const tenant = await readTenant(read);
    expect(await countDueReviews(read, tenant!, '2027-03-02')).toBe(0);
    const party = await town.kela();
    expect(party).toMatchObject({
      closed: true,
      due: [],
      decisions: [{ stands: 'PAST' }, { stands: 'PAST' }],
    });
    expect((await town.decide('2027-04-01', 2)).status).toBe(404);
    const { row } = await town.promises('2027-02');
    expect(row.promisedDays).toBe(14);
    expect((await town.promises('2027-03')).row).toBeUndefined();
  });
});

describe('Promised against offered against used', () => {
  it('lays the hours in the calendar and the meetings held beside the promise, by organisation', async () => {
    const town = await agreementTown();
    await town.decide('2027-02-01', 0);
    town.clock.set('2027-02-15T09:00+02:00');
    await booked(town, '2027-02-02T10:00+02:00', { state: 'KEPT' });
    await booked(town, '2027-02-09T10:00+02:00', { state: 'NO_SHOW' });
    await booked(town, '2027-02-09T11:00+02:00', { state: 'BOOKED' });
    await booked(town, '2027-02-10T11:00+02:00', { state: 'CANCELLED_IN_TIME' });
    const { row, from, to, begun } = await town.promises('2027-02');
    expect({ from, to, begun }).toEqual({ from: '2027-02-01', to: '2027-02-14', begun: true });
    expect(row).toMatchObject({
      workers: 1,
      promisedDays: 14,
      promised: { INDIVIDUAL: 240, WALK_IN: 0 },
      // Two Tuesdays of two hours.
      offered: { INDIVIDUAL: 240, WALK_IN: 0 },
      booked: 135,
      used: { INDIVIDUAL: 45 },
      outcomes: { over: 3, told: 2 },
    });
    // The house's own: two Mondays of walk-in duty, nothing promised.
    const own = (await town.promises('2027-02', 'YOUTH')).row;
    expect(own.offered.WALK_IN).toBe(720);
    expect(own.promised).toBeUndefined();
  });

  it('counts a promise for the days on which it held, and an absence as time that was not offered', async () => {
    const town = await agreementTown();
    await town.decide('2027-02-08', 0);
    await town.beAbsent(worker(PARTNER), '2027-02-09');
    town.clock.set('2027-03-02T09:00+02:00');
    const { row, to } = await town.promises('2027-02');
    expect(to).toBe('2027-02-28');
    expect([row.promisedDays, row.promised?.INDIVIDUAL]).toEqual([21, 360]);
    expect(row.offered.INDIVIDUAL).toBe(360);
  });

  it('counts a recorded contact as used, and its minutes once when a booking lies over it', async () => {
    const town = await agreementTown();
    town.clock.set('2027-02-15T09:00+02:00');
    await booked(town, '2027-02-02T10:00+02:00', { state: 'KEPT' });
    const at = '2027-02-02T10:30+02:00';
    await putContact(
      town.house.scope(town.tenantId, 'desk'),
      {
        ...{ kind: 'CONTACT', id: contactId.parse(randomIds.id(20)), revision: 1, site: town.main.id },
        ...{ channel: 'ON_SITE', minutes: 30, topics: ['OTHER'], ageBand: 'UNKNOWN', party: 'YOUTH' },
        ...{ identification: 'ANONYMOUS', staffIds: [worker(PARTNER)], state: 'RECORDED' },
        ...{ start: minuteOf(at), date: '2027-02-02', recordedBy: worker(PARTNER), recordedAt: at },
      },
      [],
    );
    expect((await town.promises('2027-02')).row.used).toEqual({
      ...{ INDIVIDUAL: 45, WALK_IN: 15, GROUPS: 0, ONLINE_PHONE: 0 },
    });
  });

  it('shows of a month to come what is promised and offered, and nothing used', async () => {
    const town = await agreementTown();
    await town.decide('2027-02-01', 0);
    const { row, begun, to } = await town.promises('2027-03');
    expect([begun, to]).toEqual([false, '2027-03-31']);
    expect([row.promised?.INDIVIDUAL, row.offered.INDIVIDUAL, row.used]).toEqual([531, 600, undefined]);
  });

  it('waits for tomorrow on the first day of a month', async () => {
    const town = await agreementTown();
    const { from, to, row } = await town.promises('2027-02');
    expect([from, to, row.offered.INDIVIDUAL]).toEqual(['2027-02-01', '2027-01-31', 0]);
  });

  it('is a seventh of a week for each day, rounded once', () => {
    expect(promisedIn([], 20_000, 20_010)).toMatchObject({ days: 0, WALK_IN: 0 });
  });
});
