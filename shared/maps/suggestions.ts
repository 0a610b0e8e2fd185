import type { Answers, FilledMap } from './answers.ts';
import type { Instrument, InstrumentArea } from './instrument.ts';

/** An area to do something about, and why it is shown. */
export interface Suggestion {
  readonly area: InstrumentArea;
  /** Chosen to begin with; wanted help with; only low. */
  readonly why: 'FIRST' | 'WANTED' | 'LOW';
}

const order = ['FIRST', 'WANTED', 'LOW'] as const;

/**
 * What to look at next, sorted by the young person's own choice: what they want to begin with, then what they want help with, in
 * the order of the instrument; only then what they put below {@link Instrument.scale}'s `lowBelow`, the lowest first. Nothing that they neither
 * marked nor put low is suggested.
 */
export function suggestions(instrument: Instrument, { answers, first }: FilledMap): Suggestion[] {
  const found = instrument.areas.flatMap((area): Suggestion[] => {
    const answer = answers[area.key];
    if (first === area.key) return [{ area, why: 'FIRST' }];
    if (answer?.help) return [{ area, why: 'WANTED' }];
    const low = answer?.value !== undefined && answer.value < instrument.scale.lowBelow;
    return low ? [{ area, why: 'LOW' }] : [];
  });
  const low = ({ area, why }: Suggestion): number => (why === 'LOW' ? (answers[area.key]?.value ?? 0) : 0);
  return found.sort(
    (one, other) => order.indexOf(one.why) - order.indexOf(other.why) || low(one) - low(other),
  );
}

/** Whether crisis help stands before everything else: an area of crisis is very low. */
export function needsHelpNow(instrument: Instrument, answers: Answers): boolean {
  return instrument.areas.some(({ key, crisis }) => {
    const value = answers[key]?.value;
    return crisis && value !== undefined && value <= instrument.scale.crisisUpTo;
  });
}
