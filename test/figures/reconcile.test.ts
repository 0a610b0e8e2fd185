import { bookingsOf, type BookingRecord, followBookings } from '@ohjaamo/functions/booking/index.ts';
import { readContactsOfDay } from '@ohjaamo/functions/desk/index.ts';
import { aggregate, reconcileFigures } from '@ohjaamo/functions/figures/index.ts';
import { feedbackOfDay } from '@ohjaamo/functions/feedback/index.ts';
import { heldMeetings } from '@ohjaamo/functions/groups/index.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { contactId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contactForm } from '../desk/forms.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { registerOf } from '../support/registerOf.ts';
import { people, type WorkTown, workTown } from '../support/workTown.ts';
import { record } from './stream.ts';

const DATES = { from: '2027-01-20', to: '2027-02-01' };

/** A town whose facts stand in the table, and what the stream has to tell of them. */
async function factTown() {
  const town = await workTown('2027-02-02T08:00+02:00');
  const { work, keys } = town.house.scope(town.tenantId, 'desk');
  const records: DynamoDBRecord[] = [];
  const stored = async (id: string) =>
    work.get(keys.contact(contactId.parse(id)), z.record(z.string(), z.unknown()));
  return {
    town,
    records,
    async contact(voided: boolean) {
      const body = { ...contactForm(town), startedAt: '2027-02-01T12:00+02:00' };
      await town.as('counsellor', deskRoutes.recordContact, { body });
      const recorded = await stored(body.contactId);
      records.push(record(undefined, recorded));
      if (!voided) return;
      await town.as('counsellor', deskRoutes.voidContact, {
        parameters: { contactId: body.contactId },
        body: {},
      });
      records.push(record(recorded, await stored(body.contactId)));
    },
    async booking(...states: readonly BookingRecord['state'][]) {
      const first = aBooking(town.main.id, { start: minuteOf('2027-02-01T09:00+02:00') });
      const versions = states.map((state, index) => ({ ...first, state, version: index + 1 }));
      const street = town.house.scope(town.tenantId, 'street');
      for (const [index, version] of versions.entries()) {
        await street.work.put({ ...street.keys.booking(version.id), ...version });
        const streamed = streamedBooking(town.house, town.tenantId, version, versions[index - 1]);
        await followBookings(town.house, { Records: [streamed] });
        records.push(streamed);
      }
    },
  };
}

function deliver(town: WorkTown, records: readonly DynamoDBRecord[]) {
  return aggregate(town.house.openScope, { Records: [...records] });
}

function reconcile(town: WorkTown, event: unknown = { tenant: town.tenantId, ...DATES }) {
  const platform = registerOf(town.house.platform, town.tenantId);
  const ports = {
    ...town.house,
    platform,
    clock: town.clock,
    readContactsOfDay,
    bookingsOf,
    heldMeetings,
    feedbackOfDay,
  };
  return reconcileFigures(ports, event);
}

async function figuresOf(town: WorkTown) {
  const { body } = await town.as('manager', figuresRoutes.readTenantFigures, {
    query: { quarter: '2027-Q1' },
  });
  return body.tenant;
}

async function ownWorkOf(town: WorkTown) {
  const { body } = await town.as('counsellor', figuresRoutes.readOwnWork, { query: { quarter: '2027-Q1' } });
  return body.quarters[0]?.work;
}

describe('Daily figures and the facts that they are made of', () => {
  it('refuses a command with a slip, instead of the night’s work on all', async () => {
    const town = await workTown();
    await expect(reconcile(town, { tenant: town.tenantId, since: DATES.from })).rejects.toThrow();
  });

  it('are the same when the stream has told everything: nothing is done, and nobody is woken', async () => {
    const { town, records, contact, booking } = await factTown();
    await contact(false);
    await contact(true);
    await booking('BOOKED', 'NO_SHOW');
    await deliver(town, records);
    await expect(reconcile(town)).resolves.toBeUndefined();
    expect(await figuresOf(town)).toMatchObject({ contacts: 1, appointments: { noShows: 1, booked: 1 } });
  });

  it('are made anew from the facts after a record was lost; that fails once, and the record that comes late adds nothing', async () => {
    const { town, records, contact, booking } = await factTown();
    await contact(false);
    await contact(true);
    await booking('BOOKED', 'CANCELLED_LATE');
    const told = { contacts: 1, appointments: { cancelledLate: 1, booked: 1 } };
    await expect(reconcile(town)).rejects.toThrow('not as their facts');
    expect(await figuresOf(town)).toMatchObject(told);
    await expect(reconcile(town)).resolves.toBeUndefined();
    await deliver(town, records);
    expect(await figuresOf(town)).toMatchObject(told);
    expect(await ownWorkOf(town)).toMatchObject({ contacts: 1, appointments: { cancelledLate: 1 } });
  });

  it('are made anew with the own work of whoever took part, when that alone is wrong', async () => {
    const { town, records, contact } = await factTown();
    await contact(false);
    await deliver(town, records);
    const { work, keys } = town.house.scope(town.tenantId, 'figuresKeeper');
    await work.put({
      ...keys.ownWork(people.counsellor.id, '2027-02-01'),
      kind: 'OWN_WORK',
      contacts: 7,
      changes: 1,
    });
    await expect(reconcile(town)).rejects.toThrow('not as their facts');
    await expect(reconcile(town)).resolves.toBeUndefined();
    expect((await ownWorkOf(town))?.contacts).toBe(1);
    expect((await figuresOf(town)).contacts).toBe(1);
  });

  it('are compared in the night for all municipalities, two weeks back', async () => {
    const { town, contact } = await factTown();
    await contact(false);
    await expect(reconcile(town, {})).rejects.toThrow('not as their facts');
    expect((await figuresOf(town)).contacts).toBe(1);
  });

  it('come out to the last unit whatever the stream told, repeated, mixed up or lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
        fc.array(fc.constantFrom('KEPT' as const, 'CANCELLED_LATE' as const, 'DECLINED' as const), {
          maxLength: 2,
        }),
        fc.infiniteStream(fc.nat()),
        async (contacts, bookings, order) => {
          const { town, records, contact, booking } = await factTown();
          for (const voided of contacts) await contact(voided);
          for (const state of bookings) await booking('PENDING', 'BOOKED', state);
          const next = () => Number(order.next().value);
          const mixed = () =>
            records
              .flatMap((each) => Array.from({ length: next() % 3 }, () => each))
              .map((each) => ({ each, at: next() }))
              .sort((one, other) => one.at - other.at)
              .map(({ each }) => each);
          await deliver(town, mixed());
          await reconcile(town).catch(() => undefined);
          await deliver(town, mixed());
          const live = contacts.filter((voided) => !voided).length;
          const counted = bookings.filter((state) => state !== 'DECLINED');
          expect(await figuresOf(town)).toMatchObject({
            contacts: live,
            appointments: {
              booked: counted.length,
              cancelledLate: counted.filter((state) => state === 'CANCELLED_LATE').length,
            },
          });
          expect(await ownWorkOf(town)).toMatchObject({
            contacts: live,
            appointments: {
              kept: counted.filter((state) => state === 'KEPT').length,
              cancelledLate: counted.filter((state) => state === 'CANCELLED_LATE').length,
            },
          });
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);

  it('are looked at again when a contact is counted in between', async () => {
    const { town, records, contact } = await factTown();
    await contact(false);
    await contact(false);
    let interrupted = false;
    const ports = {
      ...{ ...town.house, clock: town.clock, bookingsOf, heldMeetings, feedbackOfDay },
      readContactsOfDay: async (...asked: Parameters<typeof readContactsOfDay>) => {
        const facts = await readContactsOfDay(...asked);
        if (!interrupted && facts.length > 0) {
          interrupted = true;
          await deliver(town, records.slice(0, 1));
        }
        return facts;
      },
    };
    await expect(reconcileFigures(ports, { tenant: town.tenantId, ...DATES })).rejects.toThrow();
    await deliver(town, records);
    expect((await figuresOf(town)).contacts).toBe(2);
  });

  it('that are right are not looked at one by one: the facts of a site are read once', async () => {
    const { town, records, contact, booking } = await factTown();
    await contact(false);
    await booking('BOOKED', 'KEPT');
    await deliver(town, records);
    const asked: string[] = [];
    const ports = {
      ...{ ...town.house, clock: town.clock, readContactsOfDay, heldMeetings, feedbackOfDay },
      bookingsOf: (...given: Parameters<typeof bookingsOf>) => {
        asked.push(`${given[1]} ${given[2]} ${given[3]}`);
        return bookingsOf(...given);
      },
    };
    const event = { tenant: town.tenantId, ...DATES };
    await reconcileFigures(ports, event);
    const sites = [town.main.id, town.second.id];
    expect(asked.sort()).toEqual(sites.map((id) => `${id} ${DATES.from} ${DATES.to}`).sort());
    asked.length = 0;
    await contact(false);
    await expect(reconcileFigures(ports, event)).rejects.toThrow('not as their facts');
    // Once each, once more the site's day, and once each for the workers' own of that day.
    expect(asked).toHaveLength(5);
    expect((await figuresOf(town)).contacts).toBe(2);
  });
});
