import type { Page } from '@playwright/test';

/** How often each thing is done: the middle one counts, because a moment of the machine's own is none of the page's. */
const ROUNDS = 5;
/** Event Timing tells durations in steps of 8 ms and none below 16: what it does not tell took less. */
const SHORTEST = 16;

/** Something a worker does on a page that is open: presses, types or clicks. */
export interface Deed {
  readonly name: string;
  readonly at: string;
  readonly act: (page: Page) => Promise<void>;
}

/**
 * Milliseconds from a key or a click to the next paint that shows its effect, as the browser's Event Timing tells it: the middle one
 * of {@link ROUNDS} runs, each its slowest interaction.
 */
export async function reactionTo(page: Page, { at, act }: Deed): Promise<number> {
  await page.goto(at, { waitUntil: 'networkidle' });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.evaluate((threshold) => {
      const seen: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.push(entry.duration);
      });
      observer.observe({ type: 'event', durationThreshold: threshold } as PerformanceObserverInit);
      Object.assign(globalThis, { reactions: seen });
    }, SHORTEST);
    await act(page);
    times.push(
      await page.evaluate(async (shortest) => {
        // Entries come after the paint they tell of.
        await new Promise((resolve) => setTimeout(resolve, 300));
        const { reactions } = globalThis as unknown as { reactions: number[] };
        return Math.max(shortest, ...reactions);
      }, SHORTEST),
    );
  }
  return times.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}
