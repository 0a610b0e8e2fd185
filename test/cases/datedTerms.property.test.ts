import { stepsByTerms, termsAhead, type TermsDecision } from '@ohjaamo/shared/cases/datedTerms.ts';
import {
  type CaseFacts,
  type CaseRules,
  defaultCaseRules,
  stepsOf,
} from '@ohjaamo/shared/cases/retention.ts';
import { decided, inForceOn, withdrawn } from '@ohjaamo/shared/kernel/dated.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';

const START = dayNumber('2027-02-01');
const day = (number: number) => dateOfDay(START + number);
const closed: CaseFacts = { lastActiveOn: day(0), closedOn: day(0), held: false };
const termsOf = (months: number): CaseRules => ({
  ...defaultCaseRules,
  months: { ...defaultCaseRules.months, CLOSED_CLIENT: months },
});
const beginning = termsOf(4);
const mark = { at: '2027-02-01T11:00:00.000Z', by: worker(2) };

/** On the day `on` somebody decides on other terms from a later day on, or takes a decision back. */
const act = fc.record({
  on: fc.nat(160),
  ahead: fc.nat(90),
  months: fc.integer({ min: 1, max: 6 }),
  withdraw: fc.option(fc.nat(5), { nil: undefined }),
});
const acts = fc.array(act, { maxLength: 6 }).map((list) => list.toSorted((one, other) => one.on - other.on));
type Acts = readonly { on: number; ahead: number; months: number; withdraw: number | undefined }[];

/** What was decided by the end of a day. */
function decidedBy(list: Acts, until: number): readonly TermsDecision[] {
  let decisions: readonly TermsDecision[] = [];
  for (const [index, { on, ahead, months, withdraw }] of list.entries()) {
    if (on > until) break;
    const decision = { id: String(index), from: day(on + ahead), value: termsOf(months), ...mark };
    const next =
      withdraw === undefined
        ? decided(decisions, decision, day(on))
        : withdrawn(decisions, String(withdraw), mark, day(on));
    if (Array.isArray(next)) decisions = next as readonly TermsDecision[];
  }
  return decisions;
}

/** The day on which the nights erase the case: each goes by the terms of its own day. */
function erasedOn(list: Acts): number {
  for (let night = 0; ; night++) {
    const rules = inForceOn(decidedBy(list, night), day(night))?.value ?? beginning;
    if (stepsOf(closed, rules).some(({ what, on }) => what === 'ERASE' && on <= day(night))) return night;
  }
}

/** What is told on a day of when the case goes; what is overdue goes in that night. */
function toldOn(list: Acts, today: number): string {
  const terms = termsAhead(beginning, decidedBy(list, today), day(today));
  const { on } = stepsByTerms(closed, terms).find(({ what }) => what === 'ERASE')!;
  return on < day(today) ? day(today) : on;
}

describe('A case that is closed', () => {
  it('goes on the day that was told, while nobody decides otherwise', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const gone = erasedOn(list);
        const last = list.filter(({ on }) => on <= gone).at(-1)?.on ?? 0;
        for (let today = last; today <= gone; today++) expect(toldOn(list, today)).toBe(day(gone));
      }),
    );
  });

  it('is never erased before the day that was told, unless a term decided later has begun', () => {
    fc.assert(
      fc.property(acts, fc.nat(160), (list, today) => {
        const gone = erasedOn(list);
        fc.pre(today <= gone);
        if (day(gone) >= toldOn(list, today)) return;
        const later = list.filter(({ on, withdraw }) => on > today && on <= gone && withdraw === undefined);
        const back = list.filter(({ on, withdraw }) => on > today && on <= gone && withdraw !== undefined);
        expect(later.some(({ on, ahead }) => on + ahead <= gone) || back.length > 0).toBe(true);
      }),
    );
  });
});

describe('Terms that are shortened', () => {
  it('erase nothing before the day from which they hold', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 0, max: 120 }), (on, ahead) => {
        const list = [{ on, ahead, months: 1, withdraw: undefined }];
        const told = dayNumber(toldOn([], 0)) - START;
        expect(erasedOn(list)).toBeGreaterThanOrEqual(Math.min(told, on + ahead));
      }),
    );
  });
});
