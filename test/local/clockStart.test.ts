import { clockStart } from '@ohjaamo/infra/command/clockStart.ts';
import { describe, expect, it } from 'vitest';

describe('the clock that the product is started with', () => {
  it('shows the time on the wall of a site, in winter as in summer', () => {
    expect(clockStart('2027-02-01T12:05')).toBe('2027-02-01T12:05:00+02:00');
    expect(clockStart('2027-07-01T12:05')).toBe('2027-07-01T12:05:00+03:00');
  });

  it('is the instant itself where an offset says so', () => {
    expect(clockStart('2027-07-01T12:05Z')).toBe('2027-07-01T12:05Z');
    expect(clockStart('2027-07-01T12:05+02:00')).toBe('2027-07-01T12:05+02:00');
  });

  it.each(['noon', '2027-13-01T12:05', '2027-02-01T25:05Z', ''])('is not "%s"', (given) => {
    expect(clockStart(given)).toBeUndefined();
  });
});
