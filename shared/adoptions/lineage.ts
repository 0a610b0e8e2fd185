/** A version of one template as its head tells it. */
export interface VersionHead {
  readonly address: string;
  readonly parents: readonly string[];
  readonly state: string;
  /** RFC 3339, UTC; absent before it was published. */
  readonly publishedAt?: string | undefined;
}

/** A version and all that it was made from, as far as `heads` know. */
export function ancestryOf(heads: readonly VersionHead[], address: string): ReadonlySet<string> {
  const byAddress = new Map(heads.map((head) => [head.address, head]));
  const found = new Set<string>();
  const waiting = [address];
  for (const each of waiting) {
    if (found.has(each)) continue;
    found.add(each);
    waiting.push(...(byAddress.get(each)?.parents ?? []));
  }
  return found;
}

/** How practice that a municipality has written itself stands to the network. */
export interface OwnPractice {
  /** Addresses of the versions that it was handed in as, the latest last. */
  readonly handed: readonly string[];
  /** The copy stands on a published version. */
  readonly isPublished: boolean;
}

/** The versions of a name that are of the copy's own line: another municipality may have published something else under the name. */
export function ofOwnLine<H extends VersionHead>(
  heads: readonly H[],
  own: OwnPractice | undefined,
): readonly H[] {
  const isOwn = !own || own.isPublished || heads.some(({ address }) => own.handed.includes(address));
  return isOwn ? heads : [];
}

/** The version that a copy stands on; `undefined` for own practice that stands on none yet. */
export function standsOn({
  address,
  own,
}: {
  readonly address: string;
  readonly own?: OwnPractice | undefined;
}): string | undefined {
  return own && !own.isPublished ? undefined : address;
}

/** The version to go over to from the one at `address`: the latest published one that it was not itself made from. */
export function newerThan<H extends VersionHead>(
  heads: readonly H[],
  address: string | undefined,
): H | undefined {
  const behind = address === undefined ? new Set<string>() : ancestryOf(heads, address);
  return heads
    .filter((head) => head.state === 'PUBLISHED' && !behind.has(head.address))
    .sort((one, other) => ((one.publishedAt ?? '') < (other.publishedAt ?? '') ? 1 : -1))
    .at(0);
}

/**
 * A number behind all that are taken: the highest with its second part one up.
 *
 * @param taken of one to three parts, at most four digits each: `2`, `2.1`, `2.1.3`
 */
export function nextNumber(taken: readonly string[]): string {
  const [major = 1, minor = 0] = taken
    .map((each) => each.split('.').map(Number))
    .reduce((highest, each) => (isBehind(each, highest) ? each : highest), [0]);
  return minor < MOST_OF_PART ? `${String(major)}.${String(minor + 1)}` : String(major + 1);
}

const MOST_OF_PART = 9999;

function isBehind(one: readonly number[], other: readonly number[]): boolean {
  const at = [0, 1, 2].find((part) => (one[part] ?? 0) !== (other[part] ?? 0));
  return at !== undefined && (one[at] ?? 0) > (other[at] ?? 0);
}
