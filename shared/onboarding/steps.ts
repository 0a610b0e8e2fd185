import * as z from 'zod';
import { siteKind } from '../kernel/codes.ts';
import { type Language, language, localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { openingHours } from '../schedule/plan.ts';
import { organisationType } from '../templates/kinds/organisationType.ts';
import { elementKey, templateReference } from '../templates/version.ts';
import { colour } from '../kernel/branding.ts';
import { reservedSiteSlugs } from '../tenants/slugs.ts';

/** The steps of setting a municipality up, in their order. */
export const setupSteps = [
  'kit',
  'languages',
  'sites',
  'organisations',
  'people',
  'services',
  'calendar',
  'instruments',
  'branding',
  'retention',
] as const;
export const setupStep = z.enum(setupSteps);
export type SetupStep = z.infer<typeof setupStep>;

/** Steps that may be left alone: nobody else need work there, and the service has a look of its own. */
export const optionalSteps: readonly SetupStep[] = ['people', 'branding'];

/**
 * Steps that stay open once the page is live. Sites and services are then changed one by one, and hours in the calendar, which tell
 * what becomes of bookings first.
 */
export const stepsAfterPublishing: readonly SetupStep[] = [
  'languages',
  'organisations',
  'people',
  'branding',
];

/** Steps that propose what the kit says. */
export const goesByKit: readonly SetupStep[] = ['sites', 'services', 'calendar', 'instruments'];

/** A kit may bring several sets of services of 60 each. */
const MOST_SERVICES = 200;

/** A name in the languages that somebody typed it in. */
export function typedName(longest: number) {
  const text = singleLine(longest).exactOptional();
  return z.strictObject({ fi: text, sv: text, en: text } satisfies Record<Language, unknown>);
}

/** A typed name that has Finnish or Swedish (423/2003 section 10); what it lacks besides is told in the checklist. */
function nationalName() {
  return typedName(120).refine(({ fi, sv }) => fi !== undefined || sv !== undefined, {
    message: 'national_language_missing',
  });
}

/** Says of each site whose page would stand at the address of one before it. */
function tellSlugsTwice(sites: readonly { readonly slug: string }[], context: z.RefinementCtx): void {
  for (const [index, { slug: own }] of sites.entries()) {
    if (sites.findIndex((each) => each.slug === own) < index)
      context.addIssue({ code: 'custom', message: 'slug_twice', path: [index, 'slug'] });
  }
}

/** Says of each organisation that is called as one before it: people of a list are told by the name which one is theirs. */
function tellNamesTwice(
  organisations: readonly { readonly name: Partial<Record<Language, string>> }[],
  context: z.RefinementCtx,
): void {
  const taken = new Set<string>();
  for (const [index, { name }] of organisations.entries()) {
    const said = Object.entries(name).map(([of, text]) => ({
      of,
      own: `${of} ${text.trim().toLowerCase()}`,
    }));
    const twice = said.find(({ own }) => taken.has(own));
    if (twice) context.addIssue({ code: 'custom', message: 'name_twice', path: [index, 'name', twice.of] });
    for (const { own } of said) taken.add(own);
  }
}

/** The address of a site's page: no word that the page itself needs. */
export const siteSlug = slug.refine((value) => !reservedSiteSlugs.has(value));
export const typedHours = z.lazy(() =>
  z.array(openingHours.refine(({ opens, closes }) => opens < closes, { path: ['closes'] })).max(200),
);

/** What is sent of one step. */
export const stepValue = z.lazy(() =>
  z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('kit'), name: elementKey, version: z.string().max(20) }),
    z.strictObject({
      step: z.literal('languages'),
      name: nationalName(),
      languages: z.array(language).min(1).max(3),
    }),
    z.strictObject({
      step: z.literal('sites'),
      sites: z
        .array(
          z.strictObject({
            key: elementKey,
            slug: siteSlug,
            name: nationalName(),
            address: z.string().trim().max(200),
            hours: typedHours,
          }),
        )
        .min(1)
        .max(20)
        .superRefine(tellSlugsTwice),
    }),
    z.strictObject({
      step: z.literal('organisations'),
      organisations: z
        .array(
          z.strictObject({
            code: code.exactOptional(),
            name: nationalName(),
            type: organisationType,
            /** Whether it belongs to the controller: its counsellors see all cases. */
            runsSites: z.boolean(),
          }),
        )
        .min(1)
        .max(40)
        .superRefine(tellNamesTwice),
    }),
    z.strictObject({ step: z.literal('people') }),
    z.strictObject({
      step: z.literal('services'),
      services: z
        .array(z.strictObject({ code, name: nationalName(), lengthMinutes: z.int().min(5).max(480) }))
        .min(1)
        .max(MOST_SERVICES),
    }),
    z.strictObject({
      step: z.literal('calendar'),
      roles: z
        .array(z.strictObject({ site: elementKey, role: elementKey, staff: z.array(staffId).max(60) }))
        .max(400),
    }),
    z.strictObject({ step: z.literal('instruments') }),
    z.strictObject({ step: z.literal('branding'), accent: colour.exactOptional() }),
    z.strictObject({ step: z.literal('retention') }),
  ]),
);
export type StepValue = z.infer<typeof stepValue>;
export type ValueOf<S extends SetupStep> = Extract<StepValue, { step: S }>;

const shownName = localizedText;

/** What the forms of kit, names, sites and people begin with. */
const nameViews = () =>
  [
    z.strictObject({
      step: z.literal('kit'),
      kits: z.array(
        z.strictObject({
          name: z.string(),
          version: z.string(),
          title: shownName,
          summary: shownName,
          /** Whose practice it is. */
          source: z.string(),
          people: z.strictObject({ own: z.int(), visiting: z.int() }),
          sites: z.int(),
          services: z.int(),
          chosen: z.boolean(),
          /** Why it cannot be taken, place by place. */
          faults: z.array(
            z.strictObject({
              template: z.string(),
              title: shownName,
              pointer: z.string(),
              code: z.enum(['template_missing', 'service_missing']),
              what: z.string(),
              names: templateReference.optional(),
            }),
          ),
        }),
      ),
    }),
    z.strictObject({
      step: z.literal('languages'),
      municipalityCode: z.string(),
      municipality: shownName,
      name: shownName,
      /** With those that are to come. */
      languages: z.array(language),
      /** Those that the law binds it to (423/2003); of one that the law's list does not know, those that it was registered with. */
      bound: z.array(language),
    }),
    z.strictObject({
      step: z.literal('sites'),
      languages: z.array(language),
      sites: z.array(
        z.strictObject({
          key: z.string(),
          kind: siteKind,
          slug: z.string(),
          name: shownName,
          address: z.string(),
          hours: z.array(openingHours),
          taken: z.boolean(),
        }),
      ),
    }),
    z.strictObject({ step: z.literal('people'), workers: z.int(), roles: z.int() }),
  ] as const;

const organisationView = () =>
  z.strictObject({
    code: code.optional(),
    name: shownName,
    type: z.string(),
    runsSites: z.boolean(),
    /** Somebody of it works here: it stays. */
    stays: z.boolean(),
    /** It was closed, and is sent to be taken back into use. */
    closed: z.boolean(),
  });

/** What the forms of all the others begin with. */
const workViews = () =>
  [
    z.strictObject({
      step: z.literal('organisations'),
      languages: z.array(language),
      organisations: z.array(organisationView()),
    }),
    z.strictObject({
      step: z.literal('services'),
      languages: z.array(language),
      services: z.array(
        z.strictObject({
          code,
          name: shownName,
          ptvClasses: z.array(z.string()),
          lengthMinutes: z.int(),
          bookable: z.boolean(),
          taken: z.boolean(),
        }),
      ),
    }),
    z.strictObject({
      step: z.literal('calendar'),
      workers: z.array(z.strictObject({ id: staffId, name: z.string(), title: z.string() })),
      sites: z.array(
        z.strictObject({
          key: z.string(),
          id: siteId,
          name: shownName,
          /** Shifts of duty that the week brings. */
          shifts: z.int(),
          roles: z.array(
            z.strictObject({
              key: z.string(),
              title: shownName,
              /** How many the kit means. */
              places: z.int(),
              minutesPerWeek: z.int(),
              booked: z.boolean(),
              staff: z.array(staffId),
            }),
          ),
        }),
      ),
    }),
    z.strictObject({
      step: z.literal('instruments'),
      instruments: z.array(z.strictObject({ title: shownName, version: z.string(), inUse: z.boolean() })),
    }),
    z.strictObject({
      step: z.literal('branding'),
      accent: colour.optional(),
    }),
    z.strictObject({ step: z.literal('retention') }),
  ] as const;

/** What a step's form begins with: what stands, or what the kit proposes while nothing was saved. */
export const stepView = z.lazy(() => z.discriminatedUnion('step', [...nameViews(), ...workViews()]));
export type StepView = z.infer<typeof stepView>;
export type ViewOf<S extends SetupStep> = Extract<StepView, { step: S }>;
