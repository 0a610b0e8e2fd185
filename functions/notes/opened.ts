import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { NoteVersion } from '@ohjaamo/shared/notes/note.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type NoteRow, type NoteRows, noteKey, type VersionRow, versionKey } from './repository.ts';

/** A note with its texts opened. */
export interface OpenedNote {
  readonly note: NoteRow;
  readonly informant: string | undefined;
  /** The oldest first. */
  readonly versions: readonly (NoteVersion & Pick<VersionRow, 'by'>)[];
}

/** Opens the texts of a note and of every version. */
export async function openNote(
  scope: TenantScope,
  client: ClientId,
  { note, versions }: NoteRows,
): Promise<OpenedNote> {
  const [{ informant }, ...opened] = await Promise.all([
    openTexts<'informant'>(scope, { client, sk: noteKey(note.id) }, note.sealed),
    ...versions.map(async (row) => {
      const { version, at, by, change } = row;
      const texts = await openTexts<'text' | 'reason'>(scope, { client, sk: versionKey(row) }, row.sealed);
      return { version, at, by, change, text: texts.text, reason: texts.reason };
    }),
  ]);
  return { note, informant, versions: opened };
}

/** A version as its row, the texts sealed for it. */
export async function sealVersion(
  scope: TenantScope,
  client: ClientId,
  note: NoteRow['id'],
  { text, reason, ...told }: OpenedNote['versions'][number],
): Promise<VersionRow> {
  const place = { client, sk: versionKey({ note, version: told.version }) };
  return { kind: 'NOTE_VERSION', note, ...told, sealed: await sealTexts(scope, place, { text, reason }) };
}
