import { tenantTables } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { keyKinds } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { FunctionPlan, Kinds } from './functionPlan.ts';

/** What nothing deletes of the control plane: that a municipality was, what happened to it, and how far the jobs came. */
const KEPT: readonly string[] = ['TENANTS', 'SLUG', 'LIFE', 'JOB'];
const REMOVED = Object.fromEntries(
  keyKinds.platform.filter((kind) => !KEPT.includes(kind)).map((kind) => [kind, ['DeleteItem']]),
) as Kinds<'platform'>;
/** What the stewards decided names no municipality, and nothing deletes it. */
const UNLISTED = Object.fromEntries(
  keyKinds.network.filter((kind) => kind !== 'DECISION').map((kind) => [kind, ['DeleteItem']]),
) as Kinds<'network'>;

/** What putting a card of the library in its place reads and writes; the same of both kinds makes one statement of a policy that is long. */
const shelves = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem', 'DeleteItem'] as const;

/** What noting an adoption and telling a lesson writes in the library. */
export const tellsLibrary = {
  LINEAGE: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
  LIBRARY: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  LESSON: ['GetItem', 'PutItem'],
  LESSONWAITING: ['PutItem', 'DeleteItem'],
} as const satisfies Kinds<'network'>;

/** What completing the street's list reads and writes. */
export const keepsDirectory = {
  SLUG: ['GetItem'],
  DIRECTORY: ['Query', 'PutItem'],
} as const satisfies Kinds<'network'>;

/** The functions that run by the clock or by an operator's command. */
export const jobPlans = {
  sendReminders: {
    entry: 'functions/jobs/sendReminders.ts',
    purpose: 'Reminds of the bookings of the coming day',
    takes: ['follower'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
    mail: true,
    texts: true,
  },
  tellMoves: {
    entry: 'functions/jobs/tellMoves.ts',
    purpose: 'Tells holders where the house has moved their bookings',
    takes: ['moveTeller'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
    mail: true,
    texts: true,
  },
  askAfterVisits: {
    entry: 'functions/jobs/askAfterVisits.ts',
    purpose:
      'Asks those who came yesterday how it was, and reminds of what has to be answered about accessibility',
    takes: ['feedbackInviter'],
    platform: {
      TENANTS: ['Query'],
      JOB: ['GetItem', 'PutItem'],
      ACCESSIBILITY: ['GetItem', 'Query'],
    },
    mail: true,
  },
  promoteWaiting: {
    entry: 'functions/jobs/promoteWaiting.ts',
    purpose: 'Offers free times to those who wait, in order',
    takes: ['follower'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  carryReferrals: {
    entry: 'functions/jobs/carryReferrals.ts',
    purpose: 'Mails links of referrals, carries referrals to other municipalities and answers back',
    takes: ['courier'],
    platform: { TENANTS: ['GetItem', 'Query'], JOB: ['GetItem', 'PutItem'] },
    mail: true,
  },
  reconcileOrphans: {
    entry: 'functions/jobs/reconcileOrphans.ts',
    purpose: 'Finds coming bookings that the hours no longer cover',
    takes: ['follower'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  reconcileAgenda: {
    entry: 'functions/jobs/reconcileAgenda.ts',
    purpose: 'Compares the agenda with its bookings and mends what the stream left behind',
    takes: ['agendaKeeper'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  readBusyFeeds: {
    entry: 'functions/jobs/readBusyFeeds.ts',
    purpose: "Reads workers' own calendars: when they are busy elsewhere",
    takes: ['busyReader'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
    mail: true,
  },
  submitFigures: {
    entry: 'functions/jobs/submitFigures.ts',
    purpose: "Submits every tenant's quarter to the network",
    takes: ['publisher'],
    network: { SUBMITTED: ['PutItem'], PUBLICATION: ['GetItem'] },
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  closeLines: {
    entry: 'functions/jobs/closeLines.ts',
    purpose: 'Writes down that the lines of earlier days are over, and takes the nicknames away',
    takes: ['walkIn'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  applyRetention: {
    entry: 'functions/jobs/applyRetention.ts',
    purpose:
      'Closes what is inactive, erases what has reached its term, forgets who had booked, old months of the log and the words of feedback; sets the tasks of the calendar',
    takes: ['eraser', 'logKeeper', 'feedbackKeeper', 'personCounter'],
    platform: {
      TENANTS: ['Query'],
      JOB: ['GetItem', 'PutItem'],
      ERASED: ['Query', 'PutItem'],
      ACCESSIBILITY: ['Query', 'DeleteItem'],
    },
  },
  readCatalogue: {
    entry: 'functions/jobs/readCatalogue.ts',
    purpose: 'Reads services and channels of the Finnish Service Catalogue, municipality by municipality',
    takes: ['catalogueReader'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
    catalogue: 'READS',
  },
  tellCatalogue: {
    entry: 'functions/jobs/tellCatalogue.ts',
    purpose: 'Compares the sites with the Finnish Service Catalogue, and tells it where that is turned on',
    takes: ['catalogueTeller'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
    catalogue: 'TELLS',
  },
  reconcileFigures: {
    entry: 'functions/jobs/reconcileFigures.ts',
    purpose: 'Compares daily figures with their facts and makes those that differ anew',
    takes: ['figuresKeeper'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  countPersons: {
    entry: 'functions/jobs/countPersons.ts',
    purpose: 'Counts the persons of each open quarter anew, and seals what is over',
    takes: ['personCounter'],
    platform: { TENANTS: ['Query'], JOB: ['GetItem', 'PutItem'] },
  },
  publishFigures: {
    entry: 'functions/jobs/publishFigures.ts',
    purpose: 'Freezes a closed quarter, hides small numbers of it and publishes the rest',
    network: {
      SUBMITTED: ['Query'],
      FROZEN: ['GetItem', 'Query', 'PutItem'],
      PUBLISHED: ['PutItem'],
      PUBLICATION: ['GetItem', 'PutItem'],
    },
  },
  publishEvidence: {
    entry: 'functions/jobs/publishEvidence.ts',
    purpose:
      'Compares closed quarters of those who adopted a template with the others, and publishes what may be shown',
    network: {
      FROZEN: ['GetItem', 'Query'],
      PUBLICATION: ['GetItem'],
      LIBRARY: ['Query'],
      LINEAGE: ['Query'],
      EVIDENCE: ['PutItem'],
    },
  },
  publishShipped: {
    entry: 'functions/jobs/publishShipped.ts',
    purpose: "Puts the templates that the service comes with into the network's library",
    network: {
      TEMPLATE: ['GetItem', 'PutItem'],
      LINEAGE: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
      LIBRARY: ['PutItem', 'UpdateItem', 'DeleteItem'],
    },
  },
  eraseTenants: {
    entry: 'functions/jobs/eraseTenants.ts',
    purpose: 'Erases municipalities that have left, and proves that nothing of them is left',
    takes: ['remover'],
    listsKeys: ['work', 'cases', 'audit', 'network', 'platform'],
    endsKeys: true,
    identity: ['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'],
    network: {
      ...UNLISTED,
      DIRECTORY: ['Query', 'DeleteItem'],
      // Whoever goes is counted as a user of practice no more.
      TEMPLATE: ['GetItem'],
      LINEAGE: shelves,
      LIBRARY: shelves,
    },
    platform: {
      ...REMOVED,
      TENANTS: ['GetItem', 'Query', 'UpdateItem'],
      SLUG: ['GetItem'],
      LIFE: ['PutItem'],
      MEMBERS: ['Query', 'DeleteItem'],
      SUBJECT: ['Query', 'DeleteItem'],
      INVITATION: ['GetItem', 'DeleteItem'],
      LOSTFACTOR: ['GetItem', 'DeleteItem'],
      ERASED: ['GetItem', 'PutItem', 'DeleteItem'],
    },
  },
  exportTenant: {
    entry: 'functions/jobs/exportTenant.ts',
    purpose: "Gives a municipality that leaves its rows; called by an operator's command",
    takes: ['exporter'],
    listsKeys: tenantTables,
    platform: { TENANTS: ['GetItem', 'UpdateItem'], SLUG: ['GetItem'] },
  },
  importTenant: {
    entry: 'functions/jobs/importTenant.ts',
    purpose: "Takes in a municipality that comes with an export; called by an operator's command",
    takes: ['importer', 'provisioning'],
    listsKeys: tenantTables,
    makesKeys: true,
    network: { DIRECTORY: ['PutItem'], SLUG: ['PutItem'] },
    platform: {
      TENANTS: ['GetItem', 'PutItem', 'UpdateItem'],
      SLUG: ['GetItem', 'PutItem'],
      LIFE: ['PutItem'],
      INVITATION: ['GetItem', 'PutItem', 'UpdateItem'],
    },
    mail: true,
  },
  restoreTenant: {
    entry: 'functions/jobs/restoreTenant.ts',
    purpose: "Brings a suspended municipality's rows back to an hour; called by an operator's command",
    takes: ['restorer', 'copyReader'],
    listsKeys: ['work', 'cases'],
    readsCopies: true,
    platform: { TENANTS: ['GetItem'], SLUG: ['GetItem'], ERASED: ['Query'] },
  },
  createTenant: {
    entry: 'functions/jobs/createTenant.ts',
    purpose: "Registers a new municipality; called by an operator's command",
    platform: {
      TENANTS: ['GetItem', 'PutItem', 'UpdateItem'],
      SLUG: ['GetItem', 'PutItem'],
      LIFE: ['PutItem'],
    },
  },
} as const satisfies Record<string, FunctionPlan>;
