import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { libraryReaders } from '../kernel/roles.ts';
import { defineRoutes, type ResponseOf } from '../kernel/route.ts';
import { lessonRoutes } from './lessonRoutes.ts';
import { libraryCard, libraryQuery, municipality } from './library.ts';
import { versionStates } from './lifeCycle.ts';
import { templateReference, templateVersion, versionAddress } from './version.ts';

const byAddress = z.strictObject({ address: versionAddress });
const instant = z.string();
const versionState = z.enum(versionStates);

/** A version among those of its template. */
const versionLine = z.strictObject({
  ...templateReference.shape,
  address: versionAddress,
  title: localizedText,
  parents: z.array(versionAddress),
  state: versionState,
  publishedAt: instant,
});

/** A version with all that stands beside it. */
const templateView = z.lazy(() =>
  z.strictObject({
    address: versionAddress,
    state: versionState,
    template: templateVersion,
    /** Code of the municipality that handed it in; absent for what the service comes with. */
    from: municipality.optional(),
    handedInAt: instant,
    publishedAt: instant.optional(),
    retiredAt: instant.optional(),
    /** Why it was sent back or retired. */
    reason: z.string().optional(),
    /** How many texts it has, and where each language lacks one (RFC 6901). */
    texts: z.int(),
    missing: z.record(language, z.array(z.string())),
    /** The published versions of the same template, the newest first, and those of others that were made from this one. */
    versions: z.array(versionLine),
    children: z.array(versionLine),
    /** Codes of the municipalities that use the template, and which version. */
    users: z.array(z.strictObject({ municipality, address: versionAddress })),
  }),
);

const decided = z.strictObject({ state: versionState });

/** So much of a file is taken at once: a kit with all its parts is far below. */
export const MOST_FILE_CHARACTERS = 200_000;

export const templatesRoutes = defineRoutes('templates', {
  searchTemplates: {
    method: 'GET',
    path: '/api/templates',
    access: { kind: 'session', roles: libraryReaders },
    query: libraryQuery.extend({
      /** Where to go on: `next` of the page before. */
      after: z.string().max(2000).optional(),
    }),
    response: z.lazy(() =>
      z.strictObject({
        found: z.array(libraryCard),
        /** There may be more, even after a page that is short. */
        next: z.string().optional(),
      }),
    ),
    status: 200,
    problems: [],
  },
  ...lessonRoutes,
  exportTemplate: {
    method: 'GET',
    path: '/api/templates/{address}/file',
    access: { kind: 'session', roles: libraryReaders },
    parameters: byAddress,
    /** A file of the version and of the templates that it names, as {@link writeTemplateFile} writes it. */
    response: z.lazy(() => z.strictObject({ name: z.string(), file: z.string() })),
    status: 200,
    problems: ['not-found'],
  },
  importTemplates: {
    method: 'POST',
    path: '/api/template-files',
    access: { kind: 'session', roles: ['TENANT_ADMIN', 'SITE_MANAGER'] },
    body: z.strictObject({ file: z.string().min(1).max(MOST_FILE_CHARACTERS) }),
    response: z.lazy(() =>
      z.strictObject({
        versions: z.array(
          z.strictObject({
            ...templateReference.shape,
            address: versionAddress,
            title: localizedText,
            state: versionState,
            /** False for what stood in the network already. */
            isNew: z.boolean(),
          }),
        ),
      }),
    ),
    status: 200,
    problems: ['invalid-request'],
    audit: { action: 'HAND_IN_TEMPLATES' },
  },
  takeBackTemplate: {
    method: 'POST',
    path: '/api/templates/{address}/taking-back',
    access: { kind: 'session', roles: ['TENANT_ADMIN', 'SITE_MANAGER'] },
    parameters: byAddress,
    body: z.strictObject({}),
    response: decided,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'TAKE_BACK_TEMPLATE' },
  },
  readTemplate: {
    method: 'GET',
    path: '/api/templates/{address}',
    access: { kind: 'session', roles: libraryReaders },
    parameters: byAddress,
    response: templateView,
    status: 200,
    problems: ['not-found'],
  },
});

export type ImportedVersion = ResponseOf<typeof templatesRoutes.importTemplates>['versions'][number];
export type VersionLine = z.infer<typeof versionLine>;
