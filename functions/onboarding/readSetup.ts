import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type ChecklistItem, checklistOf } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import { optionalSteps, setupSteps, stepsAfterPublishing } from '@ohjaamo/shared/onboarding/steps.ts';
import { staffOf } from '@ohjaamo/shared/onboarding/week.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { OnboardingPorts } from './ports.ts';
import { isPublished } from './published.ts';
import { readSetupRows, rememberedIn, savedSteps, type Setup, type StepRow } from './repository.ts';
import { sitesOfKit } from './siteStep.ts';
import { chosenKit } from './kits.ts';

/** How far the set-up is: its steps, what is missing, and whether the street sees the page. Reads as {@link readSetupRows}, and the slug. */
export function readSetup({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.readSetup> {
  return async ({ scope }) => {
    const setup = await readSetupRows(scope);
    const { tenant, publishedAt } = setup;
    const [published, kit] = await Promise.all([
      isPublished(network, scope, tenant),
      chosenKit(network, setup),
    ]);
    const live = published || publishedAt !== undefined;
    const { slug, name, municipalityCode } = tenant.profile;
    return succeed({
      body: {
        municipality: { slug, name, code: municipalityCode },
        published,
        ...(published && publishedAt !== undefined && { publishedAt }),
        steps: setupSteps.map((step) => ({
          step,
          ...savedBy(setup, setup.steps.get(step)),
          optional: optionalSteps.includes(step),
          closed: live && !stepsAfterPublishing.includes(step),
        })),
        checklist: published ? [] : checklistIn(setup, kit),
        reminders: (kit?.checklist ?? []).map(({ text }) => text),
        sites: tenant.sites.map((site) => ({ id: site.id, slug: site.slug, name: site.name })),
      },
    });
  };
}

/** Who saved a step, and when; nothing for one that nobody did. */
export function savedBy({ tenant }: Setup, row: StepRow | undefined): { saved?: { at: string; by: string } } {
  if (!row?.saved) return {};
  const { at, by } = row.saved;
  return { saved: { at, by: tenant.staff.find(({ id }) => id === by)?.name ?? '' } };
}

/** What is missing of a set-up. */
export function checklistIn(setup: Setup, kit: SetupKit | undefined): ChecklistItem[] {
  const taken = rememberedIn(setup).roles ?? [];
  const openRoles = kit
    ? [...sitesOfKit(setup, kit).keys()].flatMap((key) =>
        (kit.weeks.get(key)?.roles ?? [])
          .filter((role) => staffOf(taken, key, role.key).length === 0)
          .map(({ title }) => title),
      )
    : [];
  const plans = new Map([...setup.plans].map(([id, { plan }]) => [id, plan] as const));
  return checklistOf({ tenant: setup.tenant, plans, saved: savedSteps(setup), openRoles });
}
