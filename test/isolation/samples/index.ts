import type { routes } from '@ohjaamo/shared/routes.ts';
import { accessSamples } from './access.ts';
import { bookingSamples } from './booking.ts';
import { calendarsSamples } from './calendars.ts';
import { catalogueSamples } from './catalogue.ts';
import { casesSamples } from './cases.ts';
import { deskSamples } from './desk.ts';
import { dutySamples } from './duty.ts';
import { feedbackSamples } from './feedback.ts';
import { figuresSamples } from './figures.ts';
import { groupsSamples } from './groups.ts';
import { lineSamples } from './line.ts';
import { messagesSamples } from './messages.ts';
import { scheduleSamples } from './schedule.ts';
import { regionalSamples } from './regional.ts';
import { settingsSamples } from './settings.ts';
import { tenantsSamples } from './tenants.ts';
import { notesSamples } from './notes.ts';
import { mapsSamples } from './maps.ts';
import { plansSamples } from './plans.ts';
import { referralsSamples } from './referrals.ts';
import { onboardingSamples } from './onboarding.ts';
import { outreachSamples } from './outreach.ts';
import { employersSamples } from './employers.ts';
import { stewardshipSamples } from './stewardship.ts';
import { templatesSamples } from './templates.ts';
import { rightsSamples } from './rights.ts';
import { adoptionsSamples } from './adoptions.ts';
import type { SamplesOf } from './sample.ts';

/** One sample per route: a route without one fails the suite, and does not compile. */
export const samples: SamplesOf<typeof routes> = {
  ...tenantsSamples,
  ...scheduleSamples,
  ...bookingSamples,
  ...calendarsSamples,
  ...lineSamples,
  ...groupsSamples,
  ...messagesSamples,
  ...dutySamples,
  ...settingsSamples,
  ...catalogueSamples,
  ...regionalSamples,
  ...deskSamples,
  ...casesSamples,
  ...accessSamples,
  ...notesSamples,
  ...mapsSamples,
  ...plansSamples,
  ...referralsSamples,
  ...outreachSamples,
  ...employersSamples,
  ...onboardingSamples,
  ...rightsSamples,
  ...adoptionsSamples,
  ...feedbackSamples,
  ...figuresSamples,
  ...templatesSamples,
  ...stewardshipSamples,
};
