import { describe, expect, it } from 'vitest';
import { translator } from '../../web/src/i18n/translate.ts';
import {
  asksForData,
  knownOfContact,
  refusedAnswer,
  waitingAnswer,
} from '../../web/src/work/contactAnswer.ts';
import { waitOf } from '../../web/src/work/messages/waits.ts';

describe('An entry that waits in a browser', () => {
  it('is asked for by the page’s own script only', () => {
    const request = (accept: string) => new Request('https://here.example/', { headers: { accept } });
    expect(asksForData(request('application/json'))).toBe(true);
    expect(asksForData(request('text/html,application/xhtml+xml,*/*;q=0.8'))).toBe(false);
  });

  it('goes on waiting when the service is away, and for its worker when nobody is signed in', () => {
    expect(waitingAnswer({ type: 'temporarily-unavailable' })?.status).toBe(503);
    expect(waitingAnswer({ type: 'session-expired' })?.status).toBe(401);
    expect(waitingAnswer({ type: 'time-not-offered' })).toBeUndefined();
  });
});

describe('A refused entry', () => {
  it('says whether another contact stands under its id', async () => {
    expect(await refusedAnswer(['Twice'], true).json()).toEqual({ reasons: ['Twice'], used: true });
    expect(await refusedAnswer(['Time']).json()).toEqual({ reasons: ['Time'], used: false });
    expect(refusedAnswer(['Time']).status).toBe(422);
  });
});

describe('What an address says of a contact', () => {
  it('is how, when and about what, and only what the form knows', () => {
    const known = (query: string) => knownOfContact(new URLSearchParams(query));
    expect(known('channel=PHONE&date=2027-02-01&time=08:25&topics=MONEY.HOUSING')).toEqual({
      channel: 'PHONE',
      date: '2027-02-01',
      time: '08:25',
      topics: ['MONEY', 'HOUSING'],
    });
    expect(known('channel=PIGEON&date=2027-02-30&time=08:25&topics=LOVE.&clientId=x')).toEqual({});
  });
});

describe('How long somebody has waited', () => {
  it('is said in minutes, in hours and minutes, and in days', () => {
    const wait = (minutes: number) => {
      const now = Date.parse('2027-02-01T12:00+02:00');
      return waitOf(
        new Date(now - minutes * 60_000).toISOString(),
        new Date(now).toISOString(),
        translator('en'),
      );
    };
    expect([wait(0), wait(59), wait(60), wait(1439), wait(1440), wait(4000)]).toEqual([
      '0 min',
      '59 min',
      '1 h 0 min',
      '23 h 59 min',
      '1 day',
      '2 days',
    ]);
  });
});
