import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, noteId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type * as z from 'zod';
import { openedClient } from '../cases/caseTown.ts';
import { people, type Person, workTown } from '../support/workTown.ts';

type NoteForm = z.input<typeof notesRoutes.writeNote.body>;

/** A note as the quick form sends one: what the young person told. */
export function noteForm(parts: Partial<NoteForm> = {}) {
  return notesRoutes.writeNote.body.parse({
    noteId: noteId.parse(randomIds.id(20)),
    category: 'GUIDANCE',
    source: 'CLIENT',
    text: 'Haluaa hakea kouluun syksyllä.',
    ...parts,
  });
}

/** A town with a client whom the counsellor guides. */
export async function noteTown() {
  const town = await workTown();
  const client = await openedClient(town);
  const at = { clientId: client };
  return {
    ...town,
    client,
    write: (person: Person, parts: Partial<NoteForm> = {}) =>
      town.as(person, notesRoutes.writeNote, { parameters: at, body: noteForm(parts) }),
    read: (person: Person, id: string) =>
      town.as(person, notesRoutes.readNote, { parameters: { ...at, noteId: noteId.parse(id) } }),
    mend: (person: Person, id: string, expectedVersion: number, text: string) =>
      town.as(person, notesRoutes.mendNote, {
        parameters: { ...at, noteId: noteId.parse(id) },
        body: { expectedVersion, text },
      }),
    correct: (person: Person, id: string, expectedVersion: number, text: string, reason = 'Kuulin väärin') =>
      town.as(person, notesRoutes.correctNote, {
        parameters: { ...at, noteId: noteId.parse(id) },
        body: { expectedVersion, text, reason },
      }),
    strike: (person: Person, id: string, expectedVersion: number, reason = 'Koskee toista henkilöä') =>
      town.as(person, notesRoutes.strikeNote, {
        parameters: { ...at, noteId: noteId.parse(id) },
        body: { expectedVersion, reason },
      }),
    story: (
      person: Person,
      query: z.input<typeof casesRoutes.readStory.query> = {},
      clientId: ClientId = client,
    ) => town.as(person, casesRoutes.readStory, { parameters: { clientId }, query }),
    /** Gives the case to the partner's worker, who says why it is opened. */
    async give(person: Person = 'partner') {
      await town.as('counsellor', casesRoutes.assignWorker, {
        parameters: at,
        body: { staffId: people[person].id, part: 'TEAM', reason: 'Talous selvitetään yhdessä' },
      });
      await town.opens(person, client);
    },
  };
}

export type NoteTown = Awaited<ReturnType<typeof noteTown>>;
