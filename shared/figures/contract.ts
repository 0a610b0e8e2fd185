import * as z from 'zod';
import { channels, siteKind, topics } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { siteId, slug } from '../kernel/ids.ts';
import { defineRoutes } from '../kernel/route.ts';
import { quarter } from '../kernel/time.ts';

const count = z.int().min(0);

/** M01, M03 and M10 of one site or tenant in one quarter, exact: for the tenant's own staff only. */
export const figureSet = z.strictObject({
  /** M01: contacts with a young person under 30 or of unknown age. */
  contacts: count,
  contactsByChannel: z.record(z.enum(channels), count),
  /** M03 numerator: those of M01 whose person stayed anonymous. */
  anonymous: count,
  /** M10: contacts of M01 that had the topic; several per contact. */
  contactsByTopic: z.record(z.enum(topics), count),
  /** M24: how many contacts of M01 have a known age band; what the figures rest on. */
  withAgeBand: count,
});

/** A published cell: its value, or hidden because a small number (or its neighbour) would show. */
export const publishedCell = z.union([
  z.strictObject({ value: z.number() }),
  z.strictObject({ hidden: z.enum(['SMALL', 'PROTECTS_ANOTHER']) }),
]);

/** One site's row of the national table. `anonymousPercent` is M03 rounded to whole percent. */
export const publishedRow = z.strictObject({
  tenantSlug: slug,
  tenantName: localizedText,
  siteSlug: slug,
  siteName: localizedText,
  kind: siteKind,
  contacts: publishedCell,
  contactsByChannel: z.record(z.enum(channels), publishedCell),
  anonymousPercent: publishedCell,
  contactsByTopic: z.record(z.enum(topics), publishedCell),
});

const quarterQuery = z.strictObject({
  /** The current quarter when absent. */
  quarter: quarter.optional(),
});

export const figuresRoutes = defineRoutes('figures', {
  readTenantFigures: {
    method: 'GET',
    path: '/api/figures/tenant',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: quarterQuery,
    response: z.strictObject({
      quarter,
      tenant: figureSet,
      sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText, figures: figureSet })),
    }),
    status: 200,
    problems: [],
  },
  readNetworkFigures: {
    method: 'GET',
    path: '/api/figures/network',
    access: { kind: 'session', roles: ['NETWORK_STEWARD'] },
    query: quarterQuery,
    response: z.strictObject({
      quarter,
      /** The smallest count that is shown (domain 4.5). */
      threshold: z.int(),
      /** Absent when nothing of the quarter has been published yet. */
      publishedAt: z.string().optional(),
      rows: z.array(publishedRow),
    }),
    status: 200,
    problems: [],
  },
});

export type FigureSet = z.infer<typeof figureSet>;
export type PublishedCell = z.infer<typeof publishedCell>;
export type PublishedRow = z.infer<typeof publishedRow>;
