import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { staffId } from '../kernel/ids.ts';
import { isDeeperThan, isObject, type Json, type JsonObject } from '../templates/json.ts';
import { versionStates } from '../templates/lifeCycle.ts';
import { fieldPolicy, holds } from '../templates/policy.ts';
import { line, paragraphs, templateKind, templateReference, versionAddress } from '../templates/version.ts';

const { name: templateName, version: versionNumber } = templateReference.shape;
/** No content of any kind lies deeper. */
const MOST_DEPTH = 24;
/** What the schema of the kind looks at; whatever a field holds is JSON already. */
export const anyJson = z.custom<Json>((value) => !isDeeperThan(value as Json, MOST_DEPTH));
const content = z.custom<JsonObject>((value) => isObject(value as Json));

const instant = z.iso.datetime();

/** A place in a template by names and keys. Three keys with their steps are never longer. */
export const place = z
  .string()
  .min(2)
  .max(400)
  .regex(/^(?:\/[^/]+)+$/u);

/** Whose value is taken. */
export const side = z.enum(['LOCAL', 'UPSTREAM']);

/** A version beside the one that a municipality uses. */
const versionLine = () => ({
  address: versionAddress,
  version: versionNumber,
  state: z.enum(versionStates),
  publishedAt: instant.optional(),
});

/** What has happened to a municipality's copy. */
export const adoptionEvents = [
  'WRITTEN',
  'ADOPTED',
  'CHANGED',
  'MERGED',
  'UNDONE',
  'OFFERED',
  'TAKEN_INTO_USE',
  'TAKEN_OUT_OF_USE',
  'ENDED',
  'RESUMED',
] as const;

const adoptionHead = () => ({
  kind: templateKind,
  name: templateName,
  title: line(120),
  /** The version that the copy was made from, or has gone over to. */
  version: versionNumber,
  address: versionAddress,
  adoptedAt: instant,
  changedAt: instant,
  /** Somebody is on the way to another version, or back. */
  isMerging: z.boolean(),
  /** Since when the municipality uses it no longer; absent while it does. */
  endedAt: instant.optional(),
  /** The municipality has written it itself; `published` once the copy stands on a version of the library. */
  own: z.enum(['WRITTEN', 'PUBLISHED']).optional(),
  /** The stewards have sent back what was handed in last. */
  isReturned: z.boolean(),
  /** A published version that the copy has not gone over to; none for an ended one. */
  newer: z.strictObject(versionLine()).optional(),
});

/** A municipality's copy as a line of the list. */
export const adoptionLine = z.lazy(() => z.strictObject(adoptionHead()));

/** A version that could be adopted. */
export const adoptableVersion = z.lazy(() =>
  z.strictObject({
    kind: templateKind,
    name: templateName,
    version: versionNumber,
    address: versionAddress,
    state: z.enum(versionStates),
    title: line(120),
    summary: paragraphs(600),
    source: z.string(),
    content,
    policy: fieldPolicy,
    /** The version of it that the municipality has already, and since when it uses it no longer. */
    adopted: versionNumber.optional(),
    endedAt: instant.optional(),
    /** With `endedAt`: what is sent to take it up again. */
    uses: z.int().optional(),
  }),
);

/** A municipality's copy, whole. */
export const adoptionView = z.lazy(() =>
  z.strictObject({
    ...adoptionHead(),
    summary: paragraphs(600),
    source: z.string(),
    /** How often it has gone over, ended or begun again: whoever ends it says by this what was on the screen. */
    uses: z.int(),
    /** The elements that were left at adoption, by their places, as the version has them; none that stood in another one. */
    left: z.array(z.strictObject({ place: z.string(), element: anyJson })),
    content,
    /** The version without what was left: what is not as here is the municipality's own. */
    base: content,
    policy: fieldPolicy,
    /** With `own`: what a version of it says of itself. */
    about: content.optional(),
    /** Published versions, the latest first. */
    versions: z.array(z.strictObject({ ...versionLine(), parents: z.array(versionAddress) })),
    /** The latest last. */
    history: z.array(
      z.strictObject({
        what: z.enum(adoptionEvents),
        at: instant,
        by: staffId,
        byName: z.string(),
        version: versionNumber.optional(),
        place: z.string().optional(),
        more: z.int().optional(),
      }),
    ),
    /** The version that the last merge went over to, while that can be taken back. */
    undoable: versionNumber.optional(),
    /** Where it is in use, since when, and whether the copy has been changed since. */
    inUse: z.array(
      z.strictObject({
        site: localizedText.optional(),
        at: instant,
        byName: z.string(),
        changed: z.boolean(),
      }),
    ),
    /** The own changes as they were handed in to the network last, and what became of them. */
    offered: z
      .strictObject({
        version: versionNumber,
        address: versionAddress,
        at: instant,
        state: z.enum(versionStates).optional(),
        /** The stewards' words: why they were sent back, or retired. */
        reason: z.string().optional(),
      })
      .optional(),
  }),
);

const decision = z.strictObject({ side, at: instant, by: staffId, byName: z.string() });

/** A merge on its way. */
export const mergeView = z.lazy(() =>
  z.strictObject({
    kind: templateKind,
    name: templateName,
    title: line(120),
    of: z.enum(['VERSION', 'UNDO']),
    /** The version that the copy goes over to. */
    to: z.strictObject({ address: versionAddress, version: versionNumber }),
    from: z.strictObject({ address: versionAddress, version: versionNumber }),
    /** Both sides whole, for the names of what stands in them. */
    local: content,
    upstream: content,
    /** In the order in which they are shown; absent values are not there. */
    differences: z.array(
      z.strictObject({
        place: z.string(),
        path: z.array(z.string()),
        aspect: z.enum(['VALUE', 'ORDER']),
        hold: z.enum(holds),
        by: z.enum(['LOCAL', 'UPSTREAM', 'BOTH', 'BOTH_ALIKE']),
        base: anyJson.optional(),
        local: anyJson.optional(),
        upstream: anyJson.optional(),
        stands: side,
        state: z.enum(['TAKEN', 'DECIDED', 'OPEN', 'OFFERED', 'OVERRULED']),
        mayDecide: z.boolean(),
        /** The mark of both values: whoever decides says by it what was on the screen. */
        about: z.string(),
        decision: decision.optional(),
      }),
    ),
    /** How many wait for somebody. */
    open: z.int(),
    /** The mark of what would be kept: whoever keeps says by it what was on the screen. */
    mark: z.string(),
    /** Why the outcome could not be used, by place: both sides are whole, and what is taken of them is not. */
    faults: z.array(z.strictObject({ place: z.string(), code: z.string() })),
  }),
);
