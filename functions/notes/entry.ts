import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { beginningOf, noteAsItStands, STORY_LENGTH } from '@ohjaamo/shared/notes/note.ts';
import { sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { timelineKey, timelineWrite } from '../kernel/timeline.ts';
import type { OpenedNote } from './opened.ts';

/**
 * The note as the story shows it, so that a page of the story is one Query: the beginning of the text and of the newest correction,
 * or why the note was struck out. It replaces the entry that stood at its place.
 */
export async function entryWrite(
  scope: TenantScope,
  client: ClientId,
  { note, informant, versions }: OpenedNote,
): Promise<Write> {
  const { id, writtenAt: at, by, category, owner, source } = note;
  const { state, text, corrections, struck } = noteAsItStands({ versions });
  const newest = versions.findLast(({ change }) => change === 'CORRECTED');
  const shown = beginningOf(text, STORY_LENGTH);
  const correction = newest?.text && beginningOf(newest.text, STORY_LENGTH);
  const sealed = await sealTexts(
    scope,
    { client, sk: timelineKey({ at, id }) },
    struck
      ? { struck: struck.reason }
      : { text: shown, informant, ...(newest && { correction, reason: newest.reason }) },
  );
  const shortened = shown !== text || correction !== newest?.text;
  return timelineWrite(scope, client, {
    ...{ id, at, what: 'NOTE', by, category, owner, record: id, sealed },
    note: {
      source,
      state,
      shortened: !struck && shortened,
      corrections: corrections.length,
      ...(newest && !struck && { corrected: { at: newest.at, by: newest.by } }),
    },
  });
}
