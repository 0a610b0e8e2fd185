import * as z from 'zod';
import type { TenantRole } from '../kernel/roles.ts';
import { isObject, type Json, type JsonObject } from '../templates/json.ts';
import { line, templateKind, templateReference } from '../templates/version.ts';
import { draftStates, writingParts } from './drafts.ts';
import { adoptionView, anyJson } from './views.ts';

const roles = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];
const session = { kind: 'session', roles } as const;
const { name } = templateReference.shape;
const ofDraft = z.strictObject({ kind: templateKind, name });
const instant = z.iso.datetime();
const written = z.custom<JsonObject>((value) => isObject(value as Json));

/** Fields that are changed, each by its place, with the mark of what was on the screen. */
export const fieldChanges = z
  .array(
    z.strictObject({
      place: z
        .string()
        .max(406)
        .regex(/^(?:\/[^/]+)+$/u),
      seen: z.string().min(1).max(64),
      value: anyJson,
    }),
  )
  .min(1)
  .max(500);

const draftHead = () => ({
  kind: templateKind,
  name,
  /** In the languages that it has so far. */
  title: written,
  state: z.enum(draftStates),
  changedAt: instant,
});

const draftView = z.lazy(() =>
  z.strictObject({
    ...draftHead(),
    about: written,
    content: written,
    /** What keeps it from being used, by place. */
    faults: z.array(z.strictObject({ of: z.enum(writingParts), place: z.string(), code: z.string() })),
    /** Who wrote it last. */
    changedBy: z.string(),
  }),
);

/** What was on the screen: what somebody has done meanwhile is told. */
const seen = z.strictObject({ changedAt: instant });
const decisive = ['not-found', 'state-conflict', 'stale-version'] as const;

/** Practice that a municipality writes itself, in several sittings, until it is the municipality's own copy like any other. */
export const draftRoutes = {
  listDrafts: {
    method: 'GET',
    path: '/api/template-drafts',
    access: session,
    response: z.lazy(() => z.strictObject({ drafts: z.array(z.strictObject(draftHead())) })),
    status: 200,
    problems: [],
  },
  /** Begins one. The same name with the same title is the same draft. */
  beginDraft: {
    method: 'POST',
    path: '/api/template-drafts',
    access: session,
    body: z.strictObject({ ...ofDraft.shape, title: line(120) }),
    response: draftView,
    status: 201,
    problems: ['invalid-request', 'id-already-used', 'cap-reached'],
    audit: { action: 'BEGIN_DRAFT' },
  },
  readDraft: {
    method: 'GET',
    path: '/api/template-drafts/{kind}/{name}',
    access: session,
    parameters: ofDraft,
    response: draftView,
    status: 200,
    problems: ['not-found'],
  },
  /** Writes fields. What is only missing is kept; a field that somebody else changed meanwhile is `stale-version`, by its place. */
  changeDraft: {
    method: 'POST',
    path: '/api/template-drafts/{kind}/{name}/fields',
    access: session,
    parameters: ofDraft,
    body: z.strictObject({ of: z.enum(writingParts), changes: fieldChanges }),
    response: draftView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version'],
    audit: { action: 'CHANGE_DRAFT' },
  },
  /** Takes it as the municipality's own practice, as it was on the screen: the draft is a copy from now on. */
  adoptDraft: {
    method: 'POST',
    path: '/api/template-drafts/{kind}/{name}/adoption',
    access: session,
    parameters: ofDraft,
    body: seen,
    response: adoptionView,
    status: 201,
    problems: [...decisive, 'invalid-request', 'id-already-used', 'cap-reached'],
    audit: { action: 'ADOPT_DRAFT' },
  },
  throwDraftAway: {
    method: 'POST',
    path: '/api/template-drafts/{kind}/{name}/throwing-away',
    access: session,
    parameters: ofDraft,
    body: seen,
    response: draftView,
    status: 200,
    problems: decisive,
    audit: { action: 'THROW_DRAFT_AWAY' },
  },
  /** Takes up again what was thrown away, within thirty days. */
  takeDraftUp: {
    method: 'POST',
    path: '/api/template-drafts/{kind}/{name}/taking-up',
    access: session,
    parameters: ofDraft,
    body: seen,
    response: draftView,
    status: 200,
    problems: decisive,
    audit: { action: 'TAKE_DRAFT_UP' },
  },
} as const;

export type DraftView = z.infer<typeof draftView>;
