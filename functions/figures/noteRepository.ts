import type { PublishedNote } from '@ohjaamo/shared/figures/network/contract.ts';
import { publishedNote } from '@ohjaamo/shared/figures/network/contract.ts';
import { siteNoteTexts } from '@ohjaamo/shared/figures/siteNote.ts';
import { type SiteId, siteId, staffId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys, partitions } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** What a site says of a quarter, in one of its versions; without a text it was taken back. */
const noteRecord = z.object({
  site: siteId,
  version: z.int().min(1),
  text: siteNoteTexts.optional(),
  writtenBy: staffId,
  writtenAt: z.string(),
});
export type NoteRecord = z.infer<typeof noteRecord>;

const keptRow = noteRecord.extend({ kind: z.enum(['FIGURE_NOTE', 'FIGURE_NOTE_VERSION']) });

/** What stands of a site and a quarter, consistently; `undefined` when nothing was ever written. One read. */
export function readNote(scope: TenantScope, quarter: string, site: SiteId): Promise<NoteRecord | undefined> {
  return scope.work.get(scope.keys.figureNote(quarter, site), noteRecord);
}

/** Every version of every site's note of a quarter, newest first of each. One Query of a row a version. */
export async function readNotes(
  scope: TenantScope,
  quarter: string,
): Promise<ReadonlyMap<SiteId, readonly NoteRecord[]>> {
  const { pk } = scope.keys.figureNote(quarter, '');
  const { items } = await scope.work.query(pk, keptRow, { consistent: true });
  const versions = items.filter(({ kind }) => kind === 'FIGURE_NOTE_VERSION');
  return Map.groupBy(
    versions.toSorted((one, other) => other.version - one.version),
    ({ site }) => site,
  );
}

/** The writes of a note over the version before it: as what stands, of which the stream tells, and as a version that stays. */
export function noteWrites(scope: TenantScope, quarter: string, note: NoteRecord): Write[] {
  const { site, version } = note;
  const place = scope.keys.figureNote(quarter, site);
  const kept = scope.keys.figureNote(quarter, `${site}#${String(version).padStart(4, '0')}`);
  return [
    scope.work.putOverWrite({ ...place, kind: 'FIGURE_NOTE', ...note }, version - 1),
    scope.work.putWrite({ ...kept, kind: 'FIGURE_NOTE_VERSION', ...note }, true),
  ];
}

/** What the network is told of a note; one that was taken back leaves its version behind, so that an older one cannot come after it. */
export type ToldNote = Omit<PublishedNote, 'text'> & Partial<Pick<PublishedNote, 'text'>>;

/** Tells the network a note, unless it knows this version or a newer one. One conditional write. */
export async function tellNote(
  network: Table,
  at: { readonly quarter: string; readonly tenant: TenantId; readonly site: SiteId },
  note: ToldNote,
): Promise<void> {
  const key = networkKeys.note(at.quarter, at.tenant, at.site);
  await network.putIf({ ...key, kind: 'NOTE', ...note }, 'attribute_not_exists(pk) OR version < :version', {
    ':version': note.version,
  });
}

const toldRow = publishedNote.partial({ text: true }).strip();

/** What sites say of a quarter, by address, without those that were taken back. One Query of a row a site that ever wrote. */
export async function readToldNotes(network: Table, quarter: string): Promise<PublishedNote[]> {
  const { items } = await network.query(partitions.notes(quarter), toldRow);
  return items
    .flatMap(({ text, ...note }) => (text ? [{ ...note, text }] : []))
    .sort((one, other) => (addressOf(one) < addressOf(other) ? -1 : 1));
}

function addressOf({ tenantSlug, siteSlug }: PublishedNote): string {
  return `${tenantSlug}.${siteSlug}`;
}
