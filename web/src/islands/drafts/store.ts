import { run } from '../device/database.ts';
import { open, seal, type Sealed } from '../device/seal.ts';
import { type DeviceWorker, draftsOf, isHere, keyOf } from '../device/worker.ts';
import type { FieldState } from './fields.ts';

/** What somebody was writing: what stood in the form when it was opened, and what stands in it now. */
export interface Draft {
  readonly before: readonly FieldState[];
  readonly now: readonly FieldState[];
}

interface KeptDraft {
  readonly name: string;
  readonly savedAt: number;
  readonly sealed: Sealed;
}

/** Days after which a draft that nobody came back to is gone. */
const KEPT_DAYS = 14;
const DAY = 86_400_000;

/** Keeps a draft under the form's name, sealed for the worker; nothing where the worker's key is not known yet. */
export async function keepDraft(
  { staffId, publicKey }: DeviceWorker,
  name: string,
  draft: Draft,
): Promise<boolean> {
  // A pause in typing can end after the worker has signed out.
  if (!publicKey || !(await isHere(staffId))) return false;
  const sealed = await seal(publicKey, placeOf(staffId, name), draft);
  const kept: KeptDraft = { name, savedAt: Date.now(), sealed };
  await run('drafts', 'readwrite', (drafts) => drafts.put(kept, [staffId, name]));
  return true;
}

/** The draft of a form, if there is one and the worker's key opens it. */
export async function draftOf(worker: DeviceWorker, name: string): Promise<Draft | undefined> {
  const { staffId } = worker;
  const kept = await run(
    'drafts',
    'readonly',
    (drafts) => drafts.get([staffId, name]) as IDBRequest<KeptDraft | undefined>,
  );
  if (!kept) return undefined;
  if (Date.now() - kept.savedAt > KEPT_DAYS * DAY) {
    await removeDraft(staffId, name);
    return undefined;
  }
  const key = await keyOf(worker);
  const opened = key && key !== 'signIn' && (await open(key, placeOf(staffId, name), kept.sealed));
  return opened ? (opened as Draft) : undefined;
}

/** Removes the draft of a form: it was saved, or thrown away. */
export async function removeDraft(staffId: string, name: string): Promise<void> {
  await run('drafts', 'readwrite', (drafts) => drafts.delete([staffId, name]));
}

/** Removes what nobody came back to. */
export async function forgetOldDrafts(staffId: string): Promise<void> {
  const all = await run(
    'drafts',
    'readonly',
    (drafts) => drafts.getAll(draftsOf(staffId)) as IDBRequest<KeptDraft[]>,
  );
  for (const { name, savedAt } of all) {
    if (Date.now() - savedAt > KEPT_DAYS * DAY) await removeDraft(staffId, name);
  }
}

function placeOf(staffId: string, name: string): string {
  return `draft|${staffId}|${name}`;
}
