import { type DataRole, dataRoles, tenantTables } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import type { TenantTableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { FunctionPlan } from './functionPlan.ts';
import { jobPlans } from './jobPlans.ts';
import { streamPlans } from './streamPlans.ts';

/** Every function of the service but the one that renders the site (the front end's build gives that one). */
export const functionPlans = {
  tenants: {
    entry: 'functions/tenants/handler.ts',
    purpose: 'Directory, sign-in, invitations, audit trail, register of tenants',
    takes: ['auditor', 'people', 'deviceKeys'],
    network: { DIRECTORY: ['Query'] },
    platform: {
      TENANTS: ['Query', 'GetItem', 'UpdateItem'],
      SLUG: ['GetItem'],
      LIFE: ['Query', 'PutItem'],
      SUBJECT: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      MEMBERS: ['GetItem', 'Query', 'PutItem'],
      ADMINISTRATORS: ['UpdateItem'],
      SESSION: ['GetItem', 'PutItem', 'DeleteItem'],
      CHALLENGE: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      INVITATION: ['GetItem', 'UpdateItem'],
      INVITED: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      ATTEMPTS: ['GetItem', 'UpdateItem', 'DeleteItem'],
      LOSTFACTOR: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem'],
    },
    visitors: true,
    // Signing in itself is open to whoever has a password and a code; these make the account of an invited person.
    identity: [
      'cognito-idp:AdminCreateUser',
      'cognito-idp:AdminDeleteUser',
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminSetUserPassword',
    ],
  },
  schedule: {
    entry: 'functions/schedule/handler.ts',
    purpose: "A site's page: hours, week, services; the plan behind it",
    takes: ['street', 'planner', 'staffHours'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
  },
  booking: {
    entry: 'functions/booking/handler.ts',
    purpose: 'Free times, bookings and their secret links',
    takes: ['street', 'bookings'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    visitors: true,
  },
  calendars: {
    entry: 'functions/calendars/handler.ts',
    purpose: "Workers' own feeds, partners' invitations and their busy times",
    takes: ['feedReader', 'calendars'],
    network: { PAUSED: ['GetItem'] },
  },
  line: {
    entry: 'functions/line/handler.ts',
    purpose: 'The line of a site: from the street, at the desk, on the lobby display',
    takes: ['walkIn', 'line'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    visitors: true,
  },
  groups: {
    entry: 'functions/groups/handler.ts',
    purpose: 'Groups, sign-ups and attendance',
    takes: ['groupStreet', 'groups'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    visitors: true,
  },
  messages: {
    entry: 'functions/messages/handler.ts',
    purpose: 'Anonymous threads, phone calls and call-back tasks',
    takes: ['writer', 'messages'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    visitors: true,
  },
  duty: {
    entry: 'functions/duty/handler.ts',
    purpose: 'Duty rota, work areas and basic skills',
    takes: ['duty'],
  },
  settings: {
    entry: 'functions/settings/handler.ts',
    purpose: 'What a municipality and its organisations have agreed and decided, from a date on',
    takes: ['settings'],
  },
  catalogue: {
    entry: 'functions/catalogue/handler.ts',
    purpose:
      'The service finder, services of the Finnish Service Catalogue, and what it is told of the sites',
    takes: ['finder', 'catalogueSearch', 'catalogue'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
  },
  regional: {
    entry: 'functions/regional/handler.ts',
    purpose: 'What municipalities have opened to each other, and bookings across',
    takes: ['regional', 'regionalStreet', 'regionalGuest', 'regionalGroupGuest', 'regionalCourier'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'], DIRECTORY: ['Query'] },
    platform: { TENANTS: ['GetItem'] },
    visitors: true,
  },
  desk: {
    entry: 'functions/desk/handler.ts',
    purpose: 'Today, arrivals and contacts',
    takes: ['desk'],
  },
  cases: {
    entry: 'functions/cases/handler.ts',
    purpose: 'Clients, episodes and consents',
    takes: ['cases', 'searcher', 'merger', 'eraser', 'personCounter'],
    platform: { ERASED: ['PutItem', 'DeleteItem'] },
    policies: true,
  },
  access: {
    entry: 'functions/access/handler.ts',
    purpose: 'Why a case is opened, access in danger to life, and what administrators go through',
    takes: ['access'],
    policies: true,
  },
  notes: {
    entry: 'functions/notes/handler.ts',
    purpose: "Notes on cases, and a case's story in time",
    takes: ['notes'],
    policies: true,
  },
  maps: {
    entry: 'functions/maps/handler.ts',
    purpose: 'Situation maps and the instruments they are made with',
    takes: ['maps', 'mapKeeper'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    visitors: true,
    policies: true,
  },
  plans: {
    entry: 'functions/plans/handler.ts',
    purpose: 'Shared plans, and the frozen copies of them',
    takes: ['plans'],
    policies: true,
  },
  referrals: {
    entry: 'functions/referrals/handler.ts',
    purpose: 'Referrals between organisations and municipalities',
    takes: ['referrals', 'referralLink'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'], DIRECTORY: ['Query'] },
    policies: true,
  },
  outreach: {
    entry: 'functions/outreach/handler.ts',
    purpose: 'Notifications to outreach youth work',
    takes: ['outreach'],
    policies: true,
  },
  employers: {
    entry: 'functions/employers/handler.ts',
    purpose: 'Employers, their places, and work trials',
    takes: ['employers'],
    policies: true,
  },
  rights: {
    entry: 'functions/rights/handler.ts',
    purpose: "A young person's own page, and what the law lets them ask",
    takes: ['rights', 'identifying'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    platform: {
      PERSON: ['PutItem', 'DeleteItem'],
      IDENTIFYING: ['GetItem', 'PutItem', 'DeleteItem'],
    },
    policies: true,
    identifies: true,
  },
  adoptions: {
    entry: 'functions/adoptions/handler.ts',
    purpose: "A municipality's own copies of templates, and how they follow new versions",
    takes: ['adoptions', 'practice'],
    network: {
      TEMPLATE: ['GetItem', 'ConditionCheckItem'],
      LINEAGE: ['GetItem', 'Query'],
      DRAFT: ['GetItem', 'PutItem'],
      HANDEDIN: ['PutItem'],
      LESSON: ['GetItem'],
    },
  },
  onboarding: {
    entry: 'functions/onboarding/handler.ts',
    purpose: 'Sets a municipality up from a kit, and publishes it',
    takes: ['onboarding'],
    network: {
      SLUG: ['GetItem', 'PutItem'],
      DIRECTORY: ['Query', 'PutItem'],
      TEMPLATE: ['GetItem'],
      LINEAGE: ['GetItem', 'Query'],
      LIBRARY: ['Query'],
    },
  },
  feedback: {
    entry: 'functions/feedback/handler.ts',
    purpose: 'What visitors say of a site, without a name, and of the accessibility of the pages',
    takes: ['feedbackGiver', 'feedback'],
    network: { SLUG: ['GetItem'], PAUSED: ['GetItem'] },
    platform: { ACCESSIBILITY: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], ATTEMPTS: ['UpdateItem'] },
    visitors: true,
  },
  figures: {
    entry: 'functions/figures/handler.ts',
    purpose: 'Figures of the tenant and of the network',
    takes: ['figures'],
    network: {
      PUBLISHED: ['GetItem'],
      PUBLICATION: ['GetItem', 'Query'],
      NOTE: ['Query'],
      EVIDENCE: ['GetItem'],
    },
  },
  templates: {
    entry: 'functions/templates/handler.ts',
    purpose: 'The library of practice: reading and handing in',
    takes: ['templates'],
    network: {
      TEMPLATE: ['GetItem', 'Query', 'ConditionCheckItem'],
      LINEAGE: ['GetItem', 'Query'],
      LIBRARY: ['GetItem', 'Query'],
      DRAFT: ['GetItem', 'PutItem', 'UpdateItem'],
      HANDEDIN: ['PutItem', 'DeleteItem'],
    },
  },
  stewardship: {
    entry: 'functions/stewardship/handler.ts',
    purpose: "The stewards' review: what is published in the library, sent back and retired",
    network: {
      TEMPLATE: ['GetItem', 'PutItem', 'UpdateItem'],
      LINEAGE: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
      LIBRARY: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      DRAFT: ['GetItem', 'UpdateItem', 'DeleteItem'],
      HANDEDIN: ['Query', 'DeleteItem'],
      DECISION: ['Query', 'PutItem'],
      LESSON: ['GetItem', 'PutItem'],
      LESSONWAITING: ['Query', 'PutItem', 'DeleteItem'],
    },
    platform: { SUBJECT: ['GetItem'] },
  },
  authorizer: {
    entry: 'functions/authorizer/handler.ts',
    purpose: 'Reads the session of a request',
    platform: {
      SESSION: ['GetItem', 'UpdateItem'],
      SUBJECT: ['GetItem'],
      TENANTS: ['GetItem'],
      PERSON: ['GetItem', 'UpdateItem'],
    },
  },
  ...streamPlans,
  ...jobPlans,
} as const satisfies Record<string, FunctionPlan>;

export type FunctionName = keyof typeof functionPlans;

/** All names, in the order of the list. */
export const functionNames = Object.keys(functionPlans) as FunctionName[];

/** The plan of a function with every need optional, as its readers see it. */
export function planOf(name: FunctionName): FunctionPlan {
  return functionPlans[name];
}

/** The tenant tables whose names a function must know: those of the roles it takes. */
export function tenantTablesOf(plan: FunctionPlan): TenantTableName[] {
  const roles: readonly DataRole[] = (plan.takes ?? []).map((role) => dataRoles[role]);
  return tenantTables.filter((table) => roles.some((role) => role[table]));
}

/** `aggregateFigures` → `AggregateFigures`: what construct ids and outputs begin with. */
export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
