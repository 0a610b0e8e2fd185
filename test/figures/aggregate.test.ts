import type { BookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { aggregate } from '@ohjaamo/functions/figures/index.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import {
  contactCounts,
  type ContactFact,
  figuresOf as figuresOfRows,
} from '@ohjaamo/shared/figures/facts.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contactForm } from '../desk/forms.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';
import { contactFacts, factsOf } from './arbitraries.ts';
import { fixtureContacts } from './fixture.ts';
import { item, record } from './stream.ts';

const { readTenantFigures } = figuresRoutes;

async function figuresOf(town: WorkTown) {
  const answer = await town.as('manager', readTenantFigures, { query: { quarter: '2027-Q1' } });
  return answer.body;
}

function deliver(town: WorkTown, records: DynamoDBRecord[]) {
  return aggregate(town.house.openScope, { Records: records });
}

/** New contacts of the town as the stream tells them. */
function newContacts(town: WorkTown, facts: readonly ContactFact[]): DynamoDBRecord[] {
  return facts.map((fact) => record(undefined, item(town.tenantId, randomIds.id(20), 1, fact)));
}

describe('From contacts to the figures', () => {
  it('gives the worked example for the site and the municipality', async () => {
    const town = await workTown();
    const failures = await deliver(town, newContacts(town, fixtureContacts(town.main.id)));
    expect(failures).toEqual({ batchItemFailures: [] });
    const { tenant, sites } = await figuresOf(town);
    expect(tenant).toMatchObject({
      contacts: 11,
      contactsByChannel: { ON_SITE: 6, OUTREACH: 2, CHAT: 1, PHONE: 1, VIDEO: 1, EMAIL: 0 },
      anonymous: 5,
      contactsByTopic: {
        EDUCATION: 3,
        EMPLOYMENT: 3,
        MONEY: 2,
        MENTAL_WELLBEING: 2,
        HOUSING: 2,
        FREE_TIME: 1,
      },
      withAgeBand: 10,
    });
    expect(sites.map(({ slug, figures }) => [slug, figures.contacts]).sort()).toEqual([
      ['itainen', 0],
      ['keskusta', 11],
    ]);
  });

  it('counts a quarter by the calendar of the zone, and sums the sites', async () => {
    const town = await workTown();
    const [contact] = fixtureContacts();
    if (!contact) throw new Error('The fixture is empty');
    await deliver(
      town,
      newContacts(town, [
        { ...contact, site: town.main.id, date: '2026-12-31' },
        { ...contact, site: town.main.id, date: '2027-01-01' },
        { ...contact, site: town.second.id, date: '2027-03-31' },
        { ...contact, site: town.second.id, date: '2027-04-01' },
      ]),
    );
    const { tenant, sites } = await figuresOf(town);
    expect(tenant.contacts).toBe(2);
    expect(sites.map(({ figures }) => figures.contacts)).toEqual([1, 1]);
  });

  it('reads what the desk writes: a contact recorded and then voided', async () => {
    const town = await workTown();
    const body = contactForm(town);
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    const stored = () => work.get(keys.contact(body.contactId), z.record(z.string(), z.unknown()));
    await town.as('counsellor', deskRoutes.recordContact, { body });
    const recorded = await stored();
    await deliver(town, [record(undefined, recorded)]);
    expect((await figuresOf(town)).tenant).toMatchObject({ contacts: 1, anonymous: 1, withAgeBand: 1 });

    const parameters = { contactId: body.contactId };
    await town.as('counsellor', deskRoutes.voidContact, { parameters, body: {} });
    await deliver(town, [record(recorded, await stored())]);
    expect((await figuresOf(town)).tenant).toMatchObject({ contacts: 0, anonymous: 0, withAgeBand: 0 });
  });

  it('counts in the contact’s own municipality only', async () => {
    const [town, other] = [await workTown(), await workTown()];
    await deliver(town, newContacts(town, fixtureContacts(town.main.id)));
    expect((await figuresOf(other)).tenant.contacts).toBe(0);
  });

  it('leaves the figures as they were when a contact is erased', async () => {
    const town = await workTown();
    const [fact] = fixtureContacts(town.main.id);
    if (!fact) throw new Error('The fixture is empty');
    const stored = item(town.tenantId, randomIds.id(20), 1, fact);
    await deliver(town, [record(undefined, stored), record(stored, undefined)]);
    expect((await figuresOf(town)).tenant.contacts).toBe(1);
  });
});

describe('Exactly once', () => {
  it('adds up to the last revisions under redelivery, reordering and batches at one time', async () => {
    await fc.assert(
      fc.asyncProperty(
        contactFacts.chain((facts) => {
          const changes = factsOf(facts);
          return fc.tuple(fc.constant(facts), changes, changes, fc.integer({ min: 1, max: 5 }));
        }),
        async ([facts, first, again, size]) => {
          const town = await workTown();
          const at = { site: town.main.id };
          const ids = facts.map(() => randomIds.id(20));
          const records = [...first, ...again].map(({ contact, revision, before, after }) => {
            const id = ids[contact] ?? '';
            return record(
              before && item(town.tenantId, id, revision - 1, { ...before, ...at }),
              item(town.tenantId, id, revision, { ...after, ...at }),
            );
          });
          const batches = Array.from({ length: Math.ceil(records.length / size) }, (_, batch) =>
            records.slice(batch * size, (batch + 1) * size),
          );
          for (let from = 0; from < batches.length; from += 2) {
            await Promise.all(batches.slice(from, from + 2).map((batch) => deliver(town, batch)));
          }
          const last = facts.flatMap((revisions) => revisions.slice(-1));
          expect((await figuresOf(town)).tenant).toEqual(
            figuresOfRows(last.map((fact) => contactCounts(fact).counts)),
          );
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);

  it('reports a record that cannot be read, and applies the others', async () => {
    const town = await workTown();
    const good = newContacts(town, fixtureContacts(town.main.id).slice(0, 3));
    const poison = record(undefined, {
      pk: `T#${town.tenantId}#CONTACT#broken`,
      kind: 'CONTACT',
      id: 'broken',
    });
    const answer = await deliver(town, [...good.slice(0, 1), poison, ...good.slice(1)]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: poison.dynamodb?.SequenceNumber }] });
    expect((await figuresOf(town)).tenant.contacts).toBe(3);
    expect(await deliver(town, good)).toEqual({ batchItemFailures: [] });
    expect((await figuresOf(town)).tenant.contacts).toBe(3);
  });

  it('counts an appointment by its outcome once, also when it comes anew with the municipality’s export', async () => {
    const town = await workTown();
    const booking = aBooking(town.main.id, { start: minuteOf('2027-02-01T09:00+02:00') });
    const moved = { ...booking, version: 2, language: 'sv' as const };
    const missed = { ...moved, version: 3, state: 'NO_SHOW' as const };
    const quiet = { ...missed, version: 4, language: 'fi' as const };
    const stream = (after: BookingRecord, before?: BookingRecord) =>
      streamedBooking(town.house, town.tenantId, after, before);
    await deliver(town, [
      stream(quiet, missed),
      stream(booking),
      stream(missed, moved),
      stream(moved, booking),
    ]);
    const told = { kept: 0, noShows: 1, cancelledLate: 0, booked: 1, leadMedian: 7, offered: 0 };
    expect((await figuresOf(town)).tenant.appointments).toEqual(told);
    // An import writes the marks first, and then the booking as it stands.
    await deliver(town, [stream(quiet)]);
    expect((await figuresOf(town)).tenant.appointments).toEqual(told);
  });

  it('counts a held meeting of a group with the number who came, as it was corrected last', async () => {
    const town = await workTown();
    const meeting = (revision: number, attendances: number) => ({
      ...{ pk: `T#${town.tenantId}#GROUP#g`, sk: 'MEETING#m', kind: 'MEETING', id: 'meeting001' },
      ...{ site: town.main.id, date: '2027-02-02', sessions: 1, attendances, revision, leaders: [] },
    });
    await deliver(town, [record(meeting(1, 9), meeting(2, 6)), record(undefined, meeting(1, 9))]);
    expect((await figuresOf(town)).tenant.groups).toEqual({ sessions: 1, attendances: 6 });
  });

  it('passes over what is no fact', async () => {
    const town = await workTown();
    const group = record(undefined, { pk: `T#${town.tenantId}#GROUP#x`, kind: 'GROUP' });
    expect(await deliver(town, [group])).toEqual({ batchItemFailures: [] });
    expect((await figuresOf(town)).tenant.contacts).toBe(0);
  });
});

describe('The municipality’s own figures', () => {
  it('are those of the running quarter unless another is asked for', async () => {
    const town = await workTown();
    expect((await town.as('admin', readTenantFigures)).body.quarter).toBe('2027-Q1');
  });

  it('are not for a partner, and a quarter that does not exist is refused', async () => {
    const town = await workTown();
    expect((await town.as('partner', readTenantFigures)).problem.type).toBe('/problems/role-required');
    const wrong = await town.as('manager', readTenantFigures, { query: { quarter: '2027-Q5' } });
    expect(wrong.problem.type).toBe('/problems/invalid-request');
  });
});
