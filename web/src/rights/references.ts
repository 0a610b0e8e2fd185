/** Fields that say which other record or who is meant, by an id, where the municipality has no name for it. */
const REFERRING =
  /^(?:id|ids|record|by|owner|from|to|site|home|contact|booking|episode|client|staff|namedWorker|joined|receivers|mergedFrom|mergedInto|who|goal)$|(?:Ids?|By|Worker)$/u;
const ID = /^[0-9a-z]{10}(?:[0-9a-z]{10})?$/u;

/**
 * Whether a value only tells records apart, so that it is for the file and not for reading. The name of its field decides: a text
 * may look like an id, e.g. a nickname of ten letters.
 */
export function isReference(field: string, value: unknown): boolean {
  return typeof value === 'string' && REFERRING.test(field) && ID.test(value);
}
