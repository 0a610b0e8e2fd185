import * as z from 'zod';
import { linkSecret, slug, waitingId } from '../kernel/ids.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { bookerFields, recordLink, waitingView, wantedTime } from './views.ts';

const linkParameters = z.strictObject({ link: recordLink });

/** The waiting list of a service: join, see, leave, accept what is offered. */
export const waitingRoutes = {
  joinWaitingList: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/waiting-list',
    access: { kind: 'publicTenant' },
    parameters: z.strictObject({ tenantSlug: slug, siteSlug: slug }),
    body: z
      .strictObject({
        /** Chosen by the caller: the idempotency key. */
        waitingId,
        secret: linkSecret,
        service: wantedTime.service,
        staff: wantedTime.staff,
        from: plainDate,
        to: plainDate,
        after: plainTime.optional(),
        before: plainTime.optional(),
        ...bookerFields,
      })
      // Whoever waits must be told: an entry that nobody can reach would only block the others.
      .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
        path: ['email'],
        error: 'reachable',
      })
      .refine(({ from, to }) => from <= to, { path: ['to'], error: 'order' })
      .refine(({ after, before }) => after === undefined || before === undefined || after < before, {
        path: ['before'],
        error: 'order',
      }),
    response: z.strictObject({ link: recordLink, waiting: waitingView }),
    status: 201,
    /** `time-not-offered`: the dates are over, or more than a year ahead. */
    problems: ['not-found', 'invalid-request', 'time-not-offered', 'id-already-used', 'cap-reached'],
  },
  readWaiting: {
    method: 'GET',
    path: '/api/waiting-links/{link}',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: waitingView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  leaveWaitingList: {
    method: 'POST',
    path: '/api/waiting-links/{link}/leave',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: waitingView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict'],
  },
  acceptOffer: {
    method: 'POST',
    path: '/api/waiting-links/{link}/accept',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: waitingView,
    status: 200,
    /** `cap-reached`: one may not have more such times; the waiting goes on, as after `time-taken`. */
    problems: ['link-not-found', 'link-expired', 'state-conflict', 'time-taken', 'cap-reached'],
  },
} as const;

export type WaitingView = z.infer<typeof waitingView>;
