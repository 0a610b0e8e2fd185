import * as z from 'zod';
import { siteKind } from '../../kernel/codes.ts';
import { language, localizedText } from '../../kernel/i18n.ts';
import { slug } from '../../kernel/ids.ts';
import { defineRoutes } from '../../kernel/route.ts';
import { quarter } from '../../kernel/time.ts';
import { metricIds, units } from '../definitions/definition.ts';
import { siteNoteTexts } from '../siteNote.ts';
import { cubeIds } from './cubeIds.ts';

/** A number, or why there is none: it would tell of few, or there is nothing to count of. */
export const publishedCell = z.union([z.number(), z.enum(['HIDDEN', 'NOTHING'])]);

const cells = z.array(publishedCell);
const sumRow = z.strictObject({
  /** How many sites are in the sum. */
  counted: z.int(),
  cells,
});

/** Why a quarter that was closed is published anew. */
export const correctionReasons = ['LATE_ENTRIES', 'MISTAKE', 'RECOUNTED'] as const;
export const correctionReason = z.enum(correctionReasons);

/** One version of a published quarter; the first has no reason. */
export const publishedVersion = z.strictObject({
  version: z.int().min(1),
  publishedAt: z.string(),
  reason: correctionReason.optional(),
});

/** One fixed table of the network: site × quarter × one breakdown, with what may be shown of sums. */
export const publishedCube = z.strictObject({
  quarter,
  cube: z.enum(cubeIds),
  /** The measures in the order of the cells. */
  measures: z.array(
    z.strictObject({
      ...{ id: z.string(), metric: z.enum(metricIds), unit: z.enum(units), coverage: z.boolean() },
    }),
  ),
  /** This version and those before it, newest first. */
  versions: z.array(publishedVersion).min(1),
  nation: sumRow.optional(),
  municipalities: z.array(sumRow.extend({ tenantSlug: slug, tenantName: localizedText })),
  /** By address: no order says anything about anybody's work. */
  sites: z.array(
    z.strictObject({
      tenantSlug: slug,
      tenantName: localizedText,
      siteSlug: slug,
      siteName: localizedText,
      kind: siteKind,
      cells,
    }),
  ),
});

/** What a site says of its figures of a quarter, for everybody to read. */
export const publishedNote = z.strictObject({
  ...{ tenantSlug: slug, tenantName: localizedText, siteSlug: slug, siteName: localizedText },
  ...{ version: z.int().min(1), writtenAt: z.string(), text: siteNoteTexts },
});

const atCube = z.strictObject({ quarter, cube: z.enum(cubeIds) });
const versionQuery = z.strictObject({
  /** The newest when absent. */
  version: z.coerce.number().int().min(1).max(999).optional(),
});

/** JSON-stat 2.0, class dataset (https://json-stat.org/full/): what readers of the format need, and no more. */
export const jsonStatDataset = z.strictObject({
  version: z.literal('2.0'),
  class: z.literal('dataset'),
  label: z.string(),
  source: z.string(),
  updated: z.string(),
  id: z.array(z.string()),
  size: z.array(z.int()),
  role: z.record(z.string(), z.array(z.string())),
  dimension: z.record(
    z.string(),
    z.strictObject({
      label: z.string(),
      category: z.strictObject({
        index: z.array(z.string()),
        label: z.record(z.string(), z.string()),
        unit: z.record(z.string(), z.strictObject({ label: z.string(), decimals: z.int() })).optional(),
      }),
    }),
  ),
  value: z.array(z.number().nullable()),
  /** By position: `c`, confidential; `n`, nothing to count of. */
  status: z.record(z.string(), z.enum(['c', 'n'])),
  note: z.array(z.string()),
});

const words = z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() });

export const networkRoutes = defineRoutes('figures', {
  readNetworkFigures: {
    method: 'GET',
    path: '/api/figures/network',
    access: { kind: 'session', roles: ['NETWORK_STEWARD'] },
    query: z.strictObject({
      /** The last quarter that has closed when absent. */
      quarter: quarter.optional(),
      /** The first when absent. */
      cube: z.enum(cubeIds).optional(),
    }),
    response: z.strictObject({
      quarter,
      cube: z.enum(cubeIds),
      /** The smallest count that is shown (domain 4.5). */
      threshold: z.int(),
      /** Absent when the quarter is not published. */
      published: publishedCube.optional(),
      /** What sites say of the quarter, by address. */
      notes: z.array(publishedNote),
    }),
    status: 200,
    problems: [],
  },
  /** The quarters that are open to everybody, newest first, and what each holds. */
  listOpenFigures: {
    method: 'GET',
    path: '/api/open/figures',
    access: { kind: 'public' },
    response: z.strictObject({
      quarters: z.array(z.strictObject({ quarter, versions: z.array(publishedVersion) })),
      cubes: z.array(z.strictObject({ id: z.enum(cubeIds), name: words })),
    }),
    status: 200,
    problems: [],
  },
  /** What every metric of the catalogue counts, of what, what it rests on and what it does not tell (F3). */
  readMetricDefinitions: {
    method: 'GET',
    path: '/api/open/figures/definitions',
    access: { kind: 'public' },
    response: z.strictObject({
      metrics: z.array(
        z.strictObject({
          ...{ id: z.enum(metricIds), name: words, numerator: words, denominator: words.optional() },
          ...{ units: z.array(z.enum(units)), coverage: words, doesNotTell: words },
        }),
      ),
    }),
    status: 200,
    problems: [],
  },
  /** What sites say of a published quarter, each text with its language; areas are called as in the cubes. */
  readOpenNotes: {
    method: 'GET',
    path: '/api/open/figures/{quarter}/notes/json',
    access: { kind: 'public' },
    parameters: z.strictObject({ quarter }),
    response: z.strictObject({
      quarter,
      notes: z.array(
        z.strictObject({
          ...{ area: z.string(), municipality: localizedText, site: localizedText },
          ...{ version: z.int().min(1), writtenAt: z.string() },
          texts: z.array(z.strictObject({ language, text: z.string() })),
        }),
      ),
    }),
    status: 200,
    problems: ['not-found'],
  },
  readOpenNotesTable: {
    method: 'GET',
    path: '/api/open/figures/{quarter}/notes/csv',
    access: { kind: 'public' },
    parameters: z.strictObject({ quarter }),
    response: 'text/csv',
    status: 200,
    problems: ['not-found'],
  },
  readOpenCube: {
    method: 'GET',
    path: '/api/open/figures/{quarter}/{cube}/json-stat',
    access: { kind: 'public' },
    parameters: atCube,
    query: versionQuery,
    response: jsonStatDataset,
    status: 200,
    problems: ['not-found'],
  },
  readOpenCubeTable: {
    method: 'GET',
    path: '/api/open/figures/{quarter}/{cube}/csv',
    access: { kind: 'public' },
    parameters: atCube,
    query: versionQuery,
    response: 'text/csv',
    status: 200,
    problems: ['not-found'],
  },
});

export type PublishedCube = z.infer<typeof publishedCube>;
export type PublishedNote = z.infer<typeof publishedNote>;
export type PublishedCell = z.infer<typeof publishedCell>;
export type PublishedVersion = z.infer<typeof publishedVersion>;
export type JsonStatDataset = z.infer<typeof jsonStatDataset>;
