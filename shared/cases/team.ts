/** A worker's place in a client's team. */
export interface TeamPlace {
  readonly staffId: string;
  readonly part: 'NAMED' | 'DEPUTY' | 'TEAM';
  /** Joined by accepting a referral: it counts as long as that one does. */
  readonly throughReferral?: true | undefined;
}

/** Why a change of the team cannot be made. */
export type TeamFault = 'nobody_named' | 'not_in_team';

/**
 * The team after a worker was given a part or taken out. One worker is NAMED and at most one DEPUTY: who had the part before
 * stays in the team, so that nothing of the guidance is cut off. The last named worker cannot be taken out or made something
 * else: another is named first.
 */
export function changedTeam<Place extends TeamPlace>(
  team: readonly Place[],
  change: { readonly staffId: Place['staffId']; readonly part: TeamPlace['part'] | 'NONE' },
): TeamFault | Place[] {
  const standing = team.find(({ staffId }) => staffId === change.staffId);
  if (change.part === 'NONE' && !standing) return 'not_in_team';
  if (standing?.part === 'NAMED' && change.part !== 'NAMED') return 'nobody_named';
  const others = team
    .filter(({ staffId }) => staffId !== change.staffId)
    .map((each) =>
      each.part === change.part && each.part !== 'TEAM' ? { ...each, part: 'TEAM' as const } : each,
    );
  if (change.part === 'NONE') return others;
  const place = { staffId: change.staffId, part: change.part } as Place;
  const order = ['NAMED', 'DEPUTY', 'TEAM'];
  return [...others, place].sort((one, other) => order.indexOf(one.part) - order.indexOf(other.part));
}
