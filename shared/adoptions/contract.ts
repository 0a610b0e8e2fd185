import * as z from 'zod';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { templateKind, templateReference, versionAddress } from '../templates/version.ts';
import { draftRoutes, fieldChanges } from './draftRoutes.ts';
import { writingParts } from './drafts.ts';
import { useRoutes } from './useRoutes.ts';
import { trialRoutes } from './trials.ts';
import { adoptableVersion, adoptionLine, adoptionView, mergeView, place, side } from './views.ts';

/** Who decides what practice a municipality uses. */
const practiceRoles = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];
const session = { kind: 'session', roles: practiceRoles } as const;
const { name, version } = templateReference.shape;
const ofAdoption = z.strictObject({ kind: templateKind, name });
const mark = z.string().min(1).max(64);
/** What was on the screen, see `uses` of the view: sent again it is done once, also when somebody has undone it meanwhile. */
const seenUses = z.strictObject({ uses: z.int().min(1) });
/** The merge that is meant: another one may have begun meanwhile. */
const ofMerge = z.strictObject({ address: versionAddress });

/**
 * The practice that a municipality uses: its own copy of a template, one of each. Who saves at one time changes different fields
 * without knowing of each other; a field that both changed is `stale-version` with its place, and nothing was written.
 */
export const adoptionsRoutes = defineRoutes('adoptions', {
  ...draftRoutes,
  ...trialRoutes,
  listAdoptions: {
    method: 'GET',
    path: '/api/adoptions',
    access: session,
    response: z.strictObject({ adoptions: z.array(adoptionLine) }),
    status: 200,
    problems: [],
  },
  /** How many copies have a published version that nobody has gone over to: a number for the menu. */
  countNewVersions: {
    method: 'GET',
    path: '/api/new-template-versions',
    access: session,
    response: z.strictObject({ newer: z.int() }),
    status: 200,
    problems: [],
  },
  readAdoptable: {
    method: 'GET',
    path: '/api/adoptions/versions/{address}',
    access: session,
    parameters: z.strictObject({ address: versionAddress }),
    response: adoptableVersion,
    status: 200,
    problems: ['not-found'],
  },
  /** Adopts a version, whole or without some of its elements. The same again changes nothing. */
  adoptTemplate: {
    method: 'POST',
    path: '/api/adoptions',
    access: session,
    body: z.strictObject({
      address: versionAddress,
      /** Elements that are not taken. */
      left: z.array(place).max(400),
    }),
    response: adoptionView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'cap-reached'],
    audit: { action: 'ADOPT_TEMPLATE' },
  },
  readAdoption: {
    method: 'GET',
    path: '/api/adoptions/{kind}/{name}',
    access: session,
    parameters: ofAdoption,
    response: adoptionView,
    status: 200,
    problems: ['not-found'],
  },
  /** Changes fields of the own copy. A field that follows the template is `locked`. */
  changeAdoption: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/fields',
    access: session,
    parameters: ofAdoption,
    body: z.strictObject({
      /** What a version says of itself, of practice of the municipality's own; absent for the content. */
      of: z.enum(writingParts).optional(),
      changes: fieldChanges,
    }),
    response: adoptionView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version'],
    audit: { action: 'CHANGE_ADOPTION' },
  },
  /** Begins to go over to a version; the copy stays as it is until the merge is kept. */
  beginMerge: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/merge',
    access: session,
    parameters: ofAdoption,
    body: ofMerge,
    response: mergeView,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'BEGIN_MERGE' },
  },
  readMerge: {
    method: 'GET',
    path: '/api/adoptions/{kind}/{name}/merge',
    access: session,
    parameters: ofAdoption,
    response: mergeView,
    status: 200,
    problems: ['not-found'],
  },
  /** Decides about one difference, or takes the decision back. */
  decideMerge: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/merge/decisions',
    access: session,
    parameters: ofAdoption,
    body: z.strictObject({
      ...ofMerge.shape,
      place: z.string().min(1).max(406),
      /** Absent takes the decision back. */
      side: side.optional(),
      /** What was decided when the page was shown; absent for nothing. */
      seen: side.optional(),
      /** The mark of the two values that were shown; absent for whatever they are. */
      about: z.string().min(1).max(64).optional(),
    }),
    response: mergeView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'DECIDE_MERGE' },
  },
  /** Keeps the outcome as the own copy, once nothing is open. */
  keepMerge: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/merge/keep',
    access: session,
    parameters: ofAdoption,
    body: z.strictObject({ ...ofMerge.shape, mark }),
    response: adoptionView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version', 'invalid-request'],
    audit: { action: 'KEEP_MERGE' },
  },
  /** Leaves the copy as it is; what was decided is forgotten. */
  abandonMerge: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/merge/abandon',
    access: session,
    parameters: ofAdoption,
    body: ofMerge,
    response: adoptionView,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'ABANDON_MERGE' },
  },
  /**
   * Begins to take the last merge back: a merge in the other direction, in which later changes stay. It is kept like any other, and
   * has questions only where the merge and somebody since then changed the same field.
   */
  undoMerge: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/undo',
    access: session,
    parameters: ofAdoption,
    body: z.strictObject({}),
    response: mergeView,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'UNDO_MERGE' },
  },
  /**
   * Hands the own changes in to the network as a new version of the template. Free fields stay the municipality's own. Practice that the
   * municipality has written itself is handed in whole.
   */
  offerChanges: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/offer',
    access: session,
    parameters: ofAdoption,
    body: z.strictObject({ version }),
    response: adoptionView,
    status: 201,
    problems: ['not-found', 'state-conflict', 'invalid-request', 'id-already-used', 'stale-version'],
    audit: { action: 'OFFER_CHANGES' },
  },
  /**
   * Ends the adoption: the library counts the municipality no more, and no new version is offered. The copy, a merge on its way and what
   * is in effect stay as they are.
   */
  endAdoption: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/end',
    access: session,
    parameters: ofAdoption,
    body: seenUses,
    response: adoptionView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'END_ADOPTION' },
  },
  /** Takes an ended adoption up again, with all that the municipality had made of it. */
  resumeAdoption: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/resumption',
    access: session,
    parameters: ofAdoption,
    body: seenUses,
    response: adoptionView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'RESUME_ADOPTION' },
  },
  ...useRoutes,
});
