import type { Clock } from '@ohjaamo/shared/kernel/time.ts';

/**
 * The running machine's clock, moved by `offsetSeconds` when the environment gives one. Only the local stack does, so
 * that a demonstration can take place at an hour when a site is open; no template sets it.
 */
export function systemClock(offsetSeconds: string | undefined): Clock {
  const offset = Number(offsetSeconds ?? 0) * 1000;
  return { now: () => Date.now() + offset };
}
