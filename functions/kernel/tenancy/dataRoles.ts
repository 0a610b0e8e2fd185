import type { keyKinds, TenantTableName } from './keys.ts';

export type Operation = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';
type Grant<T extends TenantTableName> = Readonly<
  Partial<Record<(typeof keyKinds)[T][number], readonly Operation[]>>
>;

/** What one data role may do: table, kind of key, operation. IAM policies and the client guard are made of this. */
export interface DataRole {
  readonly work?: Grant<'work'>;
  readonly cases?: Grant<'cases'>;
  readonly audit?: Grant<'audit'>;
}

const read = ['GetItem', 'Query'] as const;
const write = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] as const;
const append = ['PutItem'] as const;

/**
 * The roles that functions assume with the session tag `tenantId`. Whoever is not signed in gets `street`, which knows
 * neither contacts nor clients nor the audit trail.
 */
export const dataRoles = {
  street: {
    work: { TENANT: read, SITE: read, SHEET: write, BOOKING: write, DAY: ['PutItem', 'UpdateItem'] },
  },
  desk: {
    work: {
      TENANT: read,
      SITE: read,
      BOOKING: write,
      DAY: write,
      CONTACT: write,
    },
    cases: { CLIENT: ['GetItem'] },
    audit: { MONTH: append, SUBJECT: append },
  },
  figures: { work: { TENANT: read, FIGURES: read }, audit: { MONTH: append, SUBJECT: append } },
  cases: {
    work: { TENANT: read },
    cases: { CLIENT: write, WORKER: write },
    audit: { MONTH: append, SUBJECT: append },
  },
  auditor: {
    work: { TENANT: read },
    audit: { MONTH: ['Query', 'PutItem'], SUBJECT: ['Query', 'PutItem'] },
  },
  /** Applies stream records to the daily figures. */
  aggregator: { work: { FIGURES: write, APPLIED: write } },
  /** Submits a tenant's quarter to the network. */
  publisher: { work: { TENANT: read, FIGURES: read } },
  /** Seeds a new tenant's profile, first site and staff. */
  provisioning: { work: { TENANT: write, SITE: write } },
} as const satisfies Record<string, DataRole>;

export type DataRoleName = keyof typeof dataRoles;
