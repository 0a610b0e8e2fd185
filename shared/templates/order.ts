type Keys = readonly string[];

/**
 * Lays two orders of a list over each other. Whoever moved elements of the base gives the order of those, `one` where both did;
 * elements that either added stand behind the element of the base behind which they were put, the smaller key first where both
 * added there. Every key of either side or of the base comes out once.
 */
export function mergeOrder(base: Keys, one: Keys, other: Keys): string[] {
  const bases = new Set(base);
  const line = lineOf(base, kept(one, bases), kept(other, bases));
  const runs = [one, other].map((keys) => addedBehind(keys, bases));
  const keys = [undefined, ...insertBehind(line, base)].flatMap((anchor) => [
    ...(anchor === undefined ? [] : [anchor]),
    ...mergeRuns(runs[0]?.get(anchor) ?? [], runs[1]?.get(anchor) ?? []),
  ]);
  return [...new Set(keys)];
}

/** Whether two lists of keys are the same, in the same order. */
export function sameKeys(one: Keys, other: Keys): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

/** The order of what either has of the base. */
function lineOf(base: Keys, one: Keys, other: Keys): Keys {
  const [ones, others] = [new Set(one), new Set(other)];
  const before = kept(kept(base, ones), others);
  const [first, second] = [kept(one, others), kept(other, ones)];
  const [oneMoved, otherMoved] = [!sameKeys(first, before), !sameKeys(second, before)];
  if (oneMoved !== otherMoved) return oneMoved ? one : other;
  if (oneMoved && !sameKeys(first, second)) return one;
  // Alike in what both have: which of the two is read must not hang on who is called the first.
  const moved = [one, other].filter((keys) => !sameKeys(keys, kept(base, new Set(keys))));
  return moved.sort(byLengthThenText)[0] ?? base;
}

function byLengthThenText(one: Keys, other: Keys): number {
  return other.length - one.length || (one.join('\n') < other.join('\n') ? -1 : 1);
}

function kept(keys: Keys, of: ReadonlySet<string>): Keys {
  return keys.filter((key) => of.has(key));
}

/** The keys of `line`, with what only `more` has put behind the key that stands before it there. */
export function insertBehind(line: Keys, more: Keys): string[] {
  const result = [...line];
  const there = new Set(line);
  more.forEach((key, index) => {
    if (there.has(key)) return;
    const before = more[index - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
    there.add(key);
  });
  return result;
}

/** The runs of added keys by the element of the base before them; `undefined` at the beginning. */
function addedBehind(keys: Keys, bases: ReadonlySet<string>): Map<string | undefined, string[]> {
  const runs = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const key of keys) {
    if (bases.has(key)) anchor = key;
    else runs.set(anchor, [...(runs.get(anchor) ?? []), key]);
  }
  return runs;
}

/**
 * Two runs as one, each in its own order, by the smaller of the two heads: the order in which runs are merged does not matter. What
 * both have waits until both have come to it.
 */
function mergeRuns(one: Keys, other: Keys): string[] {
  const [left, right] = [[...one], [...other]];
  const merged: string[] = [];
  while (left.length > 0 || right.length > 0) {
    const key = nextOf(left, right);
    merged.push(key);
    for (const run of [left, right]) if (run[0] === key) run.shift();
  }
  return merged;
}

function nextOf([first, ...ours]: Keys, [second, ...theirs]: Keys): string {
  if (first === undefined || second === undefined) return first ?? second ?? '';
  const [isFirstLater, isSecondLater] = [theirs.includes(first), ours.includes(second)];
  if (isFirstLater !== isSecondLater) return isFirstLater ? second : first;
  return first < second ? first : second;
}
