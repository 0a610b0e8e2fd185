import { type Counts, dayChanges } from '@ohjaamo/shared/figures/counters.ts';
import {
  appointmentCounts,
  contactCounts,
  type ContactFact,
  figuresOf,
  sessionCounts,
} from '@ohjaamo/shared/figures/facts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactFacts, factsOf } from './arbitraries.ts';
import { fixtureAppointments, fixtureContacts, fixtureSessions } from './fixture.ts';

describe('The worked example of the metric catalogue', () => {
  const counted = [
    ...fixtureContacts().map(contactCounts),
    ...fixtureAppointments().map(appointmentCounts),
    ...fixtureSessions().map(sessionCounts),
  ];
  const figures = figuresOf(counted.map(({ counts }) => counts));

  it('counts whoever is 30 or over apart, and in nothing else', () => {
    const alone = figuresOf([{ age_30_PLUS: 1 }]);
    expect(alone).toEqual({
      ...figuresOf([]),
      contactsByAge: { ...figuresOf([]).contactsByAge, '30_PLUS': 1 },
    });
    expect(figures.contactsByAge['30_PLUS']).toBe(1);
  });

  it('counts eleven individual contacts of thirteen: not the guardian, not the one over 29', () => {
    expect(figures.contacts).toBe(11);
    expect(figures.contactsByChannel).toEqual({
      ON_SITE: 6,
      OUTREACH: 2,
      CHAT: 1,
      PHONE: 1,
      VIDEO: 1,
      MESSAGE: 0,
      EMAIL: 0,
      SOCIAL_MEDIA: 0,
    });
  });

  it('counts five of them as anonymous', () => {
    expect(figures.anonymous).toBe(5);
  });

  it('counts thirteen mentions of topics on them', () => {
    expect(figures.contactsByTopic).toMatchObject({
      EDUCATION: 3,
      EMPLOYMENT: 3,
      MONEY: 2,
      MENTAL_WELLBEING: 2,
      HOUSING: 2,
      FREE_TIME: 1,
      OTHER: 0,
    });
    expect(Object.values(figures.contactsByTopic).reduce((sum, count) => sum + count, 0)).toBe(13);
  });

  it('knows the age band of ten of them', () => {
    expect(figures.withAgeBand).toBe(10);
  });

  it('lets four walk-ins wait 2, 6, 21 and 30 minutes: half of them a quarter of an hour at the most', () => {
    expect(figures.wait).toEqual({ walkIns: 4, timed: 4, inTime: 2, median: 13.5, percentile90: 27.3 });
  });

  it('has booked six times a week ahead, and lost one to a no-show and one to a late cancellation of five', () => {
    expect(figures.appointments).toEqual({
      ...{ kept: 3, noShows: 1, cancelledLate: 1 },
      // The example tells of booked times alone.
      ...{ booked: 6, leadMedian: 7, offered: 0, offeredMedian: undefined },
    });
  });

  it('has solved six of eleven matters at once', () => {
    expect(figures.solved).toEqual({ answered: 11, solved: 6 });
  });

  it('has been 295 minutes with them, 24 in the middle', () => {
    expect(figures.minutes).toEqual({ total: 295, median: 24 });
  });

  it('has held two meetings of groups with fifteen attendances', () => {
    expect(figures.groups).toEqual({ sessions: 2, attendances: 15 });
  });
});

describe('What a change of a contact adds', () => {
  const [contact] = fixtureContacts();
  if (!contact) throw new Error('The fixture is empty');
  const changes = (before: ContactFact | undefined, after: ContactFact) =>
    dayChanges(before && contactCounts(before), contactCounts(after));

  it('is the contact itself when it is new', () => {
    expect(changes(undefined, contact)).toEqual([
      {
        site: contact.site,
        date: '2027-02-01',
        counts: {
          ...{
            contacts: 1,
            anonymous: 1,
            withAgeBand: 1,
            age_15_17: 1,
            channel_ON_SITE: 1,
            topic_EDUCATION: 1,
          },
          ...{ walkIns: 1, wait_6: 1, answered: 1, solved: 1, minutes_24: 1 },
          ...{ 'age_15_17:walkIns': 1, 'age_15_17:wait_6': 1 },
          ...{ 'age_15_17:answered': 1, 'age_15_17:solved': 1 },
        },
      },
    ]);
  });

  it('takes all of it away when it is voided', () => {
    expect(changes(contact, { ...contact, state: 'VOIDED' })).toEqual([
      {
        site: contact.site,
        date: '2027-02-01',
        counts: {
          ...{
            contacts: -1,
            anonymous: -1,
            withAgeBand: -1,
            age_15_17: -1,
            channel_ON_SITE: -1,
            topic_EDUCATION: -1,
          },
          ...{ walkIns: -1, wait_6: -1, answered: -1, solved: -1, minutes_24: -1 },
          ...{ 'age_15_17:walkIns': -1, 'age_15_17:wait_6': -1 },
          ...{ 'age_15_17:answered': -1, 'age_15_17:solved': -1 },
        },
      },
    ]);
  });

  it('is nothing when nothing that counts changed', () => {
    expect(changes(contact, { ...contact })).toEqual([]);
    expect(changes(undefined, { ...contact, party: 'EMPLOYER' })).toEqual([]);
  });

  it('moves the contact from one day to another', () => {
    const moved = changes(contact, { ...contact, date: '2027-02-02' });
    expect(moved.map(({ date, counts }) => [date, counts.contacts])).toEqual([
      ['2027-02-01', -1],
      ['2027-02-02', 1],
    ]);
  });

  it('adds up to the last revision of every contact, in any order of the changes', () => {
    fc.assert(
      fc.property(
        contactFacts.chain((facts) => fc.tuple(fc.constant(facts), factsOf(facts))),
        ([facts, revisions]) => {
          const rows: Counts[] = revisions.flatMap(({ before, after }) =>
            changes(before, after).map(({ counts }) => counts),
          );
          const last = facts.map((revisions) => revisions.at(-1)).filter((fact) => fact !== undefined);
          expect(figuresOf(rows)).toEqual(figuresOf(last.map((fact) => contactCounts(fact).counts)));
        },
      ),
    );
  });
});
