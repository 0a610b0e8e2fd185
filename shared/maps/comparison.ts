import type { AreaAnswer, Answers } from './answers.ts';
import type { Instrument, InstrumentArea } from './instrument.ts';

/** How an area moved between two maps; a value that was skipped in either says nothing about the way. */
export type Change = 'RISEN' | 'FALLEN' | 'SAME' | 'ONLY_BEFORE' | 'ONLY_AFTER' | 'NEITHER';

/** One area in two maps. */
export interface ComparedArea {
  readonly area: InstrumentArea;
  readonly before: AreaAnswer | undefined;
  readonly after: AreaAnswer | undefined;
  readonly change: Change;
  /** By how many steps of the scale it rose or fell; 0 when it did neither. */
  readonly steps: number;
}

/** A map that is compared: with which instrument, and what was said. */
export interface ComparedMap {
  readonly instrument: Instrument;
  readonly answers: Answers;
}

/** Whether two maps ask the same: maps of one instrument, in whichever versions. Areas of other instruments mean other things. */
export function comparable(one: Pick<Instrument, 'id'>, other: Pick<Instrument, 'id'>): boolean {
  return one.id === other.id;
}

/**
 * Two maps beside each other, area by area: those of the later version, then those that only the earlier one asks. Strengths
 * of the later map first, then those of the earlier, then the others.
 */
export function compareMaps(before: ComparedMap, after: ComparedMap): ComparedArea[] {
  const later = after.instrument.areas;
  const gone = before.instrument.areas.filter(({ key }) => !later.some((area) => area.key === key));
  const compared = [...later, ...gone].map((area): ComparedArea => {
    const [one, other] = [before.answers[area.key], after.answers[area.key]];
    return { area, before: one, after: other, ...changeOf(one?.value, other?.value) };
  });
  const rank = ({ before: one, after: other }: ComparedArea): number =>
    other?.strength ? 0 : one?.strength ? 1 : 2;
  return compared.sort((one, other) => rank(one) - rank(other));
}

function changeOf(
  before: number | undefined,
  after: number | undefined,
): Pick<ComparedArea, 'change' | 'steps'> {
  if (before === undefined) return { change: after === undefined ? 'NEITHER' : 'ONLY_AFTER', steps: 0 };
  if (after === undefined) return { change: 'ONLY_BEFORE', steps: 0 };
  if (after === before) return { change: 'SAME', steps: 0 };
  return { change: after > before ? 'RISEN' : 'FALLEN', steps: Math.abs(after - before) };
}
