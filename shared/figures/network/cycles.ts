/**
 * One number of a table, as an arc of a network: it stands in two sums, the one that it leaves and the one that it enters. Raising the
 * numbers along a closed way that follows the arcs, and lowering those that the way takes backwards, changes no sum.
 */
export interface Arc {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** How much lower and higher the number could be by itself, in every version, as far as an outsider knows. */
  readonly down: number;
  readonly up: number;
  /** What hiding it would cost. */
  readonly cost: number;
  readonly value: number;
  /** The municipality that knows it exactly, shown or not. */
  readonly owner?: string;
  /** `UNSEEN` numbers are published nowhere and need no hiding. */
  readonly state: 'SHOWN' | 'HIDDEN' | 'UNSEEN';
}

/** Hidden and unseen numbers are preferred, and among them the shorter way. */
const COST_OF_A_STEP = 0.001;

/** A way out of a sum: the arc it takes and where it leads; against the arc, its number is lowered. */
export interface Step {
  readonly arc: Arc;
  readonly forward: boolean;
  readonly leadsTo: string;
}

/** The arcs of a table by the sums they stand in. */
export type Ways = ReadonlyMap<string, readonly Step[]>;

export function waysOf(arcs: Iterable<Arc>): Ways {
  const ways = new Map<string, Step[]>();
  const add = (node: string, step: Step): void => {
    const known = ways.get(node);
    if (known) known.push(step);
    else ways.set(node, [step]);
  };
  for (const arc of arcs) {
    add(arc.from, { arc, forward: true, leadsTo: arc.to });
    add(arc.to, { arc, forward: false, leadsTo: arc.from });
  }
  return ways;
}

/**
 * The cheapest closed way through `through` along which all numbers can move by `width` steps in all, up and down together, and no sum
 * changes: whoever knows every sum finds `width + 1` possible whole numbers for each of them. `undefined` when there is none.
 *
 * One shortest path (Dijkstra) for each split of the width into steps up and steps down.
 *
 * @param stateOf the state of an arc now
 * @param mayHide whether shown numbers may be taken, to be hidden
 * @param reader the municipality that reads it: none of the numbers that it knows itself can be on the way
 */
export function cheapestCycle(
  ways: Ways,
  through: Arc,
  {
    width,
    stateOf,
    mayHide,
    reader,
  }: {
    width: number;
    stateOf: (arc: Arc) => Arc['state'];
    mayHide: boolean;
    reader?: string | undefined;
  },
): readonly Arc[] | undefined {
  let best: { readonly cost: number; readonly arcs: readonly Arc[] } | undefined;
  for (let up = width; up >= 0; up--) {
    const room = { up, down: width - up };
    if (through.up < room.up || through.down < room.down) continue;
    const costOf = ({ arc, forward }: Step): number => {
      const [first, second] = forward ? [arc.up, arc.down] : [arc.down, arc.up];
      if (arc === through || first < room.up || second < room.down) return Infinity;
      if (reader !== undefined && arc.owner === reader) return Infinity;
      const price = stateOf(arc) === 'SHOWN' ? (mayHide ? arc.cost : Infinity) : 0;
      return price + COST_OF_A_STEP;
    };
    const way = cheapestWay(ways, through.to, through.from, costOf, best?.cost ?? Infinity);
    if (way) best = way;
  }
  return best && [through, ...best.arcs];
}

/** The cheapest way from one sum to another that costs less than `limit`. */
function cheapestWay(
  ways: Ways,
  start: string,
  goal: string,
  costOf: (step: Step) => number,
  limit: number,
): { readonly cost: number; readonly arcs: readonly Arc[] } | undefined {
  const reached = new Map<string, { cost: number; by?: Step; before?: string }>([[start, { cost: 0 }]]);
  const done = new Set<string>();
  const waiting = new Queue();
  waiting.add(start, 0);
  for (let node = waiting.take(); node !== undefined; node = waiting.take()) {
    if (done.has(node)) continue;
    if (node === goal) break;
    done.add(node);
    const cost = reached.get(node)?.cost ?? 0;
    for (const step of ways.get(node) ?? []) {
      const sum = cost + costOf(step);
      if (sum >= limit || sum >= (reached.get(step.leadsTo)?.cost ?? Infinity)) continue;
      reached.set(step.leadsTo, { cost: sum, by: step, before: node });
      waiting.add(step.leadsTo, sum);
    }
  }
  const arcs: Arc[] = [];
  let at = reached.get(goal);
  if (!at) return undefined;
  const { cost } = at;
  for (; at?.by && at.before !== undefined; at = reached.get(at.before)) arcs.push(at.by.arc);
  return { cost, arcs };
}

/** Gives what was added in the order of cost, and of equal cost what came first: a binary heap. */
class Queue {
  private readonly heap: { node: string; cost: number; order: number }[] = [];
  private added = 0;

  add(node: string, cost: number): void {
    const { heap } = this;
    heap.push({ node, cost, order: this.added++ });
    for (let at = heap.length - 1, above = (at - 1) >> 1; at > 0 && this.isBefore(at, above);) {
      this.swap(at, above);
      at = above;
      above = (at - 1) >> 1;
    }
  }

  take(): string | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first?.node;
    heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const below = right < heap.length && this.isBefore(right, left) ? right : left;
      if (below >= heap.length || !this.isBefore(below, at)) return first.node;
      this.swap(at, below);
      at = below;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (!one || !other) return false;
    return one.cost < other.cost || (one.cost === other.cost && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one && other) [this.heap[a], this.heap[b]] = [other, one];
  }
}
