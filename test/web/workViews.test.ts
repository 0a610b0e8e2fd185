import type { AccessRow } from '@ohjaamo/shared/tenants/contract.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import { describe, expect, it } from 'vitest';
import { foldRepeated } from '../../web/src/work/accessRows.ts';
import type { Today } from '../../web/src/work/contactDefaults.ts';
import { monthsAround, quartersAround, queryIn } from '../../web/src/work/periods.ts';
import { qrPath } from '../../web/src/work/qrCode.ts';
import { timeAxis } from '../../web/src/work/timeAxis.ts';
import { homeOf, ownPath, viewsOf } from '../../web/src/work/views.ts';

function sessionOf(...roles: SessionView['roles']): SessionView {
  return { realm: 'tenant', roles, displayName: 'Testi', languages: ['fi'], sites: [], expiresAt: '' };
}
const pathsOf = (session: SessionView) => viewsOf(session).map(({ path }) => path);

describe('the navigation of a role', () => {
  it('opens the day to a counsellor, and neither the log nor the network', () => {
    expect(pathsOf(sessionOf('COUNSELLOR'))).toStrictEqual([
      'desk',
      'line',
      'calendar',
      'people',
      'employers',
      'services-nearby',
      'referrals',
      'messages',
      'messages/calls',
      'groups',
      'duty',
      'my-calendar',
      'figures',
      'figures/own',
      'feedback',
      'how-we-work',
      'templates',
    ]);
  });

  it('opens the plans, figures and the log to an admin who meets nobody', () => {
    expect(pathsOf(sessionOf('TENANT_ADMIN'))).toStrictEqual([
      'calendar',
      'services-nearby',
      'duty',
      'figures',
      'feedback',
      'feedback/accessibility',
      'agreement',
      'regional',
      'our-municipality',
      'settings',
      'catalogue',
      'practice',
      'how-we-work',
      'displays',
      'instruments',
      'setup',
      'workers',
      'access',
      'retention',
      'audit',
    ]);
  });

  it('opens the day, the line, the plans and the cases given to them to a visiting partner', () => {
    expect(pathsOf(sessionOf('PARTNER_WORKER'))).toStrictEqual([
      'desk',
      'line',
      'calendar',
      'people',
      'employers',
      'services-nearby',
      'referrals',
      'groups',
      'duty',
      'my-calendar',
      'figures/own',
      'how-we-work',
      'templates',
    ]);
  });

  it('opens the hours of the own workers, and no case, to an administrative manager', () => {
    expect(pathsOf(sessionOf('STAFF_MANAGER'))).toStrictEqual(['staff-hours']);
  });

  it('names practice once: whoever keeps the municipality’s own comes to the library from there', () => {
    const paths = pathsOf(sessionOf('SITE_MANAGER'));
    expect(paths).toContain('practice');
    expect(paths).not.toContain('templates');
  });

  it('leads the network and the operator to their one page', () => {
    expect(homeOf(sessionOf('NETWORK_STEWARD'), 'sv')).toBe('/sv/network');
    expect(homeOf(sessionOf('PLATFORM_OPERATOR'), 'fi')).toBe('/fi/platform');
  });
});

describe('the page to return to after signing in', () => {
  it.each(['/fi/desk', '/sv/people/abc?done=opened', '/en/figures?quarter=2026-Q4&site=etana'])(
    'is %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/fi/desk',
    '/fi/\\..//evil.example',
    '/fi/desk\n',
    '/de/desk',
    'javascript:alert(1)',
    '',
  ])('is never %j', (path) => {
    expect(ownPath(path)).toBeUndefined();
  });
});

describe('the log of use', () => {
  const row = (at: string, change: Partial<AccessRow> = {}): AccessRow => ({
    at,
    action: 'VIEW_TODAY',
    outcome: 'DONE',
    staffId: 'staff00001' as AccessRow['staffId'],
    staffName: 'Testi',
    organisation: 'Testi',
    subjects: [],
    ...change,
  });

  it('folds the same act repeated, and says when it began', () => {
    const lines = foldRepeated([row('12:41'), row('12:40'), row('12:39')]);
    expect(lines).toStrictEqual([{ row: row('12:41'), count: 3, since: '12:39' }]);
  });

  it('never folds over another act, another person, another client or another outcome', () => {
    const rows = [
      row('5'),
      row('4', { action: 'VIEW_CLIENT', subjects: ['a'] }),
      row('3', { action: 'VIEW_CLIENT', subjects: ['b'] }),
      row('2', { action: 'VIEW_CLIENT', subjects: ['b'], outcome: 'NOT_FOUND' }),
      row('1', { staffId: 'staff00002' as AccessRow['staffId'] }),
      row('0'),
    ];
    expect(foldRepeated(rows).map(({ row: one }) => one)).toStrictEqual(rows);
  });
});

describe('periods', () => {
  it('go over the turn of the year', () => {
    expect(quartersAround('2026-Q4')).toStrictEqual({ previous: '2026-Q3', next: '2027-Q1' });
    expect(quartersAround('2027-Q1')).toStrictEqual({ previous: '2026-Q4', next: '2027-Q2' });
    expect(monthsAround('2026-12')).toStrictEqual({ previous: '2026-11', next: '2027-01' });
    expect(monthsAround('2027-01')).toStrictEqual({ previous: '2026-12', next: '2027-02' });
  });

  it('are read from the address only in their own form', () => {
    const url = new URL('https://here.invalid/?quarter=2026-Q4&month=<b>');
    expect(queryIn(url, 'quarter', /^\d{4}-Q[1-4]$/u)).toBe('2026-Q4');
    expect(queryIn(url, 'month', /^\d{4}-\d{2}$/u)).toBeUndefined();
  });
});

describe('the line of the day', () => {
  const at = (time: string) => `2026-11-23T${time}+02:00`;
  const booking = (start: string, end: string, state: string) =>
    ({ id: start, start: at(start), end: at(end), state, mine: true }) as Today['bookings'][number];
  const today = (bookings: Today['bookings'], now = '13:00') =>
    ({ now: at(now), bookings, duty: [], contacts: [] }) as unknown as Today;

  it('runs from 8 to 18 and puts a booking where its hours are', () => {
    const axis = timeAxis(today([booking('13:00', '14:00', 'BOOKED')]), 'me');
    expect(axis.hours).toHaveLength(10);
    expect(axis.bookings).toMatchObject([{ x: 50, width: 10, done: false }]);
    expect(axis.now).toBe(50);
  });

  it('grows when something stands outside it, and leaves out what was cancelled', () => {
    const axis = timeAxis(
      today([booking('07:30', '08:00', 'KEPT'), booking('19:00', '20:00', 'CANCELLED_LATE')]),
      'me',
    );
    expect(axis.hours[0]).toStrictEqual({ hour: 7, x: 0 });
    expect(axis.hours.at(-1)?.hour).toBe(19);
    expect(axis.bookings).toHaveLength(1);
  });

  it('shows no now before the line begins', () => {
    expect(timeAxis(today([], '06:00'), 'me').now).toBeUndefined();
  });
});

describe('the QR code', () => {
  it('has a quiet zone of four units and draws each dark unit once', () => {
    const { path, size } = qrPath('otpauth://totp/Ohjaamo:r02?secret=JBSWY3DPEHPK3PXP');
    const units = [...path.matchAll(/M(\d+) (\d+)/gu)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(new Set(units.map(String)).size).toBe(units.length);
    expect(Math.min(...units.flat())).toBe(4);
    expect(Math.max(...units.flat())).toBe(size - 5);
  });
});
