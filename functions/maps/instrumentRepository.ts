import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { instrument, type Instrument } from '@ohjaamo/shared/maps/instrument.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { type InstrumentLine, instrumentLine } from '@ohjaamo/shared/maps/views.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const registerRow = z.object({
  revision: z.int(),
  entries: z.array(instrumentLine.extend({ languages: z.array(language) })),
});
const versionRow = z.object({ instrument, hash: z.string(), loadedAt: z.string(), loadedBy: staffId });

/** The municipality's instruments, the one that is offered first first. */
export interface Register {
  readonly entries: readonly InstrumentLine[];
  /** 0 before anything was changed. */
  readonly revision: number;
}

type Version = Pick<Instrument, 'id' | 'version'>;

/** The hash of an instrument's content, in the order of its schema. */
export function contentHash(of: Instrument): string {
  return hashOf(JSON.stringify(instrument.parse(of)));
}

/** An instrument as a line of the register. */
export function lineOf(of: Instrument, state: InstrumentLine['state'], loadedAt?: string): InstrumentLine {
  const { id, version, name, languages, areas, source } = of;
  return {
    ...{ id, version, name, languages, areas: areas.length, source, hash: contentHash(of), state },
    ...(loadedAt !== undefined && { loadedAt }),
  };
}

/** Whether two name the same version of the same instrument. */
export function isVersion(one: Version, other: Version): boolean {
  return one.id === other.id && one.version === other.version;
}

let own: InstrumentLine | undefined;

/** The service's own instrument as a line; reckoned once, by whoever first asks. */
function ownLine(): InstrumentLine {
  own ??= lineOf(ownInstrument, 'ACTIVE');
  return own;
}

/** Reads the register, consistently: one read unit. The service's own instrument is always in it. */
export async function readRegister(scope: TenantScope): Promise<Register> {
  const row = await scope.cases.get(scope.keys.instrument('REGISTER'), registerRow);
  const entries: readonly InstrumentLine[] = row?.entries ?? [];
  return {
    revision: row?.revision ?? 0,
    entries: entries.some((each) => isVersion(each, ownInstrument)) ? entries : [...entries, ownLine()],
  };
}

/** The instruments in use, the first offered first. There is always one. */
export function inUse({ entries }: Register): readonly InstrumentLine[] {
  return entries.filter(({ state }) => state === 'ACTIVE');
}

/** One version; it never changes, so that it may be remembered. At most 4 read units for the largest. */
export async function readInstrument(scope: TenantScope, of: Version): Promise<Instrument | undefined> {
  if (isVersion(of, ownInstrument)) return ownInstrument;
  const row = await scope.recently(`instrument ${of.id} ${of.version}`, () =>
    scope.cases.get(scope.keys.instrument(versionKey(of)), versionRow),
  );
  return row?.instrument;
}

/** The same for a map that was filled in with it. */
export async function instrumentOf(scope: TenantScope, of: Version): Promise<Instrument> {
  const found = await readInstrument(scope, of);
  if (!found) throw new Error('A map was filled in with an instrument that is not there');
  return found;
}

/** The write of a version that is not there yet. */
export function versionWrite(
  scope: TenantScope,
  of: Instrument,
  loaded: Pick<z.infer<typeof versionRow>, 'loadedAt' | 'loadedBy'>,
): Write {
  const key = scope.keys.instrument(versionKey(of));
  return scope.cases.putWrite(
    { ...key, kind: 'INSTRUMENT', instrument: of, hash: contentHash(of), ...loaded },
    true,
  );
}

/** Puts the changed register while the one that was read still stands, with `more` after it. */
export async function putRegister(
  scope: TenantScope,
  before: Register,
  entries: readonly InstrumentLine[],
  more: readonly Write[],
): Promise<Result<void, 'stale-version'>> {
  const done = await scope.cases.transact([registerWrite(scope, before, entries), ...more]);
  return done.ok ? done : fail('stale-version');
}

/** The write of the changed register over the one that was read. */
export function registerWrite(
  scope: TenantScope,
  before: Register,
  entries: readonly InstrumentLine[],
): Write {
  const item = {
    ...scope.keys.instrument('REGISTER'),
    ...{ kind: 'INSTRUMENTS', revision: before.revision + 1, entries },
  };
  return scope.cases.putOverWrite(item, before.revision, 'revision');
}

function versionKey({ id, version }: Version): string {
  return `VERSION#${id}#${version}`;
}
