import type { HeldPart } from '@ohjaamo/shared/rights/contract.ts';

type HeldRecord = HeldPart['records'][number];

/** A note as it is read: the text that stands, and those before it, the newest first. */
export interface ReadNote {
  readonly note: HeldRecord;
  readonly versions: readonly HeldRecord[];
}

/** Kinds in the order in which they are read; what is not named comes after them. */
const ORDER = [
  ...[
    'CLIENT',
    'IDENTIFICATION',
    'ASSIGNMENT',
    'EPISODE',
    'CONSENT',
    'NOTE',
    'REFERRAL',
    'REFERRAL_OUTCOME',
    'CONTACT',
  ],
  ...[
    'BOOKING',
    'WISHES',
    'TRIAL',
    'TRIAL_DAY',
    'REQUEST',
    'RESTRICTION',
    'GUARDIAN',
    'SHIELD',
    'PROHIBITION',
  ],
  ...['OUTREACH', 'ARRIVAL', 'FOLLOW_UP', 'HANDOVER', 'ENTRY'],
];
/** Plan and maps are read as on the own page, and versions with their notes. Every version of all three is in the file. */
const APART = new Set(['PLAN', 'MAP', 'NOTE_VERSION']);

/** When a record was made, by whichever of its fields says so; empty for one without a time. */
function timeOf(record: HeldRecord): string {
  const times = [
    'writtenAt',
    'at',
    'givenAt',
    'startedAt',
    'start',
    'createdAt',
    'askedAt',
    'recordedAt',
    'setAt',
    'date',
  ];
  const found = times.map((name) => record[name]).find((value) => typeof value === 'string');
  return found ?? '';
}

/** Of two at one instant the later one in the data is the newer. */
function newestFirst(records: readonly HeldRecord[]): HeldRecord[] {
  return records.toReversed().toSorted(byTime);
}

function byTime(one: HeldRecord, other: HeldRecord): number {
  return timeOf(other).localeCompare(timeOf(one));
}

/** The story tells each note once more, which is read among the notes. */
function isNoteInStory(kind: string, record: HeldRecord): boolean {
  return kind === 'ENTRY' && record['what'] === 'NOTE';
}

/** The parts that are read one record after the other, each with its records by time, the newest first. */
export function readParts(parts: readonly HeldPart[]): HeldPart[] {
  const place = ({ kind }: HeldPart) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return parts
    .filter(({ kind }) => !APART.has(kind))
    .toSorted((one, other) => place(one) - place(other))
    .map(({ kind, records }) => ({
      kind,
      records: newestFirst(records.filter((each) => !isNoteInStory(kind, each))),
    }))
    .filter(({ records }) => records.length > 0);
}

/** The notes by time, the newest first, each with the texts it has had. */
export function readNotes(parts: readonly HeldPart[]): ReadNote[] {
  const of = (wanted: string) => parts.find(({ kind }) => kind === wanted)?.records ?? [];
  const versions = Map.groupBy(of('NOTE_VERSION'), ({ note }) => note);
  return of('NOTE')
    .toSorted(byTime)
    .map((note) => ({
      note,
      versions: newestFirst(versions.get(note['id']) ?? []),
    }));
}
