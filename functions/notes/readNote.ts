import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openNote } from './opened.ts';
import { readNoteRows } from './repository.ts';
import { readShownTenant } from '../tenants/index.ts';
import { viewNote } from './views.ts';

/**
 * Shows a note with every version of it, to whoever may see that part of the case; to others it is not there. 1 read unit for 4 KB
 * of the note, beside the tenant's names.
 */
export const readNote: UseCase<typeof notesRoutes.readNote> = async (context) => {
  const { scope, request, actor, clock, case: access } = context;
  const { clientId, noteId } = request.parameters;
  const [tenant, rows] = await Promise.all([readShownTenant(scope), readNoteRows(scope, clientId, noteId)]);
  if (!rows || !access.may('VIEW', rows.note)) return fail(problem('not-found'));
  const opened = await openNote(scope, clientId, rows);
  return succeed({ body: viewNote(opened, tenant, { actor, access, clock }) });
};
