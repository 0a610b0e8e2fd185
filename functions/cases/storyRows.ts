import { timelineKinds } from '@ohjaamo/shared/cases/timeline.ts';
import { STORY_PAGE } from '@ohjaamo/shared/cases/story.ts';
import { caseCategories } from '@ohjaamo/shared/kernel/caseCategories.ts';
import { type ClientId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { noteSources, noteStates } from '@ohjaamo/shared/kernel/noteSources.ts';
import * as z from 'zod';
import { STORY } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** What `timelineWrite` wrote. */
export const entryRow = z.lazy(() =>
  z.object({
    sk: z.string(),
    id: z.string(),
    at: z.string(),
    what: z.enum(timelineKinds),
    by: staffId.optional(),
    category: z.enum(caseCategories),
    owner: z.string(),
    record: z.string().optional(),
    note: z
      .object({
        source: z.enum(noteSources),
        state: z.enum(noteStates),
        shortened: z.boolean(),
        corrections: z.int(),
        corrected: z.object({ at: z.string(), by: staffId }).optional(),
      })
      .optional(),
    sealed: z.record(z.string(), z.string()).default({}),
  }),
);
export type EntryRow = z.infer<typeof entryRow>;

/** Where an entry stands in the story: its time and id. */
export function positionOf({ sk }: Pick<EntryRow, 'sk'>): string {
  return sk.slice(STORY.length);
}

/** A page of rows as they stand, the newest first, and whether there are older ones. */
export interface EntryPage {
  readonly rows: readonly EntryRow[];
  readonly more: boolean;
}

/**
 * Reads the next entries behind a position. Half a read unit for 4 KB, which four notes of 400 characters take; a whole one when it
 * must have what was written a moment ago.
 */
export async function readEntries(
  scope: TenantScope,
  client: ClientId,
  { before, fresh }: { readonly before: string | undefined; readonly fresh: boolean },
): Promise<EntryPage> {
  const { items, cursor } = await scope.cases.query(scope.keys.client(client, '').pk, entryRow, {
    begins: STORY,
    newestFirst: true,
    limit: STORY_PAGE,
    consistent: fresh,
    ...(before !== undefined && { cursor: { ...scope.keys.client(client, `${STORY}${before}`) } }),
  });
  return { rows: items, more: cursor !== undefined };
}
