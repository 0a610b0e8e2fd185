import * as z from 'zod';
import { linkSecret, slug, ticketId } from '../kernel/ids.ts';
import { recordLink } from '../kernel/reach.ts';
import { defineRoutes } from '../kernel/route.ts';
import { lineDeskRoutes } from './deskRoutes.ts';
import { displayView, lineStatus, personFields, ticketView, ways } from './views.ts';

const siteParameters = z.strictObject({ tenantSlug: slug, siteSlug: slug });
const linkParameters = z.strictObject({ link: recordLink });

/** What the holder of a ticket's link may do. Each may be repeated; what has happened already is answered as it is. */
const ownMove = <const Path extends string>(path: Path) =>
  ({
    method: 'POST',
    path: `/api/line-links/{link}/${path}`,
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: ticketView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict'],
  }) as const;

export const lineRoutes = defineRoutes('line', {
  readLineStatus: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/line',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    response: lineStatus,
    status: 200,
    problems: ['not-found'],
  },
  takePlace: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/line/tickets',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      ticketId,
      /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
      secret: linkSecret,
      ...personFields,
      way: z.enum(ways).exclude(['DESK']),
    }),
    response: z.strictObject({ link: recordLink, ticket: ticketView }),
    status: 201,
    /** `line-closed` tells when it opens next. */
    problems: ['not-found', 'line-closed', 'id-already-used', 'cap-reached'],
  },
  readTicket: {
    method: 'GET',
    path: '/api/line-links/{link}',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: ticketView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  leaveLine: ownMove('leave'),
  stepOut: ownMove('step-out'),
  comeBack: ownMove('come-back'),
  readDisplay: {
    method: 'GET',
    path: '/api/line-displays/{link}',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: displayView,
    status: 200,
    problems: ['link-not-found'],
  },
  ...lineDeskRoutes,
});
