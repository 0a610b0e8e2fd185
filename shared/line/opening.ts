import type { EpochMinute } from '../kernel/time.ts';

/** Who stands at the door as it opens gets a number already. */
const EARLY_MINUTES = 5;
/** Who stepped in at the last minute is still let in by the desk. */
const LATE_MINUTES = 15;

/** The walk-in hours as they stand at a minute. */
export interface WalkInState {
  readonly openNow: boolean;
  readonly closesAt?: EpochMinute | undefined;
  readonly opensAt?: EpochMinute | undefined;
}

/** Whether places are given by the walk-in hours; when they close, or when they next open within four weeks. */
export type LineHours =
  | { readonly open: true; readonly closesAt: EpochMinute }
  | { readonly open: false; readonly opensAt?: EpochMinute };

/**
 * Whether the hours let somebody take a place at `now`: from 5 minutes before the walk-in opening until its end; at the desk
 * until 15 minutes after it. `walkInAt` tells the walk-in hours of the site's plan at a minute.
 */
export function lineHours(
  walkInAt: (minute: EpochMinute) => WalkInState,
  now: EpochMinute,
  from: 'STREET' | 'DESK',
): LineHours {
  const state = walkInAt(now);
  if (state.openNow) return { open: true, closesAt: state.closesAt ?? now };
  if (state.opensAt !== undefined && state.opensAt - now <= EARLY_MINUTES) {
    return { open: true, closesAt: walkInAt(state.opensAt).closesAt ?? now };
  }
  const earlier = walkInAt(now - LATE_MINUTES);
  if (from === 'DESK' && earlier.openNow) return { open: true, closesAt: earlier.closesAt ?? now };
  return { open: false, ...(state.opensAt !== undefined && { opensAt: state.opensAt }) };
}
