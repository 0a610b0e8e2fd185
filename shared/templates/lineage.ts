/**
 * The versions whose parents lead back to themselves, and those that come from such a one; none in an honest history, since an address
 * is made from the parents. Parents that are not in the map stand on their own.
 *
 * @param parentsOf the parents of each version by address
 */
export function versionsInCycles(parentsOf: ReadonlyMap<string, readonly string[]>): string[] {
  const children = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const [version, parents] of parentsOf) {
    const known = [...new Set(parents)].filter((parent) => parentsOf.has(parent));
    waiting.set(version, known.length);
    for (const parent of known) children.set(parent, [...(children.get(parent) ?? []), version]);
  }
  const settled = [...waiting].filter(([, parents]) => parents === 0).map(([version]) => version);
  for (const version of settled) {
    for (const child of children.get(version) ?? []) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) settled.push(child);
    }
  }
  const honest = new Set(settled);
  return [...parentsOf.keys()].filter((version) => !honest.has(version));
}
