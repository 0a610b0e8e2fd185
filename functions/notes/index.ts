import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { openNote } from './opened.ts';
import { readAllNoteRows } from './repository.ts';

export { writeNote } from './writeNote.ts';

/**
 * Every note about a client with every version, opened, the newest note first: for whoever has a right to all of it. 1 read unit
 * for 4 KB.
 */
export async function notesOf(scope: TenantScope, client: ClientId) {
  const rows = await readAllNoteRows(scope, client);
  const opened = await Promise.all(rows.map((each) => openNote(scope, client, each)));
  return opened
    .map(({ note: { id, category, owner, source, by, writtenAt, state }, informant, versions }) => ({
      ...{ id, category, owner, source, by, writtenAt, state },
      ...(informant !== undefined && { informant }),
      versions,
    }))
    .sort((one, other) => other.writtenAt.localeCompare(one.writtenAt));
}
