import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug } from '../kernel/ids.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sitePage } from '../schedule/sitePage.ts';
import { municipalityView, retirement, serviceChange, siteChange, siteClosing } from './live.ts';
import { checklistItem } from './checklist.ts';
import { setupStep, stepValue, stepView } from './steps.ts';

const access = { kind: 'session', roles: ['TENANT_ADMIN'] } as const;

/** Who saved a step last, and when. */
const savedBy = z.lazy(() => z.strictObject({ at: z.string(), by: z.string() }));

export const onboardingRoutes = defineRoutes('onboarding', {
  readSetup: {
    method: 'GET',
    path: '/api/setup',
    access,
    response: z.lazy(() =>
      z.strictObject({
        municipality: z.strictObject({ slug, name: localizedText, code: z.string() }),
        /** The street sees the page. */
        published: z.boolean(),
        /** When it was published by the set-up; absent for a municipality that came in another way. */
        publishedAt: z.string().optional(),
        steps: z.array(
          z.strictObject({
            step: setupStep,
            saved: savedBy.optional(),
            optional: z.boolean(),
            /** Not to be changed here any more, because the page is live. */
            closed: z.boolean(),
          }),
        ),
        checklist: z.array(checklistItem),
        /** What the kit says only the municipality itself can do. */
        reminders: z.array(localizedText),
        sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText })),
      }),
    ),
    status: 200,
    problems: [],
  },
  readSetupStep: {
    method: 'GET',
    path: '/api/setup/steps/{step}',
    access,
    parameters: z.strictObject({ step: setupStep }),
    response: z.lazy(() =>
      z.strictObject({
        /** What the next save is conditional on; 0 = never saved. */
        version: z.int(),
        saved: savedBy.optional(),
        closed: z.boolean(),
        /** The street sees the page. */
        live: z.boolean(),
        view: stepView,
      }),
    ),
    status: 200,
    /** `state-conflict`: no kit was chosen yet, and the step goes by it. */
    problems: ['state-conflict'],
  },
  saveSetupStep: {
    method: 'POST',
    path: '/api/setup/steps',
    access,
    body: z.lazy(() => z.strictObject({ version: z.int().min(0), value: stepValue })),
    response: z.lazy(() => z.strictObject({ version: z.int() })),
    status: 200,
    /**
     * `stale-version`: somebody else saved the step in between. `state-conflict`: the page is live and the step closed, or the step
     * before is missing. `invalid-request`: with the place and the code.
     */
    problems: ['stale-version', 'state-conflict', 'invalid-request'],
    audit: { action: 'SET_UP' },
  },
  previewSetup: {
    method: 'GET',
    path: '/api/setup/preview',
    access,
    query: z.strictObject({ site: siteId.optional() }),
    response: sitePage,
    status: 200,
    problems: ['not-found'],
  },
  publishSetup: {
    method: 'POST',
    path: '/api/setup/publication',
    access,
    body: z.strictObject({}),
    response: z.lazy(() => z.strictObject({ publishedAt: z.string() })),
    status: 200,
    /** `state-conflict`: something is missing; `conflicts` names each item by step and code. */
    problems: ['state-conflict'],
    audit: { action: 'PUBLISH_SITE' },
  },
  /** Everything that an administrator of an open municipality changes here. */
  readMunicipality: {
    method: 'GET',
    path: '/api/municipality',
    access,
    response: municipalityView,
    status: 200,
    problems: [],
  },
  /** Adds a service or changes one. */
  saveService: {
    method: 'POST',
    path: '/api/municipality/services',
    access,
    body: serviceChange,
    response: z.lazy(() => z.strictObject({ version: z.string() })),
    status: 200,
    /** `state-conflict`: `NOT_PUBLISHED`, or `BOOKINGS:<n>` when n coming bookings lose their time, which is more than was told. */
    problems: ['stale-version', 'state-conflict', 'id-already-used', 'invalid-request'],
    audit: { action: 'CHANGE_SERVICE' },
  },
  /** Takes a service out of use, or back into it. Bookings that were made stay. */
  retireService: {
    method: 'POST',
    path: '/api/municipality/services/{service}/retirement',
    access,
    parameters: z.strictObject({ service: code }),
    body: retirement,
    response: z.lazy(() => z.strictObject({ version: z.string() })),
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict', 'invalid-request'],
    audit: { action: 'CHANGE_SERVICE' },
  },
  /** Adds a site or changes one. */
  saveSite: {
    method: 'POST',
    path: '/api/municipality/sites',
    access,
    body: siteChange,
    response: z.lazy(() => z.strictObject({ version: z.string() })),
    status: 200,
    problems: ['stale-version', 'state-conflict', 'id-already-used', 'invalid-request'],
    audit: { action: 'CHANGE_SITE' },
  },
  /** Closes a site for good from a day on, or opens it again. */
  closeSite: {
    method: 'POST',
    path: '/api/municipality/sites/{site}/closing',
    access,
    parameters: z.strictObject({ site: siteId }),
    body: siteClosing,
    response: z.lazy(() => z.strictObject({ version: z.string() })),
    status: 200,
    /** `state-conflict`: `NOT_PUBLISHED`, `IN_THE_PAST`, `LAST_SITE`, or `BOOKINGS:<n>` as for a service. */
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_SITE' },
  },
});
