import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { missingTexts } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { ValueOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { brandContrast, LEAST_CONTRAST } from '@ohjaamo/shared/kernel/branding.ts';
import type { Organisation } from '@ohjaamo/shared/tenants/profile.ts';
import { namedWrites } from '../tenants/index.ts';
import { shippedKits } from './kits.ts';
import { goneWrite, profileWrite, rememberedIn } from './repository.ts';
import { hasNational, namelessIn, type Saving, type StepOutcome, unspoken, wrong } from './stepSave.ts';

/** Chooses the kit. Another kit than before makes the steps that go by it to be looked at again; what stands stays until they are. */
export function saveKit({ setup }: Saving, { name, version }: ValueOf<'kit'>): StepOutcome {
  const kit = shippedKits().find((each) => each.name === name && each.version === version);
  if (!kit) return wrong('/name', 'kit_missing');
  if (kit.faults.length > 0) return wrong('/name', 'kit_incomplete');
  const before = rememberedIn(setup).kit;
  const same = !before || (before.name === name && before.version === version);
  return succeed({
    writes: [],
    remembered: { kit: { name, version } },
    ...(!same && { again: ['sites', 'services', 'calendar', 'instruments'] as const }),
  });
}

/**
 * Name and languages. Those that the municipality was registered with bind it (423/2003): others can only be added. Once the street
 * sees the page, a language comes to it when every name has it; until then it is to come, and the forms ask for it.
 */
export function saveLanguages(
  { scope, setup, live }: Saving,
  { name, languages }: ValueOf<'languages'>,
): StepOutcome {
  const { tenant } = setup;
  const { profile } = tenant;
  const bound = rememberedIn(setup).bound ?? profile.languages;
  if (!bound.every((each) => languages.includes(each))) return wrong('/languages', 'language_bound');
  if (!hasNational(name)) return wrong('/name', 'national_language_missing');
  const lacks = (each: Language): boolean =>
    missingTexts({ ...tenant, profile: { ...profile, name, languages: [each] } }).length > 0;
  const coming = live ? languages.filter((each) => !profile.languages.includes(each) && lacks(each)) : [];
  const shown = languages.filter((each) => !coming.includes(each));
  const refused = live ? unspoken('/name', name, shown) : undefined;
  if (refused) return refused;
  const write =
    coming.length > 0
      ? profileWrite(scope, { name, languages: shown, comingLanguages: coming })
      : profileWrite(scope, { name, languages: shown }, ['comingLanguages']);
  return succeed({ writes: [write], remembered: { bound } });
}

/** The organisations whose people work here. One that somebody is of stays. */
export function saveOrganisations(
  { scope, setup, live }: Saving,
  { organisations }: ValueOf<'organisations'>,
): StepOutcome {
  const { tenant } = setup;
  const nameless = namelessIn(organisations);
  if (nameless !== undefined) {
    return wrong(`/organisations/${String(nameless)}/name`, 'national_language_missing');
  }
  const taken = new Set(tenant.organisations.map(({ code }) => code));
  const kept: Organisation[] = [];
  for (const [index, { code, name, type }] of organisations.entries()) {
    const before = tenant.organisations.find((each) => each.code === code);
    const pointer = `/organisations/${String(index)}/name`;
    const refused = live ? unspoken(pointer, name, tenant.profile.languages) : undefined;
    if (refused) return refused;
    if (code !== undefined && !before) return wrong(`/organisations/${String(index)}/code`, 'not_found');
    const own = before?.code ?? freeCode(type, taken);
    taken.add(own);
    kept.push({ ...before, code: own, name, type, runsSites: before?.runsSites ?? type === 'MUNICIPALITY' });
  }
  const gone = tenant.organisations.filter(({ code }) => kept.every((each) => each.code !== code));
  const inUse = gone.some(({ code }) => tenant.staff.some(({ organisation }) => organisation === code));
  if (inUse) return wrong('/organisations', 'organisation_in_use');
  return succeed({
    writes: [
      ...namedWrites(scope, { organisations: kept }),
      ...gone.map(({ code }) => goneWrite(scope, `ORGANISATION#${code}`)),
    ],
    remembered: {},
  });
}

/** A code that no organisation has, made of the kind: `NGO`, `NGO-2`. */
function freeCode(type: string, taken: ReadonlySet<string>): string {
  const stem = type.replaceAll('_', '-').slice(0, 16);
  for (let count = 1; ; count++) {
    const code = count === 1 ? stem : `${stem}-${String(count)}`;
    if (!taken.has(code)) return code;
  }
}

/** The accent, if its contrast is enough everywhere (WCAG 2.2, 1.4.3); none = the service's own. */
export function saveBranding({ scope }: Saving, { accent }: ValueOf<'branding'>): StepOutcome {
  if (accent === undefined)
    return succeed({ writes: [profileWrite(scope, {}, ['branding'])], remembered: {} });
  if (brandContrast(accent) < LEAST_CONTRAST) return wrong('/accent', 'contrast_low');
  return succeed({ writes: [profileWrite(scope, { branding: { accent } })], remembered: {} });
}
