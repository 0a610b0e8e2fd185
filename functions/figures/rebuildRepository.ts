import type { Counted, Counts, OwnCounted } from '@ohjaamo/shared/figures/counters.ts';
import * as z from 'zod';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { dailyRow, dayKey } from './repository.ts';
import type { Revision } from './streamRepository.ts';

/** Writes of marks in one transaction. */
const AT_ONCE = 100;

/** A site, or a worker as far as own work goes. */
export type DayPlace = Pick<Counted, 'site'> | Pick<OwnCounted, 'worker'>;

/** A place's day as it stands. */
export interface StandingDay {
  readonly counts: Counts;
  /** How often it has been added to. */
  readonly changes: number;
}

/** The days of a place between two dates that have a row, both inclusive, consistently: one Query. */
export async function readStandingDays(
  scope: TenantScope,
  place: DayPlace,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, StandingDay>> {
  const { items } = await scope.work.query(dayKey(scope, { ...place, date: from }).pk, dailyRow, {
    between: [from, to],
    consistent: true,
  });
  return new Map(items.map(({ date, ...day }) => [date, day]));
}

/** A place's day as it stands, consistently, with how often it has been added to; both nothing when it has no row. */
export async function readDay(scope: TenantScope, place: DayPlace, date: string): Promise<StandingDay> {
  const { pk, sk } = dayKey(scope, { ...place, date });
  return (await scope.work.get({ pk, sk }, dailyRow)) ?? { counts: {}, changes: 0 };
}

/** Those of these facts of which the stream has not told, or not of every revision: a read for each revision. */
export async function unmarked(scope: TenantScope, facts: readonly Revision[]): Promise<Revision[]> {
  const key = z.object({ pk: z.string(), sk: z.string() });
  const found = await scope.work.batchGet(marksOf(scope, facts), key, true);
  const marks = new Set(found.map(({ pk, sk }) => `${pk} ${sk}`));
  return facts.filter((fact) => marksOf(scope, [fact]).some(({ pk, sk }) => !marks.has(`${pk} ${sk}`)));
}

/** Leaves the marks of these revisions and of all before them, so that the stream adds none of them any more. */
export async function markAll(scope: TenantScope, facts: readonly Revision[]): Promise<void> {
  const marks = marksOf(scope, facts).map((key) => ({ ...key, kind: 'APPLIED' }));
  for (let from = 0; from < marks.length; from += AT_ONCE) {
    await scope.work.transact(marks.slice(from, from + AT_ONCE).map((mark) => scope.work.putWrite(mark)));
  }
}

function marksOf(scope: TenantScope, facts: readonly Revision[]): Key[] {
  return facts.flatMap(({ id, revision }) =>
    Array.from({ length: revision }, (_, before) => scope.keys.applied(id, before + 1)),
  );
}

/** Puts a day in the place of the one that was read; whether it still stood as often added to as then. */
export async function replaceDay(
  scope: TenantScope,
  day: Counted | OwnCounted,
  changes: number,
): Promise<boolean> {
  const row = { ...dayKey(scope, day), ...day.counts, changes: changes + 1 };
  const done =
    changes === 0
      ? await scope.work.putIf(row, 'attribute_not_exists(changes)')
      : await scope.work.putIf(row, 'changes = :changes', { ':changes': changes });
  return done.ok;
}
