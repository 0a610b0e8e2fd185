import type { ClientId, NoteId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem, type ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import {
  changedNote,
  noteAsItStands,
  type NoteRefusal,
  type NoteVersion,
  type NoteWish,
} from '@ohjaamo/shared/notes/note.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { entryWrite } from './entry.ts';
import { type OpenedNote, openNote, sealVersion } from './opened.ts';
import { putVersion, readNoteRows } from './repository.ts';
import { readShownTenant } from '../tenants/index.ts';
import { askerOf, type Asking, viewNote } from './views.ts';

const refusals: Readonly<Record<NoteRefusal, ProblemType>> = {
  'stale-version': 'stale-version',
  'state-conflict': 'state-conflict',
  'not-yours': 'access-refused',
};

type Change = typeof notesRoutes.mendNote | typeof notesRoutes.correctNote | typeof notesRoutes.strikeNote;
type Circumstances = Pick<ContextOf<Change>, 'scope' | 'actor' | 'audit' | 'clock' | 'case'> & {
  readonly parameters: { readonly clientId: ClientId; readonly noteId: NoteId };
};

export const mendNote: UseCase<typeof notesRoutes.mendNote> = ({ request, ...context }) =>
  changeNote({ ...context, parameters: request.parameters }, { act: 'MEND', ...wishOf(request.body) });

export const correctNote: UseCase<typeof notesRoutes.correctNote> = ({ request, ...context }) =>
  changeNote({ ...context, parameters: request.parameters }, { act: 'CORRECT', ...wishOf(request.body) });

export const strikeNote: UseCase<typeof notesRoutes.strikeNote> = ({ request, ...context }) =>
  changeNote({ ...context, parameters: request.parameters }, { act: 'STRIKE', ...wishOf(request.body) });

function wishOf({ expectedVersion, text, reason }: Omit<NoteWish, 'act'>): Omit<NoteWish, 'act'> {
  return { expectedVersion, text, reason };
}

/**
 * Adds a version to a note while it is the one that was looked at, and tells it in the story. Asked again, it answers with what stands.
 * 1 read unit for 4 KB of the note; 6 writes and the trail's.
 */
async function changeNote(context: Circumstances, wish: NoteWish) {
  const { scope, actor, audit, clock, case: access, parameters } = context;
  const { clientId, noteId } = parameters;
  const [tenant, rows] = await Promise.all([readShownTenant(scope), readNoteRows(scope, clientId, noteId)]);
  if (!rows || !access.may('VIEW', rows.note)) return fail(problem('not-found'));
  if (!access.may('RECORD', rows.note)) return fail(problem('access-refused'));
  const asking: Asking = { actor, access, clock };
  const standing = await openNote(scope, clientId, rows);
  const changed = changedNote(standing, wish, askerOf(asking));
  if (!changed.ok) return fail(problem(refusals[changed.error]));
  if (standing.versions.some(({ version }) => version === changed.value.version)) {
    return succeed({ body: viewNote(standing, tenant, asking) });
  }
  const after = withVersion(standing, { ...changed.value, by: actor.staffId });
  const version = await sealVersion(scope, clientId, noteId, after.added);
  const done = await putVersion(scope, clientId, { version, state: after.opened.note.state }, [
    await entryWrite(scope, clientId, after.opened),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) return fail(problem(done.error));
  return succeed({ body: viewNote(after.opened, tenant, asking) });
}

function withVersion(standing: OpenedNote, added: OpenedNote['versions'][number] & NoteVersion) {
  const versions = [...standing.versions, added];
  const { state, version } = noteAsItStands({ versions });
  return { added, opened: { ...standing, versions, note: { ...standing.note, state, version } } };
}
