import { type Counts, dayChanges } from '@ohjaamo/shared/figures/counters.ts';
import { appointmentCounts, type AppointmentFact, figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SITE } from './arbitraries.ts';
import { appointmentFacts } from './appointmentArbitraries.ts';
import { fixtureAppointments } from './fixture.ts';

const booking: AppointmentFact = {
  ...{ siteId: SITE, date: '2027-02-10', state: 'BOOKED', createdAt: '2027-02-01T08:00:00.000Z' },
  ...{ service: 'INDIV', organisation: 'YOUTH', language: 'fi' },
};
const minuteOf = (instant: string): number => Date.parse(instant) / 60_000;
const told = (...facts: readonly AppointmentFact[]) =>
  figuresOf(facts.map((fact) => appointmentCounts(fact).counts));

describe('Days from asking to the first time that was offered, and to the booked one (M06)', () => {
  it('are calendar days of Finland', () => {
    // Half past eleven in the evening of the second, in Finland.
    const figures = told({ ...booking, firstOffered: minuteOf('2027-02-02T21:30:00.000Z') });
    expect(figures.appointments).toMatchObject({ booked: 1, leadMedian: 9, offered: 1, offeredMedian: 1 });
  });

  it('have medians of their own, by service and by home organisation', () => {
    const offered = (day: string): number => minuteOf(`${day}T08:00:00.000Z`);
    const figures = told(
      { ...booking, firstOffered: offered('2027-02-02') },
      { ...booking, state: 'CANCELLED_IN_TIME', firstOffered: offered('2027-02-05'), organisation: 'EMPLOY' },
      { ...booking, service: 'HOUSING', organisation: undefined },
      { ...booking, state: 'DECLINED', firstOffered: offered('2027-02-09') },
    );
    expect(figures.appointments).toMatchObject({ booked: 3, leadMedian: 9, offered: 2, offeredMedian: 2.5 });
    expect(figures.leadTimes).toEqual({
      services: [
        { code: 'HOUSING', booked: 1, leadMedian: 9, offered: 0, offeredMedian: undefined },
        { code: 'INDIV', booked: 2, leadMedian: 9, offered: 2, offeredMedian: 2.5 },
      ],
      organisations: [
        { code: 'EMPLOY', booked: 1, leadMedian: 9, offered: 1, offeredMedian: 4 },
        { code: 'YOUTH', booked: 1, leadMedian: 9, offered: 1, offeredMedian: 1 },
      ],
    });
  });

  it('begin when somebody joined a waiting list', () => {
    const waited = { ...booking, waitedSince: '2027-01-20T08:00:00.000Z' };
    expect(told(waited).appointments.leadMedian).toBe(21);
  });

  it('of the worked example are a week to the booked time by the service of their kind, and nothing is known of the offered one', () => {
    const { appointments, leadTimes } = told(...fixtureAppointments());
    expect(appointments).toMatchObject({ booked: 6, leadMedian: 7, offered: 0 });
    expect(leadTimes.services.map(({ code, booked, leadMedian }) => [code, booked, leadMedian])).toEqual([
      ['BOOKED', 5, 7],
      ['SLOT', 1, 7],
    ]);
  });

  it('add up to the last revision of every appointment, in any order of the changes and however the days are split', () => {
    fc.assert(
      fc.property(appointmentFacts, fc.infiniteStream(fc.nat()), (facts, order) => {
        const changes = facts.flatMap((revisions) =>
          revisions.flatMap((after, at) => {
            const before = revisions[at - 1];
            return dayChanges(before && appointmentCounts(before), appointmentCounts(after));
          }),
        );
        const mixed = changes
          .map((change) => ({ change, at: Number(order.next().value) }))
          .sort((one, other) => one.at - other.at);
        const rows: Counts[] = mixed.map(({ change }) => change.counts);
        const last = facts.flatMap((revisions) => revisions.slice(-1));
        expect(figuresOf(rows)).toEqual(told(...last));
      }),
    );
  });
});
