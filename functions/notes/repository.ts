import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { noteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { noteSources, noteStates } from '@ohjaamo/shared/kernel/noteSources.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import { noteCategories, noteChanges } from '@ohjaamo/shared/notes/note.ts';
import * as z from 'zod';
import { clientStands } from '../kernel/clientStands.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const sealed = z.record(z.string(), z.string());

/** The note itself: what it is about, who told it, who wrote it. */
const noteRow = z.object({
  kind: z.literal('NOTE'),
  id: noteId,
  category: z.enum(noteCategories),
  /** Code of the organisation that recorded it. */
  owner: z.string(),
  source: z.enum(noteSources),
  by: staffId,
  writtenAt: z.string(),
  state: z.enum(noteStates),
  /** The number of the newest version. */
  version: z.int(),
  sealed,
});

/** One version: a row that is written once and never changed. */
const versionRow = z.object({
  kind: z.literal('NOTE_VERSION'),
  note: noteId,
  version: z.int(),
  at: z.string(),
  by: staffId,
  change: z.enum(noteChanges),
  sealed,
});

const row = z.discriminatedUnion('kind', [noteRow, versionRow]);

export type NoteRow = z.infer<typeof noteRow>;
export type VersionRow = z.infer<typeof versionRow>;

/** A note with its versions, the oldest first. */
export interface NoteRows {
  readonly note: NoteRow;
  readonly versions: readonly VersionRow[];
}

/** The sort key of a note. */
export function noteKey(id: string): string {
  return `NOTE#${id}`;
}

/** The sort key of one version; versions of a note sort by their number behind the note. */
export function versionKey({ note, version }: Pick<VersionRow, 'note' | 'version'>): string {
  return `${noteKey(note)}#${String(version).padStart(4, '0')}`;
}

/** Reads a note with its versions, consistently: 1 unit for 4 KB. */
export async function readNoteRows(
  scope: TenantScope,
  client: ClientId,
  id: string,
): Promise<NoteRows | undefined> {
  return (await readRows(scope, client, noteKey(id)))[0];
}

/** Every note of a client with its versions, in no order. 1 unit for 4 KB. */
export function readAllNoteRows(scope: TenantScope, client: ClientId): Promise<NoteRows[]> {
  return readRows(scope, client, noteKey(''));
}

async function readRows(scope: TenantScope, client: ClientId, begins: string): Promise<NoteRows[]> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, row, {
    begins,
    consistent: true,
  });
  const versions = Map.groupBy(
    items.filter((item) => item.kind === 'NOTE_VERSION'),
    ({ note }) => note,
  );
  return items.flatMap((note) =>
    note.kind === 'NOTE' ? { note, versions: versions.get(note.id) ?? [] } : [],
  );
}

/** Places in the transaction of a new note. */
const CLIENT_CHECK = 0;

/**
 * Writes a new note with its first version and `more`, while the client is there and was not taken into another record. About 6 units and those of `more`.
 */
export async function putNote(
  scope: TenantScope,
  client: ClientId,
  { note, first }: { readonly note: NoteRow; readonly first: VersionRow },
  more: readonly Write[],
): Promise<Result<void, 'not-found' | 'id-already-used'>> {
  const done = await scope.cases.transact([
    clientStands(scope, client),
    scope.cases.putWrite({ ...scope.keys.client(client, noteKey(note.id)), ...note }, true),
    versionWrite(scope, client, first),
    ...more,
  ]);
  if (done.ok) return done;
  return fail(
    done.error.failures.some(({ index }) => index === CLIENT_CHECK) ? 'not-found' : 'id-already-used',
  );
}

/** Adds a version to a note of which nobody added one in between, with `more`. About 6 units and those of `more`. */
export async function putVersion(
  scope: TenantScope,
  client: ClientId,
  { version, state }: { readonly version: VersionRow; readonly state: NoteRow['state'] },
  more: readonly Write[],
): Promise<Result<void, 'stale-version'>> {
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, noteKey(version.note)),
        UpdateExpression: 'SET version = :version, #state = :state',
        ConditionExpression: 'version = :before',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':version': version.version,
          ':state': state,
          ':before': version.version - 1,
        },
      },
    },
    versionWrite(scope, client, version),
    ...more,
  ]);
  return done.ok ? done : fail('stale-version');
}

function versionWrite(scope: TenantScope, client: ClientId, version: VersionRow): Write {
  return scope.cases.putWrite({ ...scope.keys.client(client, versionKey(version)), ...version }, true);
}
