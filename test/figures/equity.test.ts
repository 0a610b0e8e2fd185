import { type Counts, dayChanges, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { type EquityTable, equityOf } from '@ohjaamo/shared/figures/equity.ts';
import { appointmentCounts, contactCounts, figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { feedbackCounts } from '@ohjaamo/shared/figures/feedbackFacts.ts';
import { groupsToHide } from '@ohjaamo/shared/figures/hiddenGroups.ts';
import { withoutGroups } from '@ohjaamo/shared/figures/groups.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appointmentFacts } from './appointmentArbitraries.ts';
import { contactFacts, factsOf, SITE } from './arbitraries.ts';
import { fixtureAppointments, fixtureContacts } from './fixture.ts';
import { intervalOf, type Knowledge } from './network/solver.ts';

type Row = EquityTable['rows'][number];

function rowsOf(
  counts: Counts,
  by: EquityTable['by'],
  metric: EquityTable['metric'],
): ReadonlyMap<string, Row> {
  const table = equityOf(counts, counts).find((each) => each.by === by && each.metric === metric);
  return new Map(table?.rows.map((row) => [row.group, row]));
}

const times = (count: number, counts: Counts): Counts =>
  sumCounts(Array.from({ length: count }, () => counts));

describe('Access by service language and age band (M25)', () => {
  const [walkIn] = fixtureContacts(SITE);
  if (!walkIn) throw new Error('The fixture is empty');
  const contact = (count: number, parts: Partial<typeof walkIn>) =>
    times(count, contactCounts({ ...walkIn, ...parts }).counts);

  it('tells each group what it is counted of, its shares and its medians', () => {
    const counts = sumCounts([
      contact(20, { language: 'fi' }),
      contact(10, { language: 'fi', resolvedSameDay: false }),
      contact(10, { language: 'sv', arrivedAt: new Date((walkIn.start - 40) * 60_000).toISOString() }),
    ]);
    const waits = rowsOf(counts, 'LANGUAGE', 'M05');
    expect(waits.get('fi')).toEqual({ group: 'fi', of: 30, values: [6, 100] });
    expect(waits.get('sv')).toEqual({ group: 'sv', of: 10, values: [40, 0] });
    expect(waits.get('en')).toEqual({ group: 'en', of: 0, values: [null, null] });
    expect(rowsOf(counts, 'LANGUAGE', 'M08').get('fi')).toEqual({ group: 'fi', of: 30, values: [67] });
    expect(rowsOf(counts, 'AGE', 'M08').get('15_17')).toEqual({ group: '15_17', of: 40, values: [75] });
  });

  it('puts together those of whom nobody knows, and whatever was counted before groups were', () => {
    const old = withoutGroups(contact(30, {}));
    const counts = sumCounts([old, contact(12, {}), contact(40, { language: 'fi' })]);
    expect(rowsOf(counts, 'LANGUAGE', 'M08').get('UNKNOWN')).toMatchObject({ of: 42 });
    expect(rowsOf(counts, 'AGE', 'M08').get('UNKNOWN')).toMatchObject({ of: 30 });
  });

  it('stands beside the contacts by language (M11), of whom those that nobody knows are what is left', () => {
    const rows = [contact(12, {}), contact(40, { language: 'fi' }), contact(3, { language: 'en' })];
    const { contacts, contactsByLanguage } = figuresOf(rows);
    expect([contacts, contactsByLanguage]).toEqual([55, { fi: 40, sv: 0, en: 3 }]);
  });

  it('looks at bookings and grades by language alone', () => {
    const [asked] = fixtureAppointments(SITE);
    if (!asked) throw new Error('The fixture is empty');
    const answer = { site: SITE, date: asked.date, channel: 'LINK', state: 'GIVEN', statements: {} } as const;
    const counts = sumCounts([
      times(15, appointmentCounts({ ...asked, language: 'sv' }).counts),
      times(5, appointmentCounts({ ...asked, language: 'sv', state: 'NO_SHOW' }).counts),
      times(6, feedbackCounts({ ...answer, language: 'sv', grade: 9 }).counts),
    ]);
    expect(rowsOf(counts, 'LANGUAGE', 'M06').get('sv')).toEqual({ group: 'sv', of: 20, values: [7, null] });
    expect(rowsOf(counts, 'LANGUAGE', 'M07').get('sv')).toEqual({ group: 'sv', of: 20, values: [25, 0] });
    expect(rowsOf(counts, 'LANGUAGE', 'M19').get('sv')).toEqual({ group: 'sv', of: 6, values: [9] });
    expect(
      equityOf(counts, counts).some(
        ({ by, metric }) => by === 'AGE' && ['M06', 'M07', 'M19'].includes(metric),
      ),
    ).toBe(false);
  });

  it('hides of the worked example every group that tells of fewer than five', () => {
    const counts = sumCounts([
      ...fixtureContacts().map((fact) => contactCounts(fact).counts),
      ...fixtureAppointments().map((fact) => appointmentCounts(fact).counts),
    ]);
    const shown = equityOf(counts, counts).flatMap(({ rows }) =>
      rows.flatMap((row) => ('of' in row && row.of > 0 ? [row.of] : [])),
    );
    // Six booked times of one language, and eleven contacts of none that is known, are the whole.
    expect(shown).toEqual([6, 11]);
  });

  it('comes to the same from the changes of every fact, in any order', () => {
    fc.assert(
      fc.property(
        contactFacts.chain((facts) => fc.tuple(fc.constant(facts), factsOf(facts))),
        appointmentFacts,
        ([contacts, changes], appointments) => {
          const rows = [
            ...changes.flatMap(({ before, after }) =>
              dayChanges(before && contactCounts(before), contactCounts(after)),
            ),
            ...appointments.flatMap((revisions) =>
              revisions.flatMap((after, at) => {
                const before = revisions[at - 1];
                return dayChanges(before && appointmentCounts(before), appointmentCounts(after));
              }),
            ),
          ].map(({ counts }) => counts);
          const last = [
            ...contacts.flatMap((revisions) => revisions.slice(-1)).map(contactCounts),
            ...appointments.flatMap((revisions) => revisions.slice(-1)).map(appointmentCounts),
          ].map(({ counts }) => counts);
          expect(sumCounts(rows)).toEqual(sumCounts(last));
          expect(equityOf(sumCounts(rows), sumCounts(rows))).toEqual(
            equityOf(sumCounts(last), sumCounts(last)),
          );
        },
      ),
    );
  });
});

/** Between which numbers each part of a hidden group lies, for whoever has the shown groups, all sums and integer programming. */
function boundsOf(groups: ReadonlyMap<string, readonly number[]>, hidden: ReadonlySet<string>) {
  const names = [...groups.keys()];
  const knowledge: Knowledge = { rules: [], bounds: new Map() };
  const parts = groups.values().next().value ?? [];
  parts.forEach((_, part) => {
    const all = [...groups.values()].reduce((sum, each) => sum + (each[part] ?? 0), 0);
    const name = (group: string) => `g${String(names.indexOf(group))}p${String(part)}`;
    knowledge.rules.push({ terms: names.map((group) => [1, name(group)] as const), is: '=', value: all });
    for (const [group, each] of groups) {
      const value = each[part] ?? 0;
      knowledge.bounds.set(name(group), hidden.has(group) ? [0, all] : [value, value]);
    }
  });
  return [...groups].flatMap(([group, each]) =>
    each.flatMap((value, part) =>
      value > 0 && value < 5
        ? [intervalOf(`g${String(names.indexOf(group))}p${String(part)}`, knowledge)]
        : [],
    ),
  );
}

describe('Groups that are hidden because of few', () => {
  const few = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 }));
  const tables = fc
    .integer({ min: 1, max: 3 })
    .chain((parts) =>
      fc.array(fc.array(few, { minLength: parts, maxLength: parts }), { minLength: 2, maxLength: 6 }),
    )
    .map((rows) => new Map(rows.map((row, at) => [`group${String(at)}`, row])));

  it('keep every small number at least five wide, unless all are hidden', () => {
    let attacked = 0;
    fc.assert(
      fc.property(tables, (groups) => {
        const hidden = groupsToHide(groups);
        for (const [group, parts] of groups) {
          if (parts.some((value) => value > 0 && value < 5)) expect(hidden.has(group)).toBe(true);
        }
        // With everything hidden nothing is told but what the page shows of all.
        if (hidden.size === groups.size) return;
        for (const [least, most] of boundsOf(groups, hidden)) {
          attacked++;
          expect(most - least).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 200 },
    );
    expect(attacked).toBeGreaterThan(20);
  });

  it('take a large one along when they are alone, and none when nothing is small', () => {
    expect([
      ...groupsToHide(
        new Map([
          ['fi', [40]],
          ['sv', [3]],
          ['en', [12]],
        ]),
      ),
    ]).toEqual(['sv', 'en']);
    expect([
      ...groupsToHide(
        new Map([
          ['fi', [40]],
          ['sv', [5]],
          ['en', [0]],
        ]),
      ),
    ]).toEqual([]);
  });
});
