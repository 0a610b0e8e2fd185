import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Copy, copyRow, type KeptMerge, type Line, lineRow, mergedRow } from './rows.ts';

/** A copy as it was read. */
export interface StandingCopy {
  readonly copy: Copy;
  /** 0 for one that is not there yet. */
  readonly revision: number;
}

type Named = Pick<Copy, 'kind' | 'name'>;

/** Every copy of the municipality as a line, by title: one Query, no contents. */
export async function readLines(scope: TenantScope): Promise<Line[]> {
  const { items } = await scope.work.query(scope.keys.adoptions('').pk, lineRow);
  return items.map(({ value }) => value);
}

/** A copy, consistently; `undefined` when the municipality does not use the template. At most 80 read units for the largest. */
export async function readCopy(
  scope: TenantScope,
  { kind, name }: { readonly kind: TemplateKind; readonly name: string },
): Promise<StandingCopy | undefined> {
  const row = await scope.work.get(scope.keys.adoption(kind, name, 'COPY'), copyRow);
  return row && { copy: row.value, revision: row.revision };
}

/** The last merge of a copy. */
export async function readKept(scope: TenantScope, { kind, name }: Named): Promise<KeptMerge | undefined> {
  return (await scope.work.get(scope.keys.adoption(kind, name, 'MERGED'), mergedRow))?.value;
}

/** The write of the last merge. */
export function keptWrite(scope: TenantScope, { kind, name }: Named, value: KeptMerge): Write {
  return scope.work.putWrite({
    ...scope.keys.adoption(kind, name, 'MERGED'),
    kind: 'ADOPTION_MERGED',
    value,
  });
}

/**
 * Puts a changed copy with its line, and `more`, while the one that was read still stands; false when somebody was quicker. The line
 * is what the network is told by: it goes out with the same transaction.
 */
export async function putCopy(
  scope: TenantScope,
  standing: StandingCopy,
  more: readonly Write[],
): Promise<boolean> {
  return (await scope.work.transact([...copyWrites(scope, standing), ...more])).ok;
}

/** The writes of {@link putCopy}, for a transaction of somebody else's. */
export function copyWrites(scope: TenantScope, { copy, revision }: StandingCopy): Write[] {
  const { kind, name } = copy;
  const item = {
    ...scope.keys.adoption(kind, name, 'COPY'),
    ...{ kind: 'ADOPTION', revision: revision + 1, value: copy },
  };
  const line = { ...scope.keys.adoptions(`${kind}#${name}`), kind: 'ADOPTION_LINE', value: lineOf(copy) };
  return [scope.work.putOverWrite(item, revision, 'revision'), scope.work.putWrite(line)];
}

function lineOf(copy: Copy): Line {
  const { kind, name, title, address, version, municipality, uses, changedAt, merging } = copy;
  const { adoptedAt, endedAt, firstEndedAt, own, offered } = copy;
  return {
    ...{ kind, name, title, address, version, municipality, uses, changedAt },
    ...{ adoptedAt, endedAt, firstEndedAt },
    isMerging: merging !== undefined,
    ...(own && { own: { handed: own.handed, isPublished: own.isPublished } }),
    ...(offered && { offered: offered.address }),
  };
}

/** How many events a copy remembers; the first, its adoption, always. */
const EVENTS = 100;

/** A copy with one more event. */
export function withEvent(copy: Copy, event: Copy['history'][number]): Copy {
  const told = [...copy.history, event];
  const history = told.length > EVENTS ? [...told.slice(0, 1), ...told.slice(1 - EVENTS)] : told;
  return { ...copy, changedAt: event.at, history };
}
