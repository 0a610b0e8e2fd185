import { workArea } from './kernel/workAreas.ts';
import { dutyShift } from './duty/shifts.ts';
import { skillCode } from './duty/skills.ts';
import { groupFields, joining } from './groups/fields.ts';
import { instrument, instrumentFaults } from './maps/instrument.ts';
import { LONGEST, MOST_ITEMS } from './plans/fields.ts';
import { openingHours, weeklyRule } from './schedule/plan.ts';
import { service } from './tenants/profile.ts';
import type { Kinds } from './templates/kind.ts';
import { agreementKind } from './templates/kinds/agreement.ts';
import { groupProgrammeKind } from './templates/kinds/groupProgramme.ts';
import { messageTextsKind } from './templates/kinds/messageTexts.ts';
import { operatingModelKind } from './templates/kinds/operatingModel.ts';
import { planKind } from './templates/kinds/plan.ts';
import { serviceSetKind } from './templates/kinds/serviceSet.ts';
import { situationMapKind } from './templates/kinds/situationMap.ts';
import { siteKitKind } from './templates/kinds/siteKit.ts';
import { weeklyCalendarKind } from './templates/kinds/weeklyCalendar.ts';

/** Every kind of template, made of the schemas of the modules that take what is adopted: what is adopted fits where it goes. */
export const kinds: Kinds = {
  OPERATING_MODEL: operatingModelKind,
  SITE_KIT: siteKitKind,
  WEEKLY_CALENDAR: weeklyCalendarKind({ openingHours, weeklyRule, dutyShift }),
  SERVICE_SET: serviceSetKind({ service }),
  SITUATION_MAP: situationMapKind({ instrument, faultsOf: instrumentFaults }),
  PLAN: planKind({ longest: LONGEST, most: MOST_ITEMS }),
  GROUP_PROGRAMME: groupProgrammeKind({ fields: groupFields, joining, skillCode }),
  MESSAGE_TEXTS: messageTextsKind,
  COOPERATION_AGREEMENT: agreementKind({ workArea }),
};
