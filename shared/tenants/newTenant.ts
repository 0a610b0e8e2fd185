import * as z from 'zod';
import { siteKind } from '../kernel/codes.ts';
import { language } from '../kernel/i18n.ts';
import { slug } from '../kernel/ids.ts';
import { tenantState } from './life.ts';
import { municipalityOf } from './municipalities.ts';
import { reservedSiteSlugs, reservedSlugs } from './slugs.ts';

const name = z.string().trim().min(1).max(120);

/** A municipality's code that stands in the code list; one that merged away is refused with the code to use instead. */
const municipalityCode = z
  .string()
  .regex(/^\d{3}$/u, 'must be three digits')
  .superRefine((code, refusal) => {
    const found = municipalityOf(code);
    if (found.is === 'STANDING') return;
    const message =
      found.is === 'MERGED'
        ? `merged into ${found.name.fi}: use ${found.into}`
        : 'is in no code list of municipalities (2023)';
    refusal.addIssue({ code: 'custom', message });
  });

/** What it takes to bring a municipality into the service: itself, its first site and its first administrator. */
export const newTenant = z.strictObject({
  slug: slug.refine((value) => !reservedSlugs.has(value), 'is a word of the service itself'),
  name,
  municipalityCode,
  /** Beside those that the law binds the municipality to. */
  languages: z.array(language).optional(),
  site: z.strictObject({
    slug: slug.refine((value) => !reservedSiteSlugs.has(value), 'is a word of the service itself'),
    name,
    kind: siteKind,
    address: z.string().max(200),
  }),
  adminEmail: z.email().max(254).toLowerCase(),
  adminName: name,
});
export type NewTenant = z.infer<typeof newTenant>;

/** How a request to create a municipality ended. A repeated request is answered as the first one was. */
export const creationOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('CREATED'), tenantId: z.string(), languages: z.array(language) }),
  z.strictObject({
    outcome: z.literal('REPEATED'),
    tenantId: z.string(),
    state: tenantState,
  }),
  z.strictObject({ outcome: z.literal('SLUG_TAKEN') }),
  /** The fields of the request that are wrong, each with a reason. */
  z.strictObject({ outcome: z.literal('INVALID'), faults: z.array(z.string()) }),
]);
export type CreationOutcome = z.infer<typeof creationOutcome>;
