import * as z from 'zod';
import { searchRoutes } from './searchRoutes.ts';
import { consentCategories, consentCategory } from '../kernel/caseCategories.ts';
import { identification } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { clientId, code, consentId, episodeId, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sensitiveLine } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { consentGivers } from './minors.ts';
import { courseRoutes } from './courseRoutes.ts';
import { retentionRoutes } from './retentionRoutes.ts';
import { personRoutes } from './personRoutes.ts';
import { storyRoutes } from './storyRoutes.ts';
import { mainActivities, routesIn } from './episode.ts';
import { clientView, consentView, teamParts } from './views.ts';
import { consentMeans } from '../kernel/consents.ts';

export * from './courseRoutes.ts';
export type { RetentionView } from './retentionRoutes.ts';
export * from './personRoutes.ts';
export * from './storyRoutes.ts';
export * from './views.ts';

const line = singleLine(120);
const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
/** Who may ask for a client; the access policies say what each of them sees. */
const readerRoles = [...caseRoles, 'PARTNER_WORKER', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];
const clientParameters = z.strictObject({ clientId });

export const casesRoutes = defineRoutes('cases', {
  ...searchRoutes,
  ...courseRoutes,
  ...retentionRoutes,
  ...personRoutes,
  ...storyRoutes,
  listMyClients: {
    method: 'GET',
    path: '/api/cases/clients',
    access: { kind: 'session', roles: [...caseRoles, 'PARTNER_WORKER'] },
    response: z.lazy(() =>
      z.strictObject({
        clients: z.array(
          z.strictObject({
            id: clientId,
            displayName: z.string(),
            identification: identification.exclude(['ANONYMOUS']),
            episodeOpenedOn: plainDate,
            part: z.enum(teamParts),
          }),
        ),
        /** What the forms of a case need: the organisations a consent can name. */
        organisations: z.array(z.strictObject({ code, name: localizedText })),
        /** The present day in the municipality, from which a consent's last day is counted. */
        today: plainDate,
      }),
    ),
    status: 200,
    problems: [],
    audit: { action: 'LIST_CLIENTS' },
  },
  openClient: {
    method: 'POST',
    path: '/api/cases/clients',
    access: { kind: 'session', roles: caseRoles },
    body: z.lazy(() =>
      z.strictObject({
        /** Both chosen by the caller: the idempotency key. */
        clientId,
        episodeId,
        displayName: line,
        identification: z.enum(['LIGHT', 'STAFF_VERIFIED']),
        birthDate: plainDate.optional(),
        contactLanguage: language,
        phone: z
          .string()
          .regex(/^\+?[\d ()-]{5,20}$/u)
          .optional(),
        email: z.email().max(254).optional(),
        routeIn: z.enum(routesIn),
        mainActivity: z.enum(mainActivities),
      }),
    ),
    response: clientView,
    status: 201,
    problems: ['invalid-request', 'id-already-used', 'not-found', 'purpose-required', 'access-refused'],
    audit: { action: 'OPEN_CLIENT' },
  },
  readClient: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}',
    access: { kind: 'session', roles: readerRoles },
    parameters: clientParameters,
    response: clientView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Whom a case can be given to: everybody who works at the municipality's sites, by name. */
  listWorkers: {
    method: 'GET',
    path: '/api/cases/workers',
    access: { kind: 'session', roles: [...caseRoles, 'SITE_MANAGER'] },
    response: z.lazy(() =>
      z.strictObject({ workers: z.array(z.strictObject({ id: staffId, name: z.string() })) }),
    ),
    status: 200,
    problems: [],
    audit: { action: 'LIST_WORKERS' },
  },
  /**
   * Names the worker who guides a client, the deputy or a member of the team, or takes somebody out. The named worker before
   * stays in the team. The change stands with its reason.
   */
  assignWorker: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/team',
    access: { kind: 'session', roles: [...caseRoles, 'SITE_MANAGER'] },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        staffId,
        part: z.enum([...teamParts, 'NONE']),
        reason: line,
      }),
    ),
    response: clientView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'stale-version'],
    audit: { action: 'ASSIGN_WORKER', subjectParameter: 'clientId' },
    case: { action: 'ASSIGN_WORKER' },
  },
  recordConsent: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/consents',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        consentId,
        categories: z.array(consentCategory).min(1).max(consentCategories.length),
        from: code,
        to: code,
        purpose: line,
        validUntil: plainDate,
        means: z.enum(consentMeans),
        language: z.string().regex(/^[a-z]{2,3}$/u),
        giver: z.enum(consentGivers).default('SELF'),
        /** Why one alone decides: asked of a minor's consent that the minor and the guardian do not give together. */
        capacityReason: sensitiveLine(300).optional(),
      }),
    ),
    response: consentView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used'],
    audit: { action: 'RECORD_CONSENT', subjectParameter: 'clientId' },
    case: { action: 'RECORD_CONSENT' },
  },
  withdrawConsent: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/consents/{consentId}/withdrawal',
    access: { kind: 'session', roles: [...caseRoles, 'PARTNER_WORKER'] },
    parameters: clientParameters.extend({ consentId }),
    body: z.lazy(() => z.strictObject({})),
    response: consentView,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'WITHDRAW_CONSENT', subjectParameter: 'clientId' },
    case: { action: 'WITHDRAW_CONSENT' },
  },
});
