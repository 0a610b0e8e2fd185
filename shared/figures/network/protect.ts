import { THRESHOLD } from '../threshold.ts';
import { type Arc, cheapestCycle, type Step, type Ways, waysOf } from './cycles.ts';

/** How wide the interval of every hidden number stays, at the least, for whoever knows all that is published. */
export const WIDTH = 5;

/** What came of it: what is hidden now, or the hidden number that nothing can protect. */
export type Protection = { readonly hidden: ReadonlySet<string> } | { readonly unprotected: Pick<Arc, 'id'> };

/** What the hidden numbers of a known sum come to at the least, besides one for each of them. */
const LEAST_HIDDEN_SUM = 2 * THRESHOLD;

/**
 * Hides further numbers of a table until every hidden one lies on a closed way (see {@link Arc}) along which it can move by
 * {@link WIDTH}: the way is the proof that no addition or subtraction of what is published narrows it further. The hypercube method
 * of official statistics, with ways of any length instead of four corners, and the cheapest instead of the first.
 *
 * A municipality knows its own numbers exactly, so a way that takes one of them proves nothing to it: each number also has, for every municipality that is
 * on its way, another way without that one's numbers.
 *
 * A number that is hidden on another one's way has its proof by the same way, and hiding more takes no proof away. Then, where the hidden
 * numbers of a known sum come to so little that the rule itself would tell which of them were small, one more of them is hidden, and
 * proven again.
 */
export function protect(arcs: readonly Arc[]): Protection {
  const ways = waysOf(arcs);
  const hidden = new Set(arcs.filter(({ state }) => state === 'HIDDEN').map(({ id }) => id));
  const proven: Proof['proven'] = new Map();
  for (;;) {
    const unproven = prove(ways, arcs, { hidden, proven, mayHide: true });
    if (unproven) return { unprotected: unproven };
    const thin = thinSum(ways, hidden);
    if (!thin) return { hidden };
    const more = thin.steps
      .filter(({ arc }) => arc.state === 'SHOWN' && !hidden.has(arc.id) && !isKnownTo(thin.reader, arc))
      .reduce<Arc | undefined>((best, { arc }) => (best && best.cost <= arc.cost ? best : arc), undefined);
    if (!more) return { unprotected: thin.hidden };
    hidden.add(more.id);
  }
}

/** The first hidden number without a proof, over a table whose pattern is settled. */
export function unprovenIn(arcs: readonly Arc[]): Arc | undefined {
  const hidden = new Set(arcs.filter(({ state }) => state === 'HIDDEN').map(({ id }) => id));
  return prove(waysOf(arcs), arcs, { hidden, proven: new Map(), mayHide: false });
}

interface Proof {
  readonly hidden: Set<string>;
  /** By number: the municipalities that are on every one of its ways, so that it has no proof against them yet; absent without a way. */
  readonly proven: Map<string, readonly string[]>;
  readonly mayHide: boolean;
}

const isKnownTo = (reader: string | undefined, { owner }: Arc): boolean =>
  reader !== undefined && owner === reader;

/** Proves all hidden numbers, hiding what their ways take; gives the first that cannot be proven. */
function prove(ways: Ways, arcs: readonly Arc[], proof: Proof): Arc | undefined {
  const { hidden, proven, mayHide } = proof;
  const stateOf = (arc: Arc): Arc['state'] => (hidden.has(arc.id) ? 'HIDDEN' : arc.state);
  for (const arc of arcs) {
    if (!hidden.has(arc.id)) continue;
    for (;;) {
      const without = proven.get(arc.id);
      const reader = without?.find((each) => each !== arc.owner);
      if (without && reader === undefined) break;
      const cycle = cheapestCycle(ways, arc, { width: WIDTH, stateOf, mayHide, reader });
      if (!cycle) return arc;
      hideAndProve(cycle, stateOf, proof);
    }
  }
  return undefined;
}

/** Every number of a way is proven by it, to whoever knows none of it. */
function hideAndProve(
  cycle: readonly Arc[],
  stateOf: (arc: Arc) => Arc['state'],
  { hidden, proven }: Proof,
): void {
  const owners = new Set(cycle.flatMap(({ owner }) => owner ?? []));
  for (const each of cycle) {
    if (stateOf(each) === 'UNSEEN') continue;
    hidden.add(each.id);
    const before = proven.get(each.id);
    proven.set(each.id, before ? before.filter((owner) => owners.has(owner)) : [...owners]);
  }
}

/** A known sum whose hidden parts come to too little for a reader, and one of them. */
interface Thin {
  readonly steps: readonly Step[];
  readonly hidden: Arc;
  readonly reader: string | undefined;
}

/** The first known sum whose hidden parts come to too little: for somebody outside, or for a municipality that takes its own off. */
function thinSum(ways: Ways, hidden: ReadonlySet<string>): Thin | undefined {
  for (const steps of ways.values()) {
    const open = steps.filter(({ arc }) => arc.state === 'UNSEEN' || hidden.has(arc.id));
    for (const reader of [undefined, ...new Set(open.flatMap(({ arc }) => arc.owner ?? []))]) {
      const left = open.filter(({ arc }) => !isKnownTo(reader, arc));
      const among = left.find(({ arc }) => hidden.has(arc.id))?.arc;
      // With open numbers on both sides it is only their difference that is known.
      if (!among || new Set(left.map(({ forward }) => forward)).size > 1) continue;
      const sum = left.reduce((all, { arc }) => all + arc.value, 0);
      if (sum < LEAST_HIDDEN_SUM + left.length) return { steps, hidden: among, reader };
    }
  }
  return undefined;
}
