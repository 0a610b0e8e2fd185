import { accessPurpose } from '../kernel/accessPurposes.ts';
import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { clientId, slug, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { defineRoutes } from '../kernel/route.ts';
import { listedEntry } from './directory.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { homeOrganisation, suspensionReason, workerParticulars, workerRoles, workerView } from './workers.ts';
import { leavingView } from './leaving.ts';
import { operatorAct, type TenantAct, tenantActs, tenantState } from './life.ts';

/** One row of who looked at what (906/2019 §17). */
/** A live list that was open: one row stands for all looks until `until`; the first of them was at `first`. UTC instants. */
export const watchedTime = z.strictObject({ until: z.string(), first: z.string() });

export const accessRow = z.strictObject({
  /** UTC instant; of a live list when its quarter of an hour began. Rows are in the order of this. */
  at: z.string(),
  watched: watchedTime.optional(),
  action: z.string(),
  outcome: z.enum(['DONE', 'NOT_FOUND', 'REFUSED']),
  /** Absent when the young person did it on the own page: then `person` says so. */
  staffId: staffId.optional(),
  person: z.literal(true).optional(),
  staffName: z.string(),
  organisation: z.string(),
  /** Why a case was opened, as it was stated. */
  purpose: accessPurpose.optional(),
  subjects: z.array(z.string()),
});

/** A municipality as the registry knows it; no personal data. */
export const tenantRow = z.strictObject({
  slug,
  name: localizedText,
  municipalityCode: z.string(),
  state: tenantState,
  createdAt: z.string(),
});

/** One thing that happened to a municipality as such: what, when, by whom and why. */
const lifeEvent = z.strictObject({
  at: z.string(),
  act: z.enum(['REQUEST', ...(tenantActs as [TenantAct, ...TenantAct[]])]),
  reason: z.string().optional(),
  /** The operator's name; absent when the service itself did it, or when whoever did it is an operator no more. */
  by: z.string().optional(),
});

const workerParameters = z.strictObject({ staffId });
const tenantParameters = z.strictObject({ tenantSlug: slug });

export const tenantsRoutes = defineRoutes('tenants', {
  listDirectory: {
    method: 'GET',
    path: '/api/directory',
    access: { kind: 'public' },
    response: z.strictObject({ sites: z.array(listedEntry) }),
    status: 200,
    problems: [],
  },
  ...sessionRoutes,
  listAccess: {
    method: 'GET',
    path: '/api/audit',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    query: z.strictObject({
      /** `2026-11`; the current month when absent. */
      month: z
        .string()
        .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u)
        .optional(),
      subject: clientId.optional(),
      /** `nextCursor` of the page before: the place of its last row. */
      cursor: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[0-9a-z]{10}$/u)
        .optional(),
    }),
    response: z.strictObject({
      /** The month whose rows these are, `2026-11`. */
      month: z.string(),
      rows: z.array(accessRow),
      nextCursor: z.string().optional(),
    }),
    status: 200,
    problems: [],
    audit: { action: 'VIEW_AUDIT' },
  },
  listAccounts: {
    method: 'GET',
    path: '/api/workers',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.lazy(() =>
      z.strictObject({ workers: z.array(workerView), organisations: z.array(homeOrganisation) }),
    ),
    status: 200,
    problems: [],
  },
  changeWorker: {
    method: 'POST',
    path: '/api/workers/{staffId}',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: workerParameters,
    body: z.strictObject({ particulars: workerParticulars }),
    response: z.strictObject({}),
    status: 200,
    /**
     * `not-found`: no such worker, organisation or site. `state-conflict`: somebody else was faster, or the calendar stands at the home
     * site that would be left (reason `HAS_TIMES`).
     */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'CHANGE_WORKER', subjectParameter: 'staffId' },
  },
  setWorkerRoles: {
    method: 'POST',
    path: '/api/workers/{staffId}/roles',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: workerParameters,
    body: workerRoles,
    response: z.strictObject({}),
    status: 200,
    /** `state-conflict`: somebody else was faster, or the last administrator (reason `LAST_ADMINISTRATOR`) stays one. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'SET_WORKER_ROLES' },
  },
  suspendWorker: {
    method: 'POST',
    path: '/api/workers/{staffId}/suspension',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: workerParameters,
    body: z.strictObject({ reason: suspensionReason }),
    response: z.strictObject({}),
    status: 200,
    /** As for the roles; and nobody suspends themselves. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'SUSPEND_WORKER' },
  },
  returnWorker: {
    method: 'DELETE',
    path: '/api/workers/{staffId}/suspension',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: workerParameters,
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'RETURN_WORKER' },
  },
  resetSecondFactor: {
    method: 'POST',
    path: '/api/workers/{staffId}/second-factor',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: workerParameters,
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    /** `state-conflict`: the own one, a suspended account, or somebody else was faster. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'RESET_SECOND_FACTOR', subjectParameter: 'staffId' },
  },
  ...invitationRoutes,
  listTenants: {
    method: 'GET',
    path: '/api/platform/tenants',
    access: { kind: 'session', roles: ['PLATFORM_OPERATOR'] },
    response: z.strictObject({ tenants: z.array(tenantRow) }),
    status: 200,
    problems: [],
  },
  readTenantLife: {
    method: 'GET',
    path: '/api/platform/tenants/{tenantSlug}',
    access: { kind: 'session', roles: ['PLATFORM_OPERATOR'] },
    parameters: tenantParameters,
    response: z.strictObject({
      tenant: tenantRow,
      /** Newest first. */
      life: z.array(lifeEvent),
      /** What the operator can do now. */
      acts: z.array(operatorAct),
      leaving: leavingView,
    }),
    status: 200,
    problems: ['not-found'],
  },
  moveTenant: {
    method: 'POST',
    path: '/api/platform/tenants/{tenantSlug}/acts',
    access: { kind: 'session', roles: ['PLATFORM_OPERATOR'] },
    parameters: tenantParameters,
    body: z.strictObject({ act: operatorAct, reason: singleLine(300) }),
    response: z.strictObject({ state: tenantState }),
    status: 200,
    /** `state-conflict`: somebody else was faster, or the act does not fit the state. */
    problems: ['not-found', 'state-conflict'],
  },
});

export type TenantRow = z.infer<typeof tenantRow>;
export type AccessRow = z.infer<typeof accessRow>;
