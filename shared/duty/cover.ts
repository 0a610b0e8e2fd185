/**
 * Whether so many of the workers are enough to know all the skills together. `known` holds each worker's skills. Exact: the first
 * skill has to be somebody's, so each who knows it is tried; what is wanted of a shift is a handful.
 */
export function coverable(
  skills: readonly string[],
  most: number,
  known: readonly (readonly string[])[],
): boolean {
  const [first] = skills;
  if (first === undefined) return true;
  if (most === 0) return false;
  const tried = new Set<string>();
  for (const own of known.filter((each) => each.includes(first))) {
    const left = skills.filter((skill) => !own.includes(skill));
    // Two workers who leave the same open are one and the same here.
    const key = left.join();
    if (tried.has(key)) continue;
    tried.add(key);
    if (coverable(left, most - 1, known)) return true;
  }
  return false;
}
