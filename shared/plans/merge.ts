import { OWNER, placeOf, type PlanFields, type Said } from './fields.ts';

/**
 * Lays two people's edits of one plan over each other.
 *
 * - Different fields: both edits stand.
 * - One field changed in two ways: both values stand, with who and when, until a person decides. Nothing is lost.
 * - One field changed to the same value: it is one value, with the earlier mark.
 * - An item removed by one and edited by the other: it stays, with the edit.
 *
 * The order of the two does not matter, and merging the outcome with either of them again changes nothing (but when the two
 * decided one open field against each other, where both values stay: a retry of such a decision is known by its id, not here).
 *
 * @param base the plan that `mine` was made from
 */
export function mergeFields(base: PlanFields, mine: PlanFields, theirs: PlanFields): PlanFields {
  const groups = new Set([base, mine, theirs].flatMap((fields) => Object.keys(fields).map(groupOf)));
  const merged: Record<string, readonly Said[]> = {};
  for (const group of [...groups].sort()) {
    Object.assign(merged, mergeGroup(partOf(base, group), partOf(mine, group), partOf(theirs, group)));
  }
  return merged;
}

/**
 * Two plans of one person as one, when two clients turn out to be the same: every goal, action and support person of both, and
 * both values where both say something of the same field.
 */
export function mergePlans(one: PlanFields, other: PlanFields): PlanFields {
  return mergeFields({}, one, other);
}

/** Whether two plans say the same, whoever said it and when. */
export function sameFields(one: PlanFields, other: PlanFields): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].every((path) => sameValues(one[path] ?? [], other[path] ?? []));
}

/** Whether two fields hold the same values. */
export function sameValues(one: readonly Said[], other: readonly Said[]): boolean {
  return one.length === other.length && one.every(({ value }) => holds(other, value));
}

/** The fields of an item belong together; every other field is a group of its own. */
function groupOf(path: string): string {
  const { kind, id } = placeOf(path);
  return kind ? `${kind}/${id ?? ''}/` : path;
}

function partOf(fields: PlanFields, group: string): PlanFields {
  if (!group.endsWith('/')) return fields[group] ? { [group]: fields[group] } : {};
  return Object.fromEntries(Object.entries(fields).filter(([path]) => path.startsWith(group)));
}

function mergeGroup(base: PlanFields, mine: PlanFields, theirs: PlanFields): PlanFields {
  const [gone, goneThere] = [isEmpty(mine), isEmpty(theirs)];
  if (!isEmpty(base) && gone !== goneThere) {
    const kept = gone ? theirs : mine;
    return sameFields(kept, base) ? {} : kept;
  }
  const paths = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])].sort();
  return Object.fromEntries(
    paths.flatMap((path) => {
      const both = mergeField(base[path] ?? [], mine[path] ?? [], theirs[path] ?? []);
      // Who wrote an item down first wrote it down: that is no question for anybody.
      const said = placeOf(path).name === OWNER ? both.slice(0, 1) : both;
      return said.length > 0 ? [[path, said] as const] : [];
    }),
  );
}

/** What both kept of the base, and what either has new. */
function mergeField(base: readonly Said[], mine: readonly Said[], theirs: readonly Said[]): readonly Said[] {
  const all = union(mine, theirs);
  const merged = all.filter(
    ({ value }) => !holds(base, value) || (holds(mine, value) && holds(theirs, value)),
  );
  // Each dropped what the other kept of several values: neither decision may undo the other unseen.
  return merged.length === 0 && mine.length > 0 && theirs.length > 0 ? all : merged;
}

/** Every value once, with its earliest mark, the earliest first. */
function union(mine: readonly Said[], theirs: readonly Said[]): Said[] {
  const found = new Map<string, Said>();
  for (const said of [...mine, ...theirs].sort(byMark)) {
    if (!found.has(said.value)) found.set(said.value, said);
  }
  return [...found.values()];
}

function byMark(one: Said, other: Said): number {
  const [first, second] = [one, other].map(({ at, by = '', value }) => [at, by, value].join('\n'));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function holds(said: readonly Said[], value: string): boolean {
  return said.some((each) => each.value === value);
}

function isEmpty(fields: PlanFields): boolean {
  return Object.keys(fields).length === 0;
}
