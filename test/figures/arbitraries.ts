import type { ContactFact } from '@ohjaamo/shared/figures/facts.ts';
import { ageBands, channels, identification, parties, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';

/** The site of generated contacts, unless a test puts them elsewhere. */
export const SITE = siteId.parse('site000001');

/** Noon of a day, in epoch minutes. */
const STARTED = Date.parse('2027-02-14T12:00Z') / 60_000;

const contact: fc.Arbitrary<ContactFact> = fc.record({
  site: fc.constant(SITE),
  date: fc.constantFrom('2027-01-01', '2027-02-14', '2027-03-31'),
  channel: fc.constantFrom(...channels),
  topics: fc.subarray([...topics], { minLength: 1, maxLength: 4 }),
  ageBand: fc.constantFrom(...ageBands),
  party: fc.constantFrom(...parties),
  identification: fc.constantFrom(...identification.options),
  state: fc.constantFrom('RECORDED', 'VOIDED'),
  start: fc.constant(STARTED),
  minutes: fc.integer({ min: 1, max: 3 }),
  arrivedAt: fc.option(
    fc.integer({ min: -1, max: 3 }).map((before) => new Date((STARTED - before) * 60_000).toISOString()),
    { nil: undefined },
  ),
  recordedAt: fc
    .constantFrom(0, 3, 4)
    .map((days) => new Date((STARTED + days * 1440) * 60_000).toISOString()),
  bookingId: fc.option(fc.constant('booking001'), { nil: undefined }),
  resolvedSameDay: fc.option(fc.boolean(), { nil: undefined }),
  language: fc.option(fc.constantFrom(...languages), { nil: undefined }),
});

/** Some contacts, each as the list of its revisions, oldest first. */
export const contactFacts = fc.array(fc.array(contact, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});

/** One change of one contact: `contact` is its position, `revision` begins with 1. */
export interface Change {
  readonly contact: number;
  readonly revision: number;
  readonly before: ContactFact | undefined;
  readonly after: ContactFact;
}

/** All changes of the contacts in a random order. */
export function factsOf(facts: readonly (readonly ContactFact[])[]): fc.Arbitrary<Change[]> {
  const changes = facts.flatMap((revisions, contact) =>
    revisions.map((after, at) => ({ contact, revision: at + 1, before: revisions[at - 1], after })),
  );
  return fc.shuffledSubarray(changes, { minLength: changes.length });
}
