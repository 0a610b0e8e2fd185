import type { SetupStep } from '@ohjaamo/shared/onboarding/steps.ts';
import type { MessageKey } from '../i18n/messages.ts';

const byCode: Readonly<Record<string, MessageKey>> = {
  contrast_low: 'setup.wrong.contrast',
  overlap: 'setup.wrong.overlap',
  site_in_use: 'setup.wrong.siteInUse',
  organisation_in_use: 'setup.wrong.organisationInUse',
  organisations_too_many: 'setup.wrong.organisationsTooMany',
  controller_missing: 'setup.wrong.controllerMissing',
  national_language_missing: 'setup.wrong.national',
  name_twice: 'setup.wrong.nameTwice',
  slug: 'setup.wrong.slug',
  slug_twice: 'setup.wrong.slugTwice',
  hours: 'setup.wrong.hours',
  lengthMinutes: 'setup.wrong.length',
  language_bound: 'setup.wrong.bound',
  language_missing: 'municipality.wrong.language',
};

const byStep: Partial<Record<SetupStep, MessageKey>> = {
  kit: 'setup.wrong.kit',
  sites: 'setup.wrong.sites',
  services: 'setup.wrong.services',
  branding: 'setup.wrong.colour',
};

/** What is said of a wrong place of a step; who keeps one language is not told of others. */
export function faultText(step: SetupStep, code: string, speaksOne: boolean): MessageKey {
  if (speaksOne && code === 'national_language_missing') return 'setup.wrong.name';
  return byCode[code] ?? byStep[step] ?? 'work.checkFields';
}
