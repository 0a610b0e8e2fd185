import * as z from 'zod';
import { clientId, mapId } from '../kernel/ids.ts';
import { localizedText } from '../kernel/i18n.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { areaAnswer } from './answers.ts';
import { areaKey, instrumentId, instrumentVersion } from './instrument.ts';
import { instrumentRoutes } from './instrumentRoutes.ts';
import { streetMapRoutes, typedMapCode } from './streetRoutes.ts';
import { mapLine, mapView } from './views.ts';

/** Who may ask for maps; the access policies say whose and which. */
const mapRoles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const session = { kind: 'session', roles: mapRoles } as const;
const ofClient = z.strictObject({ clientId });
const ofMap = z.strictObject({ clientId, mapId });

/** What a page sends of a map: each area with the mark of the answer that it showed, and what to begin with. */
const sentMap = z.strictObject({
  areas: z
    .array(z.strictObject({ key: areaKey, seen: z.string().max(40).optional(), answer: areaAnswer }))
    .max(30),
  first: areaKey.optional(),
});

/**
 * Situation maps of clients. Two who save at one time change different areas without knowing of each other; for an area that both
 * changed the answer is `stale-version` with its place, and nothing was written: the page shows both.
 */
export const mapsRoutes = defineRoutes('maps', {
  ...streetMapRoutes,
  ...instrumentRoutes,
  readMaps: {
    method: 'GET',
    path: '/api/maps/clients/{clientId}/maps',
    access: session,
    parameters: ofClient,
    response: z.strictObject({
      /** The latest first. */
      maps: z.array(mapLine),
      /** Maps that whoever asks may not see. */
      withheld: z.int(),
      /** What a new map can be filled in with, the first proposed. */
      instruments: z.array(
        z.strictObject({ id: instrumentId, version: instrumentVersion, name: localizedText }),
      ),
      mayRecord: z.boolean(),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'LIST_MAPS', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  startMap: {
    method: 'POST',
    path: '/api/maps/clients/{clientId}/maps',
    access: session,
    parameters: ofClient,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      mapId,
      instrumentId,
      instrumentVersion,
    }),
    response: mapView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used'],
    audit: { action: 'START_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Moves a map that the young person kept under a code into the case: whoever presents the code may claim it. */
  claimMap: {
    method: 'POST',
    path: '/api/maps/clients/{clientId}/claim',
    access: session,
    parameters: ofClient,
    body: z.strictObject({ mapId, code: typedMapCode }),
    response: mapView,
    status: 201,
    problems: ['not-found', 'link-not-found', 'access-refused', 'id-already-used', 'too-many-attempts'],
    audit: { action: 'CLAIM_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  readMap: {
    method: 'GET',
    path: '/api/maps/clients/{clientId}/maps/{mapId}',
    access: session,
    parameters: ofMap,
    response: mapView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** The same for paper: taking a copy is a right and a line of the log of its own. */
  copyMap: {
    method: 'GET',
    path: '/api/maps/clients/{clientId}/maps/{mapId}/copy',
    access: session,
    parameters: ofMap,
    response: mapView,
    status: 200,
    problems: ['not-found', 'access-refused'],
    audit: { action: 'COPY_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  saveMap: {
    method: 'POST',
    path: '/api/maps/clients/{clientId}/maps/{mapId}',
    access: session,
    parameters: ofMap,
    body: sentMap,
    response: mapView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'stale-version'],
    audit: { action: 'SAVE_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Saves and finishes: from then on the map stays as it is. */
  finishMap: {
    method: 'POST',
    path: '/api/maps/clients/{clientId}/maps/{mapId}/finish',
    access: session,
    parameters: ofMap,
    body: sentMap,
    response: mapView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'stale-version'],
    audit: { action: 'FINISH_MAP', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Two finished maps of one instrument, to be laid over each other. */
  compareMaps: {
    method: 'GET',
    path: '/api/maps/clients/{clientId}/comparison',
    access: session,
    parameters: ofClient,
    query: z.strictObject({ before: mapId, after: mapId }),
    response: z.strictObject({ before: mapView, after: mapView }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'COMPARE_MAPS', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
});
