/**
 * A short wait of random length before try `tried` + 1, so that those who collided do not collide again in step: up to 10 ms
 * more with each try, never over `longest` milliseconds.
 */
export function pause(tried: number, longest = 100): Promise<void> {
  return new Promise((resume) => setTimeout(resume, Math.random() * Math.min(10 * tried, longest)));
}
