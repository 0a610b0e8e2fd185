import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { code, siteId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate } from '../kernel/time.ts';
import { openingHours } from '../schedule/plan.ts';
import { planRoutes } from '../schedule/planRoutes.ts';
import { elementKey, line, templateKind, templateReference } from '../templates/version.ts';

const session = {
  kind: 'session',
  roles: ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[],
} as const;
const { name, version } = templateReference.shape;
const parameters = z.strictObject({ kind: templateKind, name });

/** An id that the caller chooses, so that what is sent again is done once. */
const useId = z.string().regex(/^[0-9a-z]{20}$/u);
const staff = z.array(staffId).max(60);

/** What is decided when a copy is taken into use. Of no meaning for kinds that ask for nothing. */
const wish = {
  /** With a week: the site that it is for. */
  site: siteId.optional(),
  /** With a week: its first date. */
  from: plainDate.optional(),
  /** With a week: who takes which role; a role that nobody takes is left open. */
  roles: z
    .array(z.strictObject({ role: elementKey, staff }))
    .max(60)
    .optional(),
  /** With a week: also its opening hours, its duty, and that the earlier weekly hours of those who take a role end. */
  hours: z.boolean().optional(),
  duty: z.boolean().optional(),
  ends: z.boolean().optional(),
  /** With services: who gives those that are new. */
  givers: z
    .array(z.strictObject({ service: code, staff }))
    .max(60)
    .optional(),
} as const;
export const useWish = z.strictObject(wish);
export type UseWish = z.infer<typeof useWish>;

const workers = z.array(z.strictObject({ id: staffId, name: z.string(), title: z.string() }));
const plan = planRoutes.previewPlanChange.response.shape;

const servicesEffect = () =>
  z.strictObject({
    what: z.literal('SERVICES'),
    services: z.array(
      z.strictObject({
        code,
        name: localizedText,
        is: z.enum(['NEW', 'CHANGED', 'SAME']),
        /** With `CHANGED`: the names of its fields that change. */
        fields: z.array(z.string()),
        /** The municipality's own dated settings decide how it is booked, whatever the set says. */
        held: z.boolean(),
        /** Languages of the municipality that its name lacks: it cannot be taken so. */
        lacks: z.array(language),
        staff,
      }),
    ),
    /** Services that the municipality has besides, and keeps. */
    others: z.int(),
    workers,
    /** Coming bookings that would lose their time. */
    orphaned: z.int(),
  });

const weekEffect = () =>
  z.strictObject({
    what: z.literal('WEEK'),
    site: siteId,
    sites: z.array(z.strictObject({ id: siteId, name: localizedText })),
    from: plainDate,
    today: plainDate,
    roles: z.array(
      z.strictObject({
        key: elementKey,
        title: localizedText,
        /** How many the week means. */
        places: z.int(),
        minutesPerWeek: z.int(),
        staff,
      }),
    ),
    workers,
    hours: z.strictObject({ now: z.array(openingHours), then: z.array(openingHours), changed: z.boolean() }),
    /** Weekly hours that begin, and earlier ones that end. */
    begins: z.int(),
    endsEarlier: z.int(),
    /** Codes of services of the week that the municipality does not have: their hours are left out. */
    unknown: z.array(z.string()),
    /** Shifts of duty that the site would have of it. */
    shifts: z.int(),
    faults: plan.faults,
    orphaned: plan.orphaned,
    readopted: plan.readopted,
    meetings: plan.meetings,
  });

const names = z.array(localizedText);
const mapEffect = () =>
  z.strictObject({
    what: z.literal('MAP'),
    /** The version that the instrument would have here, and the one that is offered first now. */
    version: z.string(),
    now: z.strictObject({ name: localizedText, version: z.string() }),
    /** It is offered first already. */
    inUse: z.boolean(),
    added: names,
    removed: names,
    changed: names,
    /** Languages of the municipality that it lacks: it cannot be taken so. */
    lacks: z.array(language),
    /** Something else is wrong with it, by place. */
    faults: z.array(z.strictObject({ pointer: z.string(), code: z.string() })),
  });

/** Practice that is offered where it is needed, or shown: nothing else changes by it. */
const startEffect = () =>
  z.strictObject({
    what: z.literal('START'),
    /** It is offered already, as it is. */
    inUse: z.boolean(),
    /** An earlier form of it is offered. */
    earlier: z.boolean(),
  });

/** A kit itself changes nothing: its parts are taken into use one by one. */
const partsEffect = () =>
  z.strictObject({
    what: z.literal('PARTS'),
    parts: z.array(
      z.strictObject({
        kind: templateKind,
        name,
        version,
        /** The municipality has a copy of it. */
        adopted: z.boolean(),
      }),
    ),
  });

const useView = z.lazy(() =>
  z.strictObject({
    kind: templateKind,
    name,
    title: line(120),
    /** What was on the screen: the copy, and what it would change. */
    mark: z.string(),
    /** Why it cannot be taken so, if it cannot. */
    blocked: z.boolean(),
    effect: z.discriminatedUnion('what', [
      servicesEffect(),
      weekEffect(),
      mapEffect(),
      startEffect(),
      partsEffect(),
    ]),
  }),
);
export type UseEffect = z.infer<typeof useView>['effect'];
export type EffectOf<W extends UseEffect['what']> = Extract<UseEffect, { what: W }>;

/** Everybody who works at the sites. */
const workersOfSites = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** Routes by which what is adopted takes effect. */
export const useRoutes = {
  /** What would change. Changes nothing. */
  previewUse: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/use/preview',
    access: session,
    parameters,
    body: useWish,
    response: useView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict'],
    audit: { action: 'PREVIEW_USE' },
  },
  /** Takes the copy into use as it was previewed; sent again with its id it is done once. */
  takeIntoUse: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/use',
    access: session,
    parameters,
    body: z.strictObject({ useId, mark: z.string().min(1).max(64), ...wish }),
    response: z.strictObject({
      /** Bookings that lost their time, and those that have it again. */
      orphaned: z.int(),
      readopted: z.int(),
    }),
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version', 'plan-conflict'],
    audit: { action: 'TAKE_INTO_USE' },
  },
  /** How the municipality works, for everybody who works there: the operating models in effect. */
  readOperatingModels: {
    method: 'GET',
    path: '/api/operating-models',
    access: { kind: 'session', roles: workersOfSites },
    response: z.lazy(() =>
      z.strictObject({
        models: z.array(
          z.strictObject({
            name,
            title: localizedText,
            content: z.record(z.string(), z.unknown()),
            at: z.iso.datetime(),
          }),
        ),
      }),
    ),
    status: 200,
    problems: [],
  },
  /** What is only offered is no longer offered. */
  takeOutOfUse: {
    method: 'POST',
    path: '/api/adoptions/{kind}/{name}/use/end',
    access: session,
    parameters,
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'TAKE_OUT_OF_USE' },
  },
} as const;
