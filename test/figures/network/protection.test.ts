import { breakdownIds } from '@ohjaamo/shared/figures/network/breakdowns.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import { appointmentCounts, contactCounts, sessionCounts } from '@ohjaamo/shared/figures/facts.ts';
import { sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { settle } from '@ohjaamo/shared/figures/network/pattern.ts';
import type { SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { describe, expect, it } from 'vitest';
import { fixtureAppointments, fixtureContacts, fixtureSessions } from '../fixture.ts';
import { attack, publishedOf } from './attack.ts';
import { byChannel, chanceOf, siteOf } from './builders.ts';

const chance = chanceOf('protection');

/** Publishes, attacks everything, and gives what is shown and how narrow the attack came. */
function publish(sites: readonly SiteCounts[]) {
  const pattern = settle(sites, chance);
  const published = publishedOf(sites, pattern);
  const found = breakdownIds.flatMap((id) => attack(id, [published], sites, pattern));
  return { pattern, published, found, narrowest: Math.min(...found.map(({ interval: [a, b] }) => b - a)) };
}

describe('The worked example of small cells: four sites, four columns', () => {
  const rows = { A: [12, 31, 44, 3], B: [8, 20, 19, 11], C: [6, 9, 2, 7], D: [15, 22, 30, 9] };
  const sites = Object.entries(rows).map(([name, numbers]) =>
    siteOf(`town ${name}`, name, byChannel(numbers)),
  );

  it('hides the two small ones, and others so that each can be at least six numbers', () => {
    const { published, pattern, found, narrowest } = publish(sites);
    const hidden = pattern.breakdowns['channel']?.hidden ?? [];
    expect(hidden).toEqual(expect.arrayContaining(['town A/A CHAT', 'town C/C PHONE']));
    // In the sample the hidden 3 is bounded to 0–10 and the hidden 2 to 0–15 with six numbers hidden.
    expect(narrowest).toBeGreaterThanOrEqual(5);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(published.channels.nation?.cells[0]).toBe(248);
    expect(published.channels.sites.map(({ cells }) => cells[0])).toEqual([90, 58, 24, 76]);
  });
});

describe('The worked example of the metrics', () => {
  const counts = sumCounts([
    ...fixtureContacts().map((fact) => contactCounts(fact).counts),
    ...fixtureAppointments().map((fact) => appointmentCounts(fact).counts),
    ...fixtureSessions().map((fact) => sessionCounts(fact).counts),
  ]);

  it('shows how many, and hides nearly everything else', () => {
    const { published } = publish([siteOf('town', 'site', counts)]);
    const shown = (cube: keyof typeof published) =>
      Object.fromEntries(
        cubeOf(cube).measures.map(({ id }, at) => [id, published[cube].sites[0]?.cells[at]] as const),
      );
    expect(shown('channels')).toMatchObject({
      CONTACTS: 11,
      ON_SITE: 'HIDDEN',
      PHONE: 'HIDDEN',
      EMAIL: 'HIDDEN',
    });
    expect(shown('topics')).toMatchObject({ CONTACTS: 11, EDUCATION: 'HIDDEN', HOUSING: 'HIDDEN' });
    expect(shown('anonymity')).toMatchObject({ ANONYMOUS: 45 });
    expect(shown('waits')).toMatchObject({ WALK_INS: 'HIDDEN', MEDIAN_WAIT: 'HIDDEN', IN_TIME: 'HIDDEN' });
    expect(shown('solved')).toMatchObject({ SOLVED: 55, ANSWERED: 100 });
    expect(shown('lead-times')).toMatchObject({ BOOKED: 6, MEDIAN_LEAD: 'HIDDEN' });
    expect(shown('appointments')).toMatchObject({ NO_SHOW: 'HIDDEN', CANCELLED_LATE: 'HIDDEN' });
    expect(shown('groups')).toEqual({ SESSIONS: 2, ATTENDANCES: 15, MEAN_SIZE: 7.5 });
    expect(shown('minutes')).toMatchObject({ TOTAL_MINUTES: 295, MEDIAN_MINUTES: 24 });
  });
});

describe('A site that is open on Tuesday afternoons, and a ring of seven points', () => {
  const big = (more: Counts = {}): Counts =>
    byChannel([600, 130, 150, 80, 40, 30], { anonymous: 500, ...more });
  const ring = [19, 7, 3, 11, 2, 24, 5].map((contacts, at) =>
    siteOf(
      'ring',
      `point${String(at)}`,
      byChannel([contacts - 1, 0, 1], { anonymous: Math.min(2, contacts) }),
    ),
  );
  const sites = [
    siteOf('small', 'tuesdays', byChannel([3])),
    ...ring,
    siteOf('first', 'main', big()),
    siteOf('second', 'main', big()),
    siteOf('third', 'main', big({ anonymous: 3 })),
  ];

  it('hide nearly everything of their own, are in the sums where they can be, and give nothing away', () => {
    const { published, narrowest, pattern } = publish(sites);
    expect(published.channels.sites[0]?.cells.every((cell) => cell === 'HIDDEN')).toBe(true);
    expect(pattern.families['contacts']).not.toContain('small/tuesdays');
    const points = published.channels.sites.filter(({ tenant }) => tenant === 'ring');
    expect(points.map(({ cells }) => cells[0])).toEqual([19, 7, 'HIDDEN', 11, 'HIDDEN', 24, 5]);
    expect(published.channels.municipalities.map(({ tenant, cells }) => [tenant, cells[0]])).toEqual([
      ['ring', 66],
    ]);
    expect(published.channels.nation?.cells[0]).toBe(3 * 1030 + 66);
    expect(narrowest).toBeGreaterThanOrEqual(5);
  });

  it('show no sum of two municipalities, and no sum of one site', () => {
    const { published } = publish([siteOf('first', 'main', big()), siteOf('second', 'main', big())]);
    expect(published.channels.nation).toBeUndefined();
    expect(published.channels.municipalities).toEqual([]);
  });
});

describe('Eighty sites', () => {
  it('are settled in two seconds', () => {
    const sites = Array.from({ length: 80 }, (_, at) =>
      siteOf(
        `town${String(Math.floor(at / 2))}`,
        `site${String(at)}`,
        byChannel(
          [40, 9, 11, 6, 3, 2, 1, 0].map((each, column) =>
            Math.floor((each * ((at * 7 + column * 3) % 13)) / 2),
          ),
          { anonymous: (at * 5) % 40, answered: (at * 3) % 50, solved: (at * 3) % 4 },
        ),
      ),
    );
    const begun = performance.now();
    const pattern = settle(sites, chance);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(pattern.breakdowns['channel']?.hidden.length).toBeGreaterThan(20);
  });
});
