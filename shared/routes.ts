import { accessRoutes } from './access/contract.ts';
import { bookingRoutes } from './booking/contract.ts';
import { casesRoutes } from './cases/contract.ts';
import { deskRoutes } from './desk/contract.ts';
import { feedbackRoutes } from './feedback/contract.ts';
import { figuresRoutes } from './figures/contract.ts';
import { calendarsRoutes } from './calendars/contract.ts';
import { lineRoutes } from './line/contract.ts';
import { groupsRoutes } from './groups/contract.ts';
import { messagesRoutes } from './messages/contract.ts';
import { dutyRoutes } from './duty/contract.ts';
import { notesRoutes } from './notes/contract.ts';
import { mapsRoutes } from './maps/contract.ts';
import { plansRoutes } from './plans/contract.ts';
import { referralsRoutes } from './referrals/contract.ts';
import { onboardingRoutes } from './onboarding/contract.ts';
import { outreachRoutes } from './outreach/contract.ts';
import { employersRoutes } from './employers/contract.ts';
import { rightsRoutes } from './rights/contract.ts';
import { adoptionsRoutes } from './adoptions/contract.ts';
import type { Route } from './kernel/route.ts';
import { stewardshipRoutes } from './stewardship/contract.ts';
import { scheduleRoutes } from './schedule/contract.ts';
import { templatesRoutes } from './templates/contract.ts';
import { regionalRoutes } from './regional/contract.ts';
import { catalogueRoutes } from './catalogue/contract.ts';
import { settingsRoutes } from './settings/contract.ts';
import { tenantsRoutes } from './tenants/contract.ts';

/** The one route table of the service. */
export const routes = {
  ...tenantsRoutes,
  ...scheduleRoutes,
  ...bookingRoutes,
  ...calendarsRoutes,
  ...lineRoutes,
  ...groupsRoutes,
  ...messagesRoutes,
  ...dutyRoutes,
  ...settingsRoutes,
  ...catalogueRoutes,
  ...regionalRoutes,
  ...deskRoutes,
  ...casesRoutes,
  ...accessRoutes,
  ...notesRoutes,
  ...mapsRoutes,
  ...plansRoutes,
  ...referralsRoutes,
  ...outreachRoutes,
  ...employersRoutes,
  ...onboardingRoutes,
  ...rightsRoutes,
  ...adoptionsRoutes,
  ...feedbackRoutes,
  ...figuresRoutes,
  ...templatesRoutes,
  ...stewardshipRoutes,
};

export type RouteId = keyof typeof routes;

/** The same table as a list, for the readers that walk all of it. */
export const routeList: readonly Route[] = Object.values(routes);
