import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import type { Chance, SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { destinations, mainActivities } from '@ohjaamo/shared/cases/episode.ts';
import { MUNICIPALITY } from '@ohjaamo/shared/figures/network/families.ts';
import { feedbackStatements } from '@ohjaamo/shared/kernel/feedback.ts';
import fc from 'fast-check';

/** A site of a municipality with what it counted in each version. */
export function siteOf(tenant: string, site: string, ...versions: Counts[]): SiteCounts {
  return { tenant, site, versions };
}

/** What a site counts whose contacts are divided over the channels in their order, each with the topic OTHER and nothing else told. */
export function byChannel(numbers: readonly number[], more: Counts = {}): Counts {
  const contacts = numbers.reduce((sum, each) => sum + each, 0);
  return {
    contacts,
    ...Object.fromEntries(channels.map((each, at) => [`channel_${each}`, numbers[at] ?? 0])),
    topic_OTHER: contacts,
    withAgeBand: contacts,
    ...more,
  };
}

/** Chance as a test can have it again: a hash of the name and of what the test calls the draw (FNV-1a, mixed). */
export function chanceOf(draw: string): Chance {
  return (name) => {
    let hash = 0x811c9dc5;
    for (const letter of `${draw} ${name}`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
    return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
  };
}

const little = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 60 }) },
);

/** Parts of a number: often none, few, or all but few of it. */
const share = fc.oneof(
  fc.constant((_: number) => 0),
  fc.integer({ min: 1, max: 9 }).map((few) => (most: number) => Math.min(few, most)),
  fc.integer({ min: 0, max: 6 }).map((few) => (most: number) => Math.max(0, most - few)),
  fc.integer({ min: 0, max: 1000 }).map((of) => (most: number) => Math.floor((most * of) / 1000)),
);

/** A site's quarter in which many numbers are small. */
export const anyCounts: fc.Arbitrary<Counts> = fc
  .tuple(fc.array(little, { minLength: 8, maxLength: 8 }), fc.array(share, { minLength: 24, maxLength: 24 }))
  .map(([numbers, shares]) => {
    let next = 0;
    const partOf = (most: number): number => shares[next++ % shares.length]?.(most) ?? 0;
    const contacts = numbers.reduce((sum, each) => sum + each, 0);
    const walkIns = partOf(numbers[0] ?? 0);
    const timed = partOf(walkIns);
    const early = partOf(timed);
    const answered = partOf(contacts);
    const booked = (numbers[1] ?? 0) + (numbers[2] ?? 0);
    const kept = partOf(booked);
    const noShows = partOf(booked - kept);
    const topicCounts = topics.map((_, at) => (at < 5 ? partOf(contacts) : 0));
    const told = topicCounts.reduce((sum, each) => sum + each, 0);
    topicCounts[5] = Math.max(0, contacts - told);
    return {
      ...byChannel(numbers),
      ...Object.fromEntries(topics.map((each, at) => [`topic_${each}`, topicCounts[at] ?? 0])),
      ...{ anonymous: partOf(contacts), withAgeBand: partOf(contacts), late: partOf(contacts) },
      ...{ answered, solved: partOf(answered), walkIns, wait_3: early, wait_40: timed - early },
      ...{ minutes_20: contacts, lead_4: booked, kept, noShows },
      cancelledLate: partOf(booked - kept - noShows),
      ...moreOf(partOf, contacts, booked),
    };
  });

/** Offered times, feedback and ages of a site's quarter. */
function moreOf(partOf: (most: number) => number, contacts: number, booked: number): Counts {
  const offered = partOf(booked);
  const answers = partOf(contacts) + partOf(contacts);
  const young = partOf(contacts);
  const older = partOf(contacts - young);
  return {
    ...{ offered_2: offered, feedbackAnswers_TABLET: answers, grade_8: partOf(answers) },
    ...Object.fromEntries(
      feedbackStatements.flatMap((each): [string, number][] => {
        const agree = partOf(answers);
        return [
          [`statement_${each}_5`, agree],
          [`statement_${each}_2`, partOf(answers - agree)],
        ];
      }),
    ),
    ...{ age_15_17: young, age_20_24: older, withAgeBand: young + older },
  };
}

/** A municipality's quarter of persons in which many numbers are small. */
const anyPersons: fc.Arbitrary<Counts> = fc
  .tuple(
    fc.array(little, { minLength: 24, maxLength: 24 }),
    fc.array(share, { minLength: 12, maxLength: 12 }),
  )
  .map(([numbers, shares]) => {
    let next = 0;
    const partOf = (most: number): number => shares[next++ % shares.length]?.(most) ?? 0;
    const at = (index: number): number => numbers[index] ?? 0;
    const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
    const activities = mainActivities.slice(0, 5);
    const clients = sum(activities.map((_, index) => at(index)));
    const identified = partOf(clients);
    const swedish = partOf(clients);
    const [sent, closed] = [at(5) + at(6) + at(7), destinations.slice(0, 5)];
    const accepted = partOf(sent);
    const open = at(8) + at(9);
    return Object.fromEntries(
      Object.entries({
        ...{ identified, light: clients - identified, acrossOrganisations: partOf(identified) },
        ...{ language_sv: swedish, language_fi: clients - swedish },
        ...Object.fromEntries(activities.map((code, index) => [`activity_${code}`, at(index)])),
        ...{ openEpisodes: open, withPlan: partOf(open), namedContacts: clients + at(10) },
        ...{ 'sent:NGO': sent, 'accepted:NGO': accepted, 'met:NGO': partOf(accepted) },
        ...{ 'unopened:NGO': partOf(sent), 'acceptDays:NGO:3': accepted },
        ...Object.fromEntries(closed.map((code, index) => [`closed:${code}:WORKER`, at(11 + index)])),
      }).map(([name, count]) => [`person_${name}`, count]),
    );
  });

/** Municipalities' persons. */
export function anyMunicipalities(most: number): fc.Arbitrary<SiteCounts[]> {
  return fc
    .array(anyPersons, { minLength: 1, maxLength: most })
    .map((all) => all.map((counts, at) => siteOf(`town${String(at)}`, MUNICIPALITY, counts)));
}

/** Sites of several municipalities, some with one site and some with several. */
export function anySites(most: number): fc.Arbitrary<SiteCounts[]> {
  return fc
    .array(fc.tuple(fc.integer({ min: 0, max: 4 }), anyCounts), { minLength: 1, maxLength: most })
    .map((all) =>
      all.map(([tenant, counts], at) => siteOf(`town${String(tenant)}`, `site${String(at)}`, counts)),
    );
}
