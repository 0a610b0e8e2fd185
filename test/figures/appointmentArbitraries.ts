import type { AppointmentFact } from '@ohjaamo/shared/figures/facts.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import fc from 'fast-check';
import { SITE } from './arbitraries.ts';

const CREATED = '2027-01-31T22:30:00.000Z';

const appointment: fc.Arbitrary<AppointmentFact> = fc.record({
  siteId: fc.constant(SITE),
  date: fc.constantFrom('2027-02-01', '2027-02-02', '2027-02-28'),
  state: fc.constantFrom(
    ...(['PENDING', 'BOOKED', 'KEPT', 'NO_SHOW', 'CANCELLED_LATE', 'CANCELLED_BY_SITE'] as const),
  ),
  createdAt: fc.constant(CREATED),
  waitedSince: fc.option(fc.constant('2027-01-20T10:00:00.000Z'), { nil: undefined }),
  firstOffered: fc.option(
    fc.integer({ min: 0, max: 20 }).map((days) => Date.parse(CREATED) / 60_000 + days * 1440),
    { nil: undefined },
  ),
  service: fc.constantFrom('INDIV', 'HOUSING'),
  organisation: fc.option(fc.constantFrom('YOUTH', 'EMPLOY'), { nil: undefined }),
  language: fc.constantFrom(...languages),
});

/** Some appointments, each as the list of its revisions, oldest first. */
export const appointmentFacts = fc.array(fc.array(appointment, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});
