import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import publicEn from '../../messages/public/en.json' with { type: 'json' };
import publicFi from '../../messages/public/fi.json' with { type: 'json' };
import publicSv from '../../messages/public/sv.json' with { type: 'json' };
import workEn from '../../messages/work/en.json' with { type: 'json' };
import workFi from '../../messages/work/fi.json' with { type: 'json' };
import workSv from '../../messages/work/sv.json' with { type: 'json' };
import bookingEn from '../../messages/booking/en.json' with { type: 'json' };
import bookingFi from '../../messages/booking/fi.json' with { type: 'json' };
import bookingSv from '../../messages/booking/sv.json' with { type: 'json' };
import calendarEn from '../../messages/calendar/en.json' with { type: 'json' };
import calendarFi from '../../messages/calendar/fi.json' with { type: 'json' };
import calendarSv from '../../messages/calendar/sv.json' with { type: 'json' };
import calendarsEn from '../../messages/calendars/en.json' with { type: 'json' };
import calendarsFi from '../../messages/calendars/fi.json' with { type: 'json' };
import calendarsSv from '../../messages/calendars/sv.json' with { type: 'json' };
import lineEn from '../../messages/line/en.json' with { type: 'json' };
import lineFi from '../../messages/line/fi.json' with { type: 'json' };
import lineSv from '../../messages/line/sv.json' with { type: 'json' };
import groupsEn from '../../messages/groups/en.json' with { type: 'json' };
import groupsFi from '../../messages/groups/fi.json' with { type: 'json' };
import groupsSv from '../../messages/groups/sv.json' with { type: 'json' };
import messagesEn from '../../messages/messages/en.json' with { type: 'json' };
import messagesFi from '../../messages/messages/fi.json' with { type: 'json' };
import messagesSv from '../../messages/messages/sv.json' with { type: 'json' };
import dutyEn from '../../messages/duty/en.json' with { type: 'json' };
import dutyFi from '../../messages/duty/fi.json' with { type: 'json' };
import dutySv from '../../messages/duty/sv.json' with { type: 'json' };
import regionalEn from '../../messages/regional/en.json' with { type: 'json' };
import catalogueEn from '../../messages/catalogue/en.json' with { type: 'json' };
import settingsEn from '../../messages/settings/en.json' with { type: 'json' };
import regionalFi from '../../messages/regional/fi.json' with { type: 'json' };
import catalogueFi from '../../messages/catalogue/fi.json' with { type: 'json' };
import settingsFi from '../../messages/settings/fi.json' with { type: 'json' };
import regionalSv from '../../messages/regional/sv.json' with { type: 'json' };
import catalogueSv from '../../messages/catalogue/sv.json' with { type: 'json' };
import settingsSv from '../../messages/settings/sv.json' with { type: 'json' };
import casesEn from '../../messages/cases/en.json' with { type: 'json' };
import casesFi from '../../messages/cases/fi.json' with { type: 'json' };
import casesSv from '../../messages/cases/sv.json' with { type: 'json' };
import courseEn from '../../messages/course/en.json' with { type: 'json' };
import courseFi from '../../messages/course/fi.json' with { type: 'json' };
import courseSv from '../../messages/course/sv.json' with { type: 'json' };
import notesEn from '../../messages/notes/en.json' with { type: 'json' };
import notesFi from '../../messages/notes/fi.json' with { type: 'json' };
import notesSv from '../../messages/notes/sv.json' with { type: 'json' };
import mapsEn from '../../messages/maps/en.json' with { type: 'json' };
import mapsFi from '../../messages/maps/fi.json' with { type: 'json' };
import mapsSv from '../../messages/maps/sv.json' with { type: 'json' };
import plansEn from '../../messages/plans/en.json' with { type: 'json' };
import plansFi from '../../messages/plans/fi.json' with { type: 'json' };
import plansSv from '../../messages/plans/sv.json' with { type: 'json' };
import referralsEn from '../../messages/referrals/en.json' with { type: 'json' };
import referralsFi from '../../messages/referrals/fi.json' with { type: 'json' };
import referralsSv from '../../messages/referrals/sv.json' with { type: 'json' };
import outreachEn from '../../messages/outreach/en.json' with { type: 'json' };
import outreachFi from '../../messages/outreach/fi.json' with { type: 'json' };
import outreachSv from '../../messages/outreach/sv.json' with { type: 'json' };
import onboardingEn from '../../messages/onboarding/en.json' with { type: 'json' };
import employersEn from '../../messages/employers/en.json' with { type: 'json' };
import onboardingFi from '../../messages/onboarding/fi.json' with { type: 'json' };
import employersFi from '../../messages/employers/fi.json' with { type: 'json' };
import onboardingSv from '../../messages/onboarding/sv.json' with { type: 'json' };
import employersSv from '../../messages/employers/sv.json' with { type: 'json' };
import adoptionsEn from '../../messages/adoptions/en.json' with { type: 'json' };
import adoptionsFi from '../../messages/adoptions/fi.json' with { type: 'json' };
import adoptionsSv from '../../messages/adoptions/sv.json' with { type: 'json' };
import rightsEn from '../../messages/rights/en.json' with { type: 'json' };
import rightsFi from '../../messages/rights/fi.json' with { type: 'json' };
import rightsSv from '../../messages/rights/sv.json' with { type: 'json' };
import peopleEn from '../../messages/people/en.json' with { type: 'json' };
import peopleFi from '../../messages/people/fi.json' with { type: 'json' };
import peopleSv from '../../messages/people/sv.json' with { type: 'json' };
import templatesEn from '../../messages/templates/en.json' with { type: 'json' };
import templatesFi from '../../messages/templates/fi.json' with { type: 'json' };
import templatesSv from '../../messages/templates/sv.json' with { type: 'json' };
import designEn from '../../messages/design/en.json' with { type: 'json' };
import designFi from '../../messages/design/fi.json' with { type: 'json' };
import designSv from '../../messages/design/sv.json' with { type: 'json' };
import feedbackEn from '../../messages/feedback/en.json' with { type: 'json' };
import feedbackFi from '../../messages/feedback/fi.json' with { type: 'json' };
import feedbackSv from '../../messages/feedback/sv.json' with { type: 'json' };
import figuresEn from '../../messages/figures/en.json' with { type: 'json' };
import figuresFi from '../../messages/figures/fi.json' with { type: 'json' };
import figuresSv from '../../messages/figures/sv.json' with { type: 'json' };
import houseEn from '../../messages/house/en.json' with { type: 'json' };
import houseFi from '../../messages/house/fi.json' with { type: 'json' };
import houseSv from '../../messages/house/sv.json' with { type: 'json' };

// messages/public: what everybody sees, and the words shared by all views; messages/work: the signed-in views; the other
// folders: the views of one part of the house, for the street and the desk alike.
// Finnish decides which keys exist; a key that Swedish or English lacks does not compile.
const finnish = {
  ...publicFi,
  ...workFi,
  ...bookingFi,
  ...calendarFi,
  ...calendarsFi,
  ...lineFi,
  ...groupsFi,
  ...messagesFi,
  ...dutyFi,
  ...peopleFi,
  ...regionalFi,
  ...settingsFi,
  ...catalogueFi,
  ...houseFi,
  ...figuresFi,
  ...templatesFi,
  ...casesFi,
  ...rightsFi,
  ...adoptionsFi,
  ...employersFi,
  ...onboardingFi,
  ...outreachFi,
  ...referralsFi,
  ...plansFi,
  ...mapsFi,
  ...courseFi,
  ...notesFi,
  ...feedbackFi,
  ...designFi,
};

/** The key of one text of the interface. */
export type MessageKey = keyof typeof finnish;

/** A key that has a `.one` and an `.other` form; call it with `t.count`. */
export type CountKey = MessageKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  fi: finnish,
  sv: {
    ...publicSv,
    ...workSv,
    ...bookingSv,
    ...calendarSv,
    ...calendarsSv,
    ...lineSv,
    ...groupsSv,
    ...messagesSv,
    ...dutySv,
    ...peopleSv,
    ...regionalSv,
    ...settingsSv,
    ...catalogueSv,
    ...houseSv,
    ...figuresSv,
    ...templatesSv,
    ...casesSv,
    ...rightsSv,
    ...adoptionsSv,
    ...employersSv,
    ...onboardingSv,
    ...outreachSv,
    ...referralsSv,
    ...plansSv,
    ...mapsSv,
    ...courseSv,
    ...notesSv,
    ...feedbackSv,
    ...designSv,
  },
  en: {
    ...publicEn,
    ...workEn,
    ...bookingEn,
    ...calendarEn,
    ...calendarsEn,
    ...lineEn,
    ...groupsEn,
    ...messagesEn,
    ...dutyEn,
    ...peopleEn,
    ...regionalEn,
    ...settingsEn,
    ...catalogueEn,
    ...houseEn,
    ...figuresEn,
    ...templatesEn,
    ...casesEn,
    ...rightsEn,
    ...adoptionsEn,
    ...employersEn,
    ...onboardingEn,
    ...outreachEn,
    ...referralsEn,
    ...plansEn,
    ...mapsEn,
    ...courseEn,
    ...notesEn,
    ...feedbackEn,
    ...designEn,
  },
};
