import { aggregate } from '@ohjaamo/functions/figures/index.ts';
import type { BookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { ownChanges, ownOf, ownWorkOf } from '@ohjaamo/shared/figures/ownWork.ts';
import { contactCounts, type ContactFact } from '@ohjaamo/shared/figures/facts.ts';
import { randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { worker } from '../support/schedule.ts';
import { people, type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { fixtureContacts } from './fixture.ts';
import { item, record } from './stream.ts';

const { counsellor, outreachWorker, manager } = people;

function deliver(town: WorkTown, records: DynamoDBRecord[]) {
  return aggregate(town.house.openScope, { Records: records });
}

/** What somebody reads of their own work, the first quarter of 2027 and those before it. */
async function ownWork(town: WorkTown, who: Person) {
  const answer = await town.as(who, figuresRoutes.readOwnWork, { query: { quarter: '2027-Q1' } });
  return answer.body.quarters;
}

function contactOf(staffIds: readonly StaffId[], changed: Partial<ContactFact> = {}) {
  const [fact] = fixtureContacts();
  if (!fact) throw new Error('The fixture is empty');
  return { ...fact, date: '2027-02-01', topics: ['MONEY' as const], ...changed, staffIds };
}

const goingRow = z.looseObject({ expiresAtSeconds: z.int() });

describe('A worker’s own work', () => {
  it('has the contacts in which the worker took part, and is nobody else’s', async () => {
    const town = await workTown();
    const site = town.main.id;
    const facts = [
      contactOf([counsellor.id], { site, channel: 'PHONE' }),
      contactOf([counsellor.id, outreachWorker.id], { site, channel: 'ON_SITE' }),
      contactOf([counsellor.id], { site, party: 'GUARDIAN' }),
    ];
    await deliver(
      town,
      facts.map((fact) => record(undefined, item(town.tenantId, randomIds.id(20), 1, fact))),
    );
    const [own] = await ownWork(town, 'counsellor');
    expect(own).toMatchObject({
      quarter: '2027-Q1',
      work: {
        contacts: 2,
        contactsByChannel: { PHONE: 1, ON_SITE: 1, CHAT: 0 },
        contactsByTopic: { MONEY: 2, HOUSING: 0 },
      },
    });
    expect((await ownWork(town, 'outreachWorker'))[0]?.work.contacts).toBe(1);
    for (const other of ['manager', 'partner'] as const) {
      expect((await ownWork(town, other))[0]?.work.contacts).toBe(0);
    }
  });

  it('can be asked for by no name: a request that names a worker is refused', async () => {
    const town = await workTown();
    const asked = { query: { quarter: '2027-Q1', staff: counsellor.id } } as never;
    const { problem } = await town.as('manager', figuresRoutes.readOwnWork, asked);
    expect(problem.type).toBe('/problems/invalid-request');
    expect((await town.as('admin', figuresRoutes.readOwnWork)).problem.type).toBe('/problems/role-required');
  });

  it('forgets a contact that is voided, and goes with a booking to whoever takes it over', async () => {
    const town = await workTown();
    const stored = item(
      town.tenantId,
      randomIds.id(20),
      1,
      contactOf([counsellor.id], { site: town.main.id }),
    );
    const voided = { ...stored, revision: 2, state: 'VOIDED' };
    const kept: BookingRecord = {
      ...aBooking(town.main.id, { start: minuteOf('2027-02-01T09:00+02:00') }),
      ...{ state: 'KEPT', staffId: counsellor.id },
    };
    const moved = { ...kept, version: kept.version + 1, staffId: outreachWorker.id, alongside: [manager.id] };
    const stream = (after: BookingRecord, before?: BookingRecord) =>
      streamedBooking(town.house, town.tenantId, after, before);
    await deliver(town, [
      record(stored, voided),
      record(undefined, stored),
      stream(moved, kept),
      stream(kept),
    ]);
    const keptBy = async (who: Person) => (await ownWork(town, who))[0]?.work.appointments.kept;
    expect((await ownWork(town, 'counsellor'))[0]?.work.contacts).toBe(0);
    expect([await keptBy('counsellor'), await keptBy('outreachWorker'), await keptBy('manager')]).toEqual([
      0, 1, 1,
    ]);
  });

  it('has the meetings that the worker led, with who came', async () => {
    const town = await workTown();
    const held = {
      ...{ pk: `T#${town.tenantId}#GROUP#g`, sk: 'MEETING#m', kind: 'MEETING', id: 'meeting001' },
      ...{ site: town.main.id, date: '2027-02-02', sessions: 1, attendances: 9, revision: 1 },
      leaders: [counsellor.id],
    };
    await deliver(town, [record(undefined, held), record(undefined, held)]);
    expect((await ownWork(town, 'counsellor'))[0]?.work.groups).toEqual({ sessions: 1, attendances: 9 });
  });

  it('goes when no quarter that is shown has the day any more', async () => {
    const town = await workTown();
    const fact = contactOf([counsellor.id], { site: town.main.id, date: '2027-01-01' });
    await deliver(town, [record(undefined, item(town.tenantId, randomIds.id(20), 1, fact))]);
    const { work, keys } = town.house.scope(town.tenantId, 'figures');
    const { items } = await work.query(keys.ownWork(counsellor.id, '2027-01-01').pk, goingRow);
    const gone = items.map(({ expiresAtSeconds }) => new Date(expiresAtSeconds * 1000).toISOString());
    expect(gone).toEqual(['2028-07-06T00:00:00.000Z']);
  });

  it('stands beside the four quarters before it, the same quarter of last year among them', async () => {
    const town = await workTown();
    const dates = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-03-31', '2027-04-01'];
    await deliver(
      town,
      dates.map((date) =>
        record(
          undefined,
          item(town.tenantId, randomIds.id(20), 1, contactOf([counsellor.id], { site: town.main.id, date })),
        ),
      ),
    );
    const quarters = await ownWork(town, 'counsellor');
    expect(quarters.map(({ quarter, work }) => [quarter, work.contacts])).toEqual([
      ['2027-Q1', 1],
      ['2026-Q4', 1],
      ['2026-Q3', 0],
      ['2026-Q2', 0],
      ['2026-Q1', 1],
    ]);
  });
});

describe('Changes of own work', () => {
  it('add up to the last revision, whoever took part in those before', () => {
    const revision = fc.record({
      workers: fc.uniqueArray(fc.constantFrom(...[1, 2, 3].map((each) => worker(each)))),
      state: fc.constantFrom('RECORDED' as const, 'VOIDED' as const),
      date: fc.constantFrom('2027-02-01', '2027-02-02'),
    });
    fc.assert(
      fc.property(fc.array(revision, { minLength: 1, maxLength: 5 }), (revisions) => {
        const own = revisions.map(({ workers, ...fact }) =>
          ownOf(contactCounts(contactOf([], fact)), workers),
        );
        const changes = own.flatMap((after, at) => ownChanges(own[at - 1] ?? [], after));
        for (const each of [1, 2, 3].map((of) => worker(of))) {
          const of = (rows: typeof changes) =>
            ownWorkOf(rows.filter((row) => row.worker === each).map(({ counts }) => counts));
          expect(of(changes)).toEqual(of(own.at(-1) ?? []));
        }
      }),
    );
  });
});
