import type { SiteId, StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { caseKeys } from './caseKeys.ts';
import type { Key } from './key.ts';
import { workKeys } from './workKeys.ts';

export type { Key } from './key.ts';

/**
 * Every kind of partition key there is, by table. Export and erase walk this list, the data roles are written in its
 * words, and a test fails when an item carries a kind that is not here. Index partition keys count as kinds too.
 */
export const keyKinds = {
  work: [
    'TENANT',
    'CALENDAR',
    'SHEET',
    'BOOKING',
    'AGENDA',
    'CAP',
    'SERIES',
    'WAITING',
    'WAITLIST',
    'MOVETOTELL',
    'DAY',
    'CONTACT',
    'LINE',
    'TICKET',
    'GROUP',
    'GROUPS',
    'SIGNUP',
    'THREAD',
    'INBOX',
    'CALL',
    'ATTEMPTS',
    'FEED',
    'DUTY',
    'SETTINGS',
    'CATALOGUE',
    'FEEDBACK',
    'FEEDBACKDAY',
    'FEEDBACKTEXT',
    'FEEDBACKLINK',
    'ACCESSIBILITY',
    'FIGURES',
    'FIGURENOTE',
    'OWNWORK',
    'APPLIED',
    'PERSONS',
    'ADOPTION',
    'ADOPTIONS',
    'PRACTICE',
    'TRIALS',
    'DRAFTS',
    'SETUP',
    'OPENING',
    'OPENINGUSE',
    'SISTER',
  ],
  cases: [
    'FIND',
    'CLIENT',
    'WORKER',
    'DATAKEY',
    'IDENTITY',
    'WATCH',
    'REVIEW',
    'DUE',
    'CONTACTS',
    'RULES',
    'OUTREACH',
    'EMPLOYER',
    'KEPTMAP',
    'INSTRUMENT',
    'REFERRALS',
    'REFERRALLINK',
    'ENVELOPE',
    'OUTBOX',
  ],
  audit: ['MONTH', 'SUBJECT'],
  network: [
    'DIRECTORY',
    'SLUG',
    'PAUSED',
    'SUBMITTED',
    'PUBLISHED',
    'PUBLICATION',
    'FROZEN',
    'NOTE',
    'TEMPLATE',
    'LINEAGE',
    'EVIDENCE',
    'LIBRARY',
    'DRAFT',
    'HANDEDIN',
    'DECISION',
    'LESSON',
    'LESSONWAITING',
  ],
  platform: [
    'TENANTS',
    'SLUG',
    'LIFE',
    'SUBJECT',
    'MEMBERS',
    'ADMINISTRATORS',
    'SESSION',
    'CHALLENGE',
    'INVITATION',
    'INVITED',
    'ATTEMPTS',
    'LOSTFACTOR',
    'JOB',
    'PERSON',
    'IDENTIFYING',
    'ERASED',
    'ACCESSIBILITY',
  ],
} as const;

export type TableName = keyof typeof keyKinds;
export type TenantTableName = 'work' | 'cases' | 'audit';

/** The one secondary index of a table: its name and its key attributes. */
export const indexes = {
  work: { name: 'byDay', pk: 'dayPk', sk: 'daySk' },
  cases: { name: 'byWorker', pk: 'workerPk', sk: 'workerSk' },
  audit: { name: 'bySubject', pk: 'subjectPk', sk: 'subjectSk' },
} as const;

/** The kinds of key by which the indexes are read; on an index only Query exists. */
export const indexKinds = {
  work: ['DAY', 'FEEDBACKDAY'],
  cases: ['WORKER', 'DUE'],
  audit: ['SUBJECT'],
} as const satisfies { readonly [T in TenantTableName]: readonly (typeof keyKinds)[T][number][] };

/** What a listing of keys may name: what a row is found by, never what it holds. IAM has the same list. */
export const listedAttributes: readonly string[] = [
  'pk',
  'sk',
  'expiresAtSeconds',
  'tenantId',
  ...Object.values(indexes).map(({ pk }) => pk),
];

/** What every key of a tenant begins with. Ids are of one length, so no tenant's prefix begins another's. */
export function tenantPrefix(tenant: TenantId): string {
  return `T#${tenant}#`;
}

/** The tenant whose key this is; `undefined` for a key that is no tenant's. */
export function tenantOfKey(pk: string): string | undefined {
  return /^T#([0-9a-z]{10})#/u.exec(pk)?.[1];
}

/** Builds the keys of one tenant; there is no other place that writes `T#`. */
export function tenantKeys(tenant: TenantId) {
  const prefix = tenantPrefix(tenant);
  return {
    ...workKeys(prefix),
    ...caseKeys(prefix),
    /** `month` is `2026-11`; `order` begins with the instant. */
    auditMonth: (month: string, order: string): Key => ({ pk: `${prefix}MONTH#${month}`, sk: order }),
    auditSubject: (subject: string, order: string) => ({
      subjectPk: `${prefix}SUBJECT#${subject}`,
      subjectSk: order,
    }),
  };
}

export type TenantKeys = ReturnType<typeof tenantKeys>;

/** Whole partitions above the tenants that their stewards read. The rows of `tenants` are the outbox of provisioning. */
export const partitions = {
  directory: 'N#DIRECTORY',
  submitted: (quarter: string) => `N#SUBMITTED#${quarter}`,
  publications: 'N#PUBLICATION',
  frozen: (quarter: string) => `N#FROZEN#${quarter}`,
  notes: (quarter: string) => `N#NOTE#${quarter}`,
  handedIn: 'N#HANDEDIN',
  lessonsWaiting: 'N#LESSONWAITING',
  tenants: 'P#TENANTS',
  /** What the partitions of a municipality's invited begin with. */
  invited: 'P#INVITED#',
  /** Feedback about the accessibility of pages that are no municipality's. */
  accessibility: 'P#ACCESSIBILITY',
} as const;

/** Keys of the Network table: what is published across tenants, and what publishers submit. */
export const networkKeys = {
  directory: (tenantSlug: string, siteSlug: string): Key => ({
    pk: partitions.directory,
    sk: `${tenantSlug}#${siteSlug}`,
  }),
  slug: (slug: string): Key => ({ pk: `N#SLUG#${slug}`, sk: 'TENANT' }),
  /** Stands among the sites of a municipality while its service is paused, so that whoever lists the sites is told by the same Query. */
  directoryPause: (tenantSlug: string): Key => ({ pk: partitions.directory, sk: `${tenantSlug}#` }),
  /** Stands while the tenant's service is paused: the street reads it. */
  paused: (tenant: TenantId): Key => ({ pk: `N#PAUSED#${tenant}`, sk: 'PAUSED' }),
  submitted: (quarter: string, tenant: TenantId, site: SiteId | 'MUNICIPALITY'): Key => ({
    pk: partitions.submitted(quarter),
    sk: `${tenant}#${site}`,
  }),
  /** A cube as it was published: `<cube>` the newest, `<cube>#<version>` each. */
  published: (quarter: string, sk: string): Key => ({ pk: `N#PUBLISHED#${quarter}`, sk }),
  /** That a quarter is published, and its versions. */
  publication: (quarter: string): Key => ({ pk: partitions.publications, sk: quarter }),
  /** The exact rows that a quarter was made of, by municipality, site and version, and under `PATTERN` what they hide. */
  frozen: (quarter: string, sk: string): Key => ({ pk: partitions.frozen(quarter), sk }),
  /** What a site says of its figures of a quarter. */
  note: (quarter: string, tenant: TenantId, site: SiteId): Key => ({
    pk: partitions.notes(quarter),
    sk: `${tenant}#${site}`,
  }),
  /** A published version of a template by its address: `VERSION`, what it says; `HEAD`, how far it is; `CHILD#…`, what was made from it. */
  template: (address: string, sk: string): Key => ({ pk: `N#TEMPLATE#${address}`, sk }),
  /** A template by kind and name: `VERSION#…`, its published versions; `USER#…`, who uses it; `SHELF`, where the library shows it. */
  lineage: (kind: string, name: string, sk: string): Key => ({ pk: `N#LINEAGE#${kind}#${name}`, sk }),
  /** What changed where a template was adopted, by kind and name. */
  evidence: (kind: string, name: string): Key => ({ pk: `N#EVIDENCE#${kind}#${name}`, sk: 'EVIDENCE' }),
  /** What the library shows under one facet: `COUNT`, and `CARD#…` in the order of showing. */
  library: (facet: string, sk: string): Key => ({ pk: `N#LIBRARY#${facet}`, sk }),
  /** A version that was handed in and is not published, by its address. Its row names the tenant, with which it goes. */
  draft: (address: string): Key => ({ pk: `N#DRAFT#${address}`, sk: 'DRAFT' }),
  /** What the stewards decided about a version; `sk` begins with the instant. Only ever added to. */
  decision: (address: string, sk: string): Key => ({ pk: `N#DECISION#${address}`, sk }),
  /** Versions that wait for the stewards; `sk` begins with the instant of handing in. */
  handedIn: (sk: string): Key => ({ pk: partitions.handedIn, sk }),
  /** How a lesson stands, by the code of its municipality and the id of its trial. Until it is published its row names the tenant, with which it goes. */
  lesson: (municipality: string, id: string): Key => ({ pk: `N#LESSON#${municipality}#${id}`, sk: 'LESSON' }),
  /** Lessons that wait for the stewards; `sk` begins with the instant of handing in. */
  lessonWaiting: (sk: string): Key => ({ pk: partitions.lessonsWaiting, sk }),
};

/** Partitions of the network whose keys hold words that people choose, and no tenant's id. */
const CHOSEN: readonly string[] = [
  ...['DIRECTORY', 'SLUG', 'TEMPLATE', 'LIBRARY', 'PUBLISHED', 'PUBLICATION', 'EVIDENCE'],
  ...['DRAFT', 'DECISION'],
  ...['LESSON', 'LESSONWAITING'],
];

/**
 * Whether a row of the Network table names a tenant: its id is a whole part of the key. Words that somebody chose (a slug, the name
 * of a template) are none, even when they hold the id.
 */
export function namesTenant({ pk, sk }: Key, tenant: TenantId): boolean {
  const [, kind = '', ...rest] = pk.split('#');
  if (CHOSEN.includes(kind)) return false;
  const parts = kind === 'LINEAGE' ? [] : rest;
  return [...parts, ...sk.split('#')].includes(tenant);
}

/** Keys of the Platform table: the control plane. Secrets stand in it as SHA-256 only. */
export const platformKeys = {
  tenant: (tenant: TenantId): Key => ({ pk: partitions.tenants, sk: tenant }),
  slug: (slug: string): Key => ({ pk: `P#SLUG#${slug}`, sk: 'SLUG' }),
  /** What has happened to a municipality as such, who did it and why; `sk` begins with the instant. */
  life: (tenant: TenantId, sk: string): Key => ({ pk: `P#LIFE#${tenant}`, sk }),
  /** What an account may do in one municipality; without one, above them. */
  membership: (subject: string, tenant?: TenantId): Key => ({
    pk: `P#SUBJECT#${subject}`,
    sk: tenant === undefined ? 'MEMBERSHIP' : `MEMBERSHIP#${tenant}`,
  }),
  /** Which account a worker of a municipality has. */
  member: (tenant: TenantId, worker: StaffId | ''): Key => ({ pk: `P#MEMBERS#${tenant}`, sk: worker }),
  /** Who can administer a municipality now. */
  administrators: (tenant: TenantId): Key => ({ pk: `P#ADMINISTRATORS#${tenant}`, sk: 'ADMINISTRATORS' }),
  session: (secretHash: string): Key => ({ pk: `P#SESSION#${secretHash}`, sk: 'SESSION' }),
  challenge: (secretHash: string): Key => ({ pk: `P#CHALLENGE#${secretHash}`, sk: 'CHALLENGE' }),
  invitation: (secretHash: string): Key => ({ pk: `P#INVITATION#${secretHash}`, sk: 'INVITATION' }),
  /** Who is invited to a municipality and has not come yet; `sk` is the hash of the address. */
  invited: (tenant: TenantId, emailHash: string): Key => ({
    pk: `${partitions.invited}${tenant}`,
    sk: emailHash,
  }),
  attempts: (subjectHash: string): Key => ({ pk: `P#ATTEMPTS#${subjectHash}`, sk: 'ATTEMPTS' }),
  /** Holds an address whose account has lost its second factor, until another one is set up. */
  lostFactor: (emailHash: string): Key => ({ pk: `P#LOSTFACTOR#${emailHash}`, sk: 'LOSTFACTOR' }),
  /** A young person's own session. */
  person: (secretHash: string): Key => ({ pk: `P#PERSON#${secretHash}`, sk: 'PERSON' }),
  /** Somebody on the way to the identification service and back. */
  identifying: (secretHash: string): Key => ({ pk: `P#IDENTIFYING#${secretHash}`, sk: 'IDENTIFYING' }),
  /** That a client was erased, and when: a restore erases again whatever stands here. `sk` begins with the instant. */
  erased: (tenant: TenantId, sk: string): Key => ({ pk: `P#ERASED#${tenant}`, sk }),
  /** That a whole municipality was erased, in the same ledger. */
  erasedTenant: (tenant: TenantId): Key => ({ pk: `P#ERASED#${tenant}`, sk: 'TENANT' }),
  /** Feedback about the accessibility of pages that are no municipality's. */
  accessibility: (id: string): Key => ({ pk: partitions.accessibility, sk: id }),
  /** How far a scheduled job came. */
  job: (job: string): Key => ({ pk: `P#JOB#${job}`, sk: 'JOB' }),
};
