import * as z from 'zod';
import { clientId, reviewId, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { defineRoutes } from '../kernel/route.ts';
import { reviewKinds } from './rules.ts';
import { accessPurposes, purposesOnRecord } from '../kernel/accessPurposes.ts';

const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER', 'SITE_MANAGER'] as const;
const dangerRoles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const;
const clientParameters = z.strictObject({ clientId });

const standing = z.strictObject({ purpose: z.enum(purposesOnRecord), until: z.string() });

/** Ten to five hundred characters, so that whoever goes through it can follow. */
const reason = singleLine(500).refine((text) => text.length >= 10);

/** Something that an administrator goes through. `clientId` is absent when it is about many. */
export const accessReview = z.strictObject({
  id: z.string(),
  kind: z.enum(reviewKinds),
  at: z.string(),
  worker: z.strictObject({ id: staffId, name: z.string() }),
  clientId: clientId.optional(),
  reason: z.string().optional(),
  /** Cases opened, or searches made, within the hour. */
  cases: z.int().optional(),
  state: z.enum(['OPEN', 'REVIEWED']),
  finding: z.string().optional(),
  reviewedAt: z.string().optional(),
  reviewedBy: z.strictObject({ id: staffId, name: z.string() }).optional(),
});

export const accessRoutes = defineRoutes('access', {
  /** Says why a case is opened, once per session and case. Saying it again replaces what was said. */
  statePurpose: {
    method: 'POST',
    path: '/api/access/clients/{clientId}/purpose',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.strictObject({ purpose: z.enum(accessPurposes) }),
    response: standing,
    status: 201,
    problems: ['not-found'],
    audit: { action: 'STATE_PURPOSE', subjectParameter: 'clientId' },
  },
  /** Opens a case in danger to life: with a reason, for an hour, to be reviewed by an administrator. */
  openInDanger: {
    method: 'POST',
    path: '/api/access/clients/{clientId}/danger',
    access: { kind: 'session', roles: dangerRoles },
    parameters: clientParameters,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      reviewId,
      reason,
    }),
    response: standing,
    status: 201,
    problems: ['not-found', 'id-already-used'],
    audit: { action: 'OPEN_IN_DANGER', subjectParameter: 'clientId' },
  },
  /** What is to be gone through and what has been, newest first, of the last 90 days. */
  listAccessReviews: {
    method: 'GET',
    path: '/api/access/reviews',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.strictObject({ reviews: z.array(accessReview) }),
    status: 200,
    problems: [],
    audit: { action: 'LIST_ACCESS_REVIEWS' },
  },
  reviewAccess: {
    method: 'POST',
    path: '/api/access/reviews/{reviewId}/finding',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: z.strictObject({ reviewId: z.string().regex(/^[0-9a-z-]{10,80}$/u) }),
    body: z.strictObject({ finding: singleLine(500) }),
    response: accessReview,
    status: 200,
    problems: ['not-found', 'state-conflict', 'access-refused'],
    audit: { action: 'REVIEW_ACCESS' },
  },
  /** The policies as they are in force, for whoever wants to read them. */
  readPolicies: {
    method: 'GET',
    path: '/api/access/policies',
    access: { kind: 'session', roles: ['TENANT_ADMIN', ...caseRoles] },
    response: z.strictObject({
      policies: z.array(
        z.strictObject({
          id: z.string(),
          effect: z.enum(['permit', 'forbid']),
          says: z.string(),
          text: z.string(),
        }),
      ),
    }),
    status: 200,
    problems: [],
  },
});

export type AccessReview = z.infer<typeof accessReview>;
