import type { instrument, instrumentFaults } from '../../maps/instrument.ts';
import { defineKind } from '../kind.ts';

/** A template of this kind is an instrument of situation maps, as a municipality loads one from a file. */
export function situationMapKind(of: {
  readonly instrument: typeof instrument;
  readonly faultsOf: typeof instrumentFaults;
}) {
  return defineKind({
    schema: of.instrument,
    lists: { '/areas': ['key'] },
    faults: (content) => of.faultsOf(content, []),
  });
}
