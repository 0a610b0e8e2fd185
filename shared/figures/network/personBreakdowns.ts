import { languages } from '../../kernel/i18n.ts';
import type { Counts } from '../counters.ts';
import type { PersonCounter } from '../persons/counts.ts';
import type { Breakdown, Column } from './breakdown.ts';
import { activityCodes, destinationCodes } from './courseCodes.ts';
import { families, type FamilyId, personCount, personSum } from './families.ts';

function counted(code: string, counter: PersonCounter): Column {
  return { code, countIn: (counts) => personCount(counts, counter) };
}

/** Some of a family, and the others. */
function halves(
  family: FamilyId,
  code: string,
  countIn: (counts: Counts) => number,
  other: string,
): Breakdown {
  const rest = (counts: Counts): number => Math.max(0, families[family](counts) - countIn(counts));
  return {
    family,
    columns: [
      { code, countIn },
      { code: other, countIn: rest },
    ],
  };
}

/** M15 in parts that exclude each other: the first meeting was kept; accepted and not met yet; not accepted. */
const funnel: Breakdown = {
  family: 'referrals',
  columns: [
    { code: 'MET', countIn: (counts) => personSum(counts, 'met:') },
    {
      code: 'ACCEPTED_ONLY',
      countIn: (counts) => Math.max(0, personSum(counts, 'accepted:') - personSum(counts, 'met:')),
    },
    {
      code: 'NOT_ACCEPTED',
      countIn: (counts) =>
        Math.max(
          0,
          families.referrals(counts) - Math.max(personSum(counts, 'accepted:'), personSum(counts, 'met:')),
        ),
    },
  ],
};

/** How persons and what happened with them are divided: rows of municipalities. */
export const personBreakdowns = {
  known: {
    family: 'clients',
    columns: [counted('IDENTIFIED', 'identified'), counted('LIGHT', 'light')],
  },
  across: {
    family: 'clients',
    within: 'known.IDENTIFIED',
    columns: [
      counted('ACROSS', 'acrossOrganisations'),
      {
        code: 'ONE',
        countIn: (counts) =>
          Math.max(0, personCount(counts, 'identified') - personCount(counts, 'acrossOrganisations')),
      },
    ],
  },
  clientLanguage: {
    family: 'clients',
    columns: languages.map((each) => counted(`LANGUAGE_${each.toUpperCase()}`, `language_${each}`)),
  },
  clientActivity: {
    family: 'clients',
    columns: activityCodes.map((each) => counted(`ACTIVITY_${each}`, `activity_${each}`)),
  },
  planned: halves('episodes', 'WITH_PLAN', (counts) => personCount(counts, 'withPlan'), 'WITHOUT_PLAN'),
  funnel,
  unopened: halves('referrals', 'UNOPENED', (counts) => personSum(counts, 'unopened:'), 'OPENED'),
  destination: {
    family: 'closings',
    columns: destinationCodes.map((each) => ({
      code: `DESTINATION_${each}`,
      countIn: (counts: Counts) => personSum(counts, `closed:${each}:`),
    })),
  },
} as const satisfies Readonly<Record<string, Breakdown>>;
