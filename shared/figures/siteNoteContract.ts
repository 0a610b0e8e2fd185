import * as z from 'zod';
import { siteId } from '../kernel/ids.ts';
import { defineRoutes } from '../kernel/route.ts';
import { quarter } from '../kernel/time.ts';
import { siteNoteFields, siteNoteTexts } from './siteNote.ts';

const version = z.int().min(0);

/** One version of a note; without a text it was taken back. */
const noteVersion = z.strictObject({
  version: z.int().min(1),
  writtenAt: z.string(),
  text: siteNoteTexts.optional(),
});

/** What a site says of a quarter's figures, as its own house sees it: what stands, and the versions before it, newest first. */
export const siteNote = noteVersion.extend({ site: siteId, earlier: z.array(noteVersion) });

const atQuarter = z.strictObject({ siteId, quarter });
const writers = { kind: 'session', roles: ['TENANT_ADMIN', 'SITE_MANAGER'] } as const;

/** What stands behind a site's figures, in its own words (domain 6: a site may add a context note to its figures). */
export const siteNoteRoutes = defineRoutes('figures', {
  readSiteNotes: {
    method: 'GET',
    path: '/api/figures/notes',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: z.strictObject({
      /** The last quarter that has closed when absent. */
      quarter: quarter.optional(),
    }),
    response: z.strictObject({
      quarter,
      /** Whether a note may be written of the quarter now: one that has closed, at most two years ago. */
      open: z.boolean(),
      notes: z.array(siteNote),
    }),
    status: 200,
    problems: [],
  },
  /** Writes the note of a site and a quarter over the version that was seen, 0 for the first. */
  writeSiteNote: {
    method: 'POST',
    path: '/api/figures/sites/{siteId}/notes/{quarter}',
    access: writers,
    parameters: atQuarter,
    body: z.strictObject({ version, ...siteNoteFields }),
    response: siteNote.omit({ earlier: true }),
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version', 'cap-reached'],
    audit: { action: 'WRITE_FIGURE_NOTE' },
  },
  /** Takes it back: nobody else reads it any more; the house keeps its versions and can write it again. */
  withdrawSiteNote: {
    method: 'POST',
    path: '/api/figures/sites/{siteId}/notes/{quarter}/withdrawal',
    access: writers,
    parameters: atQuarter,
    body: z.strictObject({ version }),
    response: siteNote.omit({ earlier: true }),
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version', 'cap-reached'],
    audit: { action: 'WITHDRAW_FIGURE_NOTE' },
  },
});

export type SiteNote = z.infer<typeof siteNote>;
export type SiteNoteVersion = Omit<SiteNote, 'earlier'>;
