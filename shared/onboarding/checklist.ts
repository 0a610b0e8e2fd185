import * as z from 'zod';
import { isBookable, opensTo } from '../booking/offer.ts';
import { type Language, language, localizedText, type LocalizedText } from '../kernel/i18n.ts';
import type { SiteId } from '../kernel/ids.ts';
import { checkPlan } from '../schedule/checkPlan.ts';
import type { SitePlan } from '../schedule/plan.ts';
import type { Tenant } from '../tenants/profile.ts';
import { statutoryLanguages } from '../tenants/languageStatus.ts';
import { optionalSteps, type SetupStep, setupStep, setupSteps } from './steps.ts';

/** What is missing before the page can be published, or should be known. */
export const checklistItem = z.lazy(() =>
  z.strictObject({
    step: setupStep,
    code: z.enum([
      'STEP_OPEN',
      'TEXT_MISSING',
      'LANGUAGE_MISSING',
      'ADDRESS_MISSING',
      'HOURS_MISSING',
      'NO_BOOKABLE_TIME',
      'HOURS_CUT',
      'ROLE_OPEN',
      'WORKS_ALONE',
    ]),
    /** What it is about, in its own words. */
    about: localizedText.optional(),
    /** With `TEXT_MISSING`: the language that the text lacks; with `LANGUAGE_MISSING`: the one that the law asks of the page. */
    language: language.optional(),
    /** The page cannot be published while it stands. */
    blocks: z.boolean(),
  }),
);
export type ChecklistItem = z.infer<typeof checklistItem>;

/** The municipality as far as it is set up. */
export interface SetUp {
  readonly tenant: Tenant;
  readonly plans: ReadonlyMap<SiteId, Pick<SitePlan, 'hours' | 'exceptions' | 'rules'>>;
  /** Steps that were saved. */
  readonly saved: readonly SetupStep[];
  /** Titles of the kit's roles that nobody takes. */
  readonly openRoles: readonly LocalizedText[];
}

/** The steps that must be saved and are not. */
function openSteps(saved: readonly SetupStep[]): ChecklistItem[] {
  return setupSteps
    .filter((step) => !saved.includes(step) && !optionalSteps.includes(step))
    .map((step) => ({ step, code: 'STEP_OPEN', blocks: true }));
}

/**
 * Everything that is missing, in the order of the steps: what was never saved, texts by field and language (a municipality that is
 * bound to two languages does not publish in one: 423/2003 §32), addresses and hours, and that nothing can be booked. What does not
 * block is told as well: roles that nobody takes, and hours that lie outside the opening hours and are cut.
 */
export function checklistOf({ tenant, plans, saved, openRoles }: SetUp): ChecklistItem[] {
  const items: ChecklistItem[] = [
    ...openSteps(saved),
    ...missingLanguages(tenant),
    ...missingTexts(tenant),
    ...missingPlaces(tenant, plans),
    ...bookableFaults(tenant, plans),
    ...openRoles.map((about) => ({
      step: 'calendar' as const,
      code: 'ROLE_OPEN' as const,
      about,
      blocks: false,
    })),
    ...(tenant.staff.length > 1
      ? []
      : [{ step: 'people' as const, code: 'WORKS_ALONE' as const, blocks: false }]),
  ];
  return items.sort((one, other) => setupSteps.indexOf(one.step) - setupSteps.indexOf(other.step));
}

/** The items that stand in the way of the page. */
export function blocking(items: readonly ChecklistItem[]): ChecklistItem[] {
  return items.filter(({ blocks }) => blocks);
}

/** The languages that the law binds the municipality to and the page lacks. */
function missingLanguages({ profile }: Tenant): ChecklistItem[] {
  return (statutoryLanguages(profile.municipalityCode) ?? [])
    .filter((each) => !profile.languages.includes(each))
    .map((each) => ({ step: 'languages', code: 'LANGUAGE_MISSING', language: each, blocks: true }));
}

/** The texts of a municipality that lack one of its languages, each with the language. */
export function missingTexts({ profile, sites, organisations, services }: Tenant): ChecklistItem[] {
  const lacking = (step: SetupStep, name: LocalizedText): ChecklistItem[] =>
    missingIn(name, profile.languages).map((each) => ({
      step,
      code: 'TEXT_MISSING',
      about: name,
      language: each,
      blocks: true,
    }));
  return [
    ...lacking('languages', profile.name),
    ...sites.flatMap(({ name }) => lacking('sites', name)),
    ...organisations.flatMap(({ name, closedFrom }) =>
      closedFrom === undefined ? lacking('organisations', name) : [],
    ),
    ...services.flatMap(({ name, retired }) => (retired ? [] : lacking('services', name))),
  ];
}

/** The languages of `wanted` that a text does not have. */
export function missingIn(text: LocalizedText, wanted: readonly Language[]): Language[] {
  return wanted.filter((each) => (text[each] ?? '').trim() === '');
}

function missingPlaces({ sites }: Tenant, plans: SetUp['plans']): ChecklistItem[] {
  return sites.flatMap(({ id, name, kind, address }): ChecklistItem[] => [
    ...(kind === 'ONLINE' || address.trim() !== ''
      ? []
      : [{ step: 'sites' as const, code: 'ADDRESS_MISSING' as const, about: name, blocks: true }]),
    ...((plans.get(id)?.hours.length ?? 0) > 0
      ? []
      : [{ step: 'sites' as const, code: 'HOURS_MISSING' as const, about: name, blocks: true }]),
  ]);
}

function bookableFaults({ sites, services }: Tenant, plans: SetUp['plans']): ChecklistItem[] {
  const rules = [...plans.values()].flatMap((plan) => plan.rules);
  const bookable = services.some(
    (service) => isBookable(service) && rules.some((rule) => opensTo(rule, service, services)),
  );
  const placed = sites.flatMap(({ id }) => {
    const plan = plans.get(id);
    return plan ? [{ site: id, plan }] : [];
  });
  const cut = new Set(
    checkPlan(placed)
      .filter(({ code }) => code === 'OUTSIDE_OPENING_HOURS')
      .map(({ site }) => site),
  );
  return [
    ...(bookable ? [] : [{ step: 'calendar' as const, code: 'NO_BOOKABLE_TIME' as const, blocks: true }]),
    ...sites
      .filter(({ id }) => cut.has(id))
      .map(({ name }) => ({
        step: 'sites' as const,
        code: 'HOURS_CUT' as const,
        about: name,
        blocks: false,
      })),
  ];
}
