import type { CaseCategory } from '@ohjaamo/shared/access/rules.ts';
import type { NoteInStory, TimelineKind } from '@ohjaamo/shared/cases/timeline.ts';
import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Sealed } from './sealing.ts';
import type { Write } from './table.ts';
import type { TenantScope } from './tenancy/scope.ts';

/** One thing that happened to a case. */
export interface TimelineEntry {
  /** Opaque and unique within the case; the id of the record itself where an act happens once to it. */
  readonly id: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly what: TimelineKind;
  /** Who did it; absent for what the young person did on the own page, and for what the calendar did. */
  readonly by?: StaffId;
  readonly category: CaseCategory;
  /** Code of the organisation that recorded it. */
  readonly owner: string;
  /** Id of the record that it is about, to be opened from the story. */
  readonly record?: string;
  /** Of a note. */
  readonly note?: NoteInStory;
  /** Texts of the entry itself, sealed for the place that {@link timelineKey} gives; `text` is what the story shows. */
  readonly sealed?: Sealed;
}

/** Every entry stands behind this in the client's partition, outside its head. */
export const STORY = 'STORY#';

/** The sort key of an entry: by time, and behind the rows that every opening of the case reads (`CLIENT` to `EPISODE`). */
export function timelineKey({ at, id }: Pick<TimelineEntry, 'at' | 'id'>): string {
  return `${STORY}${at}#${id}`;
}

/** The write of an entry, to go into the transaction of what it tells. 1 unit for 1 KB. */
export function timelineWrite(scope: TenantScope, client: ClientId, entry: TimelineEntry): Write {
  return scope.cases.putWrite({
    ...scope.keys.client(client, timelineKey(entry)),
    kind: 'ENTRY',
    ...entry,
  });
}
