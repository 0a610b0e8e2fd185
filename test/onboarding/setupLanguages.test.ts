import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import type { ViewOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { describe, expect, it } from 'vitest';
import {
  type Administrator,
  administrator,
  type Municipality,
  newMunicipality,
  setUpWhole,
} from './setupTown.ts';

const blocks = async (as: Administrator) =>
  (await as.read()).body.checklist.filter((each) => each.blocks).map(({ step, code }) => `${step}:${code}`);
const tenantOf = async (town: Municipality) =>
  (await readTenant(town.house.scope(town.tenantId, 'auditor')))!;
const ownSite = ({ key, slug: own, hours }: ViewOf<'sites'>['sites'][number]) => ({
  ...{ key, hours },
  slug: slug.parse(own),
  address: 'Tie 1',
});

describe('The languages of a municipality that is set up', () => {
  it('of a bilingual municipality is not published in one language, which is told field by field', async () => {
    const town = await newMunicipality(['fi', 'sv']);
    const as = administrator(town);
    await setUpWhole(as, town);
    const lacking = (await as.read()).body.checklist.filter(({ code }) => code === 'TEXT_MISSING');
    // The municipality, three sites, one organisation and 21 services.
    expect(lacking).toHaveLength(26);
    expect(new Set(lacking.map((each) => each.language))).toEqual(new Set(['sv']));
    const refused = await as.publish();
    expect(refused.status).toBe(409);
    expect(refused.problem.conflicts).toContainEqual({ reason: 'services:TEXT_MISSING' });
    await setUpWhole(as, town, (name) => ({ fi: name, sv: `${name} sv` }));
    expect((await as.publish()).status).toBe(200);
  });

  it.each(['ring-of-points', 'six-own-ten-visiting', 'street-level-26'])(
    'has the names of sites and services of %s in both languages, ready to be saved',
    async (name) => {
      const as = administrator(await newMunicipality(['fi', 'sv']));
      await as.save({ step: 'kit', name, version: '1' });
      const { sites } = await as.proposed('sites');
      const { services } = await as.proposed('services');
      const named = [...sites, ...services].map((each) => each.name);
      expect(named.length).toBeGreaterThan(4);
      for (const each of named) expect(Object.keys(each)).toEqual(expect.arrayContaining(['fi', 'sv']));
    },
  );

  it('of a bilingual municipality is published with the names that the kit has', async () => {
    const town = await newMunicipality(['fi', 'sv']);
    const as = administrator(town);
    await as.save({ step: 'kit', name: 'six-own-ten-visiting', version: '1' });
    const { services } = await as.proposed('services');
    const { sites } = await as.proposed('sites');
    await setUpWhole(as, town, (name) => ({ fi: name, sv: `${name} sv` }));
    await as.save({ step: 'sites', sites: sites.map((each) => ({ ...ownSite(each), name: each.name })) });
    await as.save({
      step: 'services',
      services: services.map(({ code, lengthMinutes, name }) => ({ code, lengthMinutes, name })),
    });
    expect((await as.publish()).status).toBe(200);
    const { profile, sites: published } = await tenantOf(town);
    expect(profile.languages).toEqual(['fi', 'sv']);
    expect(published.map(({ name }) => name.sv)).toContain('Navigatorn på läroanstalten');
  });

  it('is not published in one language by a bilingual municipality, whatever was typed when it was registered', async () => {
    const town = await newMunicipality(['fi'], '092');
    const as = administrator(town);
    expect(await blocks(as)).toContain('languages:LANGUAGE_MISSING');
    expect(await as.proposed('languages')).toMatchObject({ languages: ['fi'], bound: ['fi', 'sv'] });
    const name = { fi: 'Vantaa', sv: 'Vanda' };
    const refused = await as.save({ step: 'languages', name, languages: ['fi'] });
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/languages', code: 'language_bound' }]);
    expect((await as.publish()).problem.conflicts).toContainEqual({ reason: 'languages:LANGUAGE_MISSING' });
    await as.save({ step: 'languages', name, languages: ['fi', 'sv'] });
    expect(await blocks(as)).not.toContain('languages:LANGUAGE_MISSING');
  });

  it('drops a language that was typed when it was registered and that no law asks for', async () => {
    const town = await newMunicipality(['fi', 'sv']);
    const saved = await administrator(town).save({
      ...{ step: 'languages', name: { fi: 'Inari' }, languages: ['fi'] },
    });
    expect(saved.status).toBe(200);
  });

  it('never drops a language that the law binds the municipality to, but takes one more', async () => {
    const town = await newMunicipality(['fi', 'sv'], '092');
    const as = administrator(town);
    const name = { fi: 'Vantaa', sv: 'Vanda' };
    const refused = await as.save({ step: 'languages', name, languages: ['fi'] });
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/languages', code: 'language_bound' }]);
    expect((await as.save({ step: 'languages', name, languages: ['fi', 'sv', 'en'] })).status).toBe(200);
    // What was added can be taken back.
    expect((await as.save({ step: 'languages', name, languages: ['fi', 'sv'] })).status).toBe(200);
    expect((await tenantOf(town)).profile).toMatchObject({ name, languages: ['fi', 'sv'] });
  });
});
