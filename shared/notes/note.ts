import { consentCategories } from '../kernel/caseCategories.ts';
import type { NoteSource, NoteState } from '../kernel/noteSources.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';

/** What a note can be about: the guidance as a whole, or what a consent can open to another organisation. */
export const noteCategories = ['GUIDANCE', ...consentCategories] as const;

/** What happened to a note. Every one of these is a version that stays. */
export const noteChanges = ['WRITTEN', 'MENDED', 'CORRECTED', 'STRUCK'] as const;
export type NoteChange = (typeof noteChanges)[number];

/** What can be done to a note that stands. */
export const noteActs = ['MEND', 'CORRECT', 'STRIKE'] as const;
export type NoteAct = (typeof noteActs)[number];

/** So long the writer may mend what was mistyped: 24 hours in milliseconds. Afterwards a correction stands beside the old text. */
export const MENDING_MILLISECONDS = 24 * 60 * 60_000;

/** One version of a note; `text` is absent where the note was struck out, `reason` where it was written or mended. */
export interface NoteVersion {
  /** 1 for the first. */
  readonly version: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly change: NoteChange;
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
}

/** A note with every version, the oldest first. */
export interface NoteHistory {
  readonly versions: readonly NoteVersion[];
}

/** What somebody asks to be done to a note. */
export interface NoteWish {
  readonly act: NoteAct;
  /** The version that was looked at. */
  readonly expectedVersion: number;
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
}

/** Who asks, and when. */
export interface NoteAsker {
  readonly worker: string;
  /** Named worker or deputy of the young person. */
  readonly guides: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `not-yours`: only the writer mends, and only the writer and who guides strikes out. `state-conflict`: too late, or struck out. */
export type NoteRefusal = 'stale-version' | 'not-yours' | 'state-conflict';

/** Which change an act makes, by the state the note is in; the state it is in afterwards. */
const steps = {
  STANDS: {
    MEND: { change: 'MENDED', state: 'STANDS' },
    CORRECT: { change: 'CORRECTED', state: 'STANDS' },
    STRIKE: { change: 'STRUCK', state: 'STRUCK' },
  },
  STRUCK: {},
} as const satisfies Record<
  NoteState,
  Partial<Record<NoteAct, { readonly change: NoteChange; readonly state: NoteState }>>
>;

/** What the versions of a note amount to. */
export interface NoteAsItStands {
  readonly state: NoteState;
  /** The number of the newest version. */
  readonly version: number;
  /** The text as written, or as last mended. Corrections stand beside it. */
  readonly text: string;
  /** The oldest first. */
  readonly corrections: readonly NoteVersion[];
  readonly struck: NoteVersion | undefined;
}

/** What a note says now. */
export function noteAsItStands({ versions }: NoteHistory): NoteAsItStands {
  const texts = versions.filter(({ change }) => change === 'WRITTEN' || change === 'MENDED');
  const struck = versions.find(({ change }) => change === 'STRUCK');
  return {
    state: struck ? 'STRUCK' : 'STANDS',
    version: versions.at(-1)?.version ?? 0,
    text: texts.at(-1)?.text ?? '',
    corrections: versions.filter(({ change }) => change === 'CORRECTED'),
    struck,
  };
}

/** Until when the writer may mend the note, in milliseconds since 1970. */
export function mendableUntil({ versions: [first] }: NoteHistory): number {
  return first ? Date.parse(first.at) + MENDING_MILLISECONDS : 0;
}

/** Why an act on the note as it stands is refused to somebody; `undefined` when it is not. */
export function refusalOf(
  note: NoteHistory,
  act: NoteAct,
  { worker, guides, now }: NoteAsker,
): Exclude<NoteRefusal, 'stale-version'> | undefined {
  const { state, corrections } = noteAsItStands(note);
  if (!(act in steps[state])) return 'state-conflict';
  const isWriter = note.versions[0]?.by === worker;
  if (act === 'MEND') {
    if (!isWriter) return 'not-yours';
    // A correction was written beside the text as it was.
    return now < mendableUntil(note) && corrections.length === 0 ? undefined : 'state-conflict';
  }
  return act === 'STRIKE' && !isWriter && !guides ? 'not-yours' : undefined;
}

/**
 * The version that an act adds to a note, or why it adds none. Asked again with the same content by the same worker, it is the
 * version that stands already.
 */
export function changedNote(
  note: NoteHistory,
  { act, expectedVersion, text, reason }: NoteWish,
  asker: NoteAsker,
): Result<NoteVersion, NoteRefusal> {
  const last = note.versions.at(-1);
  const wished = { change: steps.STANDS[act].change, text, reason };
  if (last?.version === expectedVersion + 1 && isSame(last, { ...wished, by: asker.worker })) {
    return succeed(last);
  }
  if (last?.version !== expectedVersion) return fail('stale-version');
  const refusal = refusalOf(note, act, asker);
  if (refusal) return fail(refusal);
  const at = new Date(asker.now).toISOString();
  return succeed({ version: expectedVersion + 1, at, by: asker.worker, ...wished });
}

function isSame(standing: NoteVersion, wished: Omit<NoteVersion, 'version' | 'at'>): boolean {
  return (['by', 'change', 'text', 'reason'] as const).every((field) => standing[field] === wished[field]);
}

/** Whether a note of this source says by name who told it (L04). */
export function namesInformant(source: NoteSource): boolean {
  return source !== 'CLIENT' && source !== 'OBSERVED';
}

/** So much of a note stands in the story; the rest is read on the note's own page. */
export const STORY_LENGTH = 1000;

/** The beginning of a text, to the end of a word, at most `longest` UTF-16 units. */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const part = text.slice(0, longest);
  const space = part.search(/\s\S*$/u);
  const whole = space > longest / 2 ? part.slice(0, space) : part.replace(/[\uD800-\uDBFF]$/u, '');
  return whole.trimEnd();
}
