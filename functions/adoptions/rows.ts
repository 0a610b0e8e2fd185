import { siteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { adoptionEvents, side } from '@ohjaamo/shared/adoptions/views.ts';
import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import { line, templateKind, templateReference, versionAddress } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';

const { name, version } = templateReference.shape;
// What a module's own schema checked when it was written, and what no row is ever decided by again.
const content = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const at = z.string();
/** See `Standing` of the shared module. */
const standing = { adoptedAt: at, endedAt: at.optional(), firstEndedAt: at.optional() };
const versionOf = z.object({ address: versionAddress, version });
/** See `OwnPractice` of the shared module; at most so many addresses are remembered. */
export const MOST_HANDED = 20;
const ownPractice = { handed: z.array(versionAddress), isPublished: z.boolean() };

/** A merge on its way: to which version, or back, and what was decided by whom. */
const merging = z.object({
  of: z.enum(['VERSION', 'UNDO']),
  ...versionOf.shape,
  /** `about` is the mark of the two values that were decided between. */
  decisions: z.record(z.string(), z.object({ side, at, by: staffId, about: z.string() })),
});

/** A municipality's own copy of a template. */
export const copyRow = z.lazy(() =>
  z.object({
    revision: z.int(),
    value: z.object({
      kind: templateKind,
      name,
      title: line(120),
      ...versionOf.shape,
      left: z.array(z.string()),
      content,
      /** Code of the municipality when it was adopted; the network goes by the register's. */
      municipality: z.string(),
      /** Grows whenever the copy goes over to another version, is ended, or is taken up again. */
      uses: z.int(),
      ...standing,
      changedAt: at,
      merging: merging.optional(),
      /** The version that the last merge went over to, while that can be taken back. */
      undoable: version.optional(),
      offered: z.object({ ...versionOf.shape, at }).optional(),
      /** Of practice that the municipality has written itself: what a version says of itself, and the draft that it was. */
      own: z.object({ ...ownPractice, about: content, draftedAt: at }).optional(),
      /** Where it is in use: once in the municipality, or at each site. */
      inUse: z
        .array(
          z.object({
            /** Chosen by whoever took it into use: sent again it is the same. */
            id: z.string(),
            at,
            by: staffId,
            /** The mark of the content that was taken. */
            mark: z.string(),
            site: siteId.optional(),
            /** Who took which role, and the rules and shifts that were made of it. */
            roles: z.array(z.object({ role: z.string(), staff: z.array(staffId) })).optional(),
            made: z.array(z.string()).optional(),
          }),
        )
        .optional(),
      history: z.array(
        z.object({
          ...{ what: z.enum(adoptionEvents), at, by: staffId, version: version.optional() },
          /** Of a change: the first place of it, and how many more there were. */
          ...{ place: z.string().optional(), more: z.int().optional() },
        }),
      ),
    }),
  }),
);
export type Copy = z.infer<typeof copyRow>['value'];

/** What the list shows of a copy, and what the network is told of it. */
export const lineRow = z.lazy(() =>
  z.object({
    value: z.object({
      kind: templateKind,
      name,
      title: line(120),
      ...versionOf.shape,
      municipality: z.string(),
      uses: z.int(),
      ...standing,
      changedAt: at,
      isMerging: z.boolean(),
      own: z.object(ownPractice).optional(),
      /** What was handed in last. */
      offered: versionAddress.optional(),
    }),
  }),
);
export type Line = z.infer<typeof lineRow>['value'];

/** The last merge that was kept: what is needed to say again what it brought. */
export const mergedRow = z.lazy(() =>
  z.object({
    value: z.object({
      from: versionOf,
      to: versionOf,
      left: z.array(z.string()),
      /** The copy before it. */
      before: content,
      decisions: z.record(z.string(), side),
    }),
  }),
);
export type KeptMerge = z.infer<typeof mergedRow>['value'];
