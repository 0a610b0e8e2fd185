import { contributionOf, standingOf } from '@ohjaamo/shared/figures/persons/contribution.ts';
import {
  type PersonCounts,
  type PersonCountsByPlace,
  sumByPlace,
} from '@ohjaamo/shared/figures/persons/counts.ts';
import type { EpisodeFact, PersonFacts, ReferralFact } from '@ohjaamo/shared/figures/persons/facts.ts';
import { personFiguresOf } from '@ohjaamo/shared/figures/persons/figures.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPerson, fixturePersons, workerOf } from './fixture.ts';
import { personFacts, shuffledPerson, staffing } from './personArbitraries.ts';

const QUARTER = { from: '2027-01-01', to: '2027-03-31', today: '2027-02-28' };
const SITE = siteId.parse('site000001');
const NAMED = workerOf('R02');

/** The tenant's figures of some persons in the quarter. */
function figuresOf(persons: readonly PersonFacts[], period = QUARTER, known = staffing) {
  return personFiguresOf(tenantOf(sumByPlace(persons.map((each) => contributionOf(each, period, known)))));
}

function tenantOf(places: PersonCountsByPlace): PersonCounts {
  return places.get('TENANT') ?? {};
}

describe('The persons of the worked example', () => {
  const { persons, staffing: known } = fixturePersons(SITE);
  const figures = figuresOf(persons, QUARTER, known);

  it('are three identified and one light (M02)', () => {
    expect(figures.clients).toEqual({ identified: 3, light: 1 });
  });

  it('are one of three who met workers of two home organisations or more (M09)', () => {
    expect(figures.acrossOrganisations).toBe(1);
  });

  it('are of three age bands, by the first contact of each (M11)', () => {
    expect(figures.byAge).toMatchObject({ '15_17': 1, '20_24': 2, '25_29': 1, '18_19': 0 });
    expect(figures.byLanguage).toEqual({ fi: 4, sv: 0, en: 0 });
    expect(figures.byActivity).toEqual({ UNKNOWN: 4 });
  });

  it('of whom one has a named worker, have met that one first, and in none of two later contacts (M13)', () => {
    const [met] = persons;
    if (!met) throw new Error('The fixture is empty');
    const guided = { ...met, namedWorker: NAMED };
    expect(met.contacts).toHaveLength(3);
    expect(figuresOf([guided], QUARTER, known).continuity).toEqual({
      named: 1,
      first: 1,
      later: 2,
      laterNamed: 0,
    });
  });

  it('are the same at the only site, and nobody in another quarter', () => {
    const places = sumByPlace(persons.map((each) => contributionOf(each, QUARTER, known)));
    expect(places.get(SITE)).toEqual(places.get('TENANT'));
    const next = { from: '2027-04-01', to: '2027-06-30', today: '2027-06-30' };
    expect(figuresOf(persons, next, known).clients).toEqual({ identified: 0, light: 0 });
  });
});

describe('A person', () => {
  const { persons } = fixturePersons(SITE);
  const [contact] = persons[0]?.contacts ?? [];
  if (!contact) throw new Error('The fixture is empty');
  const other = siteId.parse('site000002');

  it('who was at two sites is one of the municipality and one of each', () => {
    const at = contributionOf(
      aPerson({ contacts: [contact, { ...contact, id: 'b', site: other }] }),
      QUARTER,
      staffing,
    );
    expect([...at].map(([place, counts]) => [place, counts.identified])).toEqual([
      ['TENANT', 1],
      [SITE, 1],
      [other, 1],
    ]);
  });

  it('who was light and then identified in a quarter is identified; voided contacts, guardians and over 29 are nobody', () => {
    const light = { ...contact, id: 'a', identification: 'LIGHT' as const, start: contact.start - 60 };
    expect(figuresOf([aPerson({ contacts: [contact, light] })]).clients).toEqual({ identified: 1, light: 0 });
    const none = [
      { ...contact, state: 'VOIDED' as const },
      { ...contact, party: 'GUARDIAN' },
      { ...contact, ageBand: '30_PLUS' as const },
    ];
    expect(figuresOf(none.map((each) => aPerson({ contacts: [each] }))).clients).toEqual({
      identified: 0,
      light: 0,
    });
  });
});

const episode = (parts: Partial<EpisodeFact> = {}): EpisodeFact => ({
  id: 'e1',
  openedOn: '2026-10-01',
  mainActivity: 'STUDENT',
  namedWorker: NAMED,
  ...parts,
});
const closing = {
  on: '2027-01-15',
  destination: 'DEGREE_EDUCATION',
  source: 'YOUNG_PERSON',
  followUps: [],
} as const;

describe('The course of a person', () => {
  it('counts where an episode ended, by who says so (M17)', () => {
    const ended = [
      episode({ closing }),
      episode({ closing: { ...closing, source: 'WORKER' } }),
      episode({ closing: { ...closing, source: undefined, destination: 'UNKNOWN' } }),
      episode({ closing: { ...closing, on: '2027-04-01' } }),
    ];
    expect(figuresOf(ended.map((each) => aPerson({ episodes: [each] }))).destinations).toEqual({
      DEGREE_EDUCATION: { youngPerson: 1, worker: 1, calendar: 0 },
      UNKNOWN: { youngPerson: 0, worker: 0, calendar: 1 },
    });
  });

  it.each([
    ['on the ninetieth day', '2027-04-15', {}],
    ['a day later', '2027-04-16', { DEGREE_EDUCATION: { youngPerson: 1, worker: 0, calendar: 0 } }],
  ])('that is taken up again %s has ended or not', (_, openedOn, destinations) => {
    const episodes = [episode({ closing }), episode({ id: 'e2', openedOn, mainActivity: 'EMPLOYED' })];
    expect(figuresOf([aPerson({ episodes })]).destinations).toEqual(destinations);
  });

  it('is followed up on its day, of those who agreed, by who was reached (M18)', () => {
    const followUps = [
      { months: 3, on: '2027-02-27', reached: true, destination: 'OPEN_MARKET_WORK' },
      { months: 3, on: '2027-02-28', reached: false },
      { months: 3, on: '2027-02-28' },
      { months: 3, on: '2027-03-01' },
      { months: 6, on: '2027-02-01', reached: true },
      { months: 6, on: '2026-12-31', reached: true },
    ] as const;
    const persons = followUps.map((each) =>
      aPerson({ episodes: [episode({ closing: { ...closing, on: '2026-06-30', followUps: [each] } })] }),
    );
    expect(figuresOf(persons).followUps).toEqual([
      { months: 3, due: 3, reached: 1, byDestination: { OPEN_MARKET_WORK: 1 } },
      { months: 6, due: 1, reached: 1, byDestination: { UNKNOWN: 1 } },
    ]);
  });

  it('has a plan after thirty days, and looks at it in time (M14)', () => {
    const on = '2027-02-28';
    const standing = (facts: Partial<PersonFacts>) =>
      personFiguresOf(tenantOf(standingOf(aPerson(facts), on, staffing))).plans;
    const none = { openEpisodes: 0, withPlan: 0, plans: 0, overdue: 0 };
    const [young, old] = [episode({ openedOn: '2027-01-29' }), episode({ openedOn: '2027-01-28' })];
    expect(standing({ episodes: [young] })).toEqual(none);
    expect(standing({ episodes: [old] })).toEqual({ ...none, openEpisodes: 1 });
    expect(standing({ episodes: [old], hasPlan: true, reviewOn: on })).toEqual({
      ...none,
      openEpisodes: 1,
      withPlan: 1,
      plans: 1,
    });
    expect(standing({ episodes: [young], hasPlan: true, reviewOn: '2027-02-27' })).toEqual({
      ...none,
      plans: 1,
      overdue: 1,
    });
    expect(standing({ episodes: [episode({ closing })], hasPlan: true })).toEqual(none);
  });
});

describe('Referrals (M15)', () => {
  const sent = (id: string, parts: Partial<ReferralFact> = {}): ReferralFact => ({
    id,
    sentBy: NAMED,
    to: { code: 'KELA' },
    sentOn: '2027-02-01',
    ...parts,
  });

  it('are counted from sending to the first meeting, by what the receiver is', () => {
    const referrals = [
      sent('1', { seenOn: '2027-02-02', acceptedOn: '2027-02-03', metOn: '2027-02-11' }),
      sent('2', { seenOn: '2027-02-08', acceptedOn: '2027-02-08' }),
      sent('3', { seenOn: '2027-02-09' }),
      sent('4'),
      sent('5', { endedOn: '2027-02-08' }),
      sent('6', { sentOn: '2027-02-21', to: 'OUTSIDE' }),
      sent('7', { sentOn: '2026-12-31' }),
    ];
    const kela = { sent: 5, accepted: 2, met: 1, unopened: 2, acceptMedian: 4.5, meetingMedian: 10 };
    expect(figuresOf([aPerson({ referrals })]).referrals).toEqual({
      all: { ...kela, sent: 6 },
      byType: [
        { type: 'OUTSIDE', sent: 1, accepted: 0, met: 0, unopened: 0 },
        { type: 'STATE_INSTITUTION', ...kela },
      ],
    });
  });
});

describe('Maps (M16)', () => {
  const map = (on: string, values: Record<string, number>, instrument = 'own') => ({
    instrument,
    at: `${on}T10:00:00.000Z`,
    on,
    values,
  });

  it('are compared from the first to the latest of the quarter, area by area, when sixty days lie between', () => {
    const maps = [
      map('2026-11-20', { home: 2, money: 5, sleep: 7, friends: 4, work: 3 }),
      map('2027-01-10', { home: 9, money: 9, sleep: 9, friends: 9 }),
      map('2027-02-01', { home: 4, money: 6, sleep: 5, school: 8, work: 3 }),
    ];
    const persons = [aPerson({ maps }), aPerson({ maps: [map('2026-12-04', { home: 1 }), maps[2]!] })];
    const five = Array.from({ length: 5 }, () => persons).flat();
    const rows = figuresOf(five).maps.map(({ area, up, same, down }) => [area, up, same, down]);
    expect(rows).toEqual([
      ['home', 5, 0, 0],
      ['money', 0, 5, 0],
      ['sleep', 0, 0, 5],
      ['work', 0, 5, 0],
    ]);
    expect(figuresOf(five.slice(0, 8)).maps).toEqual([]);
  });

  it('of another instrument ask something else', () => {
    const maps = [map('2026-10-01', { home: 1 }, 'own'), map('2027-02-01', { home: 9 }, 'other')];
    expect(figuresOf([aPerson({ maps })]).maps).toEqual([]);
  });
});

describe('What persons count for', () => {
  it('is the same whatever the order of the facts, and however often they are told', () => {
    fc.assert(
      fc.property(
        personFacts.chain((facts) => fc.tuple(fc.constant(facts), shuffledPerson(facts))),
        ([facts, mixed]) => {
          expect(contributionOf(mixed, QUARTER, staffing)).toEqual(contributionOf(facts, QUARTER, staffing));
          expect(standingOf(mixed, QUARTER.today, staffing)).toEqual(
            standingOf(facts, QUARTER.today, staffing),
          );
        },
      ),
    );
  });

  it('adds up: those who have gone, as numbers, and those who are there make what all made', () => {
    fc.assert(
      fc.property(fc.array(personFacts, { maxLength: 6 }), fc.nat(6), (persons, gone) => {
        const each = persons.map((facts) => contributionOf(facts, QUARTER, staffing));
        const left = sumByPlace(each.slice(0, gone));
        expect(sumByPlace([left, ...each.slice(gone)])).toEqual(sumByPlace(each));
      }),
    );
  });

  it('is never more than its whole: each share of a figure lies between nothing and all', () => {
    fc.assert(
      fc.property(fc.array(personFacts, { maxLength: 6 }), (persons) => {
        const figures = figuresOf(persons);
        const all = figures.clients.identified + figures.clients.light;
        const sum = (counts: Readonly<Record<string, number>>) =>
          Object.values(counts).reduce((total, count) => total + count, 0);
        expect([figures.byAge, figures.byLanguage, figures.byActivity].map(sum)).toEqual([all, all, all]);
        expect(figures.acrossOrganisations).toBeLessThanOrEqual(figures.clients.identified);
        expect(figures.continuity.first).toBeLessThanOrEqual(figures.continuity.named);
        expect(figures.continuity.laterNamed).toBeLessThanOrEqual(figures.continuity.later);
        expect(figures.referrals.all.accepted).toBeLessThanOrEqual(figures.referrals.all.sent);
        for (const { due, reached, byDestination } of figures.followUps) {
          expect(reached).toBeLessThanOrEqual(due);
          expect(sum(byDestination)).toBe(reached);
        }
      }),
    );
  });
});
