import * as z from 'zod';
import { clientId, code, noteId, staffId } from '../kernel/ids.ts';
import { localizedText } from '../kernel/i18n.ts';
import { noteSources, noteStates } from '../kernel/noteSources.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { namesDiagnosis, sensitiveLine, textWithoutIdentityCode } from '../kernel/sensitive.ts';
import { namesInformant, noteActs, noteCategories, noteChanges } from './note.ts';

/** The longest note, in UTF-16 units. */
export const LONGEST_NOTE = 4000;

const roles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const clientParameters = z.strictObject({ clientId });
const noteParameters = clientParameters.extend({ noteId });
const worker = z.strictObject({ id: staffId, name: z.string() });

/** What is written, and the writer's word that what looks like a diagnosis code is something else. */
const written = {
  text: textWithoutIdentityCode(LONGEST_NOTE),
  notADiagnosis: z.boolean().default(false),
};

function refuseDiagnosis(
  { text, notADiagnosis }: { readonly text: string; readonly notADiagnosis: boolean },
  context: z.core.$RefinementCtx,
): void {
  if (!notADiagnosis && namesDiagnosis(text)) {
    context.addIssue({ code: 'custom', path: ['text'], message: 'diagnosis_code' });
  }
}

export const noteView = z.strictObject({
  id: noteId,
  category: z.enum(noteCategories),
  organisation: z.strictObject({ code, name: localizedText }),
  source: z.enum(noteSources),
  /** Who told it, when that was not the young person and nothing that the worker saw. */
  informant: z.string().optional(),
  state: z.enum(noteStates),
  version: z.int(),
  /** As it was written, or mended within a day. */
  text: z.string(),
  /** Every version, the oldest first, with who made it and when. */
  versions: z.array(
    z.strictObject({
      version: z.int(),
      at: z.string(),
      by: worker,
      change: z.enum(noteChanges),
      text: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  /** What whoever asks may do with it now. */
  may: z.array(z.enum(noteActs)),
  /** Until when the writer mends it; for the writer, while it can be mended. */
  mendableUntil: z.string().optional(),
});

const change = {
  method: 'POST',
  access: { kind: 'session', roles },
  parameters: noteParameters,
  response: noteView,
  status: 200,
  problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'stale-version'],
  case: { action: 'VIEW' },
} as const;
const expectedVersion = z.int().min(1);
const reason = sensitiveLine(300);

export const notesRoutes = defineRoutes('notes', {
  writeNote: {
    method: 'POST',
    path: '/api/notes/clients/{clientId}/notes',
    access: { kind: 'session', roles },
    parameters: clientParameters,
    body: z
      .strictObject({
        /** Chosen by the caller: the idempotency key. */
        noteId,
        category: z.enum(noteCategories),
        source: z.enum(noteSources),
        informant: sensitiveLine(120).optional(),
        ...written,
      })
      .superRefine((note, context) => {
        refuseDiagnosis(note, context);
        if (namesInformant(note.source) === (note.informant !== undefined)) return;
        const message = note.informant === undefined ? 'informant_missing' : 'informant_not_needed';
        context.addIssue({ code: 'custom', path: ['informant'], message });
      }),
    response: noteView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used'],
    audit: { action: 'WRITE_NOTE', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** A note with every version of it. */
  readNote: {
    method: 'GET',
    path: '/api/notes/clients/{clientId}/notes/{noteId}',
    access: { kind: 'session', roles },
    parameters: noteParameters,
    response: noteView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_NOTE', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Replaces the text within a day of writing it; the text before is kept as a version. */
  mendNote: {
    ...change,
    path: '/api/notes/clients/{clientId}/notes/{noteId}/mending',
    body: z.strictObject({ expectedVersion, ...written }).superRefine(refuseDiagnosis),
    audit: { action: 'MEND_NOTE', subjectParameter: 'clientId' },
  },
  /** Sets a correction beside the text, with why. */
  correctNote: {
    ...change,
    path: '/api/notes/clients/{clientId}/notes/{noteId}/corrections',
    body: z.strictObject({ expectedVersion, ...written, reason }).superRefine(refuseDiagnosis),
    audit: { action: 'CORRECT_NOTE', subjectParameter: 'clientId' },
  },
  /** Strikes out a note that was recorded wrongly; it is kept, marked, with why. */
  strikeNote: {
    ...change,
    path: '/api/notes/clients/{clientId}/notes/{noteId}/strike',
    body: z.strictObject({ expectedVersion, reason }),
    audit: { action: 'STRIKE_NOTE', subjectParameter: 'clientId' },
  },
});

export type NoteView = z.infer<typeof noteView>;
