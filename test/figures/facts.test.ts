import { contribution, type Counts, dayChanges, sumDays } from '@ohjaamo/shared/figures/facts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactFacts, factsOf } from './arbitraries.ts';
import { fixtureContacts } from './fixture.ts';

describe('The worked example of the metric catalogue', () => {
  const figures = sumDays(fixtureContacts().map(contribution));

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
});

describe('What a change of a contact adds', () => {
  const [contact] = fixtureContacts();
  if (!contact) throw new Error('The fixture is empty');

  it('is the contact itself when it is new', () => {
    expect(dayChanges(undefined, contact)).toEqual([
      {
        site: contact.site,
        date: '2027-02-01',
        counts: { contacts: 1, anonymous: 1, withAgeBand: 1, channel_ON_SITE: 1, topic_EDUCATION: 1 },
      },
    ]);
  });

  it('takes all of it away when it is voided', () => {
    expect(dayChanges(contact, { ...contact, state: 'VOIDED' })).toEqual([
      {
        site: contact.site,
        date: '2027-02-01',
        counts: { contacts: -1, anonymous: -1, withAgeBand: -1, channel_ON_SITE: -1, topic_EDUCATION: -1 },
      },
    ]);
  });

  it('is nothing when nothing that counts changed', () => {
    expect(dayChanges(contact, { ...contact })).toEqual([]);
    expect(dayChanges(undefined, { ...contact, party: 'EMPLOYER' })).toEqual([]);
  });

  it('moves the contact from one day to another', () => {
    const moved = dayChanges(contact, { ...contact, date: '2027-02-02' });
    expect(moved.map(({ date, counts }) => [date, counts.contacts])).toEqual([
      ['2027-02-01', -1],
      ['2027-02-02', 1],
    ]);
  });

  it('adds up to the last revision of every contact, in any order of the changes', () => {
    fc.assert(
      fc.property(
        contactFacts.chain((facts) => fc.tuple(fc.constant(facts), factsOf(facts))),
        ([facts, changes]) => {
          const rows: Counts[] = changes.flatMap(({ before, after }) =>
            dayChanges(before, after).map(({ counts }) => counts),
          );
          const last = facts.map((revisions) => revisions.at(-1)).filter((fact) => fact !== undefined);
          expect(sumDays(rows)).toEqual(sumDays(last.map(contribution)));
        },
      ),
    );
  });
});
