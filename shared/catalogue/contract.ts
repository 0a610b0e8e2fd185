import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { siteId, slug } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { defineRoutes } from '../kernel/route.ts';
import { factKinds } from './facts.ts';
import { channelView } from './channelView.ts';
import { finderRoutes } from './finder/routes.ts';
import { siteEntry } from './serviceLocation.ts';

const version = z.int().min(0);

/** How the catalogue is told: tried without sending, or sent. */
export const tellingModes = ['DRY_RUN', 'SEND'] as const;

/** What became of the last telling of a site. */
export const tellingOutcomes = [
  'DRY_RUN',
  'INCOMPLETE',
  'SENDING',
  'SENT',
  'UNCHANGED',
  'REFUSED',
  'NOT_REACHED',
  'NOT_ALLOWED',
] as const;
export type TellingOutcome = (typeof tellingOutcomes)[number];

/** Services of one answer, and ways to a service that it tells. */
export const SERVICES_SHOWN = 50;
export const WAYS_SHOWN = 8;

const ofFact = {
  what: z.enum(factKinds),
  language: z.string().optional(),
  day: z.string().optional(),
  until: z.string().optional(),
};

/** What stands in two descriptions of one place otherwise. */
export const difference = z.lazy(() =>
  z.strictObject({ ...ofFact, ours: z.string().optional(), theirs: z.string().optional() }),
);

/** What the catalogue said of a field that it refused, in its own words. */
export const fieldRefusal = z.lazy(() =>
  z.strictObject({ field: z.string(), messages: z.array(z.string()) }),
);

const siteView = z.lazy(() =>
  z.strictObject({
    site: z.strictObject({ id: siteId, slug, name: localizedText }),
    version,
    entry: siteEntry.optional(),
    /** The site is closed for good: the catalogue is to learn it, or nothing is told of it any more. */
    closed: z.enum(['TO_TELL', 'OVER']).optional(),
    /** Texts that a language of the municipality lacks: the catalogue would refuse the site. */
    gaps: z.array(z.strictObject({ what: z.enum(['NAME', 'STREET', 'SUMMARY', 'DESCRIPTION']), language })),
    /** What would be told now. */
    facts: z.array(z.strictObject({ ...ofFact, value: z.string() })),
    told: z
      .strictObject({
        at: z.string(),
        outcome: z.enum(tellingOutcomes),
        differences: z.array(difference),
        refusals: z.array(fieldRefusal),
      })
      .optional(),
  }),
);

const serviceView = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    name: localizedText,
    summary: localizedText,
    /** Languages of the municipality in which the catalogue has no name for it. */
    lacks: z.array(language),
    ways: z.array(channelView),
    moreWays: z.int(),
  }),
);

export const catalogueRoutes = defineRoutes('catalogue', {
  ...finderRoutes,
  /** What the Finnish Service Catalogue is told of the municipality's sites, and what became of it. */
  readTelling: {
    method: 'GET',
    path: '/api/catalogue/telling',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.lazy(() =>
      z.strictObject({
        version,
        organizationId: z.uuid().optional(),
        mode: z.enum(tellingModes),
        /** Whether there is a user name with its password to write with; neither is ever shown. */
        hasKey: z.boolean(),
        /** Whether the telling that was asked for last has not been done yet. */
        isAsked: z.boolean(),
        /** The languages that every text must have. */
        languages: z.array(language),
        sites: z.array(siteView),
      }),
    ),
    status: 200,
    problems: [],
    audit: { action: 'VIEW_TELLING' },
  },
  /** Says under which organisation, by which user, and whether, the catalogue is told. A key that is left out stays. */
  changeTelling: {
    method: 'POST',
    path: '/api/catalogue/telling',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    body: z.lazy(() =>
      z.strictObject({
        version,
        organizationId: z.uuid(),
        mode: z.enum(tellingModes),
        key: z.strictObject({ user: singleLine(200), password: singleLine(500) }).optional(),
      }),
    ),
    response: z.lazy(() => z.strictObject({ version })),
    status: 200,
    problems: ['stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_TELLING' },
  },
  /** Has the job compare every site with the catalogue at its next run, and tell those that differ when telling is on. */
  askForTelling: {
    method: 'POST',
    path: '/api/catalogue/telling/asked',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    body: z.lazy(() => z.strictObject({ version })),
    response: z.lazy(() => z.strictObject({ version })),
    status: 200,
    problems: ['stale-version'],
    audit: { action: 'ASK_FOR_TELLING' },
  },
  /** What the catalogue is told of one site beside its hours. */
  changeSiteEntry: {
    method: 'POST',
    path: '/api/catalogue/telling/sites/{siteId}',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: z.strictObject({ siteId }),
    body: z.lazy(() => z.strictObject({ version, entry: siteEntry })),
    response: z.lazy(() => z.strictObject({ version })),
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_SITE_ENTRY' },
  },
  /** Services of the municipality and of the whole country by words, class and language, with the ways to them. */
  searchCatalogue: {
    method: 'GET',
    path: '/api/catalogue/services',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'],
    },
    query: z.strictObject({
      words: singleLine(100).optional(),
      serviceClass: z
        .string()
        .regex(/^P\d{1,3}(?:\.\d{1,3})*$/u)
        .optional(),
      language: language.optional(),
      lacks: language.optional(),
      /** The language that the list is ordered in. */
      order: language.optional(),
    }),
    response: z.lazy(() =>
      z.strictObject({
        services: z.array(serviceView),
        found: z.int(),
        classes: z.array(z.strictObject({ code: z.string(), name: localizedText })),
        /** The languages of the municipality. */
        languages: z.array(language),
        /** When the catalogue was last read to its end; absent = never yet. */
        readAt: z.string().optional(),
        /** Whether something is known to be missing. */
        isIncomplete: z.boolean(),
      }),
    ),
    status: 200,
    problems: [],
  },
  /** How the reading of the catalogue goes, and what it could not read. */
  readReading: {
    method: 'GET',
    path: '/api/catalogue/reading',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.lazy(() =>
      z.strictObject({
        readAt: z.string().optional(),
        /** Whether a reading is on its way. */
        goesOn: z.boolean(),
        /** Why the last attempt came to nothing. */
        fault: z.enum(['NOT_REACHED', 'NOT_ANSWERED']).optional(),
        isIncomplete: z.boolean(),
        services: z.int(),
        channels: z.int(),
        remarks: z.array(
          z.strictObject({
            id: z.string(),
            what: z.enum(['UNKNOWN_VALUE', 'LACKS_LANGUAGE', 'UNREADABLE']),
            field: z.string(),
            value: z.string(),
            name: localizedText,
          }),
        ),
        moreRemarks: z.int(),
      }),
    ),
    status: 200,
    problems: [],
  },
});
