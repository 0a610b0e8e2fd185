import {
  beginningOf,
  changedNote,
  MENDING_MILLISECONDS,
  mendableUntil,
  noteAsItStands,
  type NoteAct,
  noteActs,
  type NoteVersion,
  refusalOf,
} from '@ohjaamo/shared/notes/note.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const WRITTEN = Date.parse('2027-02-01T06:30:00.000Z');
const HOUR = 60 * 60_000;

const written = (text = 'Soittaa huomenna'): NoteVersion[] => [
  { version: 1, at: new Date(WRITTEN).toISOString(), by: 'writer', change: 'WRITTEN', text },
];
const asker = (worker: string, hoursLater: number, guides = false) => ({
  worker,
  guides,
  now: WRITTEN + hoursLater * HOUR,
});

/** Acts as workers do them in the course of days: some of the newest version, some of one that was looked at before. */
const wishes = fc.array(
  fc.record({
    act: fc.constantFrom<NoteAct>(...noteActs),
    behind: fc.constantFrom(0, 0, 0, 1),
    worker: fc.constantFrom('writer', 'colleague', 'guide'),
    hours: fc.double({ min: 0, max: 12, noNaN: true }),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    reason: fc.string({ minLength: 1, maxLength: 10 }),
  }),
  { maxLength: 12 },
);

/** The versions after a course of wishes, with each that was granted. */
function courseOf(course: typeof wishes extends fc.Arbitrary<infer W> ? W : never) {
  let versions = written();
  let hours = 0;
  const granted: { readonly act: NoteAct; readonly hours: number; readonly worker: string }[] = [];
  for (const { act, behind, worker, hours: later, text, reason } of course) {
    hours += later;
    const texts = { MEND: { text }, CORRECT: { text, reason }, STRIKE: { reason } }[act];
    const wish = { act, expectedVersion: versions.length - behind, ...texts };
    const answer = changedNote({ versions }, wish, asker(worker, hours, worker === 'guide'));
    if (!answer.ok || versions.includes(answer.value)) continue;
    versions = [...versions, answer.value];
    granted.push({ act, hours, worker });
  }
  return { versions, granted };
}

describe('The versions of a note', () => {
  it('only grow: none is ever changed, and they are numbered and timed in order', () => {
    fc.assert(
      fc.property(wishes, (course) => {
        const { versions } = courseOf(course);
        courseOf(course.slice(0, -1)).versions.forEach((each, index) => {
          expect(versions[index]).toEqual(each);
        });
        expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
        expect(versions.map(({ at }) => at)).toEqual(versions.map(({ at }) => at).toSorted());
      }),
    );
  });

  it('show the text as it was last mended, every correction beside it, and say when it was struck out', () => {
    fc.assert(
      fc.property(wishes, (course) => {
        const { versions } = courseOf(course);
        const stands = noteAsItStands({ versions });
        const mended = versions.filter(({ change }) => change === 'MENDED').at(-1);
        expect(stands.text).toBe(mended?.text ?? 'Soittaa huomenna');
        expect(stands.corrections).toEqual(versions.filter(({ change }) => change === 'CORRECTED'));
        expect(stands.state === 'STRUCK').toBe(versions.some(({ change }) => change === 'STRUCK'));
        expect(stands.version).toBe(versions.length);
      }),
    );
  });

  it('are mended by the writer alone, within a day and before a correction; nothing follows a strike', () => {
    fc.assert(
      fc.property(wishes, (course) => {
        const { versions, granted } = courseOf(course);
        for (const { act, hours, worker } of granted) {
          if (act === 'MEND') expect([worker, hours < 24]).toEqual(['writer', true]);
          if (act === 'STRIKE') expect(['writer', 'guide']).toContain(worker);
        }
        const changes = versions.map(({ change }) => change);
        expect(changes.lastIndexOf('MENDED')).toBeLessThan(
          changes.includes('CORRECTED') ? changes.indexOf('CORRECTED') : Infinity,
        );
        if (changes.includes('STRUCK')) expect(changes.indexOf('STRUCK')).toBe(changes.length - 1);
      }),
    );
  });
});

describe('Mending a note', () => {
  it('ends 24 hours after it was written, to the millisecond, whatever was mended since', () => {
    const note = { versions: written() };
    expect(mendableUntil(note)).toBe(WRITTEN + MENDING_MILLISECONDS);
    const last = { ...asker('writer', 0), now: WRITTEN + MENDING_MILLISECONDS - 1 };
    expect(refusalOf(note, 'MEND', last)).toBeUndefined();
    expect(refusalOf(note, 'MEND', { ...last, now: last.now + 1 })).toBe('state-conflict');
    const mended = changedNote(
      note,
      { act: 'MEND', expectedVersion: 1, text: 'Soitan' },
      asker('writer', 20),
    );
    const after = { versions: [...note.versions, ...(mended.ok ? [mended.value] : [])] };
    expect(after.versions).toHaveLength(2);
    expect(refusalOf(after, 'MEND', asker('writer', 25))).toBe('state-conflict');
  });

  it('is refused of a version that is no longer the newest, and is the same when asked again', () => {
    const wish = { act: 'MEND', expectedVersion: 1, text: 'Soitan huomenna' } as const;
    const first = changedNote({ versions: written() }, wish, asker('writer', 1));
    if (!first.ok) return expect.fail(first.error);
    const note = { versions: [...written(), first.value] };
    expect(changedNote(note, wish, asker('writer', 2))).toEqual(first);
    const other = changedNote(note, { ...wish, text: 'En soita' }, asker('writer', 2));
    expect(other).toEqual({ ok: false, error: 'stale-version' });
  });
});

describe('The beginning of a note in the story', () => {
  it('is the whole of a short one, and else ends with a word and no half sign', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 2, max: 40 }),
        (text, longest) => {
          const shown = beginningOf(text, longest);
          expect(shown.length).toBeLessThanOrEqual(longest);
          expect(text.startsWith(shown)).toBe(true);
          expect(shown.isWellFormed()).toBe(true);
          if (text.length <= longest) expect(shown).toBe(text);
        },
      ),
    );
    expect(beginningOf('yksi kaksi kolme', 12)).toBe('yksi kaksi');
  });
});
