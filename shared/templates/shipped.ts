import agreementOfOrganisations from './content/agreement-of-organisations.json' with { type: 'json' };
import applicationWorkshop from './content/application-workshop.json' with { type: 'json' };
import firstSharedPlan from './content/first-shared-plan.json' with { type: 'json' };
import makingMoneyLast from './content/making-money-last.json' with { type: 'json' };
import map360 from './content/map-360.json' with { type: 'json' };
import onlineWeek from './content/online-week.json' with { type: 'json' };
import outreachWeek from './content/outreach-week.json' with { type: 'json' };
import plainTexts from './content/plain-texts.json' with { type: 'json' };
import pointServices from './content/point-services.json' with { type: 'json' };
import pointWeek from './content/point-week.json' with { type: 'json' };
import ringOfPoints from './content/ring-of-points.json' with { type: 'json' };
import selfKnowledgeAndExpression from './content/self-knowledge-and-expression.json' with { type: 'json' };
import sixOwnTenVisiting from './content/six-own-ten-visiting.json' with { type: 'json' };
import smallHouseServices from './content/small-house-services.json' with { type: 'json' };
import smallHouseWeek from './content/small-house-week.json' with { type: 'json' };
import streetLevel26 from './content/street-level-26.json' with { type: 'json' };
import streetLevelMultiSectorHouse from './content/street-level-multi-sector-house.json' with { type: 'json' };
import streetLevelServices from './content/street-level-services.json' with { type: 'json' };
import streetLevelWeek from './content/street-level-week.json' with { type: 'json' };
import wayIntoServicesAndPlaceToDevelop from './content/way-into-services-and-place-to-develop.json' with { type: 'json' };

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
