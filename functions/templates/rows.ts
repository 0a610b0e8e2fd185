import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { libraryCard, municipality } from '@ohjaamo/shared/templates/library.ts';
import { stewardActs, versionStates } from '@ohjaamo/shared/templates/lifeCycle.ts';
import { templateReference, templateVersion, versionAddress } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';

const state = z.enum(versionStates);

/** What a version says; it never changes. */
export const versionRow = z.lazy(() => z.object({ template: templateVersion }));

/** How far a published version is, and whose it is; `from` is absent for what the service comes with. It names no tenant. */
export const headRow = z.lazy(() =>
  z.object({
    state,
    from: z.object({ municipality }).optional(),
    handedInAt: z.string(),
    publishedAt: z.string().optional(),
    retiredAt: z.string().optional(),
    reason: z.string().optional(),
    /** Municipalities whose own practice stands on this very version. */
    users: z.int().optional(),
  }),
);
export type HeadRow = z.infer<typeof headRow>;

/** A version that was handed in and is not published, with what it says. It goes with the tenant that handed it in. */
export const draftRow = z.lazy(() =>
  z.object({
    tenantId,
    state: z.enum(['DRAFT', 'REVIEW']),
    municipality,
    handedInAt: z.string(),
    /** Why it was sent back. */
    reason: z.string().optional(),
    template: templateVersion,
  }),
);
export type DraftRow = z.infer<typeof draftRow>;

/** What a steward decided about a version. */
export const decisionRow = z.object({
  at: z.string(),
  act: z.enum(stewardActs),
  /** The account of whoever decided. */
  by: z.string(),
  reason: z.string().optional(),
});
export type DecisionRow = z.infer<typeof decisionRow>;

/** A published version among those of its template, or among what was made from another. */
export const lineRow = z.lazy(() =>
  z.object({
    ...templateReference.shape,
    address: versionAddress,
    title: localizedText,
    parents: z.array(versionAddress),
    state,
    publishedAt: z.string(),
  }),
);
export type LineRow = z.infer<typeof lineRow>;

/**
 * That a municipality uses a template: which version, none any more when absent, since which date, until when for the first time, and the
 * adoption's revision.
 */
export const userRow = z.lazy(() =>
  z.object({
    municipality,
    address: versionAddress.optional(),
    since: z.string().optional(),
    until: z.string().optional(),
    revision: z.int(),
  }),
);
export type UserRow = z.infer<typeof userRow>;

/** Where a template's card may stand; `leaving` are the rows of an order that is being left. */
export const shelfRow = z.lazy(() =>
  z.object({
    order: z.string().optional(),
    card: libraryCard.optional(),
    facets: z.array(z.string()),
    leaving: z.array(z.object({ facet: z.string(), order: z.string() })),
  }),
);
export type ShelfRow = z.infer<typeof shelfRow>;

/** A published version among those of its template, as it lies beside what else stands about the template. */
export const versionOfLineage = z.lazy(() => z.object({ kind: z.literal('VERSION'), value: lineRow }));

/** All that stands about a template: versions, users, and its place on the shelf. */
export const lineageRow = z.lazy(() =>
  z.discriminatedUnion('kind', [
    versionOfLineage.unwrap(),
    z.object({ kind: z.literal('USER'), value: userRow }),
    z.object({ kind: z.literal('SHELF'), version: z.int().default(0), value: shelfRow }),
  ]),
);

/** A card under a facet, and how many there are. */
export const cardRow = z.lazy(() => z.object({ order: z.string(), card: libraryCard }));
export const countRow = z.object({ count: z.int() });

/** A version that waits for the stewards. */
export const handedInRow = z.lazy(() =>
  z.object({
    value: z.object({
      ...templateReference.shape,
      address: versionAddress,
      title: localizedText,
      from: municipality,
      handedInAt: z.string(),
    }),
  }),
);
