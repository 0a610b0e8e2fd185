import type { PersonFacts, Staffing } from '@ohjaamo/shared/figures/persons/facts.ts';
import { destinations, destinationSources, mainActivities } from '@ohjaamo/shared/cases/episode.ts';
import { ageBands, identification, parties } from '@ohjaamo/shared/kernel/codes.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { workerOf } from './fixture.ts';

const workers = ['R01', 'R02', 'R03'].map(workerOf);
const sites = ['site000001', 'site000002'].map((id) => siteId.parse(id));

/** Three workers of two organisations at two sites. */
export const staffing: Staffing = {
  organisationOf: (worker) => (worker === workers[0] ? 'KELA' : 'YOUTH'),
  homeSiteOf: (worker) => sites[worker === workers[2] ? 1 : 0],
  typeOf: (organisation) => (organisation === 'KELA' ? 'STATE_INSTITUTION' : 'MUNICIPALITY'),
};

const worker = fc.constantFrom(...workers);
const date = fc
  .integer({ min: 0, max: 240 })
  .map((day) => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const contact = fc.record({
  site: fc.constantFrom(...sites),
  date,
  start: fc.integer({ min: 0, max: 3 }),
  staffIds: fc.subarray(workers, { minLength: 1 }),
  ageBand: fc.constantFrom(...ageBands),
  party: fc.constantFrom(...parties),
  identification: fc.constantFrom(...identification.options),
  state: fc.constantFrom('RECORDED' as const, 'VOIDED' as const),
});
const followUp = fc.record({
  months: fc.constantFrom(3 as const, 6 as const),
  on: date,
  reached: maybe(fc.boolean()),
  destination: maybe(fc.constantFrom(...destinations)),
});
const episode = fc.record({
  openedOn: date,
  mainActivity: fc.constantFrom(...mainActivities),
  namedWorker: worker,
  closing: maybe(
    fc.record({
      on: date,
      destination: fc.constantFrom(...destinations),
      source: maybe(fc.constantFrom(...destinationSources)),
      followUps: fc.array(followUp, { maxLength: 2 }),
    }),
  ),
});
const referral = fc.record({
  sentBy: worker,
  to: fc.constantFrom({ code: 'KELA' }, { code: 'YOUTH' }, 'OUTSIDE' as const),
  sentOn: date,
  seenOn: maybe(date),
  endedOn: maybe(date),
  acceptedOn: maybe(date),
  metOn: maybe(date),
});
const map = fc.record({
  instrument: fc.constantFrom('own', 'other'),
  values: fc.dictionary(fc.constantFrom('home', 'money', 'sleep'), fc.integer({ min: 0, max: 10 })),
});

/** Each with an id of its own, by its place. */
const numbered = <T extends object>(of: fc.Arbitrary<T>) =>
  fc
    .array(of, { maxLength: 4 })
    .map((each) => each.map((parts, index) => ({ id: `id${String(index)}`, ...parts })));

/** Everything that the figures read of a person. */
export const personFacts: fc.Arbitrary<PersonFacts> = fc.record({
  language: fc.constantFrom(...languages),
  namedWorker: maybe(worker),
  contacts: numbered(contact),
  episodes: numbered(episode),
  hasPlan: fc.boolean(),
  reviewOn: maybe(date),
  referrals: numbered(referral),
  maps: fc
    .tuple(fc.array(map, { maxLength: 4 }), fc.uniqueArray(date, { minLength: 4, maxLength: 4 }))
    .map(([maps, days]) =>
      maps.map((each, index) => {
        const on = days[index] ?? '';
        return { ...each, on, at: `${on}T10:00:00.000Z` };
      }),
    ),
});

/** The same facts in another order, some of them told twice. */
export function shuffledPerson(facts: PersonFacts): fc.Arbitrary<PersonFacts> {
  const twice = <T>(of: readonly T[]) =>
    fc
      .tuple(fc.shuffledSubarray([...of], { minLength: of.length }), fc.subarray([...of]))
      .map(([all, again]) => [...all, ...again]);
  return fc
    .tuple(
      twice(facts.contacts),
      twice(facts.episodes),
      twice(facts.referrals),
      fc.shuffledSubarray([...facts.maps], { minLength: facts.maps.length }),
    )
    .map(([contacts, episodes, referrals, maps]) => ({ ...facts, contacts, episodes, referrals, maps }));
}
