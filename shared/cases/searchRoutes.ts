import * as z from 'zod';
import { accessPurposes } from '../kernel/accessPurposes.ts';
import { identification, topic } from '../kernel/codes.ts';
import { clientId, requestId } from '../kernel/ids.ts';
import { identityCode } from '../kernel/identityCode.ts';
import { singleLine } from '../kernel/names.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate } from '../kernel/time.ts';
import { duplicateReasons } from './search.ts';

const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const clientParameters = z.strictObject({ clientId });

/** More people than this are not shown: whoever gets them narrows the search. */
export const MOST_FOUND = 20;

/** A client as a search shows one: enough to tell people of one name apart, nothing of their matters. */
export const foundClient = z.lazy(() =>
  z.strictObject({
    id: clientId,
    displayName: z.string(),
    identification: identification.exclude(['ANONYMOUS']),
    /** Year of birth, when the date is known and whoever asks may see contact details. */
    birthYear: z.int().optional(),
    namedWorker: z.string(),
  }),
);

const merging = z.lazy(() =>
  z.strictObject({
    id: requestId,
    /** The record that was taken in. */
    from: clientId,
    /** How it was called; absent once the two are apart. */
    displayName: z.string().optional(),
    at: z.string(),
    by: z.string(),
    reason: z.string(),
    state: z.enum(['MOVING', 'MERGED', 'MOVING_BACK', 'UNMERGED']),
    /** Rows that stay in the other record, because this one has one of their kind, e.g. the wishes of work. */
    kept: z.int(),
    /** What those rows are and, when they say so, when they were written. Told while the two are one. */
    keptRows: z.array(z.strictObject({ kind: z.string(), at: z.string().optional() })),
    /** What came with it and is to be gone through, now that the two are apart. */
    look: z.array(z.enum(['SHIELD', 'PROHIBITION', 'PLAN'])),
    /** What still stands of it in the plan, in the words that stand, to whoever sees the plan. */
    planParts: z.array(z.string()),
  }),
);

export const searchRoutes = {
  /**
   * Finds clients by name, of those whom the worker may know of; by telephone or personal identity code, of those whose contact details
   * the policies show; by tags, of those whose guidance they show. In the body, because an address stays in histories and logs. The purpose is asked (906/2019 §23), and everybody who is shown gets a row in the log.
   */
  searchClients: {
    method: 'POST',
    path: '/api/cases/search',
    access: { kind: 'session', roles: [...caseRoles, 'PARTNER_WORKER', 'SITE_MANAGER'] },
    body: z.lazy(() =>
      z.strictObject({
        by: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('NAME'), text: singleLine(120) }),
          z.strictObject({ kind: z.literal('PHONE'), text: singleLine(30) }),
          z.strictObject({ kind: z.literal('IDENTITY_CODE'), text: identityCode }),
          z.strictObject({ kind: z.literal('TAG'), text: topic }),
        ]),
        purpose: z.enum(accessPurposes),
      }),
    ),
    response: z.lazy(() =>
      z.strictObject({
        clients: z.array(foundClient).max(MOST_FOUND),
        /** True when there are more than are shown. */
        more: z.boolean(),
      }),
    ),
    status: 200,
    problems: ['invalid-request'],
    audit: { action: 'SEARCH_CLIENTS' },
  },
  /** Whom of the clients a new one may be: told before a second record of one person is opened. */
  checkDuplicates: {
    method: 'POST',
    path: '/api/cases/duplicates',
    access: { kind: 'session', roles: caseRoles },
    body: z.lazy(() =>
      z.strictObject({
        displayName: singleLine(120),
        birthDate: plainDate.optional(),
        phone: z
          .string()
          .regex(/^\+?[\d ()-]{5,20}$/u)
          .optional(),
      }),
    ),
    response: z.lazy(() =>
      z.strictObject({
        candidates: z
          .array(z.strictObject({ client: foundClient, reason: z.enum(duplicateReasons) }))
          .max(MOST_FOUND),
      }),
    ),
    status: 200,
    problems: [],
    audit: { action: 'CHECK_DUPLICATES' },
  },
  /** Says what a client's matters are about, so that the house finds who waits for the same. */
  tagClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/tags',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ tags: z.array(topic).max(14) })),
    response: z.lazy(() => z.strictObject({ tags: z.array(topic) })),
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'TAG_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /**
   * Takes another record of the same person into this one, with everything in it. Whoever asks guides both. Asked again with the same
   * id it goes on where it was cut off.
   */
  mergeClients: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/merges',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ mergeId: requestId, other: clientId, reason: singleLine(300) })),
    response: merging,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'id-already-used'],
    audit: { action: 'MERGE_CLIENTS', subjectParameter: 'clientId' },
    case: { action: 'MERGE_CLIENTS' },
  },
  /** Takes the two records apart again: what came with the other goes back, what was written since stays. */
  unmergeClients: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/merges/{mergeId}/undoing',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters.extend({ mergeId: requestId }),
    body: z.lazy(() => z.strictObject({})),
    response: merging,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'UNMERGE_CLIENTS', subjectParameter: 'clientId' },
    case: { action: 'MERGE_CLIENTS' },
  },
  /** What was taken into a record. */
  listMerges: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/merges',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    response: z.lazy(() =>
      z.strictObject({ merges: z.array(merging), mayMerge: z.boolean(), tags: z.array(topic) }),
    ),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'LIST_MERGES', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Where a record is that was taken into another one, for an old address; nobody learns of it who may not open that one. */
  findMerged: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/merged-into',
    access: { kind: 'session', roles: [...caseRoles, 'PARTNER_WORKER', 'SITE_MANAGER'] },
    parameters: clientParameters,
    response: z.lazy(() => z.strictObject({ into: clientId })),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'FIND_MERGED', subjectParameter: 'clientId' },
  },
} as const;

export type FoundClient = z.infer<typeof foundClient>;
export type Merging = z.infer<typeof merging>;
