import type { Arc } from './network/cycles.ts';
import { protect } from './network/protect.ts';
import { isSmall, THRESHOLD } from './threshold.ts';

/** Where all that is divided comes from. */
const GROUND = 'ground';

/**
 * Which groups of a table are hidden whole, so that nothing small of one of them can be worked out from what is shown of the others and of all
 * (domain section 4.5): those with a part of 1–4, and as many more, until every small part can be any of six whole numbers or more
 * ({@link protect}). All of them when nothing else protects one.
 *
 * @param groups the parts of each group, in the same order for all; for each part the sum over all groups is shown
 */
export function groupsToHide(groups: ReadonlyMap<string, readonly number[]>): ReadonlySet<string> {
  let hidden = new Set([...groups].filter(([, parts]) => parts.some(isSmall)).map(([group]) => group));
  while (hidden.size > 0) {
    const done = protect(arcsOf(groups, hidden));
    if ('unprotected' in done) return new Set(groups.keys());
    const more = new Set(
      [...groups.keys()].filter((group) => hidden.has(group) || isHiddenIn(done.hidden, group)),
    );
    if (more.size === hidden.size) return hidden;
    hidden = more;
  }
  return hidden;
}

function isHiddenIn(ids: ReadonlySet<string>, group: string): boolean {
  return [...ids].some((id) => id.startsWith(`${group} `));
}

/** Each part of each group enters the sum of that part; a part that is 0 cannot be lowered, and of a shown group it is known. */
function arcsOf(groups: ReadonlyMap<string, readonly number[]>, hidden: ReadonlySet<string>): Arc[] {
  return [...groups].flatMap(([group, parts]) =>
    parts.flatMap((value, at): Arc[] =>
      value === 0
        ? []
        : [
            {
              ...{ id: `${group} ${String(at)}`, from: GROUND, to: `part ${String(at)}`, value },
              down: value < THRESHOLD ? 0 : value - 1,
              up: Infinity,
              // A group is hidden whole: the smaller it is, the less goes with it.
              cost: 1 + Math.log2(1 + parts.reduce((all, each) => all + each, 0)),
              state: hidden.has(group) ? 'HIDDEN' : 'SHOWN',
            },
          ],
    ),
  );
}
