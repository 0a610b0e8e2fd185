import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { missingTexts } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { ValueOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { brandContrast, LEAST_CONTRAST } from '@ohjaamo/shared/kernel/branding.ts';
import { type Organisation, openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import { namedWrites, organisationsClosedWrites } from '../tenants/index.ts';
import { kitsToChoose } from './kits.ts';
import { boundIn, profileWrite, rememberedIn } from './repository.ts';
import { type Saving, type StepOutcome, unspoken, wrong } from './stepSave.ts';

/** Chooses the kit. Another kit than before makes the steps that go by it to be looked at again; what stands stays until they are. */
export async function saveKit(
  { network, setup }: Saving,
  { name, version }: ValueOf<'kit'>,
): Promise<StepOutcome> {
  const before = rememberedIn(setup).kit;
  const kits = await kitsToChoose(network, before);
  const kit = kits.find((each) => each.name === name && each.version === version);
  if (!kit) return wrong('/name', 'kit_missing');
  if (kit.faults.length > 0) return wrong('/name', 'kit_incomplete');
  const same = !before || (before.name === name && before.version === version);
  return succeed({
    writes: [],
    remembered: { kit: { name, version } },
    ...(!same && { again: ['sites', 'services', 'calendar', 'instruments'] as const }),
  });
}

/**
 * Name and languages. Those of its language status bind the municipality (423/2003): others can only be added. Once the street
 * sees the page, a language comes to it when every name has it; until then it is to come, and the forms ask for it.
 */
export function saveLanguages(
  { scope, setup, live }: Saving,
  { name, languages }: ValueOf<'languages'>,
): StepOutcome {
  const { tenant } = setup;
  const { profile } = tenant;
  const bound = boundIn(setup);
  if (!bound.every((each) => languages.includes(each))) return wrong('/languages', 'language_bound');
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

/**
 * The organisations whose people work here. One that somebody is of stays; any other that is left out is closed, and its row stays:
 * consents, looks and stories name it by its code, which is given to nobody else. Sent again it is back in use. At least one belongs to
 * the controller.
 */
export async function saveOrganisations(
  { scope, setup, live }: Saving,
  { organisations }: ValueOf<'organisations'>,
): Promise<StepOutcome> {
  const { tenant } = setup;
  const taken = new Set(tenant.organisations.map(({ code }) => code));
  const kept: Organisation[] = [];
  for (const [index, { code, name, type, runsSites }] of organisations.entries()) {
    const pointer = `/organisations/${String(index)}`;
    const refused = live ? unspoken(`${pointer}/name`, name, tenant.profile.languages) : undefined;
    if (refused) return refused;
    const isKnown = tenant.organisations.some((each) => each.code === code);
    const isTwice = kept.some((each) => each.code === code);
    if (code !== undefined && (!isKnown || isTwice)) return wrong(`${pointer}/code`, 'not_found');
    const own = code ?? freeCode(type, taken);
    taken.add(own);
    kept.push({ code: own, name, type, runsSites });
  }
  if (taken.size > MOST_ORGANISATIONS) return wrong('/organisations', 'organisations_too_many');
  if (!kept.some(({ runsSites }) => runsSites)) {
    return wrong('/organisations/0/runsSites', 'controller_missing');
  }
  const left = openOrganisations(tenant).filter(({ code }) => kept.every((each) => each.code !== code));
  const today = localDate(currentMinute(scope.clock), tenant.profile.zone);
  const closed = await organisationsClosedWrites(scope, left, today);
  if (!closed) return wrong('/organisations', 'organisation_in_use');
  if (kept.length + closed.length > MOST_ORGANISATIONS - BESIDE) {
    return wrong('/organisations', 'organisations_too_many');
  }
  return succeed({
    writes: [...namedWrites(scope, { organisations: kept }), ...closed],
    remembered: {},
  });
}

/** With those that were closed; more than any municipality has, and few enough for the query of its names. */
const MOST_ORGANISATIONS = 100;

/** What a save writes beside organisations: it is one transaction, so that a new one gets one code however often it is sent. */
const BESIDE = 3;

/** A code that no organisation has or had, made of the kind: `NGO`, `NGO-2`. */
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
