import JSONstat from 'jsonstat-toolkit';
import type { PublishedCube } from '@ohjaamo/shared/figures/network/contract.ts';
import { jsonStatDataset } from '@ohjaamo/shared/figures/network/contract.ts';
import { cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { definitionOf } from '@ohjaamo/shared/figures/definitions/all.ts';
import { toCsv, toJsonStat } from '@ohjaamo/shared/figures/network/exports.ts';
import { cubeWords, measureWordsOf } from '@ohjaamo/shared/figures/network/words.ts';
import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';

const town = { tenantSlug: slug.parse('testikaupunki'), tenantName: { fi: 'Testikaupunki' } };
const cube: PublishedCube = {
  ...{ quarter: '2027-Q1', cube: 'solved' },
  measures: cubeOf('solved').measures.map(({ id, metric, unit, coverage = false }) => ({
    ...{ id, metric, unit, coverage },
  })),
  versions: [
    { version: 2, publishedAt: '2027-05-02T00:00:00.000Z', reason: 'LATE_ENTRIES' },
    { version: 1, publishedAt: '2027-04-11T00:00:00.000Z' },
  ],
  nation: { counted: 2, cells: [300, 55, 80] },
  municipalities: [{ ...town, counted: 2, cells: [200, 'HIDDEN', 90] }],
  sites: [
    {
      ...town,
      siteSlug: slug.parse('ita'),
      siteName: { fi: '=Itä "A"' },
      kind: 'SATELLITE',
      cells: ['HIDDEN', 'HIDDEN', 'NOTHING'],
    },
    {
      ...town,
      siteSlug: slug.parse('keskus'),
      siteName: { fi: 'Keskus' },
      kind: 'MAIN_SITE',
      cells: [120, 0, 75],
    },
  ],
};

describe('A published cube as a file', () => {
  it('is JSON-stat 2.0 that an independent reader opens, with null and a status for what is hidden', () => {
    const document: unknown = JSON.parse(JSON.stringify(toJsonStat(cube)));
    expect(jsonStatDataset.safeParse(document).success).toBe(true);
    const dataset = JSONstat(document);
    expect(dataset.class).toBe('dataset');
    expect(dataset.length).toBe(3);
    const at = (area: string, measure: string) => dataset.Data({ area, measure, quarter: '2027-Q1' });
    expect(at('FI', 'CONTACTS')).toEqual({ value: 300, status: null });
    expect(at('testikaupunki', 'SOLVED')).toEqual({ value: null, status: 'c' });
    expect(at('testikaupunki.ita', 'ANSWERED')).toEqual({ value: null, status: 'n' });
    expect(at('testikaupunki.keskus', 'SOLVED')).toEqual({ value: 0, status: null });
    expect(dataset.Dimension('area').Category('testikaupunki.keskus').label).toBe('Testikaupunki, Keskus');
  });

  it('is CSV with a line for each number, nothing that a spreadsheet would run, and no number that is hidden', () => {
    const lines = toCsv(cube).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 4 * 3);
    expect(lines[0]).toBe('quarter,version,area,area_name,measure,measure_name,unit,value,status');
    expect(lines).toContain(
      '"2027-Q1","2","testikaupunki.keskus","Testikaupunki, Keskus","SOLVED","Solved on the same day","percent","0",""',
    );
    expect(lines.find((line) => line.includes('testikaupunki.ita') && line.includes('"CONTACTS"'))).toMatch(
      /"","c"$/u,
    );
    const formula = { ...cube, sites: cube.sites.map((site) => ({ ...site, tenantName: { fi: '=1+1' } })) };
    expect(toCsv(formula)).toContain(`"'=1+1, `);
  });
});

describe('Every cube', () => {
  it.each(cubeIds)('%s has its words, and every measure its own and a definition', (id) => {
    expect(cubeWords[id].fi).not.toBe('');
    for (const measure of cubeOf(id).measures) {
      expect(measureWordsOf(measure), measure.id).toBeDefined();
      expect(definitionOf(measure.metric), measure.metric).toBeDefined();
    }
    const names = cubeOf(id).measures.map((measure) => measureWordsOf(measure)?.fi);
    expect(new Set(names).size).toBe(names.length);
  });

  it('calls what was decided at an appointment and what a young person decided by their own words', () => {
    expect(measureWordsOf({ id: 'DECIDED', metric: 'M07' })?.en).toContain('Appointments kept');
    expect(measureWordsOf({ id: 'DECIDED', metric: 'M20' })?.en).toBe('Took part in decisions');
  });
});
