import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { noteText } from '../notes.ts';
import type { SamplesOf } from './sample.ts';

export const notesSamples: SamplesOf<typeof notesRoutes> = {
  writeNote: {
    request: ({ clientId, noteId }) => ({ parameters: { clientId }, body: { noteId, ...noteText } }),
    chosen: ['noteId'],
  },
  readNote: { request: ({ clientId, noteId }) => ({ parameters: { clientId, noteId } }) },
  mendNote: {
    request: ({ clientId, noteId }) => ({
      parameters: { clientId, noteId },
      body: { expectedVersion: 1, text: 'Wants to go to school in autumn', notADiagnosis: true },
    }),
  },
  correctNote: {
    request: ({ clientId, correctedNoteId: noteId }) => ({
      parameters: { clientId, noteId },
      body: { expectedVersion: 1, text: 'Wants to go to work', notADiagnosis: true, reason: 'Misheard' },
    }),
  },
  strikeNote: {
    request: ({ clientId, struckNoteId: noteId }) => ({
      parameters: { clientId, noteId },
      body: { expectedVersion: 1, reason: 'Is about somebody else' },
    }),
  },
};
