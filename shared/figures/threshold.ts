/** Counts of contacts or people below this and above 0 are never shown (domain section 4.5; 1050/2018 §31). */
export const THRESHOLD = 5;

/** Whether a count is one that nobody outside may see. */
export function isSmall(count: number): boolean {
  return count > 0 && count < THRESHOLD;
}
