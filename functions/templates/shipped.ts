import agreementOfOrganisations from '@ohjaamo/shared/templates/content/agreement-of-organisations.json' with { type: 'json' };
import applicationWorkshop from '@ohjaamo/shared/templates/content/application-workshop.json' with { type: 'json' };
import firstSharedPlan from '@ohjaamo/shared/templates/content/first-shared-plan.json' with { type: 'json' };
import makingMoneyLast from '@ohjaamo/shared/templates/content/making-money-last.json' with { type: 'json' };
import map360 from '@ohjaamo/shared/templates/content/map-360.json' with { type: 'json' };
import onlineWeek from '@ohjaamo/shared/templates/content/online-week.json' with { type: 'json' };
import outreachWeek from '@ohjaamo/shared/templates/content/outreach-week.json' with { type: 'json' };
import plainTexts from '@ohjaamo/shared/templates/content/plain-texts.json' with { type: 'json' };
import pointServices from '@ohjaamo/shared/templates/content/point-services.json' with { type: 'json' };
import pointWeek from '@ohjaamo/shared/templates/content/point-week.json' with { type: 'json' };
import ringOfPoints from '@ohjaamo/shared/templates/content/ring-of-points.json' with { type: 'json' };
import selfKnowledgeAndExpression from '@ohjaamo/shared/templates/content/self-knowledge-and-expression.json' with { type: 'json' };
import sixOwnTenVisiting from '@ohjaamo/shared/templates/content/six-own-ten-visiting.json' with { type: 'json' };
import smallHouseServices from '@ohjaamo/shared/templates/content/small-house-services.json' with { type: 'json' };
import smallHouseWeek from '@ohjaamo/shared/templates/content/small-house-week.json' with { type: 'json' };
import streetLevel26 from '@ohjaamo/shared/templates/content/street-level-26.json' with { type: 'json' };
import streetLevelMultiSectorHouse from '@ohjaamo/shared/templates/content/street-level-multi-sector-house.json' with { type: 'json' };
import streetLevelServices from '@ohjaamo/shared/templates/content/street-level-services.json' with { type: 'json' };
import streetLevelWeek from '@ohjaamo/shared/templates/content/street-level-week.json' with { type: 'json' };
import wayIntoServicesAndPlaceToDevelop from '@ohjaamo/shared/templates/content/way-into-services-and-place-to-develop.json' with { type: 'json' };

/** Every template that the service comes with, as its file says it: parts before the kits that name them. */
export const shippedTemplates: readonly unknown[] = [
  agreementOfOrganisations,
  applicationWorkshop,
  firstSharedPlan,
  makingMoneyLast,
  map360,
  onlineWeek,
  outreachWeek,
  plainTexts,
  pointServices,
  pointWeek,
  selfKnowledgeAndExpression,
  smallHouseServices,
  smallHouseWeek,
  streetLevelMultiSectorHouse,
  streetLevelServices,
  streetLevelWeek,
  wayIntoServicesAndPlaceToDevelop,
  ringOfPoints,
  sixOwnTenVisiting,
  streetLevel26,
];
