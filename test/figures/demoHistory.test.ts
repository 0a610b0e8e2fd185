import { join } from 'node:path';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { writeHistory } from '@ohjaamo/infra/local/seed/history.ts';
import { toldQuarters } from '@ohjaamo/infra/local/seed/past.ts';
import { readDays } from '@ohjaamo/functions/figures/repository.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { describe, expect, it } from 'vitest';
import { testClock, testHouse } from '../support/house.ts';

const NOW = Date.parse('2027-02-01T08:00+02:00');

describe('The past quarters of the demo', () => {
  it('are the three that closed last', () => {
    expect(toldQuarters(NOW)).toEqual(['2026-Q2', '2026-Q3', '2026-Q4']);
    expect(toldQuarters(Date.parse('2027-01-05T08:00+02:00'))).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
  });

  it('come out as the volumes of the site say, the same whenever they are written', async () => {
    const loaded = loadDemoData(join(import.meta.dirname, '../../demo-data'));
    const demo = loaded.ok ? loaded.value.find(({ code }) => code === 'vaasa') : undefined;
    const site = demo?.sites[0];
    if (!demo || !site?.volume) throw new Error('The demo municipality is not there');
    const house = testHouse(testClock('2027-02-01T08:00+02:00'));
    await writeHistory(house.openScope, [demo], NOW);
    const { from, to } = quarterDates('2026-Q4');
    const read = () => readDays(house.openScope(demo.tenantId, 'figuresKeeper'), site.siteId, from, to);
    const days = await read();
    await writeHistory(house.openScope, [demo], NOW);
    expect(await read()).toEqual(days);

    const figures = figuresOf(days);
    const expected = 3 * site.volume.contacts_per_month;
    expect(figures.contacts).toBeGreaterThan(expected * 0.7);
    expect(figures.contacts).toBeLessThan(expected * 1.1);
    const { solved, answered } = figures.solved;
    expect(Math.abs((100 * figures.anonymous) / figures.contacts - site.volume.anonymous)).toBeLessThan(10);
    expect(Math.abs((100 * solved) / answered - site.volume.solved)).toBeLessThan(10);
    expect(figures.wait.timed).toBeLessThan(figures.wait.walkIns);
    expect(figures.groups.sessions).toBeGreaterThan(0);
    expect(figures.feedback.answers.TABLET).toBeGreaterThan(0);
    // What the night compares with its facts is none of the history.
    const recent = await readDays(
      house.openScope(demo.tenantId, 'figuresKeeper'),
      site.siteId,
      '2027-01-17',
      '2027-02-01',
    );
    expect(recent).toEqual([]);
  });
});
