import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** What the notes of the suite say. */
export const noteText = {
  category: 'GUIDANCE',
  source: 'OTHER',
  informant: 'The grandmother',
  text: 'Wants to go to school',
  notADiagnosis: true,
} as const;

/** The counsellor writes three notes about the tenant's client. */
export async function note(send: Send, of: Settled): Promise<void> {
  const actor = somebody('COUNSELLOR', of);
  const { clientId, noteId, correctedNoteId, struckNoteId } = of.ids;
  for (const id of [noteId, correctedNoteId, struckNoteId]) {
    await must(send, routes.writeNote, {
      actor,
      parameters: { clientId },
      body: { noteId: id, ...noteText },
    });
  }
}
