import * as z from 'zod';
import { siteKind } from '../../kernel/codes.ts';
import { defineKind } from '../kind.ts';
import { elementKey, line, paragraphs, siteSize, templateReference } from '../version.ts';

/**
 * All that a house of one form begins with: its sites and the templates of its calendar, services, maps, plans, groups, texts and
 * agreement. A kit names no other kit.
 */
export const siteKitKind = defineKind({
  schema: z.strictObject({
    size: siteSize,
    /** Workers of the house itself, and of partners who come for some hours. */
    people: z.strictObject({ own: z.int().min(0).max(200), visiting: z.int().min(0).max(200) }),
    sites: z
      .array(
        z.strictObject({
          key: elementKey,
          kind: siteKind,
          name: line(120),
        }),
      )
      .min(1)
      .max(20),
    parts: z
      .array(
        z.strictObject({
          key: elementKey,
          template: templateReference,
          /** Key of the site that it is for; absent = the whole municipality. */
          site: elementKey.exactOptional(),
        }),
      )
      .min(1)
      .max(60),
    /** What only the municipality itself can do before the page goes live. */
    checklist: z.array(z.strictObject({ key: elementKey, text: paragraphs(400) })).max(40),
  }),
  lists: { '/sites': ['key'], '/parts': ['key'], '/checklist': ['key'] },
  keysFrom: { '/parts/*/site': '/sites' },
  faults: ({ sites, parts }) =>
    parts.flatMap(({ site, template }, index) => [
      ...(site === undefined || sites.some(({ key }) => key === site)
        ? []
        : [{ pointer: `/parts/${index}/site`, code: 'site_missing' }]),
      ...(template.kind === 'SITE_KIT' ? [{ pointer: `/parts/${index}/template`, code: 'kit_in_kit' }] : []),
    ]),
  references: ({ parts }) =>
    parts.map(({ template }, index) => ({ ...template, pointer: `/parts/${index}/template` })),
});
