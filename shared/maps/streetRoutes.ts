import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { code, slug } from '../kernel/ids.ts';
import { filledMap } from './answers.ts';
import { instrument, instrumentId, instrumentVersion } from './instrument.ts';
import { readMapCode } from './mapCode.ts';

/** Days for which a map is kept under a code. */
export const KEPT_DAYS = 90;

/** A map's code as somebody types it: 30 signs leave room for spaces. */
export const typedMapCode = z
  .string()
  .max(30)
  .refine((typed) => readMapCode(typed) !== undefined);

const atSite = z.strictObject({ tenantSlug: slug, siteSlug: slug });
const ofStreet = { access: { kind: 'publicTenant' }, parameters: atSite } as const;
const withCode = z.strictObject({ code: typedMapCode });

/**
 * The map that a young person fills in alone. Nothing is kept of it unless they want it kept; then it opens with its code, sent in a
 * body and never in an address. `link-not-found` is the one answer for a code that opens nothing.
 */
export const streetMapRoutes = {
  readStreetMap: {
    ...ofStreet,
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/map',
    response: z.strictObject({
      site: z.strictObject({ name: localizedText }),
      instrument,
      /** Days for which a map can be kept. */
      keptDays: z.int(),
      /** What the municipality's services help with. */
      services: z.array(z.strictObject({ code, topics: z.array(topic) })),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** Keeps a map under a code that the caller has chosen: sent again, it is the same map. */
  keepMap: {
    ...ofStreet,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/maps',
    body: z.strictObject({
      code: typedMapCode,
      instrumentId,
      instrumentVersion,
      map: filledMap,
    }),
    response: z.strictObject({ keptUntil: z.string() }),
    status: 201,
    problems: ['not-found', 'invalid-request', 'id-already-used', 'cap-reached', 'too-many-attempts'],
  },
  openKeptMap: {
    ...ofStreet,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/maps/open',
    body: withCode,
    response: z.strictObject({ instrument, map: filledMap, keptAt: z.string(), keptUntil: z.string() }),
    status: 200,
    problems: ['not-found', 'link-not-found', 'too-many-attempts'],
  },
  /** Deletes a kept map at once. */
  forgetKeptMap: {
    ...ofStreet,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/maps/forget',
    body: withCode,
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found', 'link-not-found', 'too-many-attempts'],
  },
} as const;
