import { openQuarters } from '@ohjaamo/shared/figures/quarters.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { expect, it } from 'vitest';

const at = (instant: string): number => Date.parse(instant) / 60_000;

it('submits the quarter before, too, on the first ten days of a quarter', () => {
  expect(openQuarters(at('2027-04-10T23:59+03:00'), HELSINKI)).toEqual(['2027-Q2', '2027-Q1']);
  expect(openQuarters(at('2027-04-11T00:00+03:00'), HELSINKI)).toEqual(['2027-Q2']);
});

it('changes the quarter at midnight of the zone, not of UTC', () => {
  expect(openQuarters(at('2026-12-31T21:59Z'), HELSINKI)).toEqual(['2026-Q4']);
  expect(openQuarters(at('2026-12-31T22:00Z'), HELSINKI)).toEqual(['2027-Q1', '2026-Q4']);
});
