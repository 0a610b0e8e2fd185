/** Fields that say which other record or who is meant, by an id, where the municipality has no name for it. */
const REFERRING =
  /^(?:id|ids|record|by|owner|from|to|site|home|contact|booking|episode|client|staff|namedWorker|joined|receivers|mergedFrom|mergedInto|who|goal|note|notes)$|(?:Ids?|By|Worker)$/u;
const ID = /^[0-9a-z]{10}(?:[0-9a-z]{10})?$/u;
/** A key of a record is its kind or its time, and an id. */
const KEY = /^(?:[A-Z_]+|\d{4}-\d{2}-\d{2}T[\d:.]+Z)#/u;
/** What the service counts and addresses by; it says nothing of the person, and the file has it. */
const INNER = new Set([
  ...['version', 'sha256', 'keptUnder', 'slug', 'tenantId', 'instrumentId', 'instrumentVersion', 'applied'],
  ...['receivers', 'note', 'notes', 'kept', 'turn', 'moved', 'emailed'],
]);

/**
 * Whether a value only tells records apart, so that it is for the file and not for reading. The name of its field decides: a text
 * may look like an id, e.g. a nickname of ten letters.
 */
export function isReference(field: string, value: unknown): boolean {
  if (INNER.has(field)) return true;
  return typeof value === 'string' && ((REFERRING.test(field) && ID.test(value)) || isKey(field, value));
}

function isKey(field: string, value: string): boolean {
  return (field === 'name' && KEY.test(value)) || (field === 'id' && !value.includes(' '));
}
