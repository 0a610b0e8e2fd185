import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { sealTexts } from '../kernel/sealing.ts';
import { entryWrite } from './entry.ts';
import { type OpenedNote, openNote, sealVersion } from './opened.ts';
import { noteKey, type NoteRow, putNote, readNoteRows } from './repository.ts';
import { readShownTenant } from '../tenants/index.ts';
import { viewNote } from './views.ts';

type Write = typeof notesRoutes.writeNote;

/**
 * Writes a note: what it is about, who told it, the text sealed, with its entry in the story. Whoever may add to that part of the case
 * for the own organisation. Asked again with the same id and content, it answers with what stands. 7 writes of the case and the trail's.
 */
export const writeNote: UseCase<Write> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const { category } = request.body;
  if (!access.may('RECORD', { category, owner: access.organisation })) return fail(problem('access-refused'));
  const [tenant, opened] = await Promise.all([readShownTenant(scope), newNote(context)]);
  const first = await sealVersion(scope, clientId, opened.note.id, firstOf(opened));
  const done = await putNote(scope, clientId, { note: opened.note, first }, [
    await entryWrite(scope, clientId, opened),
    ...audit.writes([clientId]),
  ]);
  const asking = { actor, access, clock };
  if (done.ok) return succeed({ body: viewNote(opened, tenant, asking) });
  if (done.error === 'not-found') return fail(problem('not-found'));
  const rows = await readNoteRows(scope, clientId, opened.note.id);
  const standing = rows && (await openNote(scope, clientId, rows));
  if (!standing || !isSame(standing, opened)) return fail(problem('id-already-used'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: viewNote(standing, tenant, asking) });
};

async function newNote({
  scope,
  request,
  actor,
  clock,
  case: access,
}: ContextOf<Write>): Promise<OpenedNote> {
  const { noteId: id, category, source, informant, text } = request.body;
  const at = new Date(clock.now()).toISOString();
  const place = { client: request.parameters.clientId, sk: noteKey(id) };
  const note: NoteRow = {
    ...{ kind: 'NOTE', id, category, source, by: actor.staffId, writtenAt: at, state: 'STANDS', version: 1 },
    owner: access.organisation,
    sealed: await sealTexts(scope, place, { informant }),
  };
  return { note, informant, versions: [{ version: 1, at, by: actor.staffId, change: 'WRITTEN', text }] };
}

function firstOf({ versions: [first] }: OpenedNote): OpenedNote['versions'][number] {
  if (!first) throw new Error('A note has a first version');
  return first;
}

/** Whether the standing note was written with what is asked; what became of it since is not part of the asking. */
function isSame(standing: OpenedNote, asked: OpenedNote): boolean {
  return (
    standing.informant === asked.informant &&
    firstOf(standing).text === firstOf(asked).text &&
    (['category', 'source', 'by'] as const).every((field) => standing.note[field] === asked.note[field])
  );
}
