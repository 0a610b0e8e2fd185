/** What a JSON text can hold (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a value is a JSON object: no list, not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of an object by its name; names such as `constructor` are names like others. */
export function member(of: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

/**
 * The one text of a JSON value: names in the order of their UTF-16 units, no white space, numbers as ECMAScript writes them
 * (RFC 8785). Equal values have equal texts, whatever order their names had.
 *
 * @throws TypeError for what no JSON text can hold: NaN, infinity, half of a surrogate pair
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isObject(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonicalJson(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('no number of JSON');
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('half of a surrogate pair');
  return JSON.stringify(value);
}

/** Whether two values are equal as JSON; absent is equal to absent only. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((each, index) => sameJson(each, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => sameJson(member(one, name), member(other, name)))
  );
}

/** Whether lists and objects lie in each other more than `most` deep. Counts without recursion, so that no depth is too much. */
export function isDeeperThan(value: Json, most: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((each): readonly Json[] =>
      isList(each) ? each : isObject(each) ? Object.values(each) : [],
    );
  }
  return false;
}

/** SHA-256 of a JSON value's canonical text in UTF-8: 64 hexadecimal digits, as `sha256sum` writes them. */
export async function sha256Of(value: Json): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
