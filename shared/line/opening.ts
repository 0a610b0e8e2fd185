import type { EpochMinute } from '../kernel/time.ts';
import type { ZoneAxis } from '../kernel/zoneAxis.ts';
import { channelState } from '../schedule/opening.ts';
import type { SitePlan } from '../schedule/plan.ts';

/** Who stands at the door as it opens gets a number already. */
const EARLY_MINUTES = 5;
/** Who stepped in at the last minute is still let in by the desk. */
const LATE_MINUTES = 15;

/** Whether places are given by the walk-in hours; when they close, or when they next open within four weeks. */
export type LineHours =
  | { readonly open: true; readonly closesAt: EpochMinute }
  | { readonly open: false; readonly opensAt?: EpochMinute };

/**
 * Whether the hours let somebody take a place at `now`: from 5 minutes before the walk-in opening until its end; at the desk
 * until 15 minutes after it. `axis` reaches two days past the horizon of openings.
 */
export function lineHours(
  plan: SitePlan,
  axis: ZoneAxis,
  now: EpochMinute,
  from: 'STREET' | 'DESK',
): LineHours {
  const state = channelState(plan, 'WALK_IN', axis, now);
  if (state.openNow) return { open: true, closesAt: state.closesAt ?? now };
  if (state.opensAt !== undefined && state.opensAt - now <= EARLY_MINUTES) {
    return { open: true, closesAt: channelState(plan, 'WALK_IN', axis, state.opensAt).closesAt ?? now };
  }
  const earlier = channelState(plan, 'WALK_IN', axis, now - LATE_MINUTES);
  if (from === 'DESK' && earlier.openNow) return { open: true, closesAt: earlier.closesAt ?? now };
  return { open: false, ...(state.opensAt !== undefined && { opensAt: state.opensAt }) };
}
