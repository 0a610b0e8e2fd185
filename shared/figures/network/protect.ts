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
 * A number that is hidden on another one's way has its proof by the same way, and hiding more takes no proof away. Then, where the hidden
 * numbers of a known sum come to so little that the rule itself would tell which of them were small, one more of them is hidden, and
 * proven again.
 */
export function protect(arcs: readonly Arc[]): Protection {
  const ways = waysOf(arcs);
  const hidden = new Set(arcs.filter(({ state }) => state === 'HIDDEN').map(({ id }) => id));
  const proven = new Set<string>();
  for (;;) {
    const unproven = prove(ways, arcs, { hidden, proven, mayHide: true });
    if (unproven) return { unprotected: unproven };
    const thin = thinSum(ways, hidden);
    if (!thin) return { hidden };
    const more = thin
      .filter(({ arc }) => arc.state === 'SHOWN' && !hidden.has(arc.id))
      .reduce<Arc | undefined>((best, { arc }) => (best && best.cost <= arc.cost ? best : arc), undefined);
    if (!more) return { unprotected: thin.find(({ arc }) => hidden.has(arc.id))?.arc ?? { id: '' } };
    hidden.add(more.id);
  }
}

/** The first hidden number without a proof, over a table whose pattern is settled. */
export function unprovenIn(arcs: readonly Arc[]): Arc | undefined {
  const hidden = new Set(arcs.filter(({ state }) => state === 'HIDDEN').map(({ id }) => id));
  return prove(waysOf(arcs), arcs, { hidden, proven: new Set(), mayHide: false });
}

interface Proof {
  readonly hidden: Set<string>;
  readonly proven: Set<string>;
  readonly mayHide: boolean;
}

/** Proves all hidden numbers, hiding what their ways take; gives the first that cannot be proven. */
function prove(ways: Ways, arcs: readonly Arc[], { hidden, proven, mayHide }: Proof): Arc | undefined {
  const stateOf = (arc: Arc): Arc['state'] => (hidden.has(arc.id) ? 'HIDDEN' : arc.state);
  for (const arc of arcs) {
    if (!hidden.has(arc.id) || proven.has(arc.id)) continue;
    const cycle = cheapestCycle(ways, arc, { width: WIDTH, stateOf, mayHide });
    if (!cycle) return arc;
    for (const each of cycle) {
      if (stateOf(each) === 'UNSEEN') continue;
      hidden.add(each.id);
      proven.add(each.id);
    }
  }
  return undefined;
}

/** The numbers around the first known sum whose hidden parts come to too little. */
function thinSum(ways: Ways, hidden: ReadonlySet<string>): readonly Step[] | undefined {
  for (const steps of ways.values()) {
    const open = steps.filter(({ arc }) => arc.state === 'UNSEEN' || hidden.has(arc.id));
    // With open numbers on both sides it is only their difference that is known.
    if (!open.some(({ arc }) => hidden.has(arc.id)) || new Set(open.map(({ forward }) => forward)).size > 1)
      continue;
    const sum = open.reduce((all, { arc }) => all + arc.value, 0);
    if (sum < LEAST_HIDDEN_SUM + open.length) return steps;
  }
  return undefined;
}
