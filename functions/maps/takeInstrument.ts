import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Instrument, type InstrumentFault, instrumentFaults } from '@ohjaamo/shared/maps/instrument.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  contentHash,
  inUse,
  instrumentOf,
  isVersion,
  lineOf,
  readRegister,
  type Register,
  registerWrite,
  versionWrite,
} from './instrumentRepository.ts';

/** An instrument that is to be offered first, beside the one that is now. */
export interface InstrumentToTake {
  /** With the number that it would have here: what stands under the number of a version never changes. */
  readonly instrument: Instrument;
  readonly now: Instrument;
  /** It is offered first already. */
  readonly isInUse: boolean;
  readonly faults: readonly InstrumentFault[];
  /** How often the register was changed. */
  readonly revision: number;
  /** The writes that put it before the others, while nobody has changed the register since. */
  writes(by: { readonly at: string; readonly staffId: StaffId }): Write[];
}

/** Looks at an instrument that is to be taken into use: two reads. */
export async function instrumentToTake(
  scope: TenantScope,
  given: Instrument,
  languages: readonly Language[],
): Promise<InstrumentToTake> {
  const register = await readRegister(scope);
  const [first] = inUse(register);
  if (!first) throw new Error('A municipality has no situation map in use');
  const instrument = numbered(register, given);
  const standing = register.entries.find((each) => isVersion(each, instrument));
  return {
    instrument,
    now: await instrumentOf(scope, first),
    isInUse: standing !== undefined && isVersion(first, instrument),
    faults: instrumentFaults(instrument, languages),
    revision: register.revision,
    writes({ at, staffId }) {
      const line = standing ? { ...standing, state: 'ACTIVE' as const } : lineOf(instrument, 'ACTIVE', at);
      const others = register.entries.filter((each) => !isVersion(each, instrument));
      const version = versionWrite(scope, instrument, { loadedAt: at, loadedBy: staffId });
      return [registerWrite(scope, register, [line, ...others]), ...(standing ? [] : [version])];
    },
  };
}

/** The same instrument with its own number, or with the next one at which nothing else stands. */
function numbered({ entries }: Register, given: Instrument): Instrument {
  for (let count = 0; ; count++) {
    const instrument = { ...given, version: count === 0 ? given.version : nextOf(given.version, count) };
    const standing = entries.find((each) => isVersion(each, instrument));
    if (!standing || standing.hash === contentHash(instrument)) return instrument;
  }
}

/** `2` → `2.1`, `1.4` → `1.4.1`, `1.4.2` → `1.4.3`. */
function nextOf(version: string, count: number): string {
  const parts = version.split('.').map(Number);
  const [one = 1, two, three] = parts;
  if (two === undefined || three === undefined) return `${version}.${String(count)}`;
  return [one, two, three + count].join('.');
}
