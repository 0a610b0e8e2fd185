import { type Dated, type DatedFault, decided, withdrawn } from '@ohjaamo/shared/kernel/dated.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';

/** A matter about which is decided from a day on, as it was read. */
export interface Matter<V> {
  readonly version: number;
  readonly decisions: readonly Dated<V>[];
  /** Today's date in the municipality. */
  readonly today: string;
  /** It has held since the municipality came: nothing about it begins before today. */
  readonly hasHeld: boolean;
  /** Keeps other decisions over the version that was read; false when somebody was quicker. */
  readonly keep: (decisions: readonly Dated<V>[]) => Promise<boolean>;
}

type Answer = Result<{ readonly body: { readonly version: number } }, Problem>;

/** Decides what holds from a day on. The same request again changes nothing. */
export async function decideDated<V>(
  matter: Matter<V>,
  version: number,
  decision: Omit<Dated<V>, 'withdrawn'>,
): Promise<Answer> {
  const { id, from, value } = decision;
  const standing = matter.decisions.find((each) => each.id === id);
  if (standing) {
    const isSame = standing.from === from && JSON.stringify(standing.value) === JSON.stringify(value);
    return isSame ? succeed({ body: { version: matter.version } }) : fail(problem('id-already-used'));
  }
  if (matter.version !== version) return fail(problem('stale-version'));
  if (matter.hasHeld && from < matter.today) return refused('IN_THE_PAST');
  const decisions = decided(matter.decisions, decision, matter.today);
  return typeof decisions === 'string' ? refused(decisions) : kept(matter, decisions);
}

/** Takes back what has not begun; it stays in the history. */
export async function withdrawDated<V>(
  matter: Matter<V>,
  version: number,
  { id, ...mark }: Pick<Dated<V>, 'id' | 'at' | 'by'>,
): Promise<Answer> {
  const decisions = withdrawn(matter.decisions, id, mark, matter.today);
  if (decisions === undefined) return fail(problem('not-found'));
  if (decisions === matter.decisions) return succeed({ body: { version: matter.version } });
  if (matter.version !== version) return fail(problem('stale-version'));
  return typeof decisions === 'string' ? refused(decisions) : kept(matter, decisions);
}

async function kept<V>(matter: Matter<V>, decisions: readonly Dated<V>[]): Promise<Answer> {
  const done = await matter.keep(decisions);
  return done ? succeed({ body: { version: matter.version + 1 } }) : fail(problem('stale-version'));
}

function refused(reason: DatedFault): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: [{ reason }] }));
}
