import * as z from 'zod';
import { siteKind } from '../kernel/codes.ts';
import { dutyShift } from '../duty/shifts.ts';
import { localizedText } from '../kernel/i18n.ts';
import { openingHours, weeklyRule } from '../schedule/plan.ts';
import type { TemplateReference, TemplateVersion } from '../templates/version.ts';
import { templateReference } from '../templates/version.ts';
import { service } from '../tenants/profile.ts';

// The content of a version has passed the check of its kind. These say what the set-up takes of it.

const kitContent = z.lazy(() =>
  z.object({
    people: z.object({ own: z.int(), visiting: z.int() }),
    sites: z.array(z.object({ key: z.string(), kind: siteKind, name: localizedText })),
    parts: z.array(z.object({ template: templateReference, site: z.string().optional() })),
    checklist: z.array(z.object({ key: z.string(), text: localizedText })),
  }),
);

const { mode, weekday, start, end, recurrence } = weeklyRule.shape;
/** A week as it is taken. */
export const weekContent = z.lazy(() =>
  z.object({
    roles: z.array(
      z.object({
        key: z.string(),
        title: localizedText,
        organisation: z.string(),
        workers: z.int(),
        share: z.number(),
      }),
    ),
    openings: z.array(openingHours),
    hours: z.array(
      z.object({
        key: z.string(),
        role: z.string(),
        ...{ service: weeklyRule.shape.service, mode, weekday, start, end, recurrence },
        note: localizedText.optional(),
      }),
    ),
    duty: z.array(dutyShift.omit({ id: true, from: true, to: true })),
  }),
);

/** Services as they are taken. */
export const serviceContent = z.lazy(() =>
  z.object({
    services: z.array(
      service
        .unwrap()
        .omit({ staff: true, alongside: true })
        .extend({ roles: z.array(z.string()) })
        .strip(),
    ),
  }),
);

export type KitWeek = z.infer<typeof weekContent>;
export type KitService = z.infer<typeof serviceContent>['services'][number];
export type KitSite = z.infer<typeof kitContent>['sites'][number];

/** What a kit names and nobody has: in which template (by name and by title), at which place (RFC 6901), what. */
export interface KitFault {
  readonly template: string;
  readonly title: z.infer<typeof localizedText>;
  readonly pointer: string;
  readonly code: 'template_missing' | 'service_missing';
  readonly what: string;
  /** The template that is nowhere. */
  readonly names?: TemplateReference;
}

/** A kit with everything that it names, ready to be set up from. */
export interface SetupKit {
  readonly name: string;
  readonly version: string;
  readonly title: z.infer<typeof localizedText>;
  readonly summary: z.infer<typeof localizedText>;
  /** Whose practice it is. */
  readonly source: string;
  readonly people: { readonly own: number; readonly visiting: number };
  readonly sites: readonly KitSite[];
  /** The week of each site that has one, by the site's key. */
  readonly weeks: ReadonlyMap<string, KitWeek>;
  readonly services: readonly KitService[];
  readonly instruments: readonly TemplateVersion[];
  /** The kit itself and every template that it names, each with the kit's site that it is for. */
  readonly versions: readonly { readonly template: TemplateVersion; readonly site: string }[];
  readonly checklist: z.infer<typeof kitContent>['checklist'];
  /** Empty for a kit that can be used. */
  readonly faults: readonly KitFault[];
}

/** The templates that a kit names. */
export function partsOf(kit: TemplateVersion): readonly TemplateReference[] {
  return kitContent.parse(kit.content).parts.map(({ template }) => template);
}

/**
 * Puts a kit together from the versions that it names. What is nowhere is told place by place; a kit with faults is not to be set up
 * from.
 *
 * @param find gives the version of a reference, if it is anywhere
 */
export function kitFrom(
  kit: TemplateVersion,
  find: (reference: TemplateReference) => TemplateVersion | undefined,
): SetupKit {
  const content = kitContent.parse(kit.content);
  const parts = content.parts.map(({ template, site }, index) => ({
    site: site ?? content.sites[0]?.key ?? '',
    reference: template,
    pointer: `/content/parts/${String(index)}/template`,
    version: find(template),
  }));
  const weeks = new Map(
    parts.flatMap(({ site, version }) =>
      version?.kind === 'WEEKLY_CALENDAR' ? [[site, weekContent.parse(version.content)] as const] : [],
    ),
  );
  const services = parts.flatMap(({ version }) =>
    version?.kind === 'SERVICE_SET' ? serviceContent.parse(version.content).services : [],
  );
  const missing = parts.flatMap(({ version, reference, pointer }): KitFault[] =>
    version
      ? []
      : [
          {
            template: kit.name,
            title: kit.title,
            pointer,
            code: 'template_missing',
            what: `${reference.kind} ${reference.name} ${reference.version}`,
            names: reference,
          },
        ],
  );
  const serviceParts = parts.some(
    ({ reference, version }) => reference.kind === 'SERVICE_SET' && version === undefined,
  );
  return {
    name: kit.name,
    version: kit.version,
    title: kit.title,
    summary: kit.summary,
    source: kit.source,
    people: content.people,
    sites: content.sites,
    weeks,
    services,
    instruments: parts.flatMap(({ version }) => (version?.kind === 'SITUATION_MAP' ? [version] : [])),
    versions: [
      { template: kit, site: '' },
      ...parts.flatMap(({ site, version }) => (version ? [{ template: version, site }] : [])),
    ],
    checklist: content.checklist,
    // Without its services every hour of the week would be told to be wrong: the cause is told once.
    faults: [...missing, ...(serviceParts ? [] : unknownServices(parts, services))],
  };
}

function unknownServices(
  parts: readonly { readonly version: TemplateVersion | undefined }[],
  services: readonly KitService[],
): KitFault[] {
  const known = new Set(services.map(({ code }) => code));
  const named = new Map<string, KitFault>();
  for (const { version } of parts) {
    if (version?.kind !== 'WEEKLY_CALENDAR') continue;
    weekContent.parse(version.content).hours.forEach((hour, index) => {
      if (known.has(hour.service)) return;
      const pointer = `/content/hours/${String(index)}/service`;
      named.set(`${version.name} ${pointer}`, {
        template: version.name,
        title: version.title,
        pointer,
        code: 'service_missing',
        what: hour.service,
      });
    });
  }
  return [...named.values()];
}
