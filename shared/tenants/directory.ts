import * as z from 'zod';
import { siteKind } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { slug } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';

/** One line of the street: a site and the town it stands in. */
export const directoryEntry = z.strictObject({
  tenantSlug: slug,
  tenantName: localizedText,
  siteSlug: slug,
  siteName: localizedText,
  kind: siteKind,
  address: z.string(),
  languages: z.array(language),
  /** From this day on the site is closed for good and no longer listed. */
  closedFrom: plainDate.optional(),
});
export type DirectoryEntry = z.infer<typeof directoryEntry>;

/** A line as the street is told it: of a municipality whose service is paused, it leads nowhere. */
export const listedEntry = directoryEntry.extend({ paused: z.literal(true).optional() });
export type ListedEntry = z.infer<typeof listedEntry>;
