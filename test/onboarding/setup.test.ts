import { readCopy, readLines } from '@ohjaamo/functions/adoptions/repository.ts';
import { practiceInUse } from '@ohjaamo/functions/kernel/practice.ts';
import { publishShipped } from '@ohjaamo/functions/templates/index.ts';
import { planChangeWrite, readVersionedPlan } from '@ohjaamo/functions/schedule/index.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { readDirectory, readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { describe, expect, it } from 'vitest';
import {
  type Administrator,
  administrator,
  bookedRole,
  endOf,
  type Municipality,
  newMunicipality,
  setUpWhole,
} from './setupTown.ts';

const blocks = async (as: Administrator) =>
  (await as.read()).body.checklist.filter((each) => each.blocks).map(({ step, code }) => `${step}:${code}`);
const tenantOf = async (town: Municipality) =>
  (await readTenant(town.house.scope(town.tenantId, 'auditor')))!;

describe('Setting a municipality up', () => {
  it('leads from a kit to a page with bookable times that the street finds, and not before', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    expect(await blocks(as)).toEqual(
      expect.arrayContaining(['kit:STEP_OPEN', 'sites:ADDRESS_MISSING', 'calendar:NO_BOOKABLE_TIME']),
    );
    await setUpWhole(as, town);
    expect(await blocks(as)).toEqual([]);
    expect(await endOf(town)).toMatchObject({ onTheStreet: false, sites: [] });
    const preview = await as.preview();
    expect(preview.body.services.filter(({ bookable }) => bookable).length).toBeGreaterThan(0);
    expect(preview.body.site.address).toBe('Tie 1');

    expect((await as.publish()).status).toBe(200);
    const end = await endOf(town);
    expect(end).toMatchObject({ onTheStreet: true, services: 21 });
    expect(end.sites).toHaveLength(3);
    expect(end.givers).toBeGreaterThan(0);
  });

  it('leaves the municipality its own copies of the kit and its parts, known to the network, without what it left out', async () => {
    const town = await newMunicipality();
    const { house, tenantId } = town;
    await publishShipped(house.network, new Date(house.clock.now()).toISOString());
    const as = administrator(town);
    await setUpWhole(as, town);
    const { services } = await as.proposed('services');
    const kept = services.filter(({ code }) => code !== 'KELA');
    await as.save({
      step: 'services',
      services: kept.map(({ code, lengthMinutes }) => ({ code, lengthMinutes, name: { fi: code } })),
    });
    expect((await as.publish()).status).toBe(200);
    const copies = await copiesOf(town);
    expect(copies.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['SITE_KIT', 'WEEKLY_CALENDAR', 'SERVICE_SET', 'SITUATION_MAP', 'PLAN']),
    );
    const copy = (kind: string) => copies.find((each) => each.kind === kind);
    expect(copy('SERVICE_SET')?.left).toEqual(['/services/KELA']);
    expect(copy('PLAN')?.inUse).toHaveLength(1);
    expect(copy('SITE_KIT')?.inUse).toEqual([]);
    const week = copies.find(({ name }) => name === 'small-house-week')?.inUse?.[0];
    expect(week?.roles).toEqual([{ role: 'named-worker-social-work', staff: [town.first] }]);
    expect(week?.made?.length).toBeGreaterThan(0);
    expect(await practiceInUse(house.scope(tenantId, 'practice'), 'PLAN')).toHaveLength(1);
    await as.publish();
    expect(await copiesOf(town)).toEqual(copies);
  });

  it('is published once, however often the button is pressed, and tells when it was', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const [one, two] = await Promise.all([as.publish(), as.publish()]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const again = await as.publish();
    expect((await as.read()).body).toMatchObject({ published: true, publishedAt: again.body.publishedAt });
  });

  it('comes to the same end wherever publishing is killed', async () => {
    const town = await newMunicipality();
    await setUpWhole(administrator(town), town);
    for (const afterwards of [false, true]) {
      const network: Table = {
        ...town.house.network,
        transact: async (writes) => {
          if (afterwards) await town.house.network.transact(writes);
          throw new Error('killed');
        },
      };
      expect((await administrator(town, town.first, network).publish()).status).toBe(500);
      expect((await endOf(town)).onTheStreet).toBe(afterwards);
    }
    const done = await administrator(town).publish();
    expect(done.status).toBe(200);
    expect(await endOf(town)).toMatchObject({ onTheStreet: true });
  });

  it('saves no step that was on its way while the page was published, so that the street lists what stands', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const { sites } = await as.proposed('sites');
    const [first] = sites;
    const late: Partial<{ status: number }> = {};
    const network: Table = {
      ...town.house.network,
      transact: async (writes) => {
        // The other administrator takes two sites away between the note and the street's list.
        const { name, slug: own, ...site } = first!;
        const { kind: _, taken: __, ...told } = site;
        const { version } = (await as.open('sites')).body;
        const sent = await as.send(version, {
          step: 'sites',
          sites: [{ ...told, name: name, slug: own as never }],
        });
        late.status = sent.status;
        return town.house.network.transact(writes);
      },
    };
    expect((await administrator(town, town.second, network).publish()).status).toBe(200);
    expect(late.status).toBe(409);
    const listed = (await endOf(town)).sites;
    expect(listed.toSorted()).toEqual(
      (await tenantOf(town)).sites.map((each) => String(each.slug)).toSorted(),
    );
    expect(listed).toHaveLength(3);
  });

  it('publishes what was saved last, also when a step is saved while the button is pressed', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const other = administrator(town, town.second);
    const name = { fi: 'Inarin kunta' };
    const [published, saved] = await Promise.all([
      as.publish(),
      other.save({ step: 'languages', name, languages: ['fi'] }),
    ]);
    expect(published.status).toBe(200);
    const stands = (await tenantOf(town)).profile.name;
    expect(stands).toEqual(saved.status === 200 ? name : { fi: 'Inari' });
    const listed = (await readDirectory(town.house.network)).filter(
      ({ tenantSlug }) => tenantSlug === town.slug,
    );
    expect(listed.map(({ tenantName }) => tenantName)).toEqual(listed.map(() => stands));
  });

  it('goes on where it was left, by anybody who administers', async () => {
    const town = await newMunicipality();
    await administrator(town).save({ step: 'kit', name: 'ring-of-points', version: '1' });
    const other = administrator(town, town.second);
    const kit = (await other.read()).body.steps.find(({ step }) => step === 'kit');
    expect(kit?.saved?.by).toBe('Testi Pääkäyttäjä');
    expect((await other.proposed('sites')).sites.map(({ key }) => key)).toEqual([
      'north',
      'south',
      'outreach',
      'remote',
    ]);
  });

  it('loses nothing of two administrators: different steps both stand, and of one step the second is told', async () => {
    const town = await newMunicipality();
    const [one, other] = [administrator(town), administrator(town, town.second)];
    const [kit, look] = await Promise.all([
      one.send(0, { step: 'kit', name: 'six-own-ten-visiting', version: '1' }),
      other.send(0, { step: 'branding', accent: '#1d4f91' }),
    ]);
    expect([kit.status, look.status]).toEqual([200, 200]);
    const names = ['Inari', 'Inarin kunta'].map((fi) => ({ fi }));
    const both = await Promise.all([
      one.send(0, { step: 'languages', name: names[0]!, languages: ['fi'] }),
      other.send(0, { step: 'languages', name: names[1]!, languages: ['fi'] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = names[both.findIndex(({ status }) => status === 200)];
    expect((await tenantOf(town)).profile).toMatchObject({ name: winner, branding: { accent: '#1d4f91' } });
    // What was sent twice is saved once.
    const repeated = await one.send(0, { step: 'kit', name: 'six-own-ten-visiting', version: '1' });
    expect(repeated).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('does not put one worker in two places at once, and names the role', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const also = { ...bookedRole(town.first), role: 'named-worker-substance-use' };
    const refused = await as.save({ step: 'calendar', roles: [bookedRole(town.first), also] });
    expect(refused.status).toBe(400);
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/roles/1', code: 'overlap' }]);
    const shared = await as.save({
      step: 'calendar',
      roles: [bookedRole(town.first), { ...also, staff: [town.second] }],
    });
    expect(shared.status).toBe(200);
  });

  it('puts another worker in a role in the place of the first, and leaves what the calendar was given by hand', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const { sites } = await tenantOf(town);
    const main = sites.find(({ kind }) => kind === 'MAIN_SITE')!.id;
    const scope = town.house.scope(town.tenantId, 'onboarding');
    const read = await readVersionedPlan(scope, main);
    const before = read.plan.rules;
    expect(new Set(before.map(({ staffId }) => staffId))).toEqual(new Set([town.first]));
    const own = { ...before[0]!, id: 'byhand0000', weekday: 'FRI' as const };
    const byHand = { ...read.plan, rules: [...before, own] };
    await scope.work.transact([planChangeWrite(scope, main, read, byHand, 'c'.repeat(20))]);
    await as.save({ step: 'calendar', roles: [bookedRole(town.second)] });
    const after = (await readVersionedPlan(scope, main)).plan.rules;
    expect(after.filter(({ id }) => id === own.id)).toEqual([own]);
    const made = after.filter(({ id }) => id !== own.id);
    expect(made).toHaveLength(before.length);
    expect(new Set(made.map(({ staffId }) => staffId))).toEqual(new Set([town.second]));
    expect((await tenantOf(town)).services.find(({ code }) => code === 'INDIV')?.staff).toEqual([
      town.second,
    ]);
  });

  it('leaves out a site that nobody works at, and keeps the one where somebody does', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    const { sites } = await as.proposed('sites');
    const kept = (keys: string[]) => ({
      step: 'sites' as const,
      sites: sites
        .filter(({ key }) => keys.includes(key))
        .map(({ kind: _, taken: __, ...site }) => ({
          ...site,
          slug: site.slug as never,
          name: site.name as { fi: string },
        })),
    });
    const refused = await as.save(kept(['remote']));
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/sites', code: 'site_in_use' }]);
    expect((await as.save(kept(['main']))).status).toBe(200);
    expect((await tenantOf(town)).sites).toHaveLength(1);
    expect((await as.proposed('sites')).sites.map(({ taken }) => taken)).toEqual([true, false, false]);
  });

  it('asks to look again at what goes by the kit when another one is chosen', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    await as.save({ step: 'kit', name: 'street-level-26', version: '1' });
    expect(await blocks(as)).toEqual(
      expect.arrayContaining(['sites:STEP_OPEN', 'services:STEP_OPEN', 'calendar:STEP_OPEN']),
    );
    expect((await as.publish()).status).toBe(409);
  });

  it('keeps the site where people are as the first of another kit', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town, undefined, { name: 'ring-of-points', version: '1' });
    const { sites, staff } = await tenantOf(town);
    const home = sites.find(({ id }) => id === staff[0]?.homeSite)!;
    expect(sites.length).toBeGreaterThan(1);
    await as.save({ step: 'kit', name: 'street-level-26', version: '1' });
    const view = await as.proposed('sites');
    expect(view.sites.filter(({ taken }) => taken).map(({ slug }) => slug)).toContain(home.slug);
    const kept = view.sites.map(({ key, slug, name, address, hours }) => ({
      ...{ key, address, hours, slug: slug as never },
      name: name as { fi: string },
    }));
    expect((await as.save({ step: 'sites', sites: kept })).status).toBe(200);
    expect((await tenantOf(town)).sites.map(({ id }) => id)).toEqual([home.id]);
  });

  it('keeps hours, services and sites as they are once they are booked, and still takes a colour', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await setUpWhole(as, town);
    await as.publish();
    const refused = await as.save({ step: 'calendar', roles: [] });
    expect(refused).toMatchObject({ status: 409, problem: { conflicts: [{ reason: 'PUBLISHED' }] } });
    expect((await as.save({ step: 'branding', accent: '#1d4f91' })).status).toBe(200);
  });

  it('refuses a colour whose texts could not be read, and leaves the look as it was', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await as.save({ step: 'branding', accent: '#1d4f91' });
    const refused = await as.save({ step: 'branding', accent: '#ffcc00' });
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/accent', code: 'contrast_low' }]);
    expect((await tenantOf(town)).profile.branding).toEqual({ accent: '#1d4f91' });
    await as.save({ step: 'branding' });
    expect((await tenantOf(town)).profile.branding).toBeUndefined();
  });
});

/** The municipality's own copies of templates, as they stand. */
async function copiesOf({ house, tenantId }: Awaited<ReturnType<typeof newMunicipality>>) {
  const scope = house.scope(tenantId, 'adoptions');
  const lines = await readLines(scope);
  const found = await Promise.all(lines.map((line) => readCopy(scope, line)));
  return found.flatMap((each) => (each ? [each.copy] : []));
}
