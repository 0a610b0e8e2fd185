/**
 * How often a sheet is decided anew. Each lost try means that another booking of the same person and week was written, so
 * only a rush of this size on one person's week could use them up.
 */
export const TRIES = 60;

/** A short wait of random length, so that those who collided do not collide again in step. */
export function pause(tried: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, Math.random() * Math.min(10 * tried, 100)));
}
