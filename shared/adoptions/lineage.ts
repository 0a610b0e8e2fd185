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

/** The version to go over to from the one at `address`: the latest published one that it was not itself made from. */
export function newerThan<H extends VersionHead>(heads: readonly H[], address: string): H | undefined {
  const behind = ancestryOf(heads, address);
  return heads
    .filter((head) => head.state === 'PUBLISHED' && !behind.has(head.address))
    .sort((one, other) => ((one.publishedAt ?? '') < (other.publishedAt ?? '') ? 1 : -1))
    .at(0);
}
