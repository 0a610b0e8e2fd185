import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { type Recurrence } from '@ohjaamo/shared/schedule/plan.ts';
import fc from 'fast-check';

/** Any day of the years whose clock changes and leap weeks the rules are tried on. */
export const day = fc.integer({ min: dayNumber('2023-12-25'), max: dayNumber('2036-01-10') });
export const date = day.map(dateOfDay);
export const weekday = fc.constantFrom(...weekdays);

/** Any recurrence of one kind. */
export function recurrenceOfKind(kind: Recurrence['kind']): fc.Arbitrary<Recurrence> {
  switch (kind) {
    case 'EVERY_N_WEEKS':
      return fc.record({ kind: fc.constant(kind), weeks: fc.integer({ min: 2, max: 8 }), from: date });
    case 'NTH_WEEKDAY':
      return fc.record({ kind: fc.constant(kind), nth: fc.integer({ min: 1, max: 4 }) });
    case 'EVERY_WEEK':
    case 'ISO_ODD_WEEKS':
    case 'ISO_EVEN_WEEKS':
    case 'LAST_WEEKDAY':
      return fc.constant({ kind });
  }
}

export const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  ...(
    ['EVERY_WEEK', 'ISO_ODD_WEEKS', 'ISO_EVEN_WEEKS', 'EVERY_N_WEEKS', 'NTH_WEEKDAY', 'LAST_WEEKDAY'] as const
  ).map(recurrenceOfKind),
);
