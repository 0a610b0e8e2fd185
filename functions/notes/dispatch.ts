import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { correctNote, mendNote, strikeNote } from './changeNote.ts';
import { readNote } from './readNote.ts';
import { writeNote } from './writeNote.ts';

export const notesDispatch: Dispatch<typeof notesRoutes> = {
  writeNote,
  readNote,
  mendNote,
  correctNote,
  strikeNote,
};
