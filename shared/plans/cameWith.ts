import { itemFields, itemIds, type ItemKind, itemKinds, type PlanFields } from './fields.ts';

/** The field in which an item says what it is. */
const telling = { goals: 'words', actions: 'what', supporters: 'name' } as const satisfies Record<
  ItemKind,
  string
>;

/** Fields of the plan itself that hold what somebody said. */
const ownTexts = ['needs', 'youngPersonView', 'workerView'] as const;

/**
 * What one version brought into a plan and still stands in it: items that were not there before, in the words that they have now, and
 * values of the plan's own fields that were not there before and have not been changed since.
 */
export function cameWith({
  before,
  after,
  now,
}: Readonly<Record<'before' | 'after' | 'now', PlanFields>>): string[] {
  const items = itemKinds.flatMap((kind) => {
    const own = itemIds(before, kind);
    const came = itemIds(after, kind).filter((id) => !own.includes(id));
    const standing = itemIds(now, kind).filter((id) => came.includes(id));
    return standing.flatMap((id) => itemFields(now, kind, id)[telling[kind]] ?? []);
  });
  const values = ownTexts.flatMap((path) =>
    (now[path] ?? []).filter(({ value }) => has(after[path], value) && !has(before[path], value)),
  );
  return [...items, ...values].map(({ value }) => value);
}

function has(said: PlanFields[string] | undefined, value: string): boolean {
  return said?.some((each) => each.value === value) ?? false;
}
