import type { LookView } from '@ohjaamo/shared/rights/contract.ts';

/** One page view asks the service for several things within moments. */
const ONE_PAGE_MILLISECONDS = 10_000;
/** That somebody opened the record at all; whatever else was done to it in the same moment says more. */
const OPENING = new Set(['VIEW_CLIENT', 'LIST_CLIENTS']);
/** Asked whenever a record does not open, so that nothing was opened here either. */
const TRIED = 'FIND_MERGED';

/**
 * Uses of somebody's data, newest first, as they are read: what one page view did by one person is one row, and whoever got nowhere
 * tried to look, by whatever the page asked. The file of the copy has every row.
 */
export function foldLooks(looks: readonly LookView[]): LookView[] {
  const told = looks.map((look) =>
    look.action === TRIED && look.outcome !== 'DONE' ? { ...look, action: 'VIEW_CLIENT' } : look,
  );
  return told.filter((look, index) => {
    const near = (other: LookView) => other !== look && isSameVisit(look, other);
    const same = (other: LookView) => near(other) && other.action === look.action;
    // Of rows that say the same the newest stays.
    if (told.slice(0, index).some(same)) return false;
    return !(OPENING.has(look.action) && told.some((other) => near(other) && !OPENING.has(other.action)));
  });
}

function isSameVisit(one: LookView, other: LookView): boolean {
  const apart = Math.abs(Date.parse(one.at) - Date.parse(other.at));
  return apart <= ONE_PAGE_MILLISECONDS && whoOf(one) === whoOf(other);
}

/** Who it was, and what is told of it beside the act: a row with something of its own stays. */
function whoOf({
  byPerson,
  name,
  title,
  organisation,
  outcome,
  purpose,
  disclosed,
  until,
}: LookView): string {
  return JSON.stringify([byPerson, name, title, organisation, outcome, purpose, disclosed, until]);
}
