import { type SiteId, siteId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import type { ValueOf } from '@ohjaamo/shared/onboarding/steps.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';
import { planChangeWrite } from '../schedule/index.ts';
import { namedWrites, sitesGoneWrites } from '../tenants/index.ts';
import { planGoneWrite, rememberedIn, type Setup } from './repository.ts';
import { type Saving, type StepOutcome, withoutKit, wrong } from './stepSave.ts';

/**
 * Which of the municipality's sites each site of the kit is: the one it was saved as. The kit's first is otherwise a site that somebody
 * belongs to, else the first that there was: whoever changes the kit keeps the site where people are.
 */
export function sitesOfKit(setup: Setup, kit: SetupKit): ReadonlyMap<string, Site> {
  const keys = rememberedIn(setup).keys ?? {};
  const { sites } = setup.tenant;
  const found = new Map<string, Site>();
  for (const site of sites) {
    const key = keys[site.id];
    if (key !== undefined && kit.sites.some((each) => each.key === key)) found.set(key, site);
  }
  const first = kit.sites[0];
  const left = sites.filter((site) => ![...found.values()].includes(site));
  const isHome = ({ id }: Site) => setup.tenant.staff.some(({ homeSite }) => homeSite === id);
  const unclaimed = left.find(isHome) ?? left[0];
  if (first && unclaimed && !found.has(first.key)) found.set(first.key, unclaimed);
  return found;
}

/**
 * The sites that are taken, with their hours. A site of the kit that is left out falls away with its plan, unless somebody's calendar
 * stands there. Plans are written on the condition that nobody changed them in between.
 */
export async function saveSites(saving: Saving, { sites }: ValueOf<'sites'>): Promise<StepOutcome> {
  const { scope, setup, ids, kit } = saving;
  if (!kit) return withoutKit();
  const standing = sitesOfKit(setup, kit);
  const kept: (Site & {
    readonly key: string;
    readonly hours: ValueOf<'sites'>['sites'][number]['hours'];
  })[] = [];
  for (const [index, { key, ...told }] of sites.entries()) {
    const of = kit.sites.find((each) => each.key === key);
    if (!of || kept.some((each) => each.key === key))
      return wrong(`/sites/${String(index)}/key`, 'not_found');
    const before = standing.get(key);
    const id: SiteId = before?.id ?? siteId.parse(ids.id(10));
    kept.push({ key, id, kind: of.kind, rooms: before?.rooms ?? [], ...told });
  }
  const gone = setup.tenant.sites.filter(({ id }) => kept.every((each) => each.id !== id));
  const leaving =
    gone.length > 0
      ? await sitesGoneWrites(
          scope,
          gone.map(({ id }) => id),
        )
      : [];
  if (!leaving) return wrong('/sites', 'site_in_use');
  const rows = kept.map(({ key: _, hours: __, ...site }) => site);
  return succeed({
    writes: [
      ...namedWrites(scope, { sites: rows }),
      ...kept.flatMap(({ id, hours }) => hoursWrites(saving, id, hours)),
      ...leaving,
      ...gone.map(({ id }) => planGoneWrite(scope, id)),
    ],
    remembered: { keys: Object.fromEntries(kept.map(({ id, key }) => [id, key])) },
  });
}

function hoursWrites(
  { scope, setup, ids }: Saving,
  site: SiteId,
  hours: ValueOf<'sites'>['sites'][number]['hours'],
) {
  const read = setup.plans.get(site) ?? nothing;
  if (read.version > 0 && JSON.stringify(read.plan.hours) === JSON.stringify(hours)) return [];
  return [planChangeWrite(scope, site, read, { ...read.plan, hours }, ids.id(20))];
}

const nothing = { version: 0, changes: [], plan: { hours: [], exceptions: [], rules: [] } };
