import * as z from 'zod';
import { staffId } from '../kernel/ids.ts';
import type { Route } from '../kernel/route.ts';
import { invitee, inviteeColumn, inviteeColumns, inviteeFault, INVITEES, workEmail } from './invitees.ts';
import { givenRoles } from './workers.ts';

/**
 * What is known already of somebody to be invited: nothing; that they are on the list of workers without an account, which they get;
 * that they are invited; that they work here.
 */
export const inviteeStanding = z.enum(['NEW', 'ON_THE_LIST', 'INVITED', 'WORKS']);
export type InviteeStanding = z.infer<typeof inviteeStanding>;

const typed = z.strictObject(
  Object.fromEntries(inviteeColumns.map((column) => [column, z.string()])) as Record<
    (typeof inviteeColumns)[number],
    z.ZodString
  >,
);
const previewedRow = z.strictObject({
  /** The line of the text, from 1. */
  line: z.int(),
  typed,
  faults: z.array(z.strictObject({ column: inviteeColumn, code: inviteeFault })),
  /** Absent when there are faults. */
  invitee: invitee.optional(),
  standing: inviteeStanding.optional(),
});
export type PreviewedRow = z.infer<typeof previewedRow>;

const administrator = { kind: 'session', roles: ['TENANT_ADMIN'] } as const;
const workerParameters = z.strictObject({ staffId });

/** Inviting workers: a pasted table, looked at first, and one worker by oneself. */
export const invitationRoutes = {
  previewInvitees: {
    method: 'POST',
    path: '/api/workers/invitations/preview',
    access: administrator,
    /** The pasted table, line by line. */
    body: z.strictObject({ lines: z.array(z.string().max(2000)).min(1).max(2000) }),
    /** `tooMany`: more rows than are invited at once; then none is given. */
    response: z.strictObject({ rows: z.array(previewedRow), tooMany: z.boolean() }),
    status: 200,
    problems: [],
  },
  inviteWorkers: {
    method: 'POST',
    path: '/api/workers/invitations',
    access: administrator,
    body: z.strictObject({ invitees: z.array(invitee).min(1).max(INVITEES) }),
    /** What was known of each, in the order of the request: NEW and ON_THE_LIST were invited now, the others are left as they are. */
    response: z.strictObject({ standings: z.array(inviteeStanding) }),
    status: 200,
    /** `not-found`: an organisation or a site that the municipality does not have. */
    problems: ['not-found'],
    audit: { action: 'INVITE_WORKERS' },
  },
  inviteWorker: {
    method: 'POST',
    path: '/api/workers/{staffId}/invitation',
    access: administrator,
    parameters: workerParameters,
    body: z.strictObject({ email: workEmail, roles: givenRoles }),
    response: z.strictObject({}),
    status: 200,
    /** `state-conflict`: the worker has an account, or the address is another one's. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'INVITE_WORKERS', subjectParameter: 'staffId' },
  },
  revokeInvitation: {
    method: 'DELETE',
    path: '/api/workers/{staffId}/invitation',
    access: administrator,
    parameters: workerParameters,
    response: z.strictObject({}),
    status: 200,
    /** `state-conflict`: the worker was faster. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'REVOKE_INVITATION', subjectParameter: 'staffId' },
  },
} as const satisfies Readonly<Record<string, Omit<Route, 'id' | 'module'>>>;
